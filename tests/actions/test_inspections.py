"""Inspections: planned, moved with a reason, announced by day, repeated (S0.20-S0.24)."""

from datetime import UTC, date, datetime

import pytest

from actions import findings, inspections, tasks
from rules.inspections import (
    InspectionAnnounced,
    InspectionDayTooEarly,
    InspectionForm,
    InspectionState,
    InspectionToAnnounce,
    InspectsOneself,
    NothingToReinspect,
    WrongInspectionState,
)
from rules.nudges import ItemKind
from rules.resolutions import Stage, WrongStage
from rules.tasks import WordsWanted
from storage.findings import demands_of
from storage.inspections import (
    InspectionMoveRow,
    InspectionRow,
    inspection_for_member,
    inspections_known_to,
    open_items,
    plan_of,
)
from storage.members import MemberRow, NotAMember, NotPermitted
from tests.actions.committees import Committee
from tests.actions.records import recorded

THURSDAY = date(2026, 12, 17)
MONDAY_BEFORE = datetime(2026, 12, 14, 2, 0, tzinfo=UTC)  # 09:00 in Vietnam


def issued(engine, **given):
    committee = Committee(engine, **given)
    return committee, committee.has_resolution(Stage.ISSUED, planned=False)


def plan(
    committee, resolution_id, *, by="clerk", inspected="m1", form=InspectionForm.THEMATIC, on=THURSDAY
):
    committee.does(
        by, inspections.plan_inspection, resolution_id, inspector_id=committee.ids["sec"],
        inspected_id=committee.ids.get(inspected), inspected=inspected, form=form, on=on,
    )  # fmt: skip
    return committee.read(plan_of, resolution_id)[-1].id


def test_a_plan_goes_on_after_the_issue(engine):
    committee, resolution_id = issued(engine)
    inspection_id = plan(committee, resolution_id)
    assert committee.one(InspectionRow, inspection_id).inspected == "m1"
    with pytest.raises(NotPermitted):
        plan(committee, resolution_id, by="m1")
    with pytest.raises(InspectsOneself):
        plan(committee, resolution_id, inspected="sec")
    with pytest.raises(InspectionDayTooEarly):
        plan(committee, resolution_id, on=date(2026, 11, 15))
    with pytest.raises(NotPermitted):
        committee.does("clerk", inspections.drop_inspection, 999)
    with pytest.raises(WrongStage):
        committee.does("clerk", inspections.drop_inspection, inspection_id)


def test_the_plan_rests_while_the_text_is_voted_on_and_in_the_archive(engine):
    committee = Committee(engine)
    for stage in (Stage.VOTING, Stage.ADOPTED, Stage.ARCHIVED):
        with pytest.raises(WrongStage):
            plan(committee, committee.has_resolution(stage, planned=False))


def test_a_moved_date_keeps_the_old_one_and_the_reason(engine):
    committee, resolution_id = issued(engine)
    inspection_id = plan(committee, resolution_id)
    move = {"on": date(2027, 1, 8), "reason": "  Trùng lịch họp\nHội đồng nhân dân "}
    committee.does("sec", inspections.move_inspection, inspection_id, **move)
    (moved,) = committee.all(InspectionMoveRow)
    assert (moved.moved_from, moved.moved_to) == (THURSDAY, date(2027, 1, 8))
    assert moved.reason == "Trùng lịch họp\nHội đồng nhân dân"
    assert committee.one(InspectionRow, inspection_id).planned_on == date(2027, 1, 8)
    with pytest.raises(WordsWanted):
        committee.does("sec", inspections.move_inspection, inspection_id, on=THURSDAY, reason=" … ")
    with pytest.raises(NotPermitted):
        committee.does("m1", inspections.move_inspection, inspection_id, **move)
    with pytest.raises(InspectionDayTooEarly):
        committee.does(
            "sec", inspections.move_inspection, inspection_id, on=date(2026, 1, 1), reason="x"
        )


def test_the_inspected_hear_of_it_by_day_and_once(engine):
    committee, resolution_id = issued(engine)
    plan(committee, resolution_id)
    for at in (datetime(2026, 12, 11, 2, tzinfo=UTC), datetime(2026, 12, 13, 22, tzinfo=UTC)):
        committee.now = at  # too early; at night
        committee.does(None, inspections.announce_inspections)
    assert committee.told(InspectionAnnounced) == []
    for hour in (1, 2, 3):
        committee.now = MONDAY_BEFORE.replace(hour=hour)
        committee.does(None, inspections.announce_inspections)
    assert committee.told(InspectionAnnounced) == ["m1"]


def test_a_new_date_is_told_to_those_who_know_the_old_one(engine):
    committee, resolution_id = issued(engine)
    inspection_id = plan(committee, resolution_id)
    committee.now = MONDAY_BEFORE
    committee.does(None, inspections.announce_inspections)
    move = {"on": date(2027, 1, 29), "reason": "Bão"}
    committee.does("sec", inspections.move_inspection, inspection_id, **move)
    committee.does(None, inspections.announce_inspections)
    first, second = committee.notices(InspectionAnnounced)
    assert (first.planned_on, first.is_moved) == (THURSDAY, False)
    assert (second.planned_on, second.is_moved) == (date(2027, 1, 29), True)


