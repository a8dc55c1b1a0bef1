"""Lists of tasks: taken in whole or not at all, shown before anybody is given anything (S2.13)."""

from datetime import date

import pytest

from actions import assignments, task_lists
from rules.resolutions import Stage
from rules.sheets import Row, Table
from rules.task_lists import ChooseListed, ReadTable, ReadTaskList, TaskListRead, TaskListWrong
from rules.tasks import TaskAssigned, TaskState
from storage.members import NotAMember, NotPermitted
from storage.proposals import listed_proposals_of
from storage.tasks import TaskRow, cooperators_of
from tests.actions.committees import Committee

COLUMNS = ("Việc", "Người thực hiện", "Người kiểm tra", "Hạn", "Phối hợp")
DUE = date(2026, 12, 15)
FILE = {"file_id": "f", "file_name": "viec.xlsx"}


@pytest.fixture
def committee(engine):
    return Committee(engine, electors=5)


@pytest.fixture
def resolution_id(committee):
    return committee.has_resolution(Stage.ISSUED)


def listed(*rows):
    return Table(
        header_row=1, columns=COLUMNS,
        rows=tuple(Row(number=n, values=row) for n, row in enumerate(rows, start=2)),
    )  # fmt: skip


def came(committee, resolution_id, *rows, by="clerk"):
    errand = ReadTaskList(
        chat_id=committee.chats[by], resolution_id=resolution_id, member_id=committee.ids[by], **FILE
    )
    committee.does(None, task_lists.take_list, errand, listed(*rows))


def test_a_list_is_kept_as_proposals_and_given_as_a_whole(committee, resolution_id):
    came(
        committee, resolution_id,
        ("Lắp đồng hồ", "m1", "dep", DUE, "m2, Mặt trận"), ("Nạo kênh", "M2", None, "15/12/2026", None),
    )  # fmt: skip
    found = committee.read(listed_proposals_of, resolution_id)
    ids = committee.ids
    assert [(row.owner_id, row.inspector_id, row.due_on) for row in found] == [
        (ids["m1"], ids["dep"], DUE), (ids["m2"], ids["sec"], DUE),  # whom the plan names
    ]  # fmt: skip
    helpers = committee.read(cooperators_of, found[0].id)
    assert [(helper.name, helper.member_id) for helper in helpers] == [
        ("m2", ids["m2"]), ("Mặt trận", None),
    ]  # fmt: skip
    assert committee.told(TaskListRead) == ["clerk"]
    assert committee.told(TaskAssigned) == []
    committee.does("clerk", assignments.assign_all, resolution_id, [row.id for row in found])
    assert committee.told(TaskAssigned) == ["m1", "m2"]


def test_one_wrong_cell_and_nothing_is_taken_but_a_newer_list_replaces_an_older_one(
    committee, resolution_id
):
    came(committee, resolution_id, ("Việc cũ", "m1", "dep", DUE, None))
    with pytest.raises(TaskListWrong) as refused:
        came(
            committee, resolution_id, ("Lắp đồng hồ", "m1", "dep", DUE, None),
            ("Nạo kênh", "Ai Đó", "dep", DUE, None),
        )  # fmt: skip
    assert [(problem.row, problem.column) for problem in refused.value.problems] == [(3, "B")]
    assert [row.what for row in committee.read(listed_proposals_of, resolution_id)] == ["Việc cũ"]
    came(committee, resolution_id, ("Việc cũ", "m2", "dep", DUE, None))
    (row,) = committee.read(listed_proposals_of, resolution_id)
    assert row.owner_id == committee.ids["m2"]
    committee.does("clerk", task_lists.drop_list, resolution_id)
    assert {row.state for row in committee.all(TaskRow)} == {TaskState.DROPPED}


def test_a_list_is_sent_by_who_may_give_tasks(committee, resolution_id):
    with pytest.raises(NotPermitted):
        committee.does("m1", task_lists.fetch_list, resolution_id, chat_id=1, **FILE)
    with pytest.raises(NotPermitted):
        committee.does("m1", task_lists.fetch_unasked, chat_id=1, **FILE)
    committee.leaves("sec")
    with pytest.raises(NotAMember):
        committee.does("sec", task_lists.fetch_unasked, chat_id=1, **FILE)
    with pytest.raises(NotPermitted):  # while the file was fetched, the sender lost the right
        came(committee, resolution_id, ("Việc", "m1", "dep", DUE, None), by="sec")


def test_an_unasked_list_goes_to_the_only_resolution_or_asks_for_which(committee, resolution_id):
    desk = committee.chats["dep"]
    committee.does("dep", task_lists.fetch_unasked, chat_id=desk, **FILE)
    (errand,) = committee.notices(ReadTable)
    committee.does(None, task_lists.place_list, errand)
    (placed,) = committee.notices(ReadTaskList)
    assert (placed.resolution_id, placed.member_id) == (resolution_id, committee.ids["dep"])
    committee.has_resolution(Stage.ISSUED)
    committee.does(None, task_lists.place_list, errand)
    assert committee.told(ChooseListed) == ["dep"]
