"""Later dates and obstacles: asked for by the owner, answered by those above (S2.35, S3.8)."""

from datetime import date, timedelta

import pytest

from actions import extensions, obstacles, tasks
from rules.extensions import (
    ApprovesOneself,
    ExtensionAsked,
    ExtensionDecided,
    ExtensionSettled,
    ExtensionState,
    ExtensionWaits,
    NotLater,
)
from rules.obstacles import ObstacleGone, ObstacleRemoved, ObstacleReported
from rules.tasks import TaskFact, WordsWanted, WrongTaskState
from storage.extensions import ExtensionRow, extensions_of
from storage.members import NotPermitted
from storage.obstacles import obstacles_of
from storage.task_history import history_of
from tests.actions.assigned import FRIDAY, given, task
from tests.actions.committees import Committee

LATER = date(2026, 12, 11)


@pytest.fixture
def committee(engine):
    return Committee(engine, electors=5)


def wished(committee, task_id, *, by="m1", on=LATER):
    committee.does(by, extensions.ask_extension, task_id, on, "Thiếu vật tư")
    return committee.read(extensions_of, task_id)[-1].id


def test_an_approved_wish_moves_the_date_and_keeps_the_old_one(committee):
    task_id = given(committee, inspector="m2")
    wish_id = wished(committee, task_id)
    assert committee.told(ExtensionAsked) == ["sec", "dep"]
    with pytest.raises(ExtensionWaits):
        wished(committee, task_id, on=LATER + timedelta(days=7))
    committee.now += timedelta(days=1)
    committee.does("dep", extensions.approve, wish_id)
    row, wish = task(committee, task_id), committee.one(ExtensionRow, wish_id)
    assert (row.due_on, row.due_set_on) == (LATER, date(2026, 11, 17))
    assert (wish.state, wish.old_due_on, wish.decided_by_id) == (
        ExtensionState.APPROVED, FRIDAY, committee.ids["dep"],
    )  # fmt: skip
    assert committee.told(ExtensionDecided) == ["m1", "m2"]
    assert committee.read(history_of, task_id)[-1].fact is TaskFact.EXTENDED
    wished(committee, task_id, on=LATER + timedelta(days=7))  # and it is counted
    assert len(committee.read(extensions_of, task_id)) == 2


def test_a_refused_wish_leaves_the_date_and_says_why(committee):
    task_id = given(committee)
    wish_id = wished(committee, task_id)
    with pytest.raises(WordsWanted):
        committee.does("sec", extensions.refuse, wish_id, " ")
    committee.does("sec", extensions.refuse, wish_id, "Vật tư đã về")
    assert task(committee, task_id).due_on == FRIDAY
    assert committee.told(ExtensionDecided) == ["m1"]
    for head in ("dep", "sec"):
        with pytest.raises(ExtensionSettled):
            committee.does(head, extensions.approve, wish_id)


def test_only_the_owner_asks_and_only_heads_decide_and_nobody_for_themselves(committee):
    task_id = given(committee, owner="dep")
    for name in ("m1", "sec"):
        with pytest.raises(NotPermitted):
            wished(committee, task_id, by=name)
    with pytest.raises(NotLater):
        wished(committee, task_id, by="dep", on=FRIDAY)
    wish_id = wished(committee, task_id, by="dep")
    assert committee.told(ExtensionAsked) == ["sec"]
    for name in ("m1", "clerk"):
        with pytest.raises(NotPermitted):
            committee.does(name, extensions.approve, wish_id)
    with pytest.raises(ApprovesOneself):
        committee.does("dep", extensions.approve, wish_id)
    committee.does("sec", extensions.approve, wish_id)


def test_what_is_reported_done_needs_no_more_time(committee):
    task_id = given(committee)
    wish_id = wished(committee, task_id, by="clerk")  # on paper's behalf: the owner is who asked
    wish = committee.one(ExtensionRow, wish_id)
    assert (wish.asked_by_id, wish.is_on_paper) == (committee.ids["m1"], True)
    committee.does("m1", tasks.report_done, task_id, "Xong")
    with pytest.raises(ExtensionSettled) as refused:
        committee.does("sec", extensions.approve, wish_id)
    assert refused.value.state is ExtensionState.LAPSED
    with pytest.raises(WrongTaskState):
        wished(committee, task_id)


def test_an_obstacle_goes_to_inspector_and_secretary_and_its_removal_to_the_owner(committee):
    task_id = given(committee, inspector="m2")
    committee.does("m1", obstacles.report_obstacle, task_id, "Thiếu kinh phí")
    assert committee.told(ObstacleReported) == ["sec", "m2"]
    (obstacle,) = committee.read(obstacles_of, task_id)
    for name in ("m1", "m3"):
        with pytest.raises(NotPermitted):
            committee.does(name, obstacles.remove_obstacle, obstacle.id, "Đã cấp")
    assert committee.does("m2", obstacles.remove_obstacle, obstacle.id, "Đã cấp 3 triệu") == task_id
    assert committee.told(ObstacleRemoved) == ["m1"]
    with pytest.raises(ObstacleGone):
        committee.does("sec", obstacles.remove_obstacle, obstacle.id, "Đã cấp")
    facts = [event.fact for event in committee.read(history_of, task_id)]
    assert facts[-2:] == [TaskFact.OBSTACLE_MET, TaskFact.OBSTACLE_REMOVED]
    with pytest.raises(NotPermitted):
        committee.does("m2", obstacles.report_obstacle, task_id, "Thiếu kinh phí")
    committee.does("m1", tasks.report_done, task_id, "Xong")
    with pytest.raises(WrongTaskState):  # there is nothing to do any more
        committee.does("m1", obstacles.report_obstacle, task_id, "Thiếu kinh phí")
