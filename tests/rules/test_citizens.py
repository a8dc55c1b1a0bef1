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


@pytest.mark.parametrize(
    ("sent", "seconds", "refusal"),
    [
        (0, None, None),
        (1, 0, TooSoon),
        (1, 19.5, TooSoon),
        (1, 20, None),
        (19, 3600, None),
        (20, 3600, TooManyComments),
    ],
)
def test_one_person_writes_at_a_human_pace(sent, seconds, refusal):
    last_at = None if seconds is None else NOW - timedelta(seconds=seconds)
    given = {"sent": sent, "limit": 20, "last_at": last_at, "now": NOW}
    if refusal is None:
        check_pace(**given)
        return
    with pytest.raises(refusal):
        check_pace(**given)


def test_whoever_is_too_soon_is_told_how_long_to_wait():
    with pytest.raises(TooSoon) as refused:
        check_pace(sent=1, limit=20, last_at=NOW, now=NOW)
    assert timedelta(seconds=refused.value.wait_seconds) >= PAUSE_BETWEEN
