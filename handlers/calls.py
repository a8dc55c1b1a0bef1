"""Stored calls: what a button or an awaited answer will do, by name.

A text module writes `Button(label, cast_ballot, vote_id=7, choice=Choice.YES)`. What is stored, on our
side, is the name `votes.cast_ballot` and the arguments; when the button is pressed, the function is
called with the turn and these arguments, checked against its annotations.
"""

from collections.abc import Callable
from functools import cache
from types import FunctionType
from typing import Any, TypeVar

import orjson
from pydantic import ConfigDict, validate_call

from storage.calls import ANYWHERE, Call

Function = TypeVar("Function", bound=Callable[..., None])

_FUNCTIONS: dict[str, Callable[..., None]] = {}


def name_of(function: Callable[..., None]) -> str:
    """Name a function as it is stored: `votes.cast_ballot`."""
    assert isinstance(function, FunctionType)
    return f"{function.__module__.rpartition('.')[2]}.{function.__name__}"


def _register(function: Function) -> Function:
    name = name_of(function)
    assert name not in _FUNCTIONS, name
    _FUNCTIONS[name] = function
    return function


press = _register
"""Mark a function that a button may call."""

answer = _register
"""Mark a function that is called with somebody's answer to a question."""


def registered() -> frozenset[str]:
    """Give the names of all presses and answers."""
    return frozenset(_FUNCTIONS)


@cache
def _checked(name: str) -> Callable[..., None]:
    config = ConfigDict(arbitrary_types_allowed=True)
    return validate_call(config=config)(_FUNCTIONS[name])


def call_of(function: Callable[..., None], *, chat_id: int = ANYWHERE, **arguments: Any) -> Call:
    """Write down a call of a registered function."""
    name = name_of(function)
    assert name in _FUNCTIONS, f"{name} is neither a press nor an answer"
    said = orjson.dumps(arguments, option=orjson.OPT_SORT_KEYS).decode()
    return Call(name=name, arguments=said, chat_id=chat_id)


def perform(call: Call, turn: object) -> None:
    """Carry out a stored call. Raises ValidationError or KeyError where the function changed since."""
    _checked(call.name)(turn, **orjson.loads(call.arguments))
