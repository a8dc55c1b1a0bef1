"""Errands about lists of tasks: their files."""

import asyncio
from typing import Any

from pydantic import TypeAdapter

from bot.errands.runner import Errands, carries
from documents.sheet_reader import read_table
from rules.sheets import Table
from rules.task_lists import ReadTable, ReadTaskList

_TABLE = TypeAdapter(Table)


@carries(ReadTaskList)
@carries(ReadTable)
async def read_task_list(errands: Errands, errand: ReadTaskList | ReadTable) -> dict[str, Any]:
    """Fetch a list of tasks, or a table that may be one, and read it."""
    content = await errands.fetch(errand.file_id)
    table = await asyncio.to_thread(read_table, content, errand.file_name)
    return {"table": _TABLE.dump_python(table, mode="json")}
