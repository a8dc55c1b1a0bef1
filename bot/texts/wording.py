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
_SIGNS: dict[str, str] = {}


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


def sign_for(kind: type[Notice], emoji: str) -> None:
    """Register the sign on somebody's message that says a kind of notice, in any language.

    Which there are: https://core.telegram.org/bots/api#reactiontypeemoji
    """
    assert kind.__name__ not in _SIGNS, kind
    _SIGNS[kind.__name__] = emoji


def sign_of(kind: str) -> str:
    """Give the sign for a kind of notice."""
    return _SIGNS[kind]


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
    said = {kind.__name__ for kind in (*_NOTICES, Refusal)} | _SIGNS.keys()
    notices = [kind for name, kind in Notice.kinds.items() if name not in said]
    refusals = [kind for kind in Refused.kinds.values() if kind not in _REFUSALS]
    families = {base for kind in Refused.kinds.values() for base in kind.__mro__[1:]}
    return frozenset(kind.__name__ for kind in [*notices, *refusals] if kind not in families)
