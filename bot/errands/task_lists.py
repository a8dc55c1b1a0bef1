"""Errands about lists of tasks: their files."""

from typing import Any

from bot.errands.runner import Errands, carries
from documents.child import table_in_child
from rules.task_lists import ReadTable, ReadTaskList


@carries(ReadTaskList)
@carries(ReadTable)
async def read_task_list(errands: Errands, errand: ReadTaskList | ReadTable) -> dict[str, Any]:
    """Fetch a list of tasks, or a table that may be one, and read it in a process of its own."""
    async with errands.files_in_hand:
        content = await errands.fetch(errand.file_id)
        return {"table": await table_in_child(content, errand.file_name)}
