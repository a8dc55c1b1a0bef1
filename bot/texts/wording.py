"""Finds the words for a notice: each kind has one function that loads its facts and says them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, TypeVar

from sqlmodel import Session

import bot.texts
from bot.texts.posts import Post
from bot.texts.voice import speaking
from rules.calendar import local_date
from rules.notices import Notice
from rules.refused import Refusal, Refused
from storage.chats import ChatRow


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who will read it, and through which session its facts are fetched."""

    session: Session
    now: datetime
    language: str
    bot_username: str
    chat: ChatRow | None
    user_id: int | None  # the person, where it is a private chat

    @property
    def today(self) -> date:
        """The day in Vietnam."""
        return local_date(self.now)


class Vanished(LookupError):
    """What a notice tells of is not there any more: nothing is said."""


Wording = TypeVar("Wording", bound=Callable[..., Post])
_NOTICES: dict[type[Notice], Callable[[Reader, Any], Post]] = {}
_REFUSALS: dict[type[Refused], Callable[[Reader, Any], Post]] = {}


def words_for(kind: type[Notice]) -> Callable[[Wording], Wording]:
    """Register the function that words a kind of notice."""

    def register(function: Wording) -> Wording:
        assert kind not in _NOTICES, kind
        _NOTICES[kind] = function
        return function

    return register


def words_for_refusal(kind: type[Refused]) -> Callable[[Wording], Wording]:
    """Register the function that words a kind of refusal: what, where, and what to do."""

    def register(function: Wording) -> Wording:
        assert kind not in _REFUSALS, kind
        _REFUSALS[kind] = function
        return function

    return register


def compose(reader: Reader, notice: Notice) -> Post:
    """Word a notice in the reader's language. Raises Vanished."""
    with speaking(reader.language):
        return _NOTICES[type(notice)](reader, notice)


def compose_refusal(reader: Reader, refused: Refused) -> Post:
    """Word a refusal in the reader's language."""
    with speaking(reader.language):
        return _REFUSALS[type(refused)](reader, refused)


def load() -> None:
    """Import every module of words."""
    for module in iter_modules(bot.texts.__path__):
        import_module(f"bot.texts.{module.name}")


def missing() -> frozenset[str]:
    """Name the notices and refusals that have no words."""
    load()
    notices = [kind for kind in Notice.kinds.values() if kind not in _NOTICES and kind is not Refusal]
    refusals = [kind for kind in Refused.kinds.values() if kind not in _REFUSALS]
    families = {base for kind in Refused.kinds.values() for base in kind.__mro__[1:]}
    return frozenset(kind.__name__ for kind in [*notices, *refusals] if kind not in families)
