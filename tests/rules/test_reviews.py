"""The figures of a review count what is late and open as plainly as what is done (S0.30)."""

from dataclasses import replace
from datetime import date

import pytest
from pydantic import TypeAdapter

from rules.inspections import InspectionForm, InspectionState
from rules.reviews import (
    InspectionFigures,
    Proposal,
    ReviewFigures,
    ReviewPart,
    TaskFigures,
    VoteFigures,
    missing_parts,
)
from rules.task_targets import TaskTarget
from rules.tasks import Timeliness

DAY = date(2026, 12, 22)


def task(standing, **given):
    made = TaskFigures(
        what="Lắp đồng hồ", owner="An", first_due_on=DAY, due_on=DAY, extensions=0,
        standing=standing, reported_on=None, percent=0.0,
    )  # fmt: skip
    return replace(made, **given)


def held(state=InspectionState.CONCLUDED, *, demands=0, met=0, carried=0):
    return InspectionFigures(
        on=DAY, inspector="Sơn", inspected="Mai", form=InspectionForm.ROUTINE, state=state,
        demands=demands, demands_met=met, carried=carried, weaknesses="", causes="",
    )  # fmt: skip


def figures(*tasks, inspections=()):
    return ReviewFigures(
        on=DAY, tasks=tasks, obstacles=(), inspections=tuple(inspections), comments=None, vote=None,
        acknowledged=0, acknowledging=0,
    )  # fmt: skip


def test_every_task_counts_where_it_stands():
    counted = figures(*(task(standing) for standing in Timeliness), task(Timeliness.OVERDUE))
    assert counted.tasks_done == 2  # in time and late
    assert counted.tasks_open == 4
    assert counted.overdue == 2
    assert sum(counted.standings.values()) == 6


def test_a_demand_that_was_carried_over_counts_once():
    counted = figures(
        inspections=[
            held(demands=3, met=2),
            held(demands=1, met=0, carried=1),
            held(InspectionState.PLANNED),
        ]
    )
    assert counted.demands == (4, 2)
    assert (counted.inspections_held, len(counted.inspections)) == (2, 3)


def test_nothing_given_is_nothing_done():
    assert (figures().tasks_done, figures().tasks_open, figures().demands) == (0, 0, (0, 0))


def test_silence_is_counted_as_silence():
    vote = VoteFigures(electors=15, yes=8, no=2, other=1, closed_on=DAY)
    assert vote.not_voted == 4


def test_figures_can_be_kept_and_read_back():
    target = TaskTarget(value=80, unit="%", baseline=47.4)
    kept = figures(
        task(Timeliness.DONE_LATE, target=target, reached=82.5), inspections=[held(demands=1)]
    )
    adapter = TypeAdapter(ReviewFigures)
    assert adapter.validate_json(adapter.dump_json(kept)) == kept


@pytest.mark.parametrize(
    ("lessons", "proposal", "reason", "missing"),
    [
        ("", None, "", (ReviewPart.LESSONS, ReviewPart.PROPOSAL, ReviewPart.REASON)),
        ("x", None, "", (ReviewPart.PROPOSAL, ReviewPart.REASON)),
        ("x", Proposal.END, "", (ReviewPart.REASON,)),
        ("x", Proposal.END, "y", ()),
    ],
)
def test_lessons_proposal_and_reason_belong_to_a_final_review(lessons, proposal, reason, missing):
    assert missing_parts(lessons=lessons, proposal=proposal, reason=reason) == missing
