"""A read draft as plain JSON and back: what may cross between two processes.

Nothing is pickled: the process that read a stranger's file is not trusted, so every type is
checked on the way back.
"""

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from rules.drafts import ReadDraft
from rules.overlaps import Overlap
from rules.succession import Followed, Successor

Plain = dict[str, Any]
"""Objects, lists, texts, numbers, truth values and None, as JSON has them."""


@cache
def _drafts() -> TypeAdapter[ReadDraft]:
    return TypeAdapter(ReadDraft)


@cache
def _successors() -> TypeAdapter[tuple[Successor, ...]]:
    return TypeAdapter(tuple[Successor, ...])


@cache
def _followed() -> TypeAdapter[Followed]:
    return TypeAdapter(Followed)


@cache
def _overlaps() -> TypeAdapter[tuple[Overlap, ...]]:
    return TypeAdapter(tuple[Overlap, ...])


def to_plain(draft: ReadDraft) -> Plain:
    """A read draft as plain data."""
    return _drafts().dump_python(draft, mode="json")


def from_plain(plain: Plain) -> ReadDraft:
    """The draft that `to_plain` was given. Raises ValueError for anything else."""
    return _drafts().validate_python(plain)


def successors_from(plain: object) -> tuple[Successor, ...]:
    """What became of the parts of a text, out of JSON. Raises ValueError for anything else."""
    return _successors().validate_python(plain)


def overlaps_from(plain: object) -> tuple[Overlap, ...]:
    """What a draft shares with texts in force, out of JSON. Raises ValueError for anything else."""
    return _overlaps().validate_python(plain)


def followed_to_plain(followed: Followed) -> Plain:
    """What became of the parts of a version as plain data."""
    return _followed().dump_python(followed, mode="json")


def followed_from(plain: Plain) -> Followed:
    """What `followed_to_plain` was given. Raises ValueError for anything else."""
    return _followed().validate_python(plain)
