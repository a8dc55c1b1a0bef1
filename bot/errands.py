"""Errands: what has to be fetched or asked outside, carried out by the delivery, never by a handler.

Each kind has one function here. What it returns goes back through the inbox to the activity that asked.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import Engine

from bot.composer import Composer
from bot.transport import Transport
from documents.child import read_in_child
from documents.plain_data import to_plain
from documents.sheet_reader import read_table
from rules.chats import LeaveGroup
from rules.drafts import ReadDraftFile
from rules.members import ReadRoster, SetMenu
from rules.notices import Errand
from rules.refused import Refused
from rules.sheets import Table
from storage.chats import ChatRow
from storage.engine import reading

Carry = Callable[["Errands", Any], Awaitable[dict[str, Any]]]
Function = TypeVar("Function", bound=Carry)

_TABLE = TypeAdapter(Table)
_ERRANDS: dict[type[Errand], Carry] = {}


def carries(kind: type[Errand]) -> Callable[[Function], Function]:
    """Register the function that carries out a kind of errand."""

    def register(function: Function) -> Function:
        assert kind not in _ERRANDS, kind
        _ERRANDS[kind] = function
        return function

    return register


class Errands:
    """What errands need: the wire, and the facts."""

    def __init__(self, transport: Transport, composer: Composer, engine: Engine) -> None:
        self.transport = transport
        self.composer = composer
        self.engine = engine

    async def run(self, errand: Errand) -> dict[str, Any]:
        """Carry out an errand. Raises TelegramError where Telegram could not be asked."""
        try:
            return await _ERRANDS[type(errand)](self, errand)
        except Refused as refused:
            return {"refused": type(refused).__name__, "facts": refused.facts()}

    async def fetch(self, file_id: str) -> bytes:
        """Fetch a file that somebody has sent. Raises TelegramError."""
        file = await self.transport.call("getFile", {"file_id": file_id})
        return await self.transport.download(file["file_path"])


@carries(ReadRoster)
async def read_roster(errands: Errands, errand: ReadRoster) -> dict[str, Any]:
    """Fetch a roster and read its table."""
    content = await errands.fetch(errand.file_id)
    table = await asyncio.to_thread(read_table, content, errand.file_name)
    return {"table": _TABLE.dump_python(table, mode="json")}


@carries(ReadDraftFile)
async def read_draft_file(errands: Errands, errand: ReadDraftFile) -> dict[str, Any]:
    """Fetch a draft and read it in a process of its own."""
    content = await errands.fetch(errand.file_id)
    return {"draft": to_plain(await read_in_child(content, errand.file_name))}


@carries(LeaveGroup)
async def leave_group(errands: Errands, errand: LeaveGroup) -> dict[str, Any]:
    """Leave a group."""
    with reading(errands.engine) as session:
        group = session.get_one(ChatRow, errand.group_id)
    await errands.transport.call("leaveChat", {"chat_id": group.telegram_id})
    return {}


@carries(SetMenu)
async def set_menu(errands: Errands, errand: SetMenu) -> dict[str, Any]:
    """Give a person the menu of what they may do, in their language."""
    menu = await asyncio.to_thread(errands.composer.menu, errand.chat_id)
    await errands.transport.call("setMyCommands", menu)
    return {}


def missing() -> frozenset[str]:
    """Name the kinds of errands that nobody carries out."""
    return frozenset(kind.__name__ for kind in Errand.kinds.values() if kind not in _ERRANDS)
