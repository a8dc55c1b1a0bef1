"""Days off and worked days by decree: entered by the clerk, seen by everything at once."""

from datetime import date

import pytest

from actions import calendar
from rules.agenda import DayHasPassed, DayUnchanged
from rules.calendar import DayKind
from rules.tasks import WordsWanted
from storage.calendar import overrides_from, work_calendar
from storage.members import NotPermitted
from tests.actions.committees import Committee

MONDAY, SATURDAY = date(2026, 11, 30), date(2026, 12, 5)
NOTICE = {"reason": "Nghỉ hoán đổi", "source": "12/TB-VP, 18/11/2026"}


def test_a_clerk_makes_days_free_and_worked_and_takes_it_back(engine):
    committee = Committee(engine)
    committee.does("clerk", calendar.enter_day, MONDAY, DayKind.OFF, **NOTICE)
    committee.does("clerk", calendar.enter_day, SATURDAY, DayKind.WORK, **NOTICE)
    known = committee.read(work_calendar)
    assert (known.is_working_day(MONDAY), known.is_working_day(SATURDAY)) == (False, True)
    assert [row.on for row in committee.read(overrides_from, date(2026, 12, 1))] == [SATURDAY]
    committee.does("clerk", calendar.remove_day, MONDAY)
    assert committee.read(work_calendar).is_working_day(MONDAY)
    assert committee.facts()[-3:] == ["DayEntered", "DayEntered", "DayRemoved"]


def test_what_is_so_already_what_has_passed_and_what_has_no_notice_is_refused(engine):
    committee = Committee(engine)
    for on, kind, notice, refused in (
        (MONDAY, DayKind.WORK, NOTICE, DayUnchanged),
        (SATURDAY, DayKind.OFF, NOTICE, DayUnchanged),
        (date(2026, 11, 13), DayKind.OFF, NOTICE, DayHasPassed),
        (MONDAY, DayKind.OFF, NOTICE | {"source": " "}, WordsWanted),
    ):
        with pytest.raises(refused):
            committee.does("clerk", calendar.enter_day, on, kind, **notice)
    for name in ("sec", "m1"):
        with pytest.raises(NotPermitted):
            committee.does(name, calendar.enter_day, MONDAY, DayKind.OFF, **NOTICE)
    assert committee.read(overrides_from, date(2026, 1, 1)) == []
