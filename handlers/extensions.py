"""Later dates in chats: a day, a reason, and a head's word."""

from datetime import date

from actions import extensions
from handlers.calls import answer, press
from handlers.prompts import ask_date, ask_text
from handlers.turn import Turn
from rules.calendar import DAY, local_date
from rules.extensions import ExtensionAsked
from rules.tasks import TaskPage


@press
def ask_new_date(turn: Turn, task_id: int) -> None:
    """Ask until when."""
    task = extensions.check_may_ask(turn.work, task_id)
    assert task.due_on is not None
    first = max(task.due_on + DAY, local_date(turn.work.now))
    ask_date(turn, new_date_told, earliest=first, task_id=task_id)


@press
def new_date_told(turn: Turn, task_id: int, on: date) -> None:
    """Ask why."""
    extensions.check_may_ask(turn.work, task_id, on)
    ask_text(turn, reason_told, task_id=task_id, on=on)


@answer
def reason_told(turn: Turn, task_id: int, on: date) -> None:
    """Pass the wish on."""
    extensions.ask_extension(turn.work, task_id, on, turn.text)
    turn.show(TaskPage(task_id=task_id))


@press
def open_wish(turn: Turn, extension_id: int) -> None:
    """Show a wish that waits."""
    turn.show(ExtensionAsked(extension_id=extension_id))


@press
def approve(turn: Turn, extension_id: int) -> None:
    """Move the due date."""
    turn.show(TaskPage(task_id=extensions.approve(turn.work, extension_id)))


@press
def ask_refusal_reason(turn: Turn, extension_id: int) -> None:
    """Ask why it is refused."""
    extensions.check_may_decide(turn.work, extension_id)
    ask_text(turn, refusal_reason_told, extension_id=extension_id)


@answer
def refusal_reason_told(turn: Turn, extension_id: int) -> None:
    """Leave the due date as it is."""
    turn.show(TaskPage(task_id=extensions.refuse(turn.work, extension_id, turn.text)))
