"""A round that runs is given more days, or ended when everybody has spoken; those behind it move."""

from datetime import date

from rules.calendar import DAY, local_date
from rules.channels import ChannelPost
from rules.deadlines import find_deadline
from rules.desk import TextExpected, TextTooLong
from rules.packs import pack_by_id
from rules.resolutions import ResolutionCard, Stage
from rules.rounds import (
    IN_GROUPS,
    IN_PUBLIC,
    LONGEST_ROUND,
    NoLastDay,
    NotLonger,
    Planned,
    RoundExtended,
    RoundRunsNot,
    RoundSpan,
    StillSilent,
    counts_working_days,
    days_of,
    span_said,
)
from storage.calendar import work_calendar
from storage.consultation import ConsultationRow
from storage.held import tell_members, tell_places
from storage.resolutions import ResolutionRow, check_stage, places
from storage.round_opening import span_of
from storage.rounds import RoundRow, members_of_round, round_for, rounds_within, spoken_in
from storage.work import Work

LONGEST_REASON = 300


def check_extension(work: Work, round_id: int, said: str) -> None:
    """See that more days can be given as somebody said, before they are asked why.

    Raises NotAMember, NotPermitted, WrongStage, RoundRunsNot, NoLastDay, NotLonger.
    """
    each, row, _consultation = _running(work, round_id)
    _later(work, each, _last_day(each, row), said)


def extend(work: Work, round_id: int, said: str, *, reason: str) -> None:
    """Give a round more days, counted from its last day as papers count them; those asked are told.

    Raises as `check_extension`, TextExpected, TextTooLong.
    """
    each, row, consultation = _running(work, round_id)
    if not reason:
        raise TextExpected
    if len(reason) > LONGEST_REASON:
        raise TextTooLong(length=len(reason), limit=LONGEST_REASON)
    last = _last_day(each, row)
    until_on = _later(work, each, last, said)
    each.first_until_on, each.extended_because = each.first_until_on or last, reason
    each.reminded_at = None  # the silent are reminded of the new last day too
    _set_days(work, row, consultation, each, until_on)
    work.record(
        "RoundExtended", body_id=row.body_id, round_id=round_id, before=f"{last}", until_on=f"{until_on}"
    )
    _tell(work, row, each)


def close_round(work: Work, round_id: int) -> int:
    """End one round of several before its last day, because everybody in it has spoken.

    Gives the resolution. A round of the public keeps its days. Raises NotAMember, NotPermitted,
    WrongStage, RoundRunsNot, StillSilent.
    """
    each, row, consultation = _running(work, round_id)
    if not consultation.has_circles or each.circle in IN_PUBLIC:
        raise RoundRunsNot
    asked, spoke = spoken_in(work.session, each)
    if spoke < asked:
        raise StillSilent(silent=asked - spoke)
    each.closed_at = work.now
    _set_days(work, row, consultation, each, local_date(work.now))
    work.record("RoundClosed", body_id=row.body_id, round_id=round_id, circle=each.circle)
    return each.resolution_id


def _running(work: Work, round_id: int) -> tuple[RoundRow, ResolutionRow, ConsultationRow]:
    each, row, _member = round_for(work.session, work.who.user_id, round_id)
    check_stage(row, {Stage.CONSULTING})
    if each.consultation_id is None or each.opened_at is None or each.closed_at is not None:
        raise RoundRunsNot
    return each, row, work.session.get_one(ConsultationRow, each.consultation_id)


def _last_day(each: RoundRow, row: ResolutionRow) -> date:
    last = each.until_on or row.comments_until_on
    assert last is not None, "no round is opened without its last day"
    return last


def _later(work: Work, each: RoundRow, last: date, said: str) -> date:
    until_on = _day_said(work, last, said)
    longest = local_date(each.opened_at or work.now) + LONGEST_ROUND * DAY
    if until_on <= last or until_on < local_date(work.now) or until_on > longest:
        raise NotLonger(on=until_on)
    return until_on


def _day_said(work: Work, last: date, said: str) -> date:
    calendar = work_calendar(work.session)
    days = span_said(said)
    if days is not None:
        return RoundSpan(days=days, is_working=counts_working_days(said)).until_on(last, calendar)
    found = find_deadline(said, today=local_date(work.now), is_working_day=calendar.is_working_day)
    if found is None:
        raise NoLastDay(said=said[:80])
    return found.on


def _set_days(
    work: Work, row: ResolutionRow, consultation: ConsultationRow, each: RoundRow, until_on: date
) -> None:
    """Move the last day of a round, and what has not begun yet behind it."""
    work.touch(ResolutionCard(resolution_id=each.resolution_id))
    work.touch(ChannelPost(consultation_id=consultation.id or 0))
    if not consultation.has_circles:
        row.comments_until_on = until_on
        return
    each.until_on = until_on
    rounds = rounds_within(work.session, consultation.id or 0)
    pack = pack_by_id(consultation.pack_id)
    planned = [
        Planned(
            start=other.start, span=span_of(other, pack), until_on=other.chosen_until_on,
            stands=_stands(other),
        )
        for other in rounds
    ]  # fmt: skip
    found = days_of(
        planned, opens_on=local_date(consultation.opened_at), calendar=work_calendar(work.session)
    )
    for other, (first, last) in zip(rounds, found, strict=True):
        other.opens_on, other.until_on = first, last
    row.comments_until_on = max(last for _first, last in found)


def _stands(each: RoundRow) -> tuple[date, date] | None:
    if each.opened_at is None or each.opens_on is None or each.until_on is None:
        return None
    return each.opens_on, each.until_on


def _tell(work: Work, row: ResolutionRow, each: RoundRow) -> None:
    """Tell those who are asked, by day: the groups where they meet there, else each in private."""
    notice = RoundExtended(round_id=each.id or 0)
    known = places(work.session, row) if each.circle in IN_GROUPS else []
    tell_places(work, notice, known)
    if not known:
        tell_members(work, notice, members_of_round(work.session, each.id or 0))