def test_the_clerk_announces_what_the_bot_cannot(engine):
    committee, resolution_id = issued(engine, absent=("m1",))
    for inspected in ("m1", "Chi bộ thôn Bắc Sơn"):
        plan(committee, resolution_id, inspected=inspected)
    committee.now = MONDAY_BEFORE
    committee.does(None, inspections.announce_inspections)
    assert committee.told(InspectionToAnnounce) == ["clerk", "clerk"]
    assert committee.told(InspectionAnnounced) == []


def test_a_surprise_is_told_to_nobody_and_hidden_from_the_inspected(engine):
    committee, resolution_id = issued(engine)
    inspection_id = plan(committee, resolution_id, inspected="dep", form=InspectionForm.SURPRISE)
    for day in (14, 15, 16, 17):
        committee.now = MONDAY_BEFORE.replace(day=day)
        committee.does(None, inspections.announce_inspections)
    assert committee.told(InspectionAnnounced) + committee.told(InspectionToAnnounce) == []
    with pytest.raises(NotPermitted):
        committee.read(inspection_for_member, committee.users["dep"], inspection_id)
    deputy = committee.one(MemberRow, committee.ids["dep"])
    assert committee.read(inspections_known_to, [deputy]) == []
    committee.does("sec", findings.begin_inspection, inspection_id)
    assert len(committee.read(inspections_known_to, [deputy])) == 1


def test_a_surprise_begins_at_once(engine):
    committee, resolution_id = issued(engine)
    begun = committee.does(
        "dep", inspections.start_surprise, resolution_id,
        inspected_id=committee.ids["m1"], inspected="",
    )  # fmt: skip
    row = committee.one(InspectionRow, begun)
    assert (row.form, row.state) == (InspectionForm.SURPRISE, InspectionState.UNDERWAY)
    assert (row.inspector_id, row.inspected) == (committee.ids["dep"], "m1")
    for name, refusal in (("clerk", NotPermitted), ("m1", NotPermitted), ("nobody", NotAMember)):
        committee.users["nobody"] = 99
        with pytest.raises(refusal):
            committee.does(
                name, inspections.start_surprise, resolution_id, inspected_id=None, inspected="Thôn"
            )


def test_a_surprise_is_of_somebody_who_sits_there(engine):
    committee, resolution_id = issued(engine)
    for inspected_id, refusal in ((99, NotPermitted), (committee.ids["dep"], InspectsOneself)):
        with pytest.raises(refusal):
            committee.does(
                "dep", inspections.start_surprise, resolution_id,
                inspected_id=inspected_id, inspected="",
            )  # fmt: skip


def test_only_what_is_open_is_inspected_again(engine):
    committee, resolution_id = issued(engine)
    first = recorded(committee, plan(committee, resolution_id), demands=("Nghiệm thu", "Công khai"))
    with pytest.raises(InspectionDayTooEarly):
        committee.does("sec", inspections.plan_reinspection, first, date(2026, 12, 31))
    done, still_open = committee.read(demands_of, first)
    again = committee.does("sec", inspections.plan_reinspection, first, date(2027, 1, 4))
    committee.does("m1", tasks.report_done, done.task_id, "Đã nghiệm thu")
    committee.does("sec", tasks.confirm, done.task_id)
    committee.now = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
    committee.does("sec", findings.begin_inspection, again)
    (carried,) = committee.read(demands_of, again)
    assert (carried.what, carried.task_id) == ("Công khai", still_open.task_id)
    assert (carried.carried_from_id, carried.due_on) == (still_open.id, None)


def test_an_inspection_is_owed_until_it_is_concluded_and_again_while_something_is_open(engine):
    committee, resolution_id = issued(engine)
    first = plan(committee, resolution_id)
    (item,) = committee.read(open_items, now=committee.now)
    assert (item.kind, item.subject_id) == (ItemKind.INSPECTION, first)
    assert (item.member_id, item.due_on) == (committee.ids["sec"], THURSDAY)
    with pytest.raises(WrongInspectionState):
        committee.does("sec", inspections.plan_reinspection, first, THURSDAY)
    recorded(committee, first, demands=("Nghiệm thu",))
    assert committee.read(open_items, now=committee.now) == []
    committee.does("sec", inspections.plan_reinspection, first, date(2027, 1, 4))
    assert len(committee.read(open_items, now=committee.now)) == 1
    (demand,) = committee.read(demands_of, first)
    committee.does("m1", tasks.report_done, demand.task_id, "Đã nghiệm thu")
    committee.does("sec", tasks.confirm, demand.task_id)
    assert committee.read(open_items, now=committee.now) == []
    with pytest.raises(NothingToReinspect):
        committee.does("sec", inspections.plan_reinspection, first, date(2027, 1, 5))
