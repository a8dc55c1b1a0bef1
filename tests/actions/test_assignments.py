"""Giving tasks: the text proposes, a person decides, and only then somebody has one (S2.13, S2.25)."""

from datetime import date

import pytest

from actions import assignments, inspections, proposals, tasks
from rules.assignments import DueInPast, TargetUnclear, TaskFieldsMissing
from rules.inspections import InspectionForm, InspectsOneself
from rules.resolutions import Stage, WrongStage
from rules.tasks import (
    TaskAssigned,
    TaskField,
    TasksAssigned,
    TaskShared,
    TaskSource,
    TaskState,
    WordsWanted,
    WrongTaskState,
)
from storage.drafts import clauses_of, current_draft
from storage.members import NotPermitted
from storage.proposals import proposals_of
from storage.tasks import TaskRow, cooperators_of
from tests.actions.assigned import task
from tests.actions.committees import Committee

CLAUSES = (
    "Giao Văn phòng chủ trì, phối hợp với Mặt trận Tổ quốc tuyên truyền, xong trước ngày 15/12/2026.",
    "Nước sạch là nguồn sống.",
    "Giao Công an xã chủ trì lắp 120 đồng hồ chậm nhất ngày 20/01/2027, báo cáo trước 25/01/2027.",
    "Chi bộ thôn Bắc Sơn vận động 45 hộ hiến đất.",
)


@pytest.fixture
def committee(engine):
    return Committee(engine, electors=5, absent=["m3"])


@pytest.fixture
def resolution_id(committee):
    return committee.has_resolution(Stage.ISSUED, clauses=CLAUSES)


def proposed(committee, resolution_id):
    committee.does("clerk", proposals.propose, resolution_id)
    return committee.read(proposals_of, resolution_id)


def test_the_text_proposes_what_who_and_when_once(committee, resolution_id):
    found = proposed(committee, resolution_id)
    assert [(row.clause_path, row.said_owner, row.due_on, row.target_value) for row in found] == [
        ("1.", "Văn phòng", date(2026, 12, 14), None),
        ("3.", "Công an xã", date(2027, 1, 20), 120),
        ("3.", "Công an xã", date(2027, 1, 24), 120),
        ("4.", "Chi bộ thôn Bắc Sơn", date(2026, 11, 26), 45),  # no date: ten days
    ]
    assert {row.state for row in found} == {TaskState.PROPOSED}
    assert [row.owner_id for row in found] == [None] * 4  # that is for people to say
    assert {row.inspector_id for row in found} == {committee.ids["sec"]}  # from the inspection plan
    assert [h.name for h in committee.read(cooperators_of, found[0].id)] == ["Mặt trận Tổ quốc"]
    assert [row.id for row in proposed(committee, resolution_id)] == [row.id for row in found]
    committee.does("clerk", assignments.drop, found[0].id)
    assert [row.id for row in proposed(committee, resolution_id)] == [row.id for row in found[1:]]


def test_a_confirmed_proposal_is_a_task_and_its_owner_hears_of_it(committee, resolution_id):
    first = proposed(committee, resolution_id)[0].id
    with pytest.raises(TaskFieldsMissing) as refused:
        committee.does("clerk", assignments.assign, first)
    assert refused.value.fields == (TaskField.OWNER,)
    committee.does("clerk", assignments.set_owner, first, committee.ids["m1"])
    committee.does("clerk", assignments.add_helper, first, member_id=committee.ids["m2"])
    committee.does("clerk", assignments.assign, first)
    row = task(committee, first)
    assert (row.state, row.source, row.assigned_at) == (
        TaskState.ASSIGNED,
        TaskSource.TEXT,
        committee.now,
    )
    assert (committee.told(TaskAssigned), committee.told(TaskShared)) == (["m1"], ["m2"])
    assert committee.facts()[-1] == "TaskAssigned"
    with pytest.raises(WrongTaskState):
        committee.does("clerk", assignments.set_due, first, date(2027, 1, 1))


def test_a_task_told_in_words_takes_its_date_from_them(committee, resolution_id):
    what = "Lắp  10 đồng hồ\nchậm nhất ngày 04/12/2026"
    first = task(committee, committee.does("sec", assignments.begin, resolution_id, what))
    second = task(committee, committee.does("sec", assignments.begin, resolution_id, "Dọn vệ sinh"))
    assert (first.what, first.due_on) == ("Lắp 10 đồng hồ chậm nhất ngày 04/12/2026", date(2026, 12, 4))
    assert (second.source, second.due_on) == (TaskSource.TYPED, date(2026, 11, 26))
    with pytest.raises(WordsWanted):
        committee.does("sec", assignments.begin, resolution_id, "!!!")


