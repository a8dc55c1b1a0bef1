"""No secret paper belongs in a chat: what is handed in is looked through before anybody else sees it.

Law 29/2018/QH14 on state secrets. What can be read is read; what cannot is never said to be clear.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from rules.notices import Errand, Notice
from rules.refused import Refused

KEPT_UNSAID_FOR = timedelta(days=3)
"""A paper of which nobody says whether it is secret is let go of."""


class Door(StrEnum):
    """Where a paper comes in that is kept as a file, and not read for its text."""

    ROUND = "round"  # a paper of a round of consultation, of those who run it
    INITIATIVE = "initiative"  # a survey or an outline, of the office or the drafter
    COMMENT = "comment"  # what goes with a comment


class Inside(StrEnum):
    """How much of a paper could be looked through."""

    WAITING = "waiting"  # nobody has looked yet
    SEEN = "seen"  # all its words were read, and none of them is a mark of secrecy
    SCAN = "scan"  # pages without a text layer
    PICTURES = "pictures"  # its words were read, and it holds pictures or things embedded too
    PICTURE = "picture"
    VOICE = "voice"
    OLD = "old"  # Word, Excel or PowerPoint before 2007
    LOCKED = "locked"  # by a password
    OTHER = "other"  # damaged, too large, or of a kind that is not read here


@dataclass(frozen=True, kw_only=True)
class LookThrough(Errand):
    """Fetch a file that has come in and look through it for a mark of secrecy."""

    door: Door
    file: int  # the row that holds it: of `comment` the attachment, else what was handed in
    chat_id: int | None  # where to answer


@dataclass(frozen=True, kw_only=True)
class UnseenPaper(Notice):
    """Asks whoever handed a paper in whether it is secret: it could not be looked through."""

    handed_in_id: int


@dataclass(frozen=True, kw_only=True)
class PaperLetGo(Notice):
    """A paper was not taken, because whoever handed it in said so."""


@dataclass(eq=False, kw_only=True)
class PaperSwollen(Refused):
    """A file unpacks into so much that it would harm whoever opens it."""


@dataclass(eq=False, kw_only=True)
class PaperGone(Refused):
    """A paper that waited for a word is not there any more: it was taken or let go of."""
