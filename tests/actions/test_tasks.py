"""The life of a task: who may do what, what is kept, who hears of it (S2.13, S2.35)."""

from datetime import timedelta

import pytest

from actions import extensions, tasks
from rules.desk import TextTooLong
from rules.extensions import ExtensionState
from rules.inspections import InspectsOneself
from rules.resolutions import ResolutionCard, Stage, WrongStage
from rules.tasks import (
    ProgressUnclear,
    TaskAssigned,
    TaskConfirmed,
    TaskFact,
    TaskReported,
    TaskReturned,
    TaskShared,
    TaskState,
    TaskTaken,
    WordsWanted,
    WrongTaskState,
)
from storage.cards import CardRow
from storage.extensions import ExtensionRow
from storage.members import NotAMember, NotPermitted
from storage.resolutions import ResolutionRow
from storage.task_history import history_of
from tests.actions.assigned import FRIDAY, given, task
from tests.actions.committees import Committee


@pytest.fixture
def committee(engine):
    return Committee(engine, electors=5)


def happened(committee, task_id):
    return [event.fact for event in committee.read(history_of, task_id)]


def test_an_owner_accepts_reports_and_is_confirmed(committee):
    task_id = given(committee, target_value=120, target_unit="đồng hồ")
    committee.does("m1", tasks.accept, task_id)
    committee.does("m1", tasks.report_progress, task_id, "40 đồng hồ")
    committee.does("m1", tasks.report_done, task_id, "118 đồng hồ, hai hộ đi vắng")
    assert task(committee, task_id).state is TaskState.REPORTED
    committee.does("sec", tasks.confirm, task_id)
    row = task(committee, task_id)
    assert (row.state, row.reached, row.result) == (TaskState.DONE, 118, "118 đồng hồ, hai hộ đi vắng")
    assert happened(committee, task_id) == [
        TaskFact.ASSIGNED, TaskFact.ACCEPTED, TaskFact.PROGRESSED, TaskFact.REPORTED, TaskFact.CONFIRMED,
    ]  # fmt: skip
    assert committee.told(TaskReported) == ["sec"]
    assert committee.told(TaskConfirmed) == ["m1"]
    assert committee.facts()[-4:] == ["TaskAccepted", "TaskProgressed", "TaskReported", "TaskConfirmed"]


def test_a_returned_report_goes_back_with_its_reason_and_may_come_again(committee):
    task_id = given(committee)
    committee.does("m1", tasks.report_done, task_id, "Xong")
    committee.does("sec", tasks.give_back, task_id, "Chưa có biên bản nghiệm thu")
    assert task(committee, task_id).state is TaskState.UNDER_WAY
    assert committee.told(TaskReturned) == ["m1"]
    assert committee.read(history_of, task_id)[-1].note == "Chưa có biên bản nghiệm thu"
    committee.does("m1", tasks.report_done, task_id, "Đã có biên bản")
    committee.does("sec", tasks.confirm, task_id)
    assert task(committee, task_id).state is TaskState.DONE


def test_only_the_owner_reports_and_only_the_inspector_judges(committee):
    task_id = given(committee)
    reporting = ((tasks.accept, ()), (tasks.report_progress, ("40%",)), (tasks.report_done, ("x",)))
    for name in ("m2", "sec", "dep", "guest"):
        for action, said in reporting:
            with pytest.raises(NotPermitted):
                committee.does(name, action, task_id, *said)
    committee.does("m1", tasks.report_done, task_id, "Xong")
    for name in ("m1", "dep", "m2", "guest"):
        for action, said in ((tasks.confirm, ()), (tasks.give_back, ("chưa",))):
            with pytest.raises(NotPermitted):
                committee.does(name, action, task_id, *said)
    assert task(committee, task_id).state is TaskState.REPORTED


def test_who_has_left_and_what_does_not_exist_get_the_same_answer_as_a_stranger(committee):
    task_id = given(committee)
    committee.leaves("m1")
    with pytest.raises(NotAMember):
        committee.does("m1", tasks.accept, task_id)
    with pytest.raises(NotPermitted):
        committee.does("m2", tasks.accept, task_id + 99)


def test_the_clerk_writes_down_what_was_told_on_paper_and_the_history_says_so(committee):
    task_id = given(committee)
    committee.does("clerk", tasks.accept, task_id)
    committee.does("clerk", tasks.report_done, task_id, "Báo cáo giấy ngày 20/11")
    committee.does("clerk", tasks.confirm, task_id)
    events = committee.read(history_of, task_id)[1:]
    assert [event.is_on_paper for event in events] == [True, True, True]
    assert {event.by_id for event in events} == {committee.ids["clerk"]}
    assert task(committee, task_id).state is TaskState.DONE

    own_id = given(committee, owner="clerk", resolution_id=task(committee, task_id).resolution_id)
    committee.does("clerk", tasks.report_done, own_id, "Xong")
    with pytest.raises(NotPermitted):  # but not on the own task
        committee.does("clerk", tasks.confirm, own_id)


