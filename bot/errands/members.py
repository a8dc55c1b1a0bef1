"""Errands about people: their roster, their menus."""

import asyncio
from typing import Any

from pydantic import TypeAdapter

from bot.errands.runner import Errands, carries
from documents.sheet_reader import read_table
from rules.members import ReadRoster, SetMenu
from rules.sheets import Table

_TABLE = TypeAdapter(Table)


@carries(ReadRoster)
async def read_roster(errands: Errands, errand: ReadRoster) -> dict[str, Any]:
    """Fetch a roster and read its table."""
    content = await errands.fetch(errand.file_id)
    table = await asyncio.to_thread(read_table, content, errand.file_name)
    return {"table": _TABLE.dump_python(table, mode="json")}


@carries(SetMenu)
async def set_menu(errands: Errands, errand: SetMenu) -> dict[str, Any]:
    """Give a person the menu of what they may do, in their language."""
    menu = await asyncio.to_thread(errands.composer.menu, errand.chat_id)
    await errands.transport.call("setMyCommands", menu)
    return {}
