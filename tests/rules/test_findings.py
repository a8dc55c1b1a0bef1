"""What a record needs before it can be concluded (S0.19)."""

from datetime import date

import pytest

from rules.findings import (
    DemandField,
    Finding,
    FindingsIncomplete,
    check_complete,
    missing_findings,
    missing_of_demand,
)

STRENGTHS, WEAKNESSES, CAUSES = Finding.STRENGTHS, Finding.WEAKNESSES, Finding.CAUSES


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({}, (STRENGTHS, WEAKNESSES, CAUSES)),
        ({STRENGTHS: "a", WEAKNESSES: None, CAUSES: None}, (WEAKNESSES, CAUSES)),
        ({STRENGTHS: "a", WEAKNESSES: "", CAUSES: ""}, ()),  # "nothing to note" is an answer
        ({STRENGTHS: "", WEAKNESSES: "b", CAUSES: "c"}, ()),
        ({Finding.FOCUS: "x"}, (STRENGTHS, WEAKNESSES, CAUSES)),  # the focus is free
    ],
)
def test_both_sides_and_the_causes_have_to_be_said(said, missing):
    assert missing_findings(said) == missing


@pytest.mark.parametrize(
    ("owner_id", "due_on", "missing"),
    [
        (None, None, (DemandField.OWNER, DemandField.DUE)),
        (7, None, (DemandField.DUE,)),
        (None, date(2027, 1, 1), (DemandField.OWNER,)),
        (7, date(2027, 1, 1), ()),
    ],
)
def test_a_demand_names_a_person_and_a_day(owner_id, due_on, missing):
    assert missing_of_demand(owner_id=owner_id, due_on=due_on) == missing


def test_a_whole_record_is_concluded_and_a_part_of_one_is_not():
    whole = {STRENGTHS: "a", WEAKNESSES: "b", CAUSES: ""}
    check_complete(3, whole, incomplete_demands=0)
    with pytest.raises(FindingsIncomplete) as refused:
        check_complete(3, whole | {CAUSES: None}, incomplete_demands=2)
    assert (refused.value.missing, refused.value.demands) == ((CAUSES,), 2)
