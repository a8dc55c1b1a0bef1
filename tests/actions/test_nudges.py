"""Reminders by the clock: one list a day, by day, of what is still owed (S2.5, S2.6)."""

import shutil
import tempfile
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from actions import calendar, extensions, nudges, tasks
from rules.calendar import DayKind, WorkCalendar, local_date, local_moment
from rules.nudges import DailyList, ItemKind, Line, Part
from rules.resolutions import Stage
from rules.tasks import TaskReported
from storage.engine import make_engine
from storage.held import HeldRow
from storage.nudges import NudgeRow
from storage.outbox import OutboxRow
from storage.resolutions import ResolutionRow
from tests.actions.assigned import FRIDAY, task
from tests.actions.assigned import given as given_task
from tests.actions.committees import Committee


def at(day, hour=8, minute=0):
    """A moment in Vietnam, in November 2026; days beyond 30 run on into December."""
    on = date(2026, 11, 1) + timedelta(days=day - 1)
    return local_moment(on, datetime(2026, 1, 1, hour, minute, tzinfo=UTC).time())


def ticks(committee, moment):
    """Let the clock tick, and name who got a list then, with the parts of it."""
    committee.now = moment
    before = len(committee.all(OutboxRow))
    committee.does(None, nudges.give_daily_lists)
    rows = [row for row in committee.all(OutboxRow) if row.kind == DailyList.__name__]
    new = sorted(rows, key=lambda row: row.id)[len(rows) - (len(committee.all(OutboxRow)) - before) :]
    names = {chat: name for name, chat in committee.chats.items()} | {committee.group_id: "group"}
    return {
        names[row.chat_id]: [line.part for line in DailyList.read(row.kind, row.facts).lines]
        for row in new
    }


def test_the_ladder_rises_day_by_day_from_the_owner_to_the_inspector_to_the_secretary(engine):
    committee = Committee(engine, electors=5)
    given_task(committee, inspector="m2", due_on=FRIDAY)  # 27/11; the 24th is a day off
    own, inspected, headed = {"m1": [Part.OWN]}, {"m2": [Part.INSPECTED]}, {"sec": [Part.HEADED]}
    heard = {day: ticks(committee, at(day)) for day in range(16, 46)}
    assert {day: told for day, told in heard.items() if told} == {
        20: own,  # seven days before
        23: own,  # three days before would be the day off
        26: own,
        27: own,
        30: own | inspected | headed,  # one day late was a Saturday: only the latest is said
        34: own | inspected | headed,  # seven days late, on the 4th of December
    }
    assert [row.step for row in committee.all(NudgeRow, NudgeRow.member_id == committee.ids["m1"])] == [
        f"2026-11-27{rung}" for rung in ("-7", "-3", "-1", "+0", "+3", "+7")
    ]


def test_one_list_a_day_in_the_morning_of_a_working_day_with_everything_on_it(engine):
    committee = Committee(engine, electors=5)
    first = given_task(committee, due_on=FRIDAY)
    resolution_id = task(committee, first).resolution_id
    given_task(committee, due_on=date(2026, 11, 20), resolution_id=resolution_id)
    assert ticks(committee, at(20, 7, 29)) == {}
    assert ticks(committee, at(20, 7, 30)) == {"m1": [Part.OWN, Part.OWN]}
    given_task(committee, owner="m2", due_on=date(2026, 11, 23), resolution_id=resolution_id)
    assert ticks(committee, at(20, 7, 31)) == {}  # a second one on the same day there is not
    assert ticks(committee, at(20, 20, 0)) == {}
    assert ticks(committee, at(21, 9, 0)) == {}  # Saturday
    assert ticks(committee, at(22, 9, 0)) == {}
    assert ticks(committee, at(23, 11, 0)) == {  # a late tick: only the latest of each
        "m1": [Part.OWN, Part.OWN], "sec": [Part.INSPECTED], "m2": [Part.OWN],
    }  # fmt: skip


def test_what_is_done_or_moved_is_not_reminded_of_any_more(engine):
    committee = Committee(engine, electors=5)
    done = given_task(committee, inspector="m2", due_on=FRIDAY)
    resolution_id = task(committee, done).resolution_id
    moved = given_task(committee, owner="m3", due_on=FRIDAY, resolution_id=resolution_id)
    committee.now = at(18)
    committee.does("m1", tasks.report_done, done, "Xong")
    committee.does("m3", extensions.ask_extension, moved, date(2026, 12, 11), "Mưa nhiều")
    (wish,) = committee.does("m3", lambda work: _wishes(work, moved))
    committee.does("dep", extensions.approve, wish)
    heard = {day: told for day in range(19, 44) if (told := ticks(committee, at(day)))}
    own, judging, headed = {"m3": [Part.OWN]}, {"m2": [Part.OWN]}, {"sec": [Part.HEADED]}
    assert heard == {
        20: judging,  # three days to judge end on a Saturday
        23: judging,
        25: judging | headed,  # the 24th is a day off
        30: judging | headed,
        34: own, 38: own, 40: own, 41: own,  # by the new date only
    }  # fmt: skip


