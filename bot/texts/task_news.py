"""What people hear of each other's steps with a task."""

from markupsafe import Markup

from bot.texts.nudges import full_name
from bot.texts.posts import Button, Post, clip, press
from bot.texts.resolutions import title
from bot.texts.screens import link_to
from bot.texts.task_lines import due_line, owner_line, result_quote, task_card, task_name, task_of
from bot.texts.tasks import judging_steps
from bot.texts.voice import _, day, lines, n_
from bot.texts.wording import Reader, Vanished, words_for
from handlers import tasks as act
from rules.tasks import (
    OPEN,
    TaskAssigned,
    TaskConfirmed,
    TaskFact,
    TaskGiven,
    TaskPage,
    TaskReported,
    TaskReturned,
    TasksAssigned,
    TaskShared,
    TaskState,
    TaskTaken,
)
from storage.members import MemberRow, memberships, reach
from storage.resolutions import resolution
from storage.task_history import history_of, last_note
from storage.tasks import TaskRow

LISTED = 10


def _is_mine(reader: Reader, member_id: int | None) -> bool:
    return member_id in {member.id for member in memberships(reader.session, reader.user_id)}


def _see(row: TaskRow) -> list[Button]:
    return [link_to(_("See the task"), TaskPage(task_id=row.id or 0))]


@words_for(TaskAssigned)
def task_assigned(reader: Reader, notice: TaskAssigned) -> Post:
    """Tell the owner of a task, with the button that accepts it."""
    row = task_of(reader, notice.task_id)
    if row.state not in OPEN or not _is_mine(reader, row.owner_id):
        raise Vanished
    accept = [press(_("Accept"), act.accept, task_id=row.id)]
    return Post(
        text=lines(
            _("<b>Given to you: {title}</b>", title=task_name(row, 300)),
            due_line(reader, row),
            *task_card(reader, row),
        ),
        buttons=[accept if row.state is TaskState.ASSIGNED else [], _see(row)],
    )


@words_for(TasksAssigned)
def tasks_assigned(reader: Reader, notice: TasksAssigned) -> Post:
    """Tell an owner of several tasks, with the button that accepts them all."""
    rows = [task_of(reader, task_id) for task_id in notice.task_ids]
    rows = [row for row in rows if row.state in OPEN and _is_mine(reader, row.owner_id)]
    if not rows:
        raise Vanished
    waiting = [row.id for row in rows if row.state is TaskState.ASSIGNED]
    accept = press(
        n_("Accept the task", "Accept all {n} tasks", len(waiting)), act.accept_all,
        resolution_id=rows[0].resolution_id, task_ids=waiting,
    )  # fmt: skip
    about = resolution(reader.session, rows[0].resolution_id)
    return Post(
        text=lines(
            n_("<b>You have been given {n} task</b>", "<b>You have been given {n} tasks</b>", len(rows)),
            title(about, 200),
            *(_numbered(reader, number, row) for number, row in enumerate(rows[:LISTED], start=1)),
            n_("… and {n} more thing", "… and {n} more things", len(rows) - LISTED)
            if len(rows) > LISTED
            else None,
        ),
        buttons=[
            [accept] if waiting else [],
            *([link_to(task_name(row, 44), TaskPage(task_id=row.id or 0))] for row in rows[:6]),
        ],
    )


def _numbered(reader: Reader, number: int, row: TaskRow) -> Markup:
    what = _("{what} ({due})", what=task_name(row), due=due_line(reader, row))
    return _("{number}. {what}", number=number, what=what)


@words_for(TaskShared)
def task_shared(reader: Reader, notice: TaskShared) -> Post:
    """Tell a helper, or a new inspector, of a task."""
    row = task_of(reader, notice.task_id)
    if row.state not in OPEN:
        raise Vanished
    name = task_name(row, 300)
    first = (
        _("<b>You look after this now: {title}</b>", title=name)
        if _is_mine(reader, row.inspector_id)
        else _("<b>Your help is wanted: {title}</b>", title=name)
    )
    return Post(
        text=lines(first, due_line(reader, row), owner_line(reader, row), *task_card(reader, row)),
        buttons=[_see(row)],
    )


@words_for(TaskTaken)
def task_taken(reader: Reader, notice: TaskTaken) -> Post:
    """Tell the former owner that a task is not theirs any more."""
    row = reader.session.get_one(TaskRow, notice.task_id)
    if not any(
        event.owner_id is not None and _is_mine(reader, event.owner_id)
        for event in history_of(reader.session, notice.task_id)
    ):
        raise Vanished
    if row.state is TaskState.DROPPED:
        why = last_note(reader.session, notice.task_id, TaskFact.DROPPED)
        said = _("This task has been taken back: {why}", why=why)
    else:
        name = full_name(reader, row.owner_id)
        said = _("This task is {name}'s now; thank you for what you did.", name=name)
    return Post(text=lines(_("<b>{title}</b>", title=task_name(row, 300)), said))


@words_for(TaskReported)
def task_reported(reader: Reader, notice: TaskReported) -> Post:
    """Ask the inspector for a word on a report."""
    row = task_of(reader, notice.task_id)
    if row.state is not TaskState.REPORTED or not _is_mine(reader, row.inspector_id):
        raise Vanished
    return Post(
        text=lines(
            _("<b>Reported done: {title}</b>", title=task_name(row, 300)),
            due_line(reader, row),
            owner_line(reader, row),
            *task_card(reader, row),
            result_quote(row),
        ),
        buttons=[*judging_steps(row), _see(row)],
    )


@words_for(TaskConfirmed)
def task_confirmed(reader: Reader, notice: TaskConfirmed) -> Post:
    """Tell the owner that it is done."""
    row = task_of(reader, notice.task_id)
    return Post(
        text=lines(
            _("<b>{title}</b>", title=task_name(row, 300)),
            _("{name} has confirmed that it is done. Thank you.",
              name=full_name(reader, row.inspector_id)),
            due_line(reader, row),
        ),
        is_silent=True,
    )  # fmt: skip


@words_for(TaskReturned)
def task_returned(reader: Reader, notice: TaskReturned) -> Post:
    """Tell the owner that it is not done yet, and why."""
    row = task_of(reader, notice.task_id)
    if not _is_mine(reader, row.owner_id):
        raise Vanished
    return Post(
        text=lines(
            _("<b>{title}</b>", title=task_name(row, 300)),
            _("{name} has returned it:", name=full_name(reader, row.inspector_id)),
            _("<blockquote expandable>{text}</blockquote>",
              text=clip(last_note(reader.session, notice.task_id, TaskFact.RETURNED), 1500)),
            due_line(reader, row),
        ),
        buttons=[_see(row)],
    )  # fmt: skip


@words_for(TaskGiven)
def task_given(reader: Reader, notice: TaskGiven) -> Post:
    """Say shortly whose task it is now."""
    row = task_of(reader, notice.task_id)
    if row.due_on is None:
        raise Vanished
    given = {"name": full_name(reader, row.owner_id), "date": day(row.due_on)}
    owner = reader.session.get_one(MemberRow, row.owner_id)
    if reach(reader.session, [owner])[0].chat_id is None:
        said = _("Given to {name}, due {date}. Not connected: please tell them yourself.", **given)
        return Post(text=said, is_alert=True)
    return Post(text=_("Given to {name}, due {date}.", **given))