def test_everything_can_be_corrected_before_it_is_given_but_into_no_mistake(committee, resolution_id):
    task_id = committee.does("clerk", assignments.begin, resolution_id, "Lắp đồng hồ")
    draft = committee.read(current_draft, resolution_id)
    clause = committee.read(clauses_of, draft.id)[2]
    for action, said in (
        (assignments.set_what, "Lắp đồng hồ nước"), (assignments.set_owner, committee.ids["m1"]),
        (assignments.set_inspector, committee.ids["m2"]), (assignments.set_due, date(2026, 12, 20)),
        (assignments.set_product, "Biên bản nghiệm thu"), (assignments.set_target, "từ 20 lên 120 cái"),
        (assignments.set_source, clause.id),
    ):  # fmt: skip
        committee.does("clerk", action, task_id, said)
    row = task(committee, task_id)
    assert (row.what, row.owner_id, row.inspector_id) == (
        "Lắp đồng hồ nước", committee.ids["m1"], committee.ids["m2"],
    )  # fmt: skip
    assert (row.due_on, row.product, row.clause_path) == (
        date(2026, 12, 20), "Biên bản nghiệm thu", clause.path,
    )  # fmt: skip
    assert (row.baseline, row.target_value, row.target_unit) == (20, 120, "cái")
    for action, said, refused in (
        (assignments.set_inspector, committee.ids["m1"], InspectsOneself),
        (assignments.set_due, date(2026, 11, 15), DueInPast),
        (assignments.set_target, "thật nhiều", TargetUnclear),
        (assignments.set_owner, 999, NotPermitted),
        (assignments.set_source, 999, NotPermitted),
    ):
        with pytest.raises(refused):
            committee.does("clerk", action, task_id, said)
    assert task(committee, task_id) == row


def test_the_planned_inspector_gives_way_to_the_owner(committee):
    resolution_id = committee.has_resolution(clauses=CLAUSES)  # sec inspects, and then m2
    committee.does(
        "clerk", inspections.plan_inspection, resolution_id, inspector_id=committee.ids["m2"],
        inspected_id=None, inspected="Chi bộ", form=InspectionForm.ROUTINE, on=date(2027, 1, 20),
    )  # fmt: skip
    committee.does(None, lambda work: _issue(work, resolution_id))
    task_id = committee.does("clerk", assignments.begin, resolution_id, "Lắp đồng hồ")
    committee.does("clerk", assignments.set_owner, task_id, committee.ids["sec"])
    assert task(committee, task_id).inspector_id == committee.ids["m2"]


def _issue(work, resolution_id):
    from storage.resolutions import ResolutionRow

    work.session.get_one(ResolutionRow, resolution_id).stage = Stage.ISSUED


def test_tasks_are_given_by_heads_and_clerks_and_only_while_the_text_is_carried_out(committee):
    early = committee.has_resolution(Stage.VOTING, clauses=CLAUSES)
    resolution_id = committee.has_resolution(Stage.ISSUED, clauses=CLAUSES)
    for name in ("m1", "guest"):
        with pytest.raises(NotPermitted):
            committee.does(name, proposals.propose, resolution_id)
        with pytest.raises(NotPermitted):
            committee.does(name, assignments.begin, resolution_id, "Việc")
    with pytest.raises(WrongStage):
        committee.does("sec", proposals.propose, early)
    task_id = committee.does("sec", assignments.begin, resolution_id, "Việc")
    with pytest.raises(NotPermitted):
        committee.does("m1", assignments.set_owner, task_id, committee.ids["m1"])


def test_several_are_given_at_once_or_none(committee, resolution_id):
    ids = []
    for owner in ("m1", "m1", "m2"):
        task_id = committee.does("clerk", assignments.begin, resolution_id, f"Việc {len(ids)}")
        committee.does("clerk", assignments.set_owner, task_id, committee.ids[owner])
        ids.append(task_id)
    unfinished = committee.does("clerk", assignments.begin, resolution_id, "Việc dở dang")
    with pytest.raises(TaskFieldsMissing):
        committee.does("clerk", assignments.assign_all, resolution_id, [*ids, unfinished])
    assert {row.state for row in committee.all(TaskRow)} == {TaskState.PROPOSED}
    committee.does("clerk", assignments.assign_all, resolution_id, ids)
    (several,) = committee.notices(TasksAssigned)
    assert (committee.told(TasksAssigned), several.task_ids) == (["m1"], tuple(ids[:2]))
    assert committee.told(TaskAssigned) == ["m2"]
    committee.does("m1", tasks.accept_all, tuple(ids[:2]))
    assert [task(committee, each).state for each in ids] == [
        TaskState.UNDER_WAY, TaskState.UNDER_WAY, TaskState.ASSIGNED,
    ]  # fmt: skip
