"""Later dates: later indeed, and decided by somebody else (S2.35)."""

from datetime import date

import pytest

from rules.extensions import ApprovesOneself, NotLater, check_approver, check_extension

DUE = date(2026, 12, 15)


@pytest.mark.parametrize(
    ("new", "today"), [(date(2026, 12, 16), date(2026, 12, 1)), (date(2027, 1, 5), date(2027, 1, 5))]
)
def test_an_extension_leads_to_a_later_day(new, today):
    check_extension(new, due_on=DUE, today=today)


@pytest.mark.parametrize(
    ("new", "today", "after"),
    [
        (date(2026, 12, 15), date(2026, 12, 1), DUE),
        (date(2026, 12, 1), date(2026, 12, 1), DUE),
        (
            date(2026, 12, 20),
            date(2026, 12, 21),
            date(2026, 12, 21),
        ),  # both have passed
    ],
)
def test_what_is_not_later_is_refused_with_the_day_to_beat(new, today, after):
    with pytest.raises(NotLater) as refused:
        check_extension(new, due_on=DUE, today=today)
    assert refused.value.due_on == after


def test_nobody_approves_the_own_wish_while_somebody_else_can():
    check_approver(approver_id=1, owner_id=2, others=0)
    check_approver(approver_id=1, owner_id=1, others=0)  # the only head there is
    with pytest.raises(ApprovesOneself):
        check_approver(approver_id=1, owner_id=1, others=1)