def _wishes(work, task_id):
    from storage.extensions import extensions_of

    return [wish.id for wish in extensions_of(work.session, task_id)]


def test_who_cannot_be_written_to_is_named_to_the_clerk_and_never_to_the_group(engine):
    committee = Committee(engine, electors=5, absent=["m1", "m2"])
    task_id = given_task(committee, inspector="m2", due_on=FRIDAY)
    assert ticks(committee, at(20)) == {"clerk": [Part.UNREACHED]}
    assert committee.notices(DailyList)[-1].lines == (
        Line(kind=ItemKind.TASK, subject_id=task_id, member_id=committee.ids["m1"], part=Part.UNREACHED),
    )
    assert ticks(committee, at(30)) == {"clerk": [Part.UNREACHED], "sec": [Part.HEADED]}
    committee.leaves("m1")
    assert ticks(committee, at(34)) == {"clerk": [Part.UNREACHED], "sec": [Part.HEADED]}
    assert "group" not in committee.told(DailyList)


def test_a_resolution_in_the_archive_reminds_of_nothing(engine):
    committee = Committee(engine, electors=5)
    task_id = given_task(committee, due_on=FRIDAY)
    resolution_id = task(committee, task_id).resolution_id

    def archive(work):
        work.session.get_one(ResolutionRow, resolution_id).stage = Stage.ARCHIVED

    committee.does(None, archive)
    assert ticks(committee, at(27)) == {}


def test_a_day_that_the_clerk_has_made_free_moves_the_reminder_before_it(engine):
    committee = Committee(engine, electors=5)
    given_task(committee, due_on=FRIDAY)
    entered = {"reason": "Nghỉ hoán đổi", "source": "12/TB-VP, 18/11/2026"}
    committee.does("clerk", calendar.enter_day, date(2026, 11, 26), DayKind.OFF, **entered)
    committee.does("clerk", calendar.enter_day, date(2026, 11, 28), DayKind.WORK, **entered)
    heard = {day: told for day in range(17, 31) if (told := ticks(committee, at(day)))}
    assert list(heard) == [20, 23, 25, 27, 28, 30]  # the 25th for the 26th; Saturday is worked


def test_what_is_told_at_night_is_said_in_the_morning_once(engine):
    committee = Committee(engine, electors=5)
    task_id = given_task(committee)
    committee.now = at(17, 21, 15)
    committee.does("m1", tasks.report_done, task_id, "Xong")
    committee.does(None, nudges.release_held)
    assert (committee.told(TaskReported), len(committee.all(HeldRow))) == ([], 1)
    for minute in (30, 31):
        committee.now = at(18, 7, minute)
        committee.does(None, nudges.release_held)
    assert (committee.told(TaskReported), committee.all(HeldRow)) == (["sec"], [])


MOMENTS = st.lists(
    st.datetimes(datetime(2027, 1, 20), datetime(2027, 2, 20)), min_size=10, max_size=40  # noqa: DTZ001
)  # fmt: skip
TRIED = (Phase.explicit, Phase.reuse, Phase.generate)  # a database for each example is dear to shrink
DUES = st.lists(st.dates(date(2027, 1, 22), date(2027, 2, 18)), min_size=1, max_size=6)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), phases=TRIED)
@given(moments=MOMENTS, dues=DUES)
def test_around_tet_whenever_the_clock_ticks_nobody_is_written_to_at_night_or_twice(
    empty_sqlite, moments, dues
):
    with tempfile.TemporaryDirectory() as folder:
        file = shutil.copy(empty_sqlite, Path(folder) / "house.db")
        engine = make_engine(f"sqlite:///{file}")
        committee = Committee(engine, electors=4, now=datetime(2027, 1, 19, 1, 0, tzinfo=UTC))
        resolution_id = committee.has_resolution(Stage.ISSUED, planned=False)
        for due_on in dues:
            given_task(committee, owner="m1", inspector="m2", due_on=due_on, resolution_id=resolution_id)
        for moment in sorted(moments):
            committee.now = moment.replace(tzinfo=UTC)
            committee.does(None, nudges.give_daily_lists)
        lists = [row for row in committee.all(OutboxRow) if row.kind == DailyList.__name__]
        engine.dispose()
    assert all(WorkCalendar().is_allowed_moment(row.created_at) for row in lists)
    days = Counter((row.chat_id, local_date(row.created_at)) for row in lists)
    assert set(days.values()) <= {1}
    said = [line for row in lists for line in DailyList.read(row.kind, row.facts).lines]
    assert max(Counter((line.subject_id, line.part) for line in said).values(), default=0) <= 7
