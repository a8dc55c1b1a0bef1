"""The life of a task in tables: its ways, its dates, what is told in words (S2.13, S2.25)."""

from datetime import date

import pytest

from rules.desk import TextTooLong
from rules.tasks import (
    GIVEN,
    OPEN,
    WAYS,
    WITH_OWNER,
    TaskState,
    TaskStep,
    Timeliness,
    WordsWanted,
    WrongTaskState,
    in_words,
    state_after,
    timeliness,
)

DUE = date(2026, 12, 15)


@pytest.mark.parametrize(("way", "after"), WAYS.items())
def test_each_way_leads_where_the_table_says(way, after):
    assert state_after(*way) is after


@pytest.mark.parametrize(
    ("state", "step"),
    [
        (TaskState.PROPOSED, TaskStep.ACCEPT),  # nobody has it yet
        (TaskState.UNDER_WAY, TaskStep.ACCEPT),  # twice
        (TaskState.ASSIGNED, TaskStep.CONFIRM),  # nothing was reported
        (TaskState.REPORTED, TaskStep.REPORT_DONE),
        (TaskState.REPORTED, TaskStep.DROP),  # the inspector has the word
        (TaskState.DONE, TaskStep.RETURN),
        (TaskState.DROPPED, TaskStep.ASSIGN),
    ],
)
def test_what_is_not_in_the_table_is_refused(state, step):
    with pytest.raises(WrongTaskState) as refused:
        state_after(state, step)
    assert (refused.value.state, refused.value.step) == (state, step)


def test_what_is_done_or_dropped_leads_nowhere():
    assert not [way for way in WAYS if way[0] in (TaskState.DONE, TaskState.DROPPED)]


def test_a_report_is_open_but_not_with_its_owner():
    assert TaskState.REPORTED in OPEN - WITH_OWNER
    assert {TaskState.DONE} == GIVEN - OPEN


@pytest.mark.parametrize(
    ("state", "reported_on", "today", "stands"),
    [
        (TaskState.ASSIGNED, None, date(2026, 12, 1), Timeliness.IN_TIME),
        (TaskState.ASSIGNED, None, date(2026, 12, 12), Timeliness.DUE_SOON),
        (TaskState.UNDER_WAY, None, date(2026, 12, 15), Timeliness.DUE_SOON),  # the day itself
        (TaskState.UNDER_WAY, None, date(2026, 12, 16), Timeliness.OVERDUE),
        (TaskState.REPORTED, date(2026, 12, 15), date(2026, 12, 30), Timeliness.IN_TIME),
        (TaskState.REPORTED, date(2026, 12, 16), date(2026, 12, 16), Timeliness.OVERDUE),
        (TaskState.DONE, date(2026, 12, 15), date(2027, 1, 5), Timeliness.DONE),
        (TaskState.DONE, date(2026, 12, 16), date(2027, 1, 5), Timeliness.DONE_LATE),
    ],
)
def test_the_day_of_the_report_counts_not_the_day_of_the_judgement(state, reported_on, today, stands):
    assert timeliness(state, due_on=DUE, reported_on=reported_on, today=today) is stands


def test_words_are_taken_without_the_blanks_around_them():
    assert in_words("  Xong 3 km kênh.\n", limit=40) == "Xong 3 km kênh."


@pytest.mark.parametrize("text", ["", "  \n", "…", "--- !!"])
def test_signs_alone_are_no_words(text):
    with pytest.raises(WordsWanted):
        in_words(text, limit=40)


def test_words_have_an_end():
    with pytest.raises(TextTooLong):
        in_words("a" * 41, limit=40)
