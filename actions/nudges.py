"""Reminders by the clock: one list a day for each person, and what the night has held back.

Checklist S2.5, S2.6. Nothing leaves between 20:00 and 7:30 or on a day off.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rules.calendar import WorkCalendar, local_date
from rules.members import Ability, Role, may
from rules.notices import Notice
from rules.nudges import DailyList, Line, OpenItem, Part, last_due_day, rung_due, step_of, told_of
from rules.packs import RulePack, pack_for
from rules.resolutions import ResolutionCard
from storage.bodies import BodyRow, bodies
from storage.calendar import work_calendar
from storage.held import held_notices
from storage.members import MemberRow, desks_of, reach, roster
from storage.nudges import Mark, mark_all_nudged, mark_round, round_given
from storage.open_items import items_due_until
from storage.resolutions import bodies_of_resolutions
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class _Body:
    """What the round has to know of one body."""

    pack: RulePack
    desks: dict[int, int]  # private chats by member
    heads: tuple[int, ...]
    clerks: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class _Due:
    """A reminder that is due to somebody, whether or not it was given before."""

    item: OpenItem
    part: Part
    mark: Mark


def give_daily_lists(work: Work) -> None:
    """Give everybody who has to be reminded of something one list, once a day.

    The first tick of a working day that falls into waking hours does it; the others find it done.
    """
    today = local_date(work.now)
    if round_given(work.connection, today):
        return
    calendar = work_calendar(work.session)
    if not calendar.is_allowed_moment(work.now):
        return
    mark_round(work.connection, today, now=work.now)
    lists: dict[int, list[Line]] = {}
    for chat_id, line in _lines(work, calendar):
        lists.setdefault(chat_id, []).append(line)
    for chat_id, lines in lists.items():
        notice = DailyList(on=today, lines=tuple(dict.fromkeys(lines)))
        work.tell(notice, chat_id=chat_id, key=f"daily:{today}:{chat_id}")
    if lists:
        work.record("DailyListsGiven", on=f"{today}", lists=len(lists))


def release_held(work: Work) -> None:
    """Say what was held back for the night, now that people may be written to."""
    held = held_notices(work.session)
    if not held or not work_calendar(work.session).is_allowed_moment(work.now):
        return
    for row in held:
        notice = Notice.read(row.kind, row.facts)
        desks = [row.chat_id] if row.chat_id else desks_of(work.session, [row.member_id])
        for chat_id in desks:
            work.tell(notice, chat_id=chat_id, thread_id=row.thread_id, key=row.key or f"held:{row.id}")
        work.session.delete(row)


def _lines(work: Work, calendar: WorkCalendar) -> Iterator[tuple[int, Line]]:
    """Find what has a reminder due that was not given, with the chats whose lists it stands on."""
    today = local_date(work.now)
    rows = bodies(work.session)
    ladders = [pack_for(row.kind, on=today).ladder for row in rows]
    last_day = last_due_day(ladders, calendar=calendar, today=today)
    items = items_due_until(work.session, last_day, now=work.now)
    seats = _Bodies(work, rows, items)
    due = list(_due(items, calendar, seats, today))
    new = mark_all_nudged(work.connection, [each.mark for each in due], now=work.now)
    for each in due:
        if each.mark in new:
            # What fell due overnight changes the counts on the card, too.
            if each.item.resolution_id is not None:
                work.touch(ResolutionCard(resolution_id=each.item.resolution_id))
            yield from _addressed(each.item, seats.of(each.item), each.mark.member_id, each.part)


def _due(
    items: Sequence[OpenItem], calendar: WorkCalendar, seats: "_Bodies", today: date
) -> Iterator["_Due"]:
    for item in items:
        seat = seats.of(item)
        rung = rung_due(item, ladder=seat.pack.ladder, calendar=calendar, today=today)
        if rung is None:
            continue
        for member_id, part in told_of(item, rung, ladder=seat.pack.ladder, heads=seat.heads):
            mark = Mark(
                kind=item.kind, subject_id=item.subject_id, member_id=member_id,
                step=step_of(item, rung),
            )  # fmt: skip
            yield _Due(item=item, part=part, mark=mark)


def _addressed(item: OpenItem, seat: _Body, member_id: int, part: Part) -> Iterator[tuple[int, Line]]:
    """Put a line on the person's own list, or on the clerks' where an owner cannot be reached."""
    line = Line(kind=item.kind, subject_id=item.subject_id, member_id=item.member_id, part=part)
    if member_id in seat.desks:
        yield seat.desks[member_id], line
    elif part is Part.OWN:
        unreached = Line(
            kind=item.kind, subject_id=item.subject_id, member_id=item.member_id, part=Part.UNREACHED
        )
        for clerk in seat.clerks:
            if clerk in seat.desks:
                yield seat.desks[clerk], unreached


class _Bodies:
    """The bodies of one round, each looked up once."""

    def __init__(self, work: Work, rows: Iterable[BodyRow], items: Iterable[OpenItem]) -> None:
        self._work = work
        self._body_of = bodies_of_resolutions(
            work.session, (i.resolution_id for i in items if i.resolution_id is not None)
        )
        self._rows = {row.id: row for row in rows}
        self._known: dict[int, _Body] = {}

    def of(self, item: OpenItem) -> _Body:
        """Give the body in which something is owed."""
        body_id = item.body_id
        if item.resolution_id is not None:
            body_id = self._body_of[item.resolution_id]
        assert body_id is not None
        if body_id not in self._known:
            self._known[body_id] = self._look_up(self._rows[body_id])
        return self._known[body_id]

    def _look_up(self, row: BodyRow) -> _Body:
        people = roster(self._work.session, row.id or 0)
        reached = reach(self._work.session, people)
        return _Body(
            pack=pack_for(row.kind, on=local_date(self._work.now)),
            desks={r.member.id: r.chat_id for r in reached if r.member.id and r.chat_id is not None},
            heads=_heads(people),
            clerks=_ids(who for who in people if may(who.role, Ability.KEEP_ROSTER)),
        )


def _heads(people: list[MemberRow]) -> tuple[int, ...]:
    """Give the secretary, or the deputies of a body that has none now."""
    found = (_ids(who for who in people if who.role is role) for role in (Role.SECRETARY, Role.DEPUTY))
    return next((ids for ids in found if ids), ())


def _ids(people: Iterable[MemberRow]) -> tuple[int, ...]:
    return tuple(who.id for who in people if who.id is not None)
