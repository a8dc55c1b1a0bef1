"""Urging: those who owe something, once a day, by day, and a letter (S0.25)."""

from datetime import UTC, date, datetime

import pytest

from actions import extensions, tasks, urging
from rules.nudges import ItemKind
from rules.resolutions import Stage, WrongStage
from rules.urging import NobodyToUrge, Urged, UrgingDone, UrgingLetter, UrgingQueued
from storage.members import NotPermitted
from storage.resolutions import ResolutionRow
from storage.tasks import tasks_owned_by
from tests.actions.assigned import FRIDAY, given, task
from tests.actions.committees import Committee


@pytest.fixture
def committee(engine):
    return Committee(engine, electors=5, absent=["m3"])


@pytest.fixture
def resolution_id(committee):
    """A resolution of which m1 owes two things, m2 a judgement, m3 something nobody can tell them."""
    resolution_id = committee.has_resolution(Stage.ISSUED)
    of = {"resolution_id": resolution_id}
    given(committee, owner="m1", due_on=FRIDAY, **of)
    given(committee, owner="m1", due_on=date(2026, 12, 15), **of)
    given(committee, owner="m3", **of)
    reported = given(committee, owner="dep", inspector="m2", **of)
    committee.does("dep", tasks.report_done, reported, "Xong")
    return resolution_id


def test_only_those_who_owe_something_are_reminded_and_once_a_day(committee, resolution_id):
    unreached = (committee.ids["m3"],)
    (first, *_) = committee.read(tasks_owned_by, [committee.ids["m1"]])
    committee.does("m1", extensions.ask_extension, first.id, date(2026, 12, 20), "Mưa")  # not urged for
    done = committee.does("clerk", urging.urge, resolution_id)
    assert done == UrgingDone(resolution_id=resolution_id, told=2, told_before=0, unreached=unreached)
    assert sorted(committee.told(Urged)) == ["m1", "m2"]
    kinds = [[line.kind for line in notice.lines] for notice in committee.notices(Urged)]
    assert sorted(kinds) == [[ItemKind.CONFIRMATION], [ItemKind.TASK, ItemKind.TASK]]
    again = committee.does("sec", urging.urge, resolution_id)
    assert (again.told, again.told_before) == (0, 2)
    committee.now = datetime(2026, 11, 17, 1, 0, tzinfo=UTC)
    assert committee.does("clerk", urging.urge, resolution_id).told == 2


def test_at_night_it_waits_for_the_morning_and_whoever_pressed_hears_what_came_of_it(
    committee, resolution_id
):
    committee.now = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)  # Friday, 21:00 in Vietnam
    queued = committee.does("clerk", urging.urge, resolution_id)
    assert queued == UrgingQueued(resolution_id=resolution_id, goes_on=date(2026, 11, 23))
    for moment in (datetime(2026, 11, 21, 2, 0, tzinfo=UTC), datetime(2026, 11, 22, 23, 0, tzinfo=UTC)):
        committee.now = moment
        committee.does(None, urging.give_waiting)
    assert committee.told(Urged) == []
    for minute in (30, 31):
        committee.now = datetime(2026, 11, 23, 0, minute, tzinfo=UTC)
        committee.does(None, urging.give_waiting)
    assert sorted(committee.told(Urged)) == ["m1", "m2"]
    assert committee.told(UrgingDone) == ["clerk"]


def test_where_nothing_is_open_nobody_is_reminded_and_no_letter_is_written(committee):
    task_id = given(committee)
    resolution_id = task(committee, task_id).resolution_id
    committee.does("clerk", urging.ask_letter, resolution_id, chat_id=committee.chats["clerk"])
    assert committee.told(UrgingLetter) == ["clerk"]
    committee.does("m1", tasks.report_done, task_id, "Xong")
    committee.does("sec", tasks.confirm, task_id)
    for act, said in ((urging.urge, {}), (urging.ask_letter, {"chat_id": committee.chats["clerk"]})):
        with pytest.raises(NobodyToUrge):
            committee.does("clerk", act, resolution_id, **said)


def test_members_do_not_urge_each_other_and_the_archive_is_quiet(committee, resolution_id):
    with pytest.raises(NotPermitted):
        committee.does("m1", urging.urge, resolution_id)

    def archive(work):
        work.session.get_one(ResolutionRow, resolution_id).stage = Stage.ARCHIVED

    committee.does(None, archive)
    with pytest.raises(WrongStage):
        committee.does("clerk", urging.urge, resolution_id)
