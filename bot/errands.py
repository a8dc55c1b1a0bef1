"""Errands: what has to be fetched or asked outside, carried out by the delivery, never by a handler.

Each kind has one function here. What it returns goes back through the inbox to the activity that asked.
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from bot.transport import Transport
from rules.notices import Errand

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
    """What errands need: the wire."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    async def run(self, errand: Errand) -> dict[str, Any]:
        """Carry out an errand. Raises TelegramError where Telegram could not be asked."""
        return await _ERRANDS[type(errand)](self, errand)


def missing() -> frozenset[str]:
    """Name the kinds of errands that nobody carries out."""
    return frozenset(kind.__name__ for kind in Errand.kinds.values() if kind not in _ERRANDS)
