"""The record: corrected until the conclusion, concluded once, each demand a task (S0.19, S0.25)."""

from datetime import UTC, date, datetime

import pytest

from actions import findings, inspections
from rules.desk import TextTooLong
from rules.findings import (
    LONGEST_DEMAND,
    ConclusionPaper,
    Finding,
    FindingsIncomplete,
    HeldInFuture,
    InspectionConcluded,
)
from rules.inspections import (
    InspectionDayTooEarly,
    InspectionForm,
    InspectionState,
    InspectsOneself,
    WrongInspectionState,
)
from rules.resolutions import Stage, WrongStage
from rules.tasks import TaskAssigned, TaskFact, TaskSource, TaskState, WordsWanted
from storage.findings import demands_of
from storage.inspections import InspectionRow, plan_of
from storage.members import NotPermitted
from storage.resolutions import ResolutionRow
from storage.task_history import history_of
from storage.tasks import TaskRow, tasks_of
from tests.actions.committees import Committee
from tests.actions.records import LAST_OF_DECEMBER, recorded, written

NIGHT = datetime(2026, 11, 16, 15, 0, tzinfo=UTC)  # 22:00 in Vietnam


def planned(engine, *, inspected="m1", **given):
    """Put an issued resolution with one inspection by the secretary."""
    committee = Committee(engine, **given)
    resolution_id = committee.has_resolution(Stage.ISSUED, planned=False)
    committee.does(
        "clerk", inspections.plan_inspection, resolution_id, inspector_id=committee.ids["sec"],
        inspected_id=committee.ids.get(inspected), inspected=inspected,
        form=InspectionForm.THEMATIC, on=date(2026, 11, 20),
    )  # fmt: skip
    return committee, committee.read(plan_of, resolution_id)[0].id


def begun(engine, **given):
    committee, inspection_id = planned(engine, **given)
    committee.does("sec", findings.begin_inspection, inspection_id)
    return committee, inspection_id


def conclude(committee, inspection_id, by="sec"):
    committee.does(by, findings.conclude, inspection_id, chat_id=committee.chats[by])


def test_only_the_named_inspector_records(engine):
    committee, inspection_id = planned(engine)
    for name in ("dep", "m1", "m2", "clerk"):
        with pytest.raises(NotPermitted):
            committee.does(name, findings.begin_inspection, inspection_id)
    committee.does("sec", findings.begin_inspection, inspection_id)
    for name in ("dep", "m1", "clerk"):
        with pytest.raises(NotPermitted):
            committee.does(name, findings.set_finding, inspection_id, Finding.CAUSES, "Mưa")


def test_the_clerk_enters_what_was_written_on_paper_and_it_says_so(engine):
    committee, inspection_id = planned(engine)
    with pytest.raises(NotPermitted):
        committee.does("dep", findings.enter_from_paper, inspection_id)
    committee.does("clerk", findings.enter_from_paper, inspection_id)
    written(committee, inspection_id, by="clerk")
    conclude(committee, inspection_id, by="clerk")
    row = committee.one(InspectionRow, inspection_id)
    assert row.is_on_paper
    assert row.concluded_by_id == committee.ids["clerk"]


def test_everything_can_be_corrected_until_the_conclusion_and_nothing_after(engine):
    committee, inspection_id = begun(engine)
    written(committee, inspection_id)
    committee.does("sec", findings.set_finding, inspection_id, Finding.CAUSES, " Mưa lớn\nThiếu vốn\n")
    committee.does("sec", findings.set_held_on, inspection_id, date(2026, 11, 14))
    demand_id = committee.does("sec", findings.add_demand, inspection_id, "Nghiệm thu")
    committee.does("sec", findings.reword_demand, demand_id, "Nghiệm thu 1,2 km")
    committee.does("sec", findings.set_demand_owner, demand_id, committee.ids["m2"])
    committee.does("sec", findings.set_demand_owner, demand_id, committee.ids["m1"])
    committee.does("sec", findings.set_demand_due, demand_id, LAST_OF_DECEMBER)
    dropped = committee.does("sec", findings.add_demand, inspection_id, "Nhầm")
    assert committee.does("sec", findings.drop_demand, dropped) == inspection_id
    conclude(committee, inspection_id)
    row = committee.one(InspectionRow, inspection_id)
    assert (row.causes, row.held_on) == ("Mưa lớn\nThiếu vốn", date(2026, 11, 14))
    (demand,) = committee.read(demands_of, inspection_id)
    assert (demand.what, demand.owner_id) == ("Nghiệm thu 1,2 km", committee.ids["m1"])
    for act, *args in (
        (findings.set_finding, inspection_id, Finding.CAUSES, "Khác"),
        (findings.reword_demand, demand_id, "Khác"),
        (findings.drop_demand, demand_id),
        (findings.begin_inspection, inspection_id),
    ):
        with pytest.raises(WrongInspectionState):
            committee.does("sec", act, *args)


