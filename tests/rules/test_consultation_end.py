"""Who keeps a consultation open that somebody wishes to end early."""

from datetime import date

import pytest

from rules.bodies import BodyKind
from rules.consultation_end import Heard, KeepsItsDays, check_days_kept, silent_in
from rules.packs import RULE_PACKS, pack_for
from rules.rounds import Circle

LAST, LEAST = date(2026, 12, 10), date(2026, 12, 8)


def heard(circle, *, silent=0, has_begun=True, least=LEAST):
    return Heard(
        circle=circle, field="", asked=0 if circle is Circle.CITIZENS else 5, silent=silent,
        has_begun=has_begun, until_on=LAST, least_until_on=least, basis="nghị định",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "is_kept"),
    [
        ([heard(Circle.FRONT, silent=2)], True),
        ([heard(Circle.FRONT)], False),  # all have answered
        ([heard(Circle.FRONT, has_begun=False)], True),  # nobody has been asked yet
        ([heard(Circle.COMMITTEE, silent=5, least=None)], False),  # a person decides
        ([heard(Circle.CITIZENS)], True),  # of the public nobody knows who is silent
        ([heard(Circle.COMMITTEE, silent=5, least=None), heard(Circle.CITIZENS)], True),
        ([], False),
    ],
)
def test_whoever_the_rules_give_days_keeps_them_until_the_last_of_them(given, is_kept):
    check_days_kept(given, date(2026, 12, 9))  # they are over
    if not is_kept:
        check_days_kept(given, LEAST)
        return
    with pytest.raises(KeepsItsDays) as refused:
        check_days_kept(given, LEAST)
    assert (refused.value.until_on, refused.value.basis) == (LEAST, "nghị định")


def test_the_silent_are_counted_over_all_circles():
    assert silent_in([heard(Circle.FRONT, silent=2), heard(Circle.COMMITTEE, silent=3)]) == 5


def test_only_bodies_of_the_state_have_to_give_days_and_each_names_its_reason():
    for pack in RULE_PACKS:
        assert bool(pack.keeps_days) is (BodyKind.PEOPLES_COUNCIL in pack.body_kinds)
        assert all(pack.keeps_days.values())
        assert set(pack.keeps_days) <= set(pack.rounds)
    council = pack_for(BodyKind.PEOPLES_COUNCIL, on=date(2026, 11, 23))
    assert "187/2025" in council.keeps_days[Circle.FRONT]
