"""What a rule says when it says no."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self

import orjson

from rules.notices import Lane, Notice

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(eq=False, kw_only=True)
class Refused(Exception):
    """A person asked for something that a rule does not allow.

    Subclasses live beside their rules (`rules/votes.py`, `rules/drafts.py` …) and carry typed facts,
    never sentences: the sentence is worded in `bot/texts` when the reader and the language are known.
    Whatever the refused act had written is rolled back.
    """

    kinds: ClassVar[dict[str, type["Refused"]]] = {}
    is_forgotten: ClassVar[bool] = False  # what was sent is kept no longer than its answer

    def __init_subclass__(cls) -> None:
        """Make the refusal known by its name, so that it can be written down and read back."""
        assert cls.__name__ not in Refused.kinds, cls.__name__
        Refused.kinds[cls.__name__] = cls

    def __str__(self) -> str:
        return repr(self)

    def facts(self) -> str:
        """The facts as canonical JSON."""
        return orjson.dumps(
            _adapter(type(self)).dump_python(self, mode="json"), option=orjson.OPT_SORT_KEYS
        ).decode()

    @classmethod
    def read(cls, kind: str, facts: str) -> Self:
        """Read back what `facts` wrote."""
        return _adapter(cls.kinds[kind]).validate_json(facts)


@cache
def _adapter(kind: type[Any]) -> "TypeAdapter[Any]":
    # Half of what a process takes to start; one that only reads a file has nothing to tell.
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


@dataclass(frozen=True, kw_only=True)
class Refusal(Notice):
    """Somebody is told that a rule said no, and what to do instead."""

    is_secret: ClassVar[bool] = True

    lane: ClassVar[Lane] = Lane.REPLY

    refused: str
    details: str

    @classmethod
    def of(cls, refused: Refused) -> Self:
        """Put a refusal into an envelope."""
        return cls(refused=type(refused).__name__, details=refused.facts())

    def opened(self) -> Refused:
        """Take it out again."""
        return Refused.read(self.refused, self.details)
