"""While a consultation runs: the silent are asked once, and the cards count the days."""

from datetime import datetime, timedelta

from rules.calendar import WorkCalendar, local_date
from rules.consultation import CommentReminder, may_remind, remind_at
from rules.nudges import ItemKind
from rules.resolutions import ResolutionCard
from storage.calendar import work_calendar
from storage.consultation import ConsultationRow, open_consultations, until_on
from storage.members import reach
from storage.nudges import mark_nudged
from storage.participation import silent_members
from storage.resolutions import ResolutionRow
from storage.work import Work

LAST_DAY_REFRESH = timedelta(minutes=10)
"""On the last day the card names who cannot be reached in private, and that may change."""


def remind_silent(work: Work) -> None:
    """Ask those who have said nothing, once, a day before the end; never those who have spoken.

    Who has no private chat is named on the group's card instead, from then on.
    """
    waiting = [
        (consultation, row)
        for consultation, row in open_consultations(work.session)
        if consultation.reminded_for != until_on(row) and not consultation.has_circles
    ]
    calendar = work_calendar(work.session) if waiting else None
    for consultation, row in waiting:
        if calendar and _is_due(consultation, row, calendar, work.now):
            _remind(work, consultation, row)


def refresh_cards(work: Work) -> None:
    """Have the cards of open rounds count the days anew."""
    for consultation, row in open_consultations(work.session):
        if _is_stale(consultation, row, work.now):
            consultation.refreshed_at = work.now
            work.touch(ResolutionCard(resolution_id=row.id or 0))


def _is_due(
    consultation: ConsultationRow, row: ResolutionRow, calendar: WorkCalendar, now: datetime
) -> bool:
    due_at = remind_at(opened_at=consultation.opened_at, until_on=until_on(row), calendar=calendar)
    is_running = local_date(now) <= until_on(row)
    return is_running and due_at is not None and may_remind(now, due_at=due_at, calendar=calendar)


def _remind(work: Work, consultation: ConsultationRow, row: ResolutionRow) -> None:
    assert consultation.id is not None
    consultation.reminded_for = until_on(row)
    for person in reach(work.session, silent_members(work.session, consultation.id)):
        if person.chat_id is not None and mark_nudged(
            work.connection, kind=ItemKind.COMMENT, subject_id=consultation.id,
            member_id=person.member.id or 0, step=f"{until_on(row)}", now=work.now,
        ):  # fmt: skip
            work.tell(CommentReminder(consultation_id=consultation.id), chat_id=person.chat_id)
    work.touch(ResolutionCard(resolution_id=row.id or 0))


def _is_stale(consultation: ConsultationRow, row: ResolutionRow, now: datetime) -> bool:
    last = consultation.refreshed_at or consultation.opened_at
    is_last_day = consultation.reminded_for == until_on(row)
    return local_date(last) != local_date(now) or (is_last_day and now - last >= LAST_DAY_REFRESH)
