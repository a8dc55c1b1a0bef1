"""The days of rounds, as papers word them (S0.6, S1.5)."""

from datetime import date

import pytest

from rules.calendar import WorkCalendar
from rules.packs import RULE_PACKS
from rules.rounds import (
    SPANS,
    Circle,
    Planned,
    RoundSpan,
    Start,
    counts_working_days,
    days_of,
    is_in_field,
    span_said,
    words_in,
)

MONDAY = date(2026, 11, 16)
CALENDAR = WorkCalendar()


def working(days):
    return RoundSpan(days=days, is_working=True)


@pytest.mark.parametrize(
    ("span", "opens_on", "last"),
    [
        (working(5), MONDAY, date(2026, 11, 23)),
        (working(6), MONDAY, date(2026, 11, 25)),  # the 24th is a day off
        (working(1), date(2026, 11, 20), date(2026, 11, 23)),  # from Friday to Monday
        (RoundSpan(days=7, is_working=False), MONDAY, date(2026, 11, 23)),
        (RoundSpan(days=5, is_working=False), MONDAY, date(2026, 11, 23)),  # Saturday rolls on
        (RoundSpan(days=8, is_working=False), MONDAY, date(2026, 11, 25)),
    ],
)
def test_a_span_counts_from_the_next_day_and_ends_on_a_workday(span, opens_on, last):
    assert span.until_on(opens_on, CALENDAR) == last


def planned(*starts, until=None):
    return [Planned(start=start, span=working(2), until_on=until) for start in starts]


def test_rounds_follow_each_other_or_run_side_by_side():
    found = days_of(
        planned(Start.AFTER, Start.AFTER, Start.BESIDE, Start.AFTER), opens_on=MONDAY, calendar=CALENDAR
    )
    assert [(first.day, last.day) for first, last in found] == [(16, 18), (19, 23), (19, 23), (25, 27)]


def test_what_has_begun_stands_and_what_follows_moves_with_it():
    rounds = planned(Start.AFTER, Start.AFTER, Start.BESIDE)
    rounds[0] = Planned(start=Start.AFTER, span=working(2), stands=(MONDAY, date(2026, 11, 20)))
    found = days_of(rounds, opens_on=MONDAY, calendar=CALENDAR)
    assert [(first.day, last.day) for first, last in found] == [(16, 20), (23, 26), (23, 26)]


def test_a_chosen_day_wins_and_a_round_lasts_a_day_at_least():
    chosen = [*planned(Start.AFTER, until=date(2026, 12, 4)), *planned(Start.AFTER, until=MONDAY)]
    assert days_of(chosen, opens_on=MONDAY, calendar=CALENDAR) == (
        (MONDAY, date(2026, 12, 4)), (date(2026, 12, 7), date(2026, 12, 7)),
    )  # fmt: skip
    assert days_of([], opens_on=MONDAY, calendar=CALENDAR) == ()


@pytest.mark.parametrize(
    ("said", "days", "is_working"),
    [
        ("5", 5, False),
        ("7 ngày", 7, False),
        ("5 ngày làm việc", 5, True),
        ("3 working days", 3, True),
        ("0 ngày", None, False),
        ("91", None, False),
        ("trước ngày 20/12/2026", None, False),
        ("", None, False),
    ],
)
def test_a_number_of_days_is_read_as_it_is_said(said, days, is_working):
    assert (span_said(said), counts_working_days(said)) == (days, is_working)


def test_a_field_is_told_by_its_words_and_no_words_are_every_field():
    words = words_in("Đất đai, xây dựng ,")
    assert words == ("dat dai", "xay dung")
    assert is_in_field("quan ly dat dai o thon", words)
    assert not is_in_field("lap 120 dong ho nuoc", words)
    assert is_in_field("gi cung duoc", words_in(""))


def test_every_pack_knows_a_span_for_every_circle():
    for pack in RULE_PACKS:
        assert set(pack.rounds) == set(Circle) == set(SPANS)
