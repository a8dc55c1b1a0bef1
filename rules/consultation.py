"""Consultation: one round of asking for comments on one version of a draft (S1.3, S2.11, S2.21).

It ends at the end of the day that the resolution names. Moving that day moves the end, and the reminder
with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import ClassVar

from rules.calendar import (
    DAY,
    WorkCalendar,
    deadline_at_latest,
    local_date,
    local_moment,
    local_time,
)
from rules.clauses import NodeKind
from rules.notices import Errand, Lane, Notice, Repeat
from rules.refused import Refused

REMIND_BEFORE = timedelta(hours=24)
"""Before the end: those who have said nothing are asked once."""

EVENING = time(19)
"""When the reminder goes out if it has to go out on an earlier day: people are home, nobody sleeps."""

ROOM = 3700
"""Characters of the draft in one message: 4096 less its title and the line ends."""

MOST_MESSAGES = 8
"""More than that would bury the group: then only headings are posted."""

MOST_HEADINGS = 24
"""Headings, each with its button, in one message."""


POSTED = frozenset({NodeKind.CLAUSE, NodeKind.ANNEX})
"""Parts of a draft that are posted for comments; the rest stands in its file."""


@dataclass(frozen=True, kw_only=True)
class ConsultationPreview(Notice):
    """What will happen, and to whom, when the consultation is opened."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class DraftClauses(Notice):
    """A stretch of the draft with the full text of its clauses, for people to quote."""

    consultation_id: int
    number: int  # of the message, from 1
    of: int
    first: int  # position of the first clause
    start: int  # the character of it with which the stretch begins
    last: int
    end: int  # the character of the last clause before which it ends


@dataclass(frozen=True, kw_only=True)
class DraftHeadings(Notice):
    """Headings of a draft that is too long to be posted in full."""

    consultation_id: int
    number: int
    of: int
    first: int
    last: int


@dataclass(frozen=True, kw_only=True)
class DraftPaper(Notice):
    """The draft as the file that was handed in."""

    consultation_id: int


@dataclass(frozen=True, kw_only=True)
class RoundOpened(Notice):
    """A group whose card hangs already is told of another round."""

    consultation_id: int


@dataclass(frozen=True, kw_only=True)
class InvitedToComment(Notice):
    """A member is asked in private, because the body has no group."""

    lane: ClassVar[Lane] = Lane.BROADCAST

    consultation_id: int


@dataclass(frozen=True, kw_only=True)
class CommentReminder(Notice):
    """The one reminder to a member who has said nothing."""

    lane: ClassVar[Lane] = Lane.NUDGE
    repeat: ClassVar[Repeat] = Repeat.NEVER

    consultation_id: int


@dataclass(frozen=True, kw_only=True)
class ConsultationStatus(Notice):
    """How a consultation stands, for those who run it."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class ClosingPreview(Notice):
    """What closing a consultation before its end means."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class ConsultationClosed(Notice):
    """A group is told what has come of a consultation."""

    consultation_id: int


@dataclass(frozen=True, kw_only=True)
class OpenTopic(Errand):
    """Open a topic for a resolution in a forum."""

    repeat: ClassVar[Repeat] = Repeat.NEVER  # a second topic would part the talk

    consultation_id: int
    group_id: int


@dataclass(eq=False, kw_only=True)
class DeadlineNotAhead(Refused):
    """The last day for comments has passed."""

    resolution_id: int
    on: date


@dataclass(eq=False, kw_only=True)
class NobodyToAsk(Refused):
    """Nobody on the roster has a vote."""


def remind_at(*, opened_at: datetime, until_on: date, calendar: WorkCalendar) -> datetime | None:
    """Say when those who have said nothing are reminded; None where no decent moment is left.

    A day before the end, or half-way through a round shorter than two days. What would fall into the
    night or on a day off waits for the next morning of work, if that comes before the end; else it goes
    out on the last evening of work before; and where the whole round lies on days off, on one of these,
    but never at night.
    """
    ends_at = deadline_at_latest(until_on)
    opened_at = opened_at.astimezone(UTC)
    half_way = opened_at + (ends_at - opened_at) / 2
    for at in _moments(max(ends_at - REMIND_BEFORE, half_way), calendar):
        if opened_at <= at < ends_at:
            return at
    return None


