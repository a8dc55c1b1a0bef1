"""Who hears of an inspection when, who may see it, and when it may be repeated (S0.20-S0.24, S3.11)."""

from datetime import date

import pytest

from rules.calendar import WorkCalendar
from rules.inspections import (
    InspectionDayTooEarly,
    InspectionForm,
    InspectionState,
    announcement_due,
    check_not_before,
    earliest_reinspection,
    form_of_reinspection,
    is_known_to,
)

CALENDAR = WorkCalendar()
ROUTINE, SURPRISE = InspectionForm.ROUTINE, InspectionForm.SURPRISE
THURSDAY = date(2026, 12, 17)
INSPECTOR, INSPECTED, PLANNER, SOMEBODY = 1, 2, 3, 4


def due(today, *, planned_on=THURSDAY, announced_for=None, form=ROUTINE):
    return announcement_due(
        form, planned_on=planned_on, announced_for=announced_for, today=today, calendar=CALENDAR
    )


@pytest.mark.parametrize(
    ("today", "is_due"),
    [
        (date(2026, 12, 11), False),
        (date(2026, 12, 13), False),
        (date(2026, 12, 14), True),  # Monday: three working days before Thursday
        (date(2026, 12, 16), True),  # a late tick catches up
        (THURSDAY, True),
        (date(2026, 12, 18), False),  # what is past is not announced
    ],
)
def test_the_inspected_hear_of_it_three_working_days_before(today, is_due):
    assert due(today) is is_due


def test_working_days_before_are_counted_around_the_weekend():
    tuesday = date(2026, 12, 15)
    assert not due(date(2026, 12, 9), planned_on=tuesday)
    assert due(date(2026, 12, 10), planned_on=tuesday)


def test_it_is_announced_once_for_each_day_it_is_planned_for():
    assert not due(date(2026, 12, 15), announced_for=THURSDAY)
    assert due(date(2026, 12, 1), announced_for=date(2026, 12, 4))


def test_a_surprise_is_never_announced():
    days = [date(2026, 12, day) for day in range(1, 32)]
    assert not any(due(today, form=SURPRISE) for today in days)
    assert not any(due(today, form=SURPRISE, announced_for=date(2026, 12, 1)) for today in days)


def known(member_id, *, form=ROUTINE, state=InspectionState.PLANNED, sees_all=False):
    return is_known_to(
        member_id, sees_all=sees_all, form=form, state=state, inspector_id=INSPECTOR,
        inspected_id=INSPECTED, planned_by_id=PLANNER,
    )  # fmt: skip


@pytest.mark.parametrize("form", InspectionForm)
def test_an_inspection_is_known_to_those_who_plan_and_hold_it(form):
    assert known(INSPECTOR, form=form)
    assert known(PLANNER, form=form)
    assert known(SOMEBODY, form=form, sees_all=True)
    assert not known(SOMEBODY, form=form)


def test_a_surprise_is_hidden_from_the_inspected_until_it_has_begun():
    assert known(INSPECTED)
    assert not known(INSPECTED, form=SURPRISE)
    assert not known(INSPECTED, form=SURPRISE, sees_all=True)
    assert known(INSPECTED, form=SURPRISE, state=InspectionState.UNDERWAY)
    assert known(INSPECTED, form=SURPRISE, state=InspectionState.CONCLUDED)


def test_a_reinspection_follows_the_last_demand():
    dues = [date(2027, 1, 15), date(2027, 2, 1), date(2027, 1, 20)]
    assert earliest_reinspection(dues, today=date(2026, 12, 20)) == date(2027, 2, 2)
    assert earliest_reinspection(dues, today=date(2027, 3, 1)) == date(2027, 3, 1)
    assert earliest_reinspection([], today=date(2027, 3, 1)) == date(2027, 3, 1)


def test_a_second_look_is_no_surprise():
    assert form_of_reinspection(SURPRISE) is InspectionForm.THEMATIC
    assert form_of_reinspection(ROUTINE) is ROUTINE


def test_a_day_before_the_first_possible_one_is_refused():
    check_not_before(THURSDAY, THURSDAY)
    with pytest.raises(InspectionDayTooEarly) as refused:
        check_not_before(date(2026, 12, 16), THURSDAY)
    assert (refused.value.on, refused.value.earliest) == (date(2026, 12, 16), THURSDAY)
