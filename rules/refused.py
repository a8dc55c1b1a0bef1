"""What a rule says when it says no."""

from dataclasses import dataclass


@dataclass(eq=False, kw_only=True)
class Refused(Exception):
    """A person asked for something that a rule does not allow.

    Subclasses live beside their rules (`rules/votes.py`, `rules/drafts.py` …) and carry typed
    facts, never sentences: the sentence is worded in `bot/texts` when the reader and the language
    are known. Whatever the refused act had written is rolled back.
    """

    def __str__(self) -> str:
        return repr(self)
