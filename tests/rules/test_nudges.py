"""When a reminder is due, and to whom it rises (S2.5, S2.6): tables and any days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import DayKind, DayOverride, WorkCalendar
from rules.nudges import ItemKind, OpenItem, Part, last_due_day, rung_due, rungs, step_of, told_of
from rules.packs import Ladder

LADDER = Ladder()
PLAIN = WorkCalendar(overrides=())
DUE = date(2026, 12, 17)  # a Thursday: all its rungs but one are working days


ITEM = OpenItem(
    kind=ItemKind.TASK, subject_id=1, resolution_id=1, member_id=10, inspector_id=20, due_on=DUE,
    since_on=date(2026, 11, 16),
)  # fmt: skip


def item(**changed):
    return replace(ITEM, **changed)


def due(today, calendar=PLAIN, **changed):
    return rung_due(item(**changed), ladder=LADDER, calendar=calendar, today=today)


@pytest.mark.parametrize(
    ("today", "rung"),
    [
        (date(2026, 12, 9), None),
        (date(2026, 12, 10), -7),
        (date(2026, 12, 11), -7),
        (date(2026, 12, 14), -3),
        (date(2026, 12, 16), -1),
        (date(2026, 12, 17), 0),
        (date(2026, 12, 18), 1),
        (date(2026, 12, 21), 3),  # D+3 is a Sunday: it waits for Monday
        (date(2026, 12, 24), 7),
        (date(2027, 3, 1), 7),  # a late tick gives the last rung, once
    ],
)
def test_each_rung_is_due_from_its_day_on_and_only_the_latest_counts(today, rung):
    assert due(today) == rung


def test_a_rung_before_the_due_date_that_falls_on_a_day_off_moves_to_the_working_day_before():
    first_after_tet = PLAIN.working_day_from(date(2027, 2, 4))
    last_before_tet = PLAIN.working_day_up_to(date(2027, 2, 10))
    assert (last_before_tet, first_after_tet) == (date(2027, 2, 3), date(2027, 2, 11))
    assert due(last_before_tet, due_on=first_after_tet) == -1
    assert due(date(2027, 2, 2), due_on=first_after_tet) is None


def test_a_swapped_day_moves_the_reminders_with_it():
    monday = date(2026, 12, 14)
    swapped = WorkCalendar((DayOverride(on=monday, kind=DayKind.OFF, reason="x", source="y"),))
    assert due(date(2026, 12, 11)) == -7
    assert due(date(2026, 12, 11), calendar=swapped) == -3


def test_who_was_just_given_a_thing_is_not_reminded_of_it():
    monday = date(2026, 12, 14)
    assert due(monday, since_on=monday) is None
    assert due(date(2026, 12, 15), since_on=monday) is None
    assert due(date(2026, 12, 16), since_on=monday) == -1


@pytest.mark.parametrize("kind", [ItemKind.ACKNOWLEDGEMENT, ItemKind.CONFIRMATION, ItemKind.EXTENSION])
def test_what_was_asked_for_by_a_message_is_reminded_of_on_its_day_first(kind):
    assert due(date(2026, 12, 16), kind=kind, since_on=None) is None
    assert due(date(2026, 12, 17), kind=kind, since_on=None) == 0


@pytest.mark.parametrize(
    ("rung", "told"),
    [
        (-7, {10: Part.OWN}),
        (0, {10: Part.OWN}),
        (1, {10: Part.OWN, 20: Part.INSPECTED}),
        (3, {10: Part.OWN, 20: Part.INSPECTED, 30: Part.HEADED}),
        (7, {10: Part.OWN, 20: Part.INSPECTED, 30: Part.HEADED}),
    ],
)
def test_it_rises_from_the_owner_to_the_inspector_to_the_secretary(rung, told):
    assert dict(told_of(item(), rung, ladder=LADDER, heads=(30,))) == told


@pytest.mark.parametrize("kind", [ItemKind.ACKNOWLEDGEMENT, ItemKind.EXTENSION])
def test_what_is_no_work_rises_to_nobody(kind):
    assert told_of(item(kind=kind), 7, ladder=LADDER, heads=(30,)) == [(10, Part.OWN)]


def test_nobody_is_told_twice_of_one_thing():
    assert told_of(item(inspector_id=30), 7, ladder=LADDER, heads=(30, 10)) == [
        (10, Part.OWN), (30, Part.INSPECTED),
    ]  # fmt: skip
    assert told_of(item(inspector_id=None), 1, ladder=LADDER, heads=()) == [(10, Part.OWN)]


DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2028, 12, 31))
OVERRIDES = st.dictionaries(DAYS, st.sampled_from(DayKind), max_size=20).map(
    lambda days: tuple(
        DayOverride(on=on, kind=kind, reason="x", source="y") for on, kind in days.items()
    )
)


@given(due_on=DAYS, since=st.integers(0, 40), late=st.integers(0, 60), overrides=OVERRIDES)
def test_on_whatever_days_each_reminder_comes_once_in_order_on_a_working_day(
    due_on, since, late, overrides
):
    """Walk through every day, tick on working days only, as the round does."""
    calendar = WorkCalendar(overrides)
    owed = item(due_on=due_on, since_on=due_on - timedelta(days=since))
    given_steps, seen = [], set()
    for number in range(since + late + 1):
        today = owed.since_on + timedelta(days=number)
        rung = rung_due(owed, ladder=LADDER, calendar=calendar, today=today)
        if not calendar.is_working_day(today) or rung is None or step_of(owed, rung) in seen:
            continue
        seen.add(step_of(owed, rung))
        given_steps.append((rung, today))
    assert [rung for rung, _ in given_steps] == sorted(rung for rung, _ in given_steps)
    for rung, today in given_steps:
        assert today > owed.since_on
        assert rung < 0 or today >= owed.due_on or rung == 0
        if rung > 0:
            assert today >= due_on + timedelta(days=rung)


@given(today=DAYS, later=st.integers(-10, 60), kind=st.sampled_from(ItemKind), overrides=OVERRIDES)
def test_what_is_due_after_the_last_day_need_not_be_looked_at(today, later, kind, overrides):
    calendar = WorkCalendar(overrides)
    last_day = last_due_day([LADDER], calendar=calendar, today=today)
    owed = item(due_on=today + timedelta(days=later), kind=kind, since_on=None)
    if owed.due_on > last_day:
        assert rung_due(owed, ladder=LADDER, calendar=calendar, today=today) is None


def test_the_last_day_is_the_first_of_which_a_reminder_is_due():
    last_before_tet, first_after_tet = date(2027, 2, 3), date(2027, 2, 11)
    last_day = last_due_day([LADDER], calendar=PLAIN, today=last_before_tet)
    assert last_day == first_after_tet + timedelta(days=6)
    assert due(last_before_tet, due_on=last_day) == -7


@given(due_on=DAYS, moved_by=st.integers(1, 90), overrides=OVERRIDES)
def test_a_moved_date_has_reminders_of_its_own(due_on, moved_by, overrides):
    calendar = WorkCalendar(overrides)
    before, after = item(due_on=due_on), item(due_on=due_on + timedelta(days=moved_by))
    names = [
        {step_of(owed, rung) for rung, _ in rungs(owed, LADDER, calendar)} for owed in (before, after)
    ]
    assert not names[0] & names[1]
