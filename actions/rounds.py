"""Rounds of a consultation are planned, open on their day, remind the silent and end (S0.6, S1.5)."""

from rules.calendar import local_date
from rules.channels import ChannelPost
from rules.consultation import may_remind, remind_at
from rules.deadlines import find_deadline
from rules.desk import TextTooLong
from rules.members import Ability
from rules.nudges import ItemKind
from rules.resolutions import ResolutionCard, Stage
from rules.rounds import (
    IN_PUBLIC,
    LONGEST_FIELD,
    MOST_ROUNDS,
    Circle,
    NobodyInCircle,
    NoLastDay,
    RoundEnded,
    RoundReminder,
    Silence,
    Start,
    TooManyRounds,
    counts_working_days,
    span_said,
)
from storage.calendar import work_calendar
from storage.consultation import ConsultationRow
from storage.held import tell_members
from storage.members import MemberRow, reach
from storage.nudges import mark_nudged
from storage.participation import has_member_spoken
from storage.resolutions import ResolutionRow, check_stage, resolution_for
from storage.responses import those_who_answer
from storage.round_opening import members_in, open_round
from storage.round_papers import papers_of_rounds
from storage.rounds import (
    RoundClauseRow,
    RoundRow,
    clauses_of_round,
    members_of_round,
    planned_round_for,
    planned_rounds,
    rounds_to_open,
    rounds_within,
    running_rounds,
)
from storage.work import Work

PLANNED_AT = frozenset({Stage.DRAFTING, Stage.CONSULTED})


def plan_round(work: Work, resolution_id: int, circle: Circle, *, field: str = "") -> int:
    """Plan another round behind those there are, and give its number.

    Raises NotAMember, NotPermitted, WrongStage, NobodyInCircle, TooManyRounds, TextTooLong.
    """
    row, _member = resolution_for(
        work.session, work.who.user_id, resolution_id, Ability.RUN_CONSULTATION
    )
    check_stage(row, PLANNED_AT)
    there = planned_rounds(work.session, resolution_id)
    if len(there) >= MOST_ROUNDS:
        raise TooManyRounds(limit=MOST_ROUNDS)
    if len(field) > LONGEST_FIELD:
        raise TextTooLong(length=len(field), limit=LONGEST_FIELD)
    if circle not in IN_PUBLIC and not members_in(work, row.body_id, circle, field):
        raise NobodyInCircle(circle=circle)
    each = RoundRow(
        resolution_id=resolution_id, circle=circle, field=field, start=Start.AFTER,
        position=there[-1].position + 1 if there else 0,
    )  # fmt: skip
    work.session.add(each)
    work.session.flush()
    assert each.id is not None
    work.record("RoundPlanned", body_id=row.body_id, resolution_id=resolution_id, circle=circle)
    return each.id


def drop_round(work: Work, round_id: int) -> int:
    """Take a planned round out; give its resolution.

    Raises NotAMember, NotPermitted, ButtonExpired, WrongStage.
    """
    each, row = _planned(work, round_id)
    for paper in papers_of_rounds(work.session, [round_id]):
        work.session.delete(paper)
    for clause_id in clauses_of_round(work.session, round_id):
        work.session.delete(work.session.get_one(RoundClauseRow, (round_id, clause_id)))
    work.session.flush()
    work.session.delete(each)
    work.record("RoundDropped", body_id=row.body_id, resolution_id=row.id, circle=each.circle)
    return each.resolution_id


def set_last_day(work: Work, round_id: int, said: str) -> None:
    """Take how long a round lasts: "5", "7 ngày làm việc", "trước ngày 20/11", "chậm nhất ngày 20/11".

    Raises as `drop_round`, NoLastDay.
    """
    each, _row = _planned(work, round_id)
    days = span_said(said)
    each.days = each.is_working = each.chosen_until_on = None
    if days is not None:
        each.days, each.is_working = days, counts_working_days(said)
        return
    today = local_date(work.now)
    calendar = work_calendar(work.session)
    found = find_deadline(said, today=today, is_working_day=calendar.is_working_day)
    if found is None or found.on < today:
        raise NoLastDay(said=said[:80])
    each.chosen_until_on = found.on


def change_start(work: Work, round_id: int, start: Start) -> None:
    """Let a planned round follow the ones before it, or run beside them. Raises as `drop_round`."""
    each, _row = _planned(work, round_id)
    each.start = start


def change_silence(work: Work, round_id: int, silence: Silence) -> None:
    """Say what silence means in a planned round. Raises as `drop_round`."""
    each, _row = _planned(work, round_id)
    each.silence = silence


def open_due(work: Work) -> None:
    """Open the rounds whose day has come, in waking hours."""
    due = rounds_to_open(work.session, local_date(work.now))
    if not due or not work_calendar(work.session).is_allowed_moment(work.now):
        return
    for each in due:
        consultation = work.session.get_one(ConsultationRow, each.consultation_id)
        row = work.session.get_one(ResolutionRow, each.resolution_id)
        open_round(work, row, consultation, each)
        work.touch(ResolutionCard(resolution_id=each.resolution_id))


def close_due(work: Work) -> None:
    """End the rounds whose last day is over, and tell those who run them by day."""
    today = local_date(work.now)
    for each in running_rounds(work.session):
        if each.until_on is not None and each.until_on < today:
            each.closed_at = work.now
            row = work.session.get_one(ResolutionRow, each.resolution_id)
            work.record("RoundClosed", body_id=row.body_id, round_id=each.id, circle=each.circle)
            work.touch(ChannelPost(consultation_id=each.consultation_id or 0))
            others = rounds_within(work.session, each.consultation_id or 0)
            if any(other.closed_at is None for other in others):  # the end of all is told by itself
                people = [member.id for member in those_who_answer(work.session, row)]
                tell_members(work, RoundEnded(round_id=each.id or 0), people)


def remind_silent(work: Work) -> None:
    """Ask those who have said nothing in a round once, a day before its end, and before a later one."""
    waiting = [each for each in running_rounds(work.session) if each.reminded_at is None]
    if not waiting:
        return
    calendar = work_calendar(work.session)
    for each in waiting:
        assert each.opened_at is not None
        assert each.until_on is not None
        due_at = remind_at(opened_at=each.opened_at, until_on=each.until_on, calendar=calendar)
        if due_at is not None and may_remind(work.now, due_at=due_at, calendar=calendar):
            each.reminded_at = work.now
            _remind(work, each)


def _remind(work: Work, each: RoundRow) -> None:
    consultation_id, round_id = each.consultation_id or 0, each.id or 0
    silent = [
        work.session.get_one(MemberRow, member_id)
        for member_id in members_of_round(work.session, round_id)
        if not has_member_spoken(work.session, consultation_id, member_id)
    ]
    for person in reach(work.session, silent):
        if person.chat_id is not None and mark_nudged(
            work.connection, kind=ItemKind.COMMENT, subject_id=consultation_id,
            member_id=person.member.id or 0, step=f"round:{round_id}:{each.until_on}", now=work.now,
        ):  # fmt: skip
            work.tell(RoundReminder(round_id=round_id), chat_id=person.chat_id)


def _planned(work: Work, round_id: int) -> tuple[RoundRow, ResolutionRow]:
    each, row = planned_round_for(work.session, work.who.user_id, round_id)
    check_stage(row, PLANNED_AT)
    return each, row
