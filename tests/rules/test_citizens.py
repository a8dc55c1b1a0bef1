"""Codes that people can read out, and how often one person may write."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.citizens import (
    LETTERS,
    PAUSE_BETWEEN,
    RECEIPT_LETTERS,
    TooManyComments,
    TooManyThisHour,
    TooSoon,
    check_pace,
    receipt_in,
    receipt_shown,
)

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@given(st.text(LETTERS, min_size=RECEIPT_LETTERS, max_size=RECEIPT_LETTERS), st.sampled_from("- –"))
def test_a_code_is_understood_however_it_is_typed(code, dash):
    shown = receipt_shown(code)
    assert receipt_in(shown) == receipt_in(f" {shown.lower().replace('-', dash)} ") == code


@pytest.mark.parametrize("said", ["", "KP7Q", "KP7Q-4XD", "KP7Q-4XDMM", "KP0Q-4XDM", "xin chào", "////"])
def test_what_is_no_code_is_none(said):
    assert receipt_in(said) is None


def test_no_letter_of_a_code_looks_like_another():
    for alike in ("O0", "I1L", "B8", "S5", "Z2"):
        assert sum(letter in LETTERS for letter in alike) <= 1


def sent(*minutes_ago):
    return [NOW - timedelta(minutes=each) for each in sorted(minutes_ago, reverse=True)]


@pytest.mark.parametrize(
    ("sent_at", "refusal"),
    [
        (sent(), None),
        (sent(0), TooSoon),
        (sent(0.325), TooSoon),
        (sent(1 / 3), None),
        (sent(*range(61, 80)), None),
        (sent(*range(61, 81)), TooManyComments),
        (sent(1, 2, 3, 4, 5, 59), TooManyThisHour),
        (sent(1, 2, 3, 4, 5, 60), None),
        (sent(1, 2, 3, 4, 5), None),
    ],
)
def test_one_person_writes_at_a_human_pace(sent_at, refusal):
    if refusal is None:
        check_pace(sent_at, limit=20, an_hour=6, now=NOW)
        return
    with pytest.raises(refusal):
        check_pace(sent_at, limit=20, an_hour=6, now=NOW)


def test_whoever_is_too_soon_is_told_how_long_to_wait():
    with pytest.raises(TooSoon) as refused:
        check_pace([NOW], limit=20, an_hour=6, now=NOW)
    assert timedelta(seconds=refused.value.wait_seconds) >= PAUSE_BETWEEN
    with pytest.raises(TooManyThisHour) as full:
        check_pace(sent(1, 2, 3, 4, 5, 40.5), limit=20, an_hour=6, now=NOW)
    assert full.value.wait_minutes == 20
