"""Tasks on the desk and on the daily list: what waits for an owner, or for an inspector's word."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts.nudges import Said, due_phrase, full_name, says_line
from bot.texts.posts import Button, press
from bot.texts.steps import Owed, owes
from bot.texts.task_lines import task_name
from bot.texts.voice import _
from bot.texts.wording import Reader
from handlers import tasks as act
from rules.nudges import ItemKind, Line, Part
from rules.tasks import TASKS_RUN, WITH_OWNER, TaskState
from storage.members import MemberRow
from storage.resolutions import resolution
from storage.tasks import TaskRow, tasks_owned_by, tasks_to_confirm_by


@owes
def _tasks_owed(reader: Reader, people: Sequence[MemberRow]) -> list[Owed]:
    """Remind owners of what they have to do."""
    rows = tasks_owned_by(reader.session, [member.id or 0 for member in people])
    return [
        Owed(
            due_on=row.due_on,
            text=due_phrase(reader, task_name(row), row.due_on or reader.today),
            button=_owner_button(row),
        )
        for row in rows
    ]


def _owner_button(row: TaskRow) -> Button:
    what = task_name(row, 40)
    accepting = row.state is TaskState.ASSIGNED
    label = _("Accept: {what}", what=what) if accepting else _("Report: {what}", what=what)
    return press(label, act.open_task, task_id=row.id)


@owes
def _judgements_owed(reader: Reader, people: Sequence[MemberRow]) -> list[Owed]:
    """Remind inspectors of what was reported done."""
    rows = tasks_to_confirm_by(reader.session, [member.id or 0 for member in people])
    return [
        Owed(due_on=row.due_on, text=_reported(reader, row), button=_judging_button(row)) for row in rows
    ]


def _reported(reader: Reader, row: TaskRow) -> Markup:
    return _(
        "{name} reports done: {what}",
        name=full_name(reader, row.owner_id), what=task_name(row),
    )  # fmt: skip


def _judging_button(row: TaskRow) -> Button:
    return press(_("Judge: {what}", what=task_name(row, 40)), act.open_task, task_id=row.id)


@says_line(ItemKind.TASK)
def task_nudge(reader: Reader, line: Line) -> Said | None:
    """Say that a task is due, as long as its owner still has it."""
    row = reader.session.get(TaskRow, line.subject_id)
    if row is None or row.state not in WITH_OWNER or row.owner_id != line.member_id:
        return None
    if row.due_on is None or not _runs(reader, row):
        return None
    button = _owner_button(row) if line.part is Part.OWN else _looking_button(row)
    text = due_phrase(reader, task_name(row), row.due_on)
    return Said(text=text, button=button, due_on=row.due_on)


@says_line(ItemKind.CONFIRMATION)
def confirmation_nudge(reader: Reader, line: Line) -> Said | None:
    """Say that a report waits for its inspector."""
    row = reader.session.get(TaskRow, line.subject_id)
    if row is None or row.state is not TaskState.REPORTED or row.inspector_id != line.member_id:
        return None
    if not _runs(reader, row):
        return None
    button = _judging_button(row) if line.part is Part.OWN else _looking_button(row)
    return Said(text=_reported(reader, row), button=button, due_on=row.due_on)


def _looking_button(row: TaskRow) -> Button:
    return press(_("See: {what}", what=task_name(row, 40)), act.open_task, task_id=row.id)


def _runs(reader: Reader, row: TaskRow) -> bool:
    return resolution(reader.session, row.resolution_id).stage in TASKS_RUN
