"""Whether an update is what the Bot API says it is: a fault over one that is not is none of ours.

python-telegram-bot takes what it is given: a dictionary where a number belongs becomes the number. What
everything hangs on is looked at first; the whole only when something has gone wrong over it.
"""

import inspect
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from telegram import Chat, MaybeInaccessibleMessage, TelegramObject, Update, User

from storage.chats import ChatKind

LARGEST = 2**63
"""Numbers from here on fit into no database."""

KINDS = tuple(ChatKind)  # compared one by one: what is given may be anything

PLAIN = (bool, int, float, str, datetime)


class Unreadable(Exception):
    """An update is not of the shape that the Bot API prescribes."""


def without_nul(value: Any) -> Any:
    """Leave out the one character that no text of PostgreSQL can hold."""
    match value:
        case str():
            return value.replace("\0", "")
        case list():
            return [without_nul(each) for each in value]
        case dict():
            return {key: without_nul(each) for key, each in value.items()}
        case _:
            return value


def check_readable(update: Update) -> None:
    """Look at who, where and by what. Raises Unreadable."""
    user, chat, query = update.effective_user, update.effective_chat, update.callback_query
    if not (
        (user is None or _is_number(user.id))
        and (chat is None or (_is_number(chat.id) and chat.type in KINDS))
        and (query is None or type(query.id) is str)
        and _is_said(update.effective_message, user)
    ):
        raise Unreadable


def _is_said(message: MaybeInaccessibleMessage | None, user: User | None) -> bool:
    """Whether it has its number and place and, in private, somebody who said it."""
    if message is None:
        return True
    place: Chat | None = message.chat  # None where it is left out
    if place is None or not _is_number(message.message_id):
        return False
    return user is not None or place.type != Chat.PRIVATE


def _is_number(value: object) -> bool:
    return type(value) is int and -LARGEST < value < LARGEST


def is_sound(value: Any) -> bool:
    """Whether everything in an update is of the type that the library says it has."""
    if isinstance(value, tuple):
        return all(map(is_sound, value))
    if not isinstance(value, TelegramObject):
        return not isinstance(value, int) or _is_number(int(value))
    parts = ((getattr(value, slot, None), given) for slot, given in _declared(type(value)))
    return all(
        given.default is None if part is None else _fits(part, given.annotation) and is_sound(part)
        for part, given in parts
    )


@cache
def _declared(cls: type) -> tuple[tuple[str, inspect.Parameter], ...]:
    """Give what a class of the library keeps of an update, with what it declares of it."""
    slots = {slot for each in cls.__mro__ for slot in getattr(each, "__slots__", ())}
    declared = inspect.signature(cls).parameters.values()
    named = [(slot, given) for given in declared for slot in (given.name, f"_{given.name}")]
    return tuple((slot, given) for slot, given in named if slot in slots and slot != "_bot")


def _fits(value: Any, kind: Any) -> bool:
    """Whether a value is of a declared type; of types that are only named, nothing is said."""
    if get_origin(kind) in (UnionType, Union):
        return any(_fits(value, each) for each in get_args(kind) if each is not NoneType)
    if get_origin(kind) is Sequence:
        [of] = get_args(kind)
        return isinstance(value, tuple) and all(_fits(each, of) for each in value)
    if kind is float:
        return isinstance(value, int | float)
    if isinstance(kind, type) and (kind in PLAIN or issubclass(kind, TelegramObject)):
        return isinstance(value, kind)
    return True
