"""Citizens comment through a public link, by a pseudonym, after they have agreed (S0.6, S0.7).

Law 91/2025/QH15 and Decree 356/2025/NĐ-CP: consent is voluntary, specific and provable; who is
responsible, what is kept, what for and for how long is said first; whoever wishes sees it all and has it
deleted. A political view tied to a name is sensitive, so no name is asked for, and the account is kept
apart from what was said.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from rules.notices import Notice
from rules.refused import Refused

LONGEST_CITIZEN_COMMENT = 2000
LONGEST_HAMLET = 80
LONGEST_NAME = 60

HOUR = timedelta(hours=1)

PAUSE_BETWEEN = timedelta(seconds=20)
"""Between two comments of one person: nobody who thinks is faster."""

KEEP_IDENTITY_FOR = timedelta(days=730)
"""After the last resolution a citizen commented on has come to its end: 24 months."""

LETTERS = "ACDEFGHJKLMNPQRTUVWXY34679"
"""No letter or digit that looks like another one: no B and 8, O and 0, I and 1, S and 5, Z and 2."""

RECEIPT_LETTERS = 8
"""26^8, about 2·10^11 codes: with 100,000 comments a guess hits one in two millions."""

PSEUDONYM_LETTERS = 4


@dataclass(frozen=True, kw_only=True)
class CitizenConsent(Notice):
    """What is kept, what for, how long, and which rights there are; two buttons."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class ConsentRefusedNote(Notice):
    """Nothing was kept; the draft may be read all the same."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class CitizenDesk(Notice):
    """A draft as a citizen sees it: until when, and what can be done."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class CitizenClauses(Notice):
    """The clauses of a draft, for a citizen to read and choose from."""

    is_secret: ClassVar[bool] = True

    resolution_id: int
    letters: str = ""
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class CitizenClause(Notice):
    """One clause in full, for a citizen."""

    resolution_id: int
    clause_id: int


@dataclass(frozen=True, kw_only=True)
class CitizenReceipt(Notice):
    """A citizen's comment is recorded under this code."""

    is_secret: ClassVar[bool] = True  # what an account was told must not tie it to what was said

    comment_id: int


@dataclass(frozen=True, kw_only=True)
class CitizenComments(Notice):
    """What a citizen has said on a draft, with codes and answers."""

    resolution_id: int
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class ReceiptAnswer(Notice):
    """What became of the comment behind a code."""

    is_secret: ClassVar[bool] = True  # what an account was told must not tie it to what was said

    comment_id: int


@dataclass(frozen=True, kw_only=True)
class CitizenAnswered(Notice):
    """A citizen is told what has become of their comments."""

    is_secret: ClassVar[bool] = True  # what an account was told must not tie it to what was said

    comment_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class CitizenLink(Notice):
    """The public link and its picture, for those who publish it."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class CitizenPoster(Notice):
    """The same as a page to print and put up."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class MyData(Notice):
    """Everything that is kept about a person."""


@dataclass(frozen=True, kw_only=True)
class DeletionPreview(Notice):
    """What deleting means, before it is done."""


@dataclass(frozen=True, kw_only=True)
class MyDataDeleted(Notice):
    """The tie between account and pseudonym is gone."""


@dataclass(eq=False, kw_only=True)
class ConsentMissing(Refused):
    """Nothing is taken from a citizen who has not agreed."""

    resolution_id: int


@dataclass(eq=False, kw_only=True)
class CitizensNotAsked(Refused):
    """The draft is not, or no longer, open to citizens."""


@dataclass(eq=False, kw_only=True)
class TooManyComments(Refused):
    """One person has sent as many comments on a draft as one may."""

    limit: int


@dataclass(eq=False, kw_only=True)
class TooManyThisHour(Refused):
    """One person has sent as many comments within an hour as one may."""

    limit: int
    wait_minutes: int


@dataclass(eq=False, kw_only=True)
class TooSoon(Refused):
    """Two comments within a breath."""

    wait_seconds: int


@dataclass(eq=False, kw_only=True)
class ReceiptUnknown(Refused):
    """No comment has this code."""


def check_pace(sent_at: Sequence[datetime], *, limit: int, an_hour: int, now: datetime) -> None:
    """Raise TooManyComments, TooManyThisHour or TooSoon where a citizen may not send one more now.

    `sent_at` are the moments at which this person commented on this draft, the oldest first.
    """
    if len(sent_at) >= limit:
        raise TooManyComments(limit=limit)
    if sent_at and now - sent_at[-1] < PAUSE_BETWEEN:
        wait = PAUSE_BETWEEN - (now - sent_at[-1])
        raise TooSoon(wait_seconds=int(wait.total_seconds()) + 1)
    if len(sent_at) >= an_hour and now - sent_at[-an_hour] < HOUR:
        wait = HOUR - (now - sent_at[-an_hour])
        raise TooManyThisHour(limit=an_hour, wait_minutes=wait // timedelta(minutes=1) + 1)


_NOT_IN_CODES = re.compile(r"[\s\-–.·]+")
_CODE = re.compile(rf"[{LETTERS}]{{{RECEIPT_LETTERS}}}")


def receipt_in(said: str) -> str | None:
    """Read a code as people type it: with or without dash, in small letters. None where it is none."""
    code = _NOT_IN_CODES.sub("", said).upper()
    return code if _CODE.fullmatch(code) else None


def receipt_shown(code: str) -> str:
    """Write a code so that it can be read out: "KP7Q-4XDM"."""
    half = RECEIPT_LETTERS // 2
    return f"{code[:half]}-{code[half:]}"