def test_progress_may_come_first_and_what_cannot_be_read_changes_nothing(committee):
    task_id = given(committee)
    unclear = ("một nửa", ProgressUnclear), ("120%", ProgressUnclear), (" ", WordsWanted)
    for said, refused in unclear:
        with pytest.raises(refused):
            committee.does("m1", tasks.report_progress, task_id, said)
    for said, refused in (("…", WordsWanted), ("a" * 1501, TextTooLong)):
        with pytest.raises(refused):
            committee.does("m1", tasks.report_done, task_id, said)
    assert task(committee, task_id).state is TaskState.ASSIGNED
    committee.does("m1", tasks.report_progress, task_id, "35%")
    row = task(committee, task_id)
    assert (row.state, row.percent, row.accepted_at) == (TaskState.UNDER_WAY, 35, committee.now)


def test_an_old_button_does_nothing_twice_and_what_is_archived_does_not_move(committee):
    task_id = given(committee)
    committee.does("m1", tasks.accept, task_id)
    with pytest.raises(WrongTaskState):
        committee.does("m1", tasks.accept, task_id)
    with pytest.raises(WrongTaskState):
        committee.does("sec", tasks.confirm, task_id)
    resolution_id = task(committee, task_id).resolution_id

    def archive(work):
        work.session.get_one(ResolutionRow, resolution_id).stage = Stage.ARCHIVED

    committee.does(None, archive)
    with pytest.raises(WrongStage):
        committee.does("m1", tasks.report_done, task_id, "Xong")


def test_a_task_goes_to_another_owner_with_its_history(committee):
    task_id = given(committee)
    committee.does("m1", tasks.accept, task_id)
    committee.does("m1", extensions.ask_extension, task_id, FRIDAY + timedelta(days=7), "Thiếu vật tư")
    committee.does("clerk", tasks.reassign, task_id, committee.ids["m2"])
    row = task(committee, task_id)
    assert (row.owner_id, row.state, row.accepted_at) == (committee.ids["m2"], TaskState.ASSIGNED, None)
    events = committee.read(history_of, task_id)
    assert (events[0].owner_id, events[-1].owner_id) == (committee.ids["m1"], committee.ids["m2"])
    assert (committee.told(TaskTaken), committee.told(TaskAssigned)) == (["m1"], ["m2"])
    assert [wish.state for wish in committee.all(ExtensionRow)] == [ExtensionState.LAPSED]
    with pytest.raises(NotPermitted):
        committee.does("m1", tasks.report_progress, task_id, "40%")


def test_nobody_owns_what_they_look_after_or_gets_rid_of_the_own_task(committee):
    task_id = given(committee, owner="dep")
    with pytest.raises(InspectsOneself):
        committee.does("clerk", tasks.reassign, task_id, committee.ids["sec"])
    with pytest.raises(InspectsOneself):
        committee.does("clerk", tasks.change_inspector, task_id, committee.ids["dep"])
    for action, said in (
        (tasks.reassign, committee.ids["m1"]), (tasks.change_inspector, committee.ids["m1"]),
        (tasks.take_back, "không cần nữa"),
    ):  # fmt: skip
        with pytest.raises(NotPermitted):
            committee.does("dep", action, task_id, said)
    committee.leaves("m2")
    for member_id in (committee.ids["m2"], 999):  # whom no button offers
        with pytest.raises(NotPermitted):
            committee.does("clerk", tasks.reassign, task_id, member_id)


def test_a_new_inspector_is_asked_for_the_word_that_is_due(committee):
    task_id = given(committee)
    committee.does("dep", tasks.change_inspector, task_id, committee.ids["m2"])
    assert committee.told(TaskShared) == ["m2"]
    committee.does("m1", tasks.report_done, task_id, "Xong")
    committee.does("dep", tasks.change_inspector, task_id, committee.ids["m3"])
    assert committee.told(TaskReported) == ["m2", "m3"]


def test_a_task_is_taken_back_with_a_reason_and_the_card_shows_it(committee):
    task_id = given(committee)
    card = ResolutionCard(resolution_id=task(committee, task_id).resolution_id)
    committee.does(None, lambda work: work.post_card(card, chat_id=committee.group_id))
    before = committee.all(CardRow)[0].changes
    with pytest.raises(WordsWanted):
        committee.does("sec", tasks.take_back, task_id, "")
    committee.does("sec", tasks.take_back, task_id, "Tỉnh đã làm")
    assert task(committee, task_id).state is TaskState.DROPPED
    assert committee.told(TaskTaken) == ["m1"]
    assert committee.all(CardRow)[0].changes == before + 1
