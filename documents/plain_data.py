"""A read draft as plain JSON and back: what may cross between two processes.

Nothing is pickled: the process that read a stranger's file is not trusted, so every type is
checked on the way back.
"""

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from rules.drafts import ReadDraft

Plain = dict[str, Any]
"""Objects, lists, texts, numbers, truth values and None, as JSON has them."""


@cache
def _drafts() -> TypeAdapter[ReadDraft]:
    return TypeAdapter(ReadDraft)


def to_plain(draft: ReadDraft) -> Plain:
    """A read draft as plain data."""
    return _drafts().dump_python(draft, mode="json")


def from_plain(plain: Plain) -> ReadDraft:
    """The draft that `to_plain` was given. Raises ValueError for anything else."""
    return _drafts().validate_python(plain)
