"""Answers to comments: every comment gets exactly one (domain: tiếp thu, giải trình)."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from rules.notices import Notice
from rules.refused import Refused

LONGEST_ANSWER = 2000

TELL_AFTER = timedelta(minutes=10)
"""An answer may still be corrected for so long before its author hears of it."""

ANSWERS_IN_ONE = 5
"""Answers told to one person in one message."""


class Verdict(StrEnum):
    """What becomes of a comment."""

    ACCEPTED = "accepted"  # tiếp thu
    PARTLY = "partly"  # tiếp thu một phần
    KEPT = "kept"  # giữ nguyên như dự thảo
    OUT_OF_SCOPE = "out_of_scope"  # ngoài phạm vi


NEEDS_REASON = frozenset({Verdict.PARTLY, Verdict.KEPT})
"""Nobody's comment is put aside without being told why."""


@dataclass(frozen=True, kw_only=True)
class CommentPage(Notice):
    """One comment with its clause, its answer, and the ways to answer."""

    comment_id: int


@dataclass(frozen=True, kw_only=True)
class CommentsByClause(Notice):
    """All comments on a draft in the order of its clauses, for those who answer them."""

    resolution_id: int
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class AllAnswered(Notice):
    """Nothing is left to answer."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class ResponseTable(Notice):
    """All comments and answers as an official paper (bảng tổng hợp, tiếp thu, giải trình)."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class ResponseSheet(Notice):
    """The same as a spreadsheet."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class CommentsAnswered(Notice):
    """A member is told what has become of their comments."""

    comment_ids: tuple[int, ...]


@dataclass(eq=False, kw_only=True)
class ReasonMissing(Refused):
    """A comment is not put aside without a reason."""


@dataclass(eq=False, kw_only=True)
class StillOpen(Refused):
    """Comments are answered when no more can come."""
