"""Counting a vote: against all incumbents, silence is never yes (S0.9, S0.10)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from rules.bodies import BodyKind
from rules.calendar import WorkCalendar, deadline_at_latest
from rules.packs import MORE_THAN_HALF, RULE_PACKS, TWO_THIRDS, pack_for
from rules.votes import (
    Outcome,
    Tally,
    VoteTooShort,
    check_end,
    outcome_of,
    reminder_at,
    usual_last_day,
)

PARTY = pack_for(BodyKind.PARTY_COMMITTEE, on=date(2026, 11, 23))
BRANCH = pack_for(BodyKind.BRANCH, on=date(2026, 11, 23))
CALENDAR = WorkCalendar()
PASSED, NOT_ENOUGH, NO_QUORUM = Outcome.PASSED, Outcome.NOT_ENOUGH, Outcome.NO_QUORUM


def at(day, hour, minute=0):
    """A moment in November 2026 on a Vietnamese clock."""
    return datetime(2026, 11, day, hour - 7 if hour >= 7 else 0, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("incumbents", "needed"), [(15, 8), (14, 8), (9, 5), (8, 5), (3, 2), (2, 2), (1, 1)]
)
def test_more_than_half_of_all_incumbents_is_needed(incumbents, needed):
    assert MORE_THAN_HALF.least_yes(incumbents) == needed
    assert not MORE_THAN_HALF.is_reached(yes=needed - 1, incumbents=incumbents)


@pytest.mark.parametrize(("incumbents", "needed"), [(15, 10), (14, 10), (9, 6), (3, 2), (2, 2), (1, 1)])
def test_two_thirds_of_all_incumbents_sit(incumbents, needed):
    assert TWO_THIRDS.least_yes(incumbents) == needed
    assert not TWO_THIRDS.is_reached(yes=needed - 1, incumbents=incumbents)


@pytest.mark.parametrize(
    ("electors", "yes", "no", "other", "outcome"),
    [
        (15, 8, 1, 1, PASSED),  # eight of fifteen, ten took part
        (15, 8, 1, 0, NO_QUORUM),  # eight in favour, but only nine took part
        (15, 7, 2, 2, NOT_ENOUGH),  # more yes than no is not more than half of all
        (15, 7, 8, 0, NOT_ENOUGH),
        (14, 7, 7, 0, NOT_ENOUGH),  # a tie fails
        (14, 8, 6, 0, PASSED),
        (9, 5, 1, 0, PASSED),
        (9, 5, 0, 0, NO_QUORUM),
        (1, 1, 0, 0, PASSED),
        (1, 0, 0, 0, NO_QUORUM),
        (2, 1, 1, 0, NOT_ENOUGH),
        (2, 2, 0, 0, PASSED),
        (3, 2, 0, 0, PASSED),
        (15, 0, 0, 0, NO_QUORUM),
        (15, 0, 0, 15, NOT_ENOUGH),  # everybody has another opinion
        (15, 15, 0, 0, PASSED),
    ],
)
def test_a_party_committee_decides(electors, yes, no, other, outcome):
    tally = Tally(electors=electors, yes=yes, no=no, other=other)
    assert outcome_of(tally, PARTY) is outcome


def test_a_branch_needs_more_than_half_to_sit():
    assert outcome_of(Tally(electors=10, yes=6), BRANCH) is PASSED
    assert outcome_of(Tally(electors=10, yes=5), BRANCH) is NO_QUORUM


@pytest.mark.parametrize("pack", RULE_PACKS, ids=lambda pack: pack.id)
@pytest.mark.parametrize("electors", [1, 2, 3, 9, 14, 15, 27, 53])
def test_silence_is_never_yes_under_any_rules(pack, electors):
    half = electors // 2
    for voted in range(electors + 1):
        passed = outcome_of(Tally(electors=electors, yes=voted), pack) is PASSED
        assert not (passed and voted <= half)


def test_who_has_not_voted_stays_in_the_count():
    tally = Tally(electors=15, yes=8, no=2, other=1)
    assert (tally.voted, tally.not_voted) == (11, 4)


def test_the_usual_last_day_is_a_working_day():
    # Monday 23 November and two days: Wednesday. Thursday and two days: a Saturday, so Monday.
    assert usual_last_day(PARTY, CALENDAR, at(23, 8)) == date(2026, 11, 25)
    assert usual_last_day(PARTY, CALENDAR, at(26, 8)) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("opened_at", "last_day", "due_at"),
    [
        (at(16, 8), 20, at(19, 7, 30)),
        (at(18, 8), 25, at(23, 7, 30)),  # 24 November is a day off
        (at(25, 8), 30, at(27, 7, 30)),  # over a weekend
        (at(26, 8), 30, at(27, 8)),  # a day after they were asked
        (at(26, 12), 26, at(26, 18)),  # on the same day: when half of the time is over
    ],
)
def test_a_reminder_is_due_the_working_day_before_the_end(opened_at, last_day, due_at):
    due = reminder_at(opened_at, deadline_at_latest(date(2026, 11, last_day)), CALENDAR)
    assert abs(due - due_at) <= timedelta(seconds=1)


def test_nobody_is_asked_to_vote_within_minutes():
    with pytest.raises(VoteTooShort):
        check_end(at(23, 9), at(23, 8, 30))
    check_end(at(23, 10), at(23, 8, 30))
