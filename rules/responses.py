"""Answers to comments: every comment gets exactly one (domain: tiếp thu, giải trình)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from rules.desk import TextTooLong
from rules.notices import Lane, Notice
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

IN_THE_TEXT = frozenset({Verdict.ACCEPTED, Verdict.PARTLY})
"""Answers that promise a change of the draft."""


def check_answer(verdict: Verdict, reason: str) -> None:
    """Raise ReasonMissing or TextTooLong where an answer cannot be given so."""
    if verdict in NEEDS_REASON and not any(letter.isalpha() for letter in reason):
        raise ReasonMissing
    if len(reason) > LONGEST_ANSWER:
        raise TextTooLong(length=len(reason), limit=LONGEST_ANSWER)


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """The answers that wait to be published: what a preview has shown, to compare with."""

    groups: int
    comments: int
    last_at: datetime


def check_shown(now: Prepared | None, *, groups: int, last_at: datetime) -> Prepared:
    """Raise NothingPrepared or PreparedChanged unless exactly what was shown would be published."""
    if now is None:
        raise NothingPrepared
    if (now.groups, now.last_at) != (groups, last_at):
        raise PreparedChanged
    return now


def check_publishable(unanswered: int) -> None:
    """Raise StillUnanswered unless every comment has its one published answer (Decree 187/2025)."""
    if unanswered:
        raise StillUnanswered(comments=unanswered)


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
    """Nothing is left to answer; what is prepared may be published."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class PublishPreview(Notice):
    """What exactly publishing the prepared answers will do, and to how many."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class AnswersPublished(Notice):
    """The prepared answers have been published: what comes next."""

    resolution_id: int
    groups: int
    comments: int


@dataclass(frozen=True, kw_only=True)
class RateAnswers(Notice):
    """Asks an author which of several answers does not satisfy."""

    comment_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class AnswersRated(Notice):
    """Thanks an author, and says who will see it."""

    lane: ClassVar[Lane] = Lane.ANSWER

    is_satisfied: bool


@dataclass(frozen=True, kw_only=True)
class Unsatisfied(Notice):
    """The answers with which their authors are not satisfied, for those who answer."""

    resolution_id: int
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class ResponsePapers(Notice):
    """Which papers there are of comments and answers, and for whom each is."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class ResponseTable(Notice):
    """All comments and answers as an official paper (bảng tổng hợp, tiếp thu, giải trình)."""

    resolution_id: int
    is_public: bool = False  # names nobody; only once every comment has its answer


@dataclass(frozen=True, kw_only=True)
class TablePublished(Notice):
    """Whoever has the public link may have the public table from now on."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class PublicTable(Notice):
    """The table that names nobody, for whoever opens it through a public post."""

    lane: ClassVar[Lane] = Lane.BROADCAST

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class ResponseSheet(Notice):
    """The same as a spreadsheet."""

    resolution_id: int
    is_public: bool = False


@dataclass(frozen=True, kw_only=True)
class RoundReport(Notice):
    """Who was asked, who answered, who was silent, by side, as a paper."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class CommentsAnswered(Notice):
    """A member is told what has become of their comments."""

    comment_ids: tuple[int, ...]


@dataclass(eq=False, kw_only=True)
class ReasonMissing(Refused):
    """A comment is not put aside without a reason."""


@dataclass(eq=False, kw_only=True)
class NothingPrepared(Refused):
    """No prepared answer waits to be published."""


@dataclass(eq=False, kw_only=True)
class PreparedChanged(Refused):
    """Answers have been added or changed since the preview was shown."""


@dataclass(eq=False, kw_only=True)
class NotAnswered(Refused):
    """Only a published answer can be satisfying or not, and only to the author of the comment."""


@dataclass(eq=False, kw_only=True)
class TableNotPublic(Refused):
    """The table of answers has not been made public yet."""


@dataclass(eq=False, kw_only=True)
class NamesAdded(Refused):
    """Somebody has given a name or a hamlet since the papers were shown: nobody has read it yet."""

    resolution_id: int


@dataclass(eq=False, kw_only=True)
class StillUnanswered(Refused):
    """The table is made public when every comment has its answer."""

    comments: int
