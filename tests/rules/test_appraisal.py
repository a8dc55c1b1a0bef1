"""What of an appraisal stands between a draft and the vote (S0.8)."""

import pytest

from rules.appraisal import (
    AppraisalGap,
    AppraisalOutcome,
    AppraisalPart,
    appraisal_gap,
    missing_parts,
)

FORM, CONTENT, PROPOSALS = AppraisalPart
PASSES, WITH_CHANGES, RETURNED = AppraisalOutcome


@pytest.mark.parametrize(
    ("given", "gap"),
    [
        ({"is_important": False, "is_asked": False}, None),
        ({"is_important": False, "outcome": RETURNED}, None),
        ({"is_asked": False}, AppraisalGap.NOT_ASKED),
        ({"is_by_drafter": True, "outcome": PASSES}, AppraisalGap.NOT_ASKED),
        ({}, AppraisalGap.UNDER_WAY),
        ({"outcome": RETURNED, "versions_since": 2}, AppraisalGap.RETURNED),
        ({"outcome": WITH_CHANGES}, AppraisalGap.CHANGES_MISSING),
        ({"outcome": WITH_CHANGES, "versions_since": 1}, None),
        ({"outcome": PASSES}, None),
        ({"outcome": PASSES, "versions_since": 1}, AppraisalGap.NEWER_VERSION),
    ],
)
def test_an_important_draft_is_voted_on_as_it_was_appraised_by_somebody_else(given, gap):
    usual = {
        "is_important": True, "is_asked": True, "is_by_drafter": False, "outcome": None,
        "versions_since": 0,
    }  # fmt: skip
    assert appraisal_gap(**(usual | given)) is gap


def test_every_part_is_written_and_nothing_is_sent_back_without_a_proposal():
    assert missing_parts({FORM: "x", CONTENT: None, PROPOSALS: None}) == (CONTENT, PROPOSALS)
    written = {FORM: "", CONTENT: "", PROPOSALS: ""}
    assert missing_parts(written) == missing_parts(written, PASSES) == ()
    for outcome in (WITH_CHANGES, RETURNED):
        assert missing_parts(written, outcome) == (PROPOSALS,)