def _moments(due_at: datetime, calendar: WorkCalendar) -> Iterator[datetime]:
    yield calendar.next_allowed_moment(due_at)
    on = local_date(due_at)
    if local_time(due_at).time() < EVENING:
        on -= DAY
    while not calendar.is_working_day(on):
        on -= DAY
    yield local_moment(on, EVENING)
    yield calendar.next_allowed_moment(due_at, urgent=True)


def may_remind(now: datetime, *, due_at: datetime, calendar: WorkCalendar) -> bool:
    """Tell whether a reminder may go out now: never at night, on a day off only if it is due then."""
    falls_on_day_off = not calendar.is_working_day(local_date(due_at))
    return now >= due_at and calendar.is_allowed_moment(now, urgent=falls_on_day_off)


def takes_comments(
    written_at: datetime, *, opened_at: datetime, until_on: date, closed_at: datetime | None
) -> bool:
    """Tell whether something written at a moment came in time.

    What counts is when it was written, not when it reached us: the bot may have been away over midnight.
    Telegram gives whole seconds, so the second of the opening counts too.
    """
    ends_at = deadline_at_latest(until_on)
    last = min(ends_at, closed_at) if closed_at else ends_at
    return opened_at.replace(microsecond=0) <= written_at <= last


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """One clause as it would be posted."""

    position: int
    text: str  # label and text
    is_top: bool  # a chapter, a part, an article that lies in nothing else


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """What stands in one message: from a character of one clause to a character of another."""

    first: int
    start: int
    last: int
    end: int


def stretches(passages: Sequence[Passage], *, room: int = ROOM) -> tuple[Stretch, ...]:
    """Divide a draft into messages, at borders of clauses; a clause longer than a message at a blank.

    A new top clause begins a new message where it would not fit in the rest of this one, but in one of
    its own, and this one is half full already.
    """
    messages: list[list[_Piece]] = [[]]
    used = 0
    for group in _groups(passages, room):
        needed = sum(piece.size for piece in group)
        if used + needed > room >= needed and used > room // 2:
            messages.append([])
            used = 0
        for piece in group:
            if used + piece.size > room and messages[-1]:
                messages.append([])
                used = 0
            messages[-1].append(piece)
            used += piece.size
    return tuple(
        Stretch(first=m[0].position, start=m[0].start, last=m[-1].position, end=m[-1].end)
        for m in messages
        if m
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Piece:
    position: int
    start: int
    end: int

    @property
    def size(self) -> int:
        return self.end - self.start + 1  # with its line end


def _groups(passages: Sequence[Passage], room: int) -> list[list[_Piece]]:
    groups: list[list[_Piece]] = []
    for passage in passages:
        if passage.is_top or not groups:
            groups.append([])
        groups[-1] += _pieces(passage, room)
    return groups


def _pieces(passage: Passage, room: int) -> Iterator[_Piece]:
    start, length = 0, len(passage.text)
    while length - start >= room:
        cut = passage.text.rfind(" ", start + room // 2, start + room - 1)
        end = cut if cut > 0 else start + room - 1
        yield _Piece(position=passage.position, start=start, end=end)
        start = end
    if start < length or not length:
        yield _Piece(position=passage.position, start=start, end=length)


def text_to_quote(consultation_id: int, passages: Sequence[Passage]) -> tuple[Notice, ...]:
    """Say which messages carry a draft into a group: all of it, or of a very long one its headings."""
    found = stretches(passages)
    if len(found) > MOST_MESSAGES:
        return _headings(consultation_id, [p for p in passages if p.is_top])
    return tuple(
        DraftClauses(
            consultation_id=consultation_id, number=number, of=len(found),
            first=each.first, start=each.start, last=each.last, end=each.end,
        )
        for number, each in enumerate(found, start=1)
    )  # fmt: skip


def _headings(consultation_id: int, tops: Sequence[Passage]) -> tuple[Notice, ...]:
    firsts = range(0, len(tops), MOST_HEADINGS)[:MOST_MESSAGES]
    chunks = [tops[first : first + MOST_HEADINGS] for first in firsts]
    return tuple(
        DraftHeadings(
            consultation_id=consultation_id, number=number, of=len(chunks),
            first=chunk[0].position, last=chunk[-1].position,
        )
        for number, chunk in enumerate(chunks, start=1)
    )  # fmt: skip
