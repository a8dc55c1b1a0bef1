"""Tasks in chats: accepted, reported on, judged, given to somebody else."""

from actions import tasks
from handlers.calls import answer, press
from handlers.prompts import ask_member, ask_text
from handlers.turn import Turn
from rules.tasks import TaskList, TaskPage
from storage.task_access import task_for_inspector, task_for_owner, task_to_change


@press
def open_task(turn: Turn, task_id: int) -> None:
    """Show one task."""
    turn.show(TaskPage(task_id=task_id))


@press
def accept(turn: Turn, task_id: int) -> None:
    """Accept a task."""
    tasks.accept(turn.work, task_id)
    turn.show(TaskPage(task_id=task_id))


@press
def accept_all(turn: Turn, resolution_id: int, task_ids: tuple[int, ...]) -> None:
    """Accept several tasks."""
    tasks.accept_all(turn.work, task_ids)
    turn.show(TaskList(resolution_id=resolution_id))


@press
def ask_progress(turn: Turn, task_id: int) -> None:
    """Ask how far it has come."""
    task_for_owner(turn.work.session, turn.user_id, task_id)
    ask_text(turn, progress_told, task_id=task_id)


@answer
def progress_told(turn: Turn, task_id: int) -> None:
    """Take down how far it has come."""
    tasks.report_progress(turn.work, task_id, turn.text)
    turn.show(TaskPage(task_id=task_id))


@press
def ask_result(turn: Turn, task_id: int) -> None:
    """Ask what has come of it."""
    task_for_owner(turn.work.session, turn.user_id, task_id)
    ask_text(turn, result_told, task_id=task_id)


@answer
def result_told(turn: Turn, task_id: int) -> None:
    """Take down that it is done."""
    tasks.report_done(turn.work, task_id, turn.text)
    turn.show(TaskPage(task_id=task_id))


@press
def confirm(turn: Turn, task_id: int) -> None:
    """Confirm that it is done."""
    tasks.confirm(turn.work, task_id)
    turn.show(TaskPage(task_id=task_id))


@press
def ask_return_reason(turn: Turn, task_id: int) -> None:
    """Ask why the report is returned."""
    task_for_inspector(turn.work.session, turn.user_id, task_id)
    ask_text(turn, return_reason_told, task_id=task_id)


@answer
def return_reason_told(turn: Turn, task_id: int) -> None:
    """Return the report."""
    tasks.give_back(turn.work, task_id, turn.text)
    turn.show(TaskPage(task_id=task_id))


@press
def ask_new_owner(turn: Turn, task_id: int) -> None:
    """Ask whose task it shall be."""
    _, row, _ = task_to_change(turn.work.session, turn.user_id, task_id)
    ask_member(turn, reassign, body_id=row.body_id, task_id=task_id)


@press
def reassign(turn: Turn, task_id: int, member_id: int) -> None:
    """Give it to somebody else."""
    tasks.reassign(turn.work, task_id, member_id)
    turn.show(TaskPage(task_id=task_id))


@press
def ask_new_inspector(turn: Turn, task_id: int) -> None:
    """Ask who shall look after it."""
    _, row, _ = task_to_change(turn.work.session, turn.user_id, task_id)
    ask_member(turn, change_inspector, body_id=row.body_id, task_id=task_id)


@press
def change_inspector(turn: Turn, task_id: int, member_id: int) -> None:
    """Let somebody else look after it."""
    tasks.change_inspector(turn.work, task_id, member_id)
    turn.show(TaskPage(task_id=task_id))


@press
def ask_why_taken_back(turn: Turn, task_id: int) -> None:
    """Ask why it is not to be done any more."""
    task_to_change(turn.work.session, turn.user_id, task_id)
    ask_text(turn, why_taken_back_told, task_id=task_id)


@answer
def why_taken_back_told(turn: Turn, task_id: int) -> None:
    """Take it back."""
    tasks.take_back(turn.work, task_id, turn.text)
    turn.show(TaskPage(task_id=task_id))
