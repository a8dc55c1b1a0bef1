"""Which update goes where: commands, kinds of messages, and the results of errands.

Modules of this folder register their functions here when they are imported; `install` hands them to the
application. One update meets one function.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from telegram.ext import BaseHandler, CommandHandler, TypeHandler, filters

import handlers
from handlers.application import ErrandResult, House
from handlers.turn import Handler, Turn, in_turn
from rules.desk import ErrandFailed
from rules.members import Ability, may
from rules.notices import Errand
from rules.refused import Refused
from storage import questions
from storage.members import MemberRow


class Audience(IntEnum):
    """Who is offered a command. The action checks the right; this decides what the menu shows."""

    ANYONE = 0
    MEMBERS = 1
    ABLE = 2  # members with the command's ability


@dataclass(frozen=True, kw_only=True)
class Command:
    """One command: its Vietnamese name first, then the others."""

    names: tuple[str, ...]
    function: Handler
    audience: Audience
    ability: Ability | None

    @property
    def name(self) -> str:
        """The Vietnamese name, without diacritics."""
        return self.names[0]


class Order(IntEnum):
    """What is asked first where several functions could take an update."""

    SPECIAL = 0
    GENERAL = 1
    LAST = 2


COMMANDS: list[Command] = []
_IN_MENU = (
    "viec", "hoso", "gopy", "tiendo", "kiemtra", "lich", "sangkien", "vanban",
    "duthao", "danhsach", "dulieu", "ngonngu", "huy", "trogiup",
)  # fmt: skip
"""What is asked for every day first, what is hardly needed last."""

_ROUTES: list[tuple[Order, BaseHandler[Any, Any, Any]]] = []
_ERRANDS: dict[str, tuple[Callable[[Turn, Any, dict[str, Any]], None], bool]] = {}


def command(
    *names: str, ability: Ability | None = None, audience: Audience = Audience.MEMBERS
) -> Callable[[Handler], Handler]:
    """Register a command under its names."""

    def register(function: Handler) -> Handler:
        who = Audience.ABLE if ability else audience
        COMMANDS.append(Command(names=names, function=function, audience=who, ability=ability))
        return function

    return register


def route(
    make: Callable[[Any], BaseHandler[Any, Any, Any]], *, order: Order = Order.GENERAL
) -> Callable[[Handler], Handler]:
    """Register a function for a kind of update: `make` gets the callback and builds the handler."""

    def register(function: Handler) -> Handler:
        _ROUTES.append((order, make(in_turn(function))))
        return function

    return register


def result_of(kind: type[Errand], *, even_failed: bool = False) -> Callable[[Any], Any]:
    """Register a function for the results of a kind of errand: it gets the errand and the result.

    A failed errand is refused, and whoever asked is told, unless the function wants to know.
    """

    def register(function: Any) -> Any:
        assert kind.__name__ not in _ERRANDS, kind
        _ERRANDS[kind.__name__] = (function, even_failed)
        return function

    return register


async def _errand_came_back(came: ErrandResult, turn: Turn) -> None:
    errand = Errand.read(came.kind, came.facts)
    function, even_failed = _ERRANDS[came.kind]
    if "refused" in came.result:
        raise Refused.read(came.result["refused"], came.result["facts"])
    if "error" in came.result and not even_failed:
        raise ErrandFailed(errand=came.kind)
    function(turn, errand, came.result)


def install(application: House) -> None:
    """Import every module of this folder and give its routes to the application."""
    for module in iter_modules(handlers.__path__):
        import_module(f"handlers.{module.name}")
    for each in COMMANDS:
        application.add_handler(
            CommandHandler(each.names, in_turn(_instead_of_answer(each)), filters.UpdateType.MESSAGE)
        )
    for _, handler in sorted(_ROUTES, key=lambda pair: pair[0]):
        application.add_handler(handler)
    application.add_handler(TypeHandler(ErrandResult, _errand_came_back))


def offered(people: Sequence[MemberRow]) -> list[Command]:
    """Give the commands that somebody is offered, by the rosters' lines that are theirs."""
    in_order = sorted(COMMANDS, key=_place)
    return [
        each
        for each in in_order
        if each.name != "start"
        and (
            each.audience is Audience.ANYONE
            or (each.audience is Audience.MEMBERS and people)
            or (each.ability and any(may(person.role, each.ability) for person in people))
        )
    ]


def _place(each: Command) -> int:
    return _IN_MENU.index(each.name) if each.name in _IN_MENU else len(_IN_MENU)


def _instead_of_answer(each: Command) -> Handler:
    """A command is never the answer to an open question: the question is given up."""

    def function(turn: Turn) -> None:
        if turn.is_private:
            questions.settle(turn.work.connection, turn.user_id)
        each.function(turn)

    return function


def missing_errands() -> frozenset[str]:
    """Name the kinds of errands whose results nobody takes."""
    return frozenset(Errand.kinds) - frozenset(_ERRANDS)
