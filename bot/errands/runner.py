"""Errands: what has to be fetched or asked outside, carried out by the delivery, never by a handler.

Each kind has one function here. What it returns goes back through the inbox to the activity that asked.
"""

import asyncio
from collections.abc import Awaitable, Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, TypeVar

from sqlalchemy import Engine

import bot.errands
from bot.composer import Composer
from bot.transport import Transport
from rules.notices import Errand
from rules.refused import Refused

READ_AT_ONCE = 4
"""Files in hand at the same time: thirty people who send one at once take no more memory than these."""

Carry = Callable[["Errands", Any], Awaitable[dict[str, Any]]]
Function = TypeVar("Function", bound=Carry)

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
        #: held while a file is fetched and read
        self.files_in_hand = asyncio.Semaphore(READ_AT_ONCE)

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


def load() -> None:
    """Import every module of errands."""
    for module in iter_modules(bot.errands.__path__):
        import_module(f"bot.errands.{module.name}")


def missing() -> frozenset[str]:
    """Name the kinds of errands that nobody carries out."""
    return frozenset(kind.__name__ for kind in Errand.kinds.values() if kind not in _ERRANDS)
