"""What a rule says when it says no."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from rules.facts import Facts
from rules.notices import Lane, Notice


@dataclass(eq=False, kw_only=True)
class Refused(Facts, Exception):
    """A person asked for something that a rule does not allow.

    Subclasses live beside their rules (`rules/votes.py`, `rules/drafts.py` …) and carry typed facts,
    never sentences: the sentence is worded in `bot/texts` when the reader and the language are known.
    Whatever the refused act had written is rolled back.
    """

    kinds: ClassVar[dict[str, type[Any]]] = {}
    is_forgotten: ClassVar[bool] = False  # what was sent is kept no longer than its answer

    def __init_subclass__(cls) -> None:
        """Make the refusal known by its name, so that it can be written down and read back."""
        assert cls.__name__ not in Refused.kinds, cls.__name__
        Refused.kinds[cls.__name__] = cls

    def __str__(self) -> str:
        return repr(self)


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
