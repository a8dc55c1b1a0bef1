"""When a consultation ends and reminds, and how a draft is divided into messages."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import WorkCalendar, deadline_at_latest, local_moment, local_time
from rules.consultation import Passage, may_remind, remind_at, stretches, takes_comments

CALENDAR = WorkCalendar()
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=730)).map(
    lambda span: datetime(2026, 1, 1, tzinfo=UTC) + span
)


def local(text):
    on, _, at = text.partition(" ")
    return local_moment(date.fromisoformat(on), time.fromisoformat(at))


@pytest.mark.parametrize(
    ("opened", "until", "reminded"),
    [
        # Monday to Monday a week later: a day before the end is Sunday night
        ("2026-11-23 08:00", "2026-11-30", "2026-11-30 07:30"),
        # ends on a Thursday: the night before, so that morning
        ("2026-11-23 08:00", "2026-12-03", "2026-12-03 07:30"),
        # ends on a Sunday: not on a day off, so on Friday evening
        ("2026-11-23 08:00", "2026-12-06", "2026-12-04 19:00"),
        # the whole round lies on a weekend: then on the weekend, in the morning
        ("2026-12-05 08:00", "2026-12-06", "2026-12-06 07:30"),
        # opened in the morning for the same day: half-way
        ("2026-11-30 08:00", "2026-11-30", "2026-11-30 15:59:59"),
        # over Tết 2027 (4 to 10 February): before it
        ("2027-01-25 08:00", "2027-02-07", "2027-02-03 19:00"),
        # opened late in the evening for the same day: nobody can be asked any more
        ("2026-11-30 21:00", "2026-11-30", None),
    ],
)
def test_reminders_come_a_day_before_the_end_at_a_decent_hour(opened, until, reminded):
    at = remind_at(opened_at=local(opened), until_on=date.fromisoformat(until), calendar=CALENDAR)
    assert (at and at.replace(microsecond=0)) == (local(reminded) if reminded else None)


@given(
    opened_at=MOMENTS,
    days=st.integers(0, 40),
)
def test_a_reminder_is_never_due_at_night_and_always_within_the_round(opened_at, days):
    until_on = local_time(opened_at).date() + timedelta(days=days)
    at = remind_at(opened_at=opened_at, until_on=until_on, calendar=CALENDAR)
    if at is None:
        assert days <= 1
        return
    assert opened_at <= at < deadline_at_latest(until_on)
    assert time(7, 30) <= local_time(at).time() < time(20)
    assert may_remind(at, due_at=at, calendar=CALENDAR)
    if not CALENDAR.is_working_day(local_time(at).date()):
        working = (CALENDAR.is_working_day(until_on - timedelta(days=n)) for n in range(days))
        assert not any(working)


@given(
    due_at=MOMENTS,
    late=st.timedeltas(timedelta(0), timedelta(days=6)),
)
def test_a_tick_that_comes_late_does_not_remind_at_night(due_at, late):
    if may_remind(due_at + late, due_at=due_at, calendar=CALENDAR):
        assert time(7, 30) <= local_time(due_at + late).time() < time(20)


UNTIL = date(2026, 11, 30)
OPENED = local("2026-11-23 08:00")


@pytest.mark.parametrize(
    ("written", "closed", "is_taken"),
    [
        ("2026-11-23 08:00", None, True),
        ("2026-11-23 07:59", None, False),
        ("2026-11-30 23:59:59", None, True),
        ("2026-12-01 00:00:00", None, False),
        # written in time while the bot was away, and handled after the tick had closed it
        ("2026-11-30 23:00", "2026-12-01 00:00:20", True),
        # closed early by the clerk
        ("2026-11-27 09:00", "2026-11-27 10:00", True),
        ("2026-11-27 10:01", "2026-11-27 10:00", False),
    ],
)
def test_what_counts_is_when_it_was_written(written, closed, is_taken):
    assert is_taken is takes_comments(
        local(written),
        opened_at=OPENED,
        until_on=UNTIL,
        closed_at=local(closed) if closed else None,
    )


def passages(*texts, top=(0,)):
    return [
        Passage(position=number, text=text, is_top=number in top) for number, text in enumerate(texts)
    ]


def printed(given_passages, found):
    """What the messages say, joined."""
    said = []
    for each in found:
        for passage in given_passages:
            if each.first <= passage.position <= each.last:
                start = each.start if passage.position == each.first else 0
                end = each.end if passage.position == each.last else len(passage.text)
                said.append(passage.text[start:end])
    return "".join(said)


@given(
    texts=st.lists(st.text("ab ơ", min_size=1, max_size=120), min_size=1, max_size=30),
    tops=st.sets(st.integers(0, 29)),
    room=st.integers(20, 80),
)
def test_every_letter_of_a_draft_is_posted_once_and_every_message_fits(texts, tops, room):
    draft = passages(*texts, top=tops)
    found = stretches(draft, room=room)
    assert printed(draft, found) == "".join(texts)
    for each in found:
        assert len(printed(draft, [each])) + (each.last - each.first) <= room


def test_a_chapter_that_fits_into_one_message_is_not_divided():
    draft = passages("a" * 30, "b" * 20, "c" * 30, top={0, 2})
    assert [(each.first, each.last) for each in stretches(draft, room=60)] == [(0, 1), (2, 2)]


def test_a_clause_longer_than_a_message_is_divided_at_a_blank():
    draft = passages("bảy chữ " * 10)
    found = stretches(draft, room=40)
    assert len(found) == 3
    assert all(draft[0].text[each.start] == " " for each in found[1:])
    assert printed(draft, found) == "bảy chữ " * 10


def test_nothing_gives_no_message():
    assert stretches([]) == ()
