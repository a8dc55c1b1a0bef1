"""Days off and days worked by decree, entered by the clerk; reminders follow them at once."""

from datetime import date

from rules.agenda import LONGEST_REASON, DayHasPassed, DayUnchanged
from rules.calendar import DayKind, local_date
from rules.members import Ability
from rules.tasks import in_words
from storage.calendar import DayOverrideRow, work_calendar
from storage.members import MemberRow, member_who_may
from storage.work import Work


def check_day(work: Work, on: date, kind: DayKind) -> MemberRow:
    """Give the clerk who may make a day free, or worked.

    Raises NotAMember, NotPermitted, DayHasPassed, DayUnchanged.
    """
    clerk = member_who_may(work.session, work.who.user_id, Ability.KEEP_ROSTER)
    if on < local_date(work.now):
        raise DayHasPassed(on=on)
    if work_calendar(work.session).is_working_day(on) is (kind is DayKind.WORK):
        raise DayUnchanged(on=on, kind=kind)
    return clerk


def enter_day(work: Work, on: date, kind: DayKind, *, reason: str, source: str) -> None:
    """Make a day free, or worked, because a notice says so.

    `source` is the number and date of the notice. Raises as `check_day`, WordsWanted, TextTooLong.
    """
    clerk = check_day(work, on, kind)
    row = work.session.get(DayOverrideRow, on) or DayOverrideRow(on=on, kind=kind, reason="", source="")
    row.kind = kind
    row.reason = in_words(reason, limit=LONGEST_REASON)
    row.source = in_words(source, limit=LONGEST_REASON)
    work.session.add(row)
    work.record("DayEntered", body_id=clerk.body_id, on=f"{on}", kind=kind, member_id=clerk.id)


def remove_day(work: Work, on: date) -> None:
    """Leave a day to the usual calendar again. Raises NotAMember, NotPermitted, DayHasPassed."""
    clerk = member_who_may(work.session, work.who.user_id, Ability.KEEP_ROSTER)
    if on < local_date(work.now):
        raise DayHasPassed(on=on)
    if row := work.session.get(DayOverrideRow, on):
        work.session.delete(row)
        work.record("DayRemoved", body_id=clerk.body_id, on=f"{on}", member_id=clerk.id)
