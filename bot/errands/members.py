"""Errands about people: their roster, their menus."""

import asyncio
from typing import Any

from bot.errands.runner import Errands, carries
from documents.child import table_in_child
from rules.members import ReadRoster, SetMenu


@carries(ReadRoster)
async def read_roster(errands: Errands, errand: ReadRoster) -> dict[str, Any]:
    """Fetch a roster and read its table, in a process of its own."""
    async with errands.files_in_hand:
        content = await errands.fetch(errand.file_id)
        return {"table": await table_in_child(content, errand.file_name)}


@carries(SetMenu)
async def set_menu(errands: Errands, errand: SetMenu) -> dict[str, Any]:
    """Give a person the menu of what they may do, in their language."""
    menu = await asyncio.to_thread(errands.composer.menu, errand.chat_id)
    await errands.transport.call("setMyCommands", menu)
    return {}