def test_a_record_is_concluded_when_it_is_whole_and_once(engine):
    committee, inspection_id = begun(engine)
    gap = committee.does("sec", findings.add_demand, inspection_id, "Nghiệm thu")
    with pytest.raises(FindingsIncomplete) as refused:
        conclude(committee, inspection_id)
    assert refused.value.missing == (Finding.STRENGTHS, Finding.WEAKNESSES, Finding.CAUSES)
    assert refused.value.demands == 1
    assert committee.one(InspectionRow, inspection_id).state is InspectionState.UNDERWAY
    committee.does("sec", findings.drop_demand, gap)
    recorded(committee, inspection_id, demands=("Nghiệm thu",))
    with pytest.raises(WrongInspectionState):
        conclude(committee, inspection_id)
    assert len(committee.all(TaskRow)) == 1
    assert committee.facts().count("InspectionConcluded") == 1


def test_each_demand_becomes_a_task_and_everybody_hears_what_concerns_them(engine):
    committee, inspection_id = planned(engine)
    recorded(committee, inspection_id, demands=("Nghiệm thu", "Công khai"), owner="m2")
    resolution_id = committee.one(InspectionRow, inspection_id).resolution_id
    found = committee.read(tasks_of, resolution_id)
    assert [task.what for task in found] == ["Nghiệm thu", "Công khai"]
    for task in found:
        assert (task.source, task.state) == (TaskSource.INSPECTION, TaskState.ASSIGNED)
        assert (task.owner_id, task.inspector_id) == (committee.ids["m2"], committee.ids["sec"])
        assert (task.due_on, task.inspection_id) == (LAST_OF_DECEMBER, inspection_id)
    tied = {demand.task_id for demand in committee.read(demands_of, inspection_id)}
    assert tied == {task.id for task in found}
    assert sorted(committee.told(InspectionConcluded)) == ["dep", "m1"]
    assert sorted(committee.told(ConclusionPaper)) == ["clerk", "sec"]
    assert committee.told(TaskAssigned) == ["m2", "m2"]


def test_at_night_only_whoever_concludes_gets_anything(engine):
    committee, inspection_id = planned(engine)
    committee.now = NIGHT
    recorded(committee, inspection_id, demands=("Nghiệm thu",))
    assert committee.told(ConclusionPaper) == ["sec"]
    assert committee.told(InspectionConcluded) + committee.told(TaskAssigned) == []


def test_nothing_is_demanded_of_the_inspector_or_of_strangers(engine):
    committee, inspection_id = begun(engine)
    demand_id = committee.does("sec", findings.add_demand, inspection_id, "Nghiệm thu")
    with pytest.raises(InspectsOneself):
        committee.does("sec", findings.set_demand_owner, demand_id, committee.ids["sec"])
    with pytest.raises(NotPermitted):
        committee.does("sec", findings.set_demand_owner, demand_id, 9999)
    with pytest.raises(InspectionDayTooEarly):
        committee.does("sec", findings.set_demand_due, demand_id, date(2026, 11, 15))
    with pytest.raises(NotPermitted):
        committee.does("sec", findings.set_demand_due, 9999, LAST_OF_DECEMBER)


def test_a_record_takes_words_and_days_that_have_been(engine):
    committee, inspection_id = begun(engine)
    for text, refusal in (("…", WordsWanted), ("a" * (LONGEST_DEMAND + 1), TextTooLong)):
        with pytest.raises(refusal):
            committee.does("sec", findings.add_demand, inspection_id, text)
    with pytest.raises(HeldInFuture):
        committee.does("sec", findings.set_held_on, inspection_id, date(2026, 11, 17))
    resolution_id = committee.one(InspectionRow, inspection_id).resolution_id

    def archive(work):
        work.session.get_one(ResolutionRow, resolution_id).stage = Stage.ARCHIVED

    committee.does(None, archive)
    with pytest.raises(WrongStage):
        committee.does("sec", findings.note_nothing, inspection_id, Finding.CAUSES)


def test_a_demand_that_is_not_met_gets_a_new_date_and_no_second_task(engine):
    committee, inspection_id = planned(engine)
    first = recorded(committee, inspection_id, demands=("Nghiệm thu",))
    again = committee.does("sec", inspections.plan_reinspection, first, date(2027, 1, 4))
    committee.now = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
    committee.does("sec", findings.begin_inspection, again)
    written(committee, again)
    (carried,) = committee.read(demands_of, again)
    with pytest.raises(FindingsIncomplete):
        conclude(committee, again)
    committee.does("sec", findings.set_demand_due, carried.id, date(2027, 2, 15))
    conclude(committee, again)
    (task,) = committee.all(TaskRow)
    assert (task.due_on, task.due_set_on) == (date(2027, 2, 15), date(2027, 1, 4))
    facts = [event.fact for event in committee.read(history_of, task.id)]
    assert facts == [TaskFact.ASSIGNED, TaskFact.EXTENDED]
    assert committee.told(TaskAssigned) == ["m1"]
