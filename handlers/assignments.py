"""Giving tasks in chats: proposals are gone through one by one, others are told in a dialogue."""

from datetime import date

from actions import assignments, proposals
from handlers.calls import answer, press
from handlers.prompts import ask_date, ask_member, ask_text
from handlers.turn import Turn
from rules.assignments import (
    ChooseCooperating,
    ChooseSource,
    NothingProposed,
    TaskForm,
    asked_after,
)
from rules.members import Ability
from rules.tasks import TaskField, TaskGiven, TaskList
from storage.proposals import proposal_after, proposals_of
from storage.resolutions import resolution_for
from storage.task_access import task_for_head


@press
def read_proposals(turn: Turn, resolution_id: int) -> None:
    """Go through what the text proposes."""
    proposals.propose(turn.work, resolution_id)
    waiting = proposals_of(turn.work.session, resolution_id)
    nothing = NothingProposed(resolution_id=resolution_id)
    turn.show(TaskForm(task_id=waiting[0].id or 0) if waiting else nothing)


@press
def ask_what(turn: Turn, resolution_id: int) -> None:
    """Ask what is to be done."""
    resolution_for(turn.work.session, turn.user_id, resolution_id, Ability.ASSIGN_TASKS)
    ask_text(turn, what_told, resolution_id=resolution_id)


@answer
def what_told(turn: Turn, resolution_id: int) -> None:
    """Begin the task, and ask for the rest of it."""
    task_id = assignments.begin(turn.work, resolution_id, turn.text)
    _go_on(turn, task_id, TaskField.WHAT, is_guided=True)


@press
def ask_field(turn: Turn, task_id: int, field: TaskField, *, is_guided: bool = False) -> None:
    """Ask for one thing about a task that nobody has yet, besides what it is."""
    _, row, _ = task_for_head(turn.work.session, turn.user_id, task_id)
    given = {"task_id": task_id, "is_guided": is_guided}
    match field:
        case TaskField.OWNER:
            ask_member(turn, set_owner, body_id=row.body_id, **given)
        case TaskField.COOPERATING:
            turn.show(ChooseCooperating(**given))
        case TaskField.INSPECTOR:
            ask_member(turn, set_inspector, body_id=row.body_id, **given)
        case TaskField.PRODUCT:
            ask_text(turn, set_product, **given)
        case TaskField.TARGET:
            ask_text(turn, set_target, **given)
        case TaskField.DUE:
            ask_date(turn, set_due, task_id=task_id, is_guided=is_guided)
        case TaskField.CLAUSE:
            turn.show(ChooseSource(**given))


@press
def ask_other_words(turn: Turn, task_id: int) -> None:
    """Ask for other words."""
    task_for_head(turn.work.session, turn.user_id, task_id)
    ask_text(turn, set_what, task_id=task_id)


@press
def skip(turn: Turn, task_id: int, field: TaskField, *, is_guided: bool) -> None:
    """Leave one thing as it is."""
    _go_on(turn, task_id, field, is_guided=is_guided)


@answer
def set_what(turn: Turn, task_id: int) -> None:
    """Word it anew."""
    assignments.set_what(turn.work, task_id, turn.text)
    turn.show(TaskForm(task_id=task_id))


@press
def set_owner(turn: Turn, task_id: int, member_id: int, *, is_guided: bool = False) -> None:
    """Take whose task it is."""
    assignments.set_owner(turn.work, task_id, member_id)
    _go_on(turn, task_id, TaskField.OWNER, is_guided=is_guided)


@press
def set_inspector(turn: Turn, task_id: int, member_id: int, *, is_guided: bool = False) -> None:
    """Take who looks after it."""
    assignments.set_inspector(turn.work, task_id, member_id)
    _go_on(turn, task_id, TaskField.INSPECTOR, is_guided=is_guided)


@answer
def set_product(turn: Turn, task_id: int, *, is_guided: bool = False) -> None:
    """Take what is to be there in the end."""
    assignments.set_product(turn.work, task_id, turn.text)
    _go_on(turn, task_id, TaskField.PRODUCT, is_guided=is_guided)


@answer
def set_target(turn: Turn, task_id: int, *, is_guided: bool = False) -> None:
    """Take how much is to be reached."""
    assignments.set_target(turn.work, task_id, turn.text)
    _go_on(turn, task_id, TaskField.TARGET, is_guided=is_guided)


@press
def set_due(turn: Turn, task_id: int, on: date, *, is_guided: bool = False) -> None:
    """Take until when."""
    assignments.set_due(turn.work, task_id, on)
    _go_on(turn, task_id, TaskField.DUE, is_guided=is_guided)


@press
def set_source(turn: Turn, task_id: int, clause_id: int) -> None:
    """Take from which clause it comes."""
    assignments.set_source(turn.work, task_id, clause_id)
    turn.show(TaskForm(task_id=task_id))


@press
def ask_helper(turn: Turn, task_id: int, *, is_guided: bool) -> None:
    """Ask which member helps."""
    _, row, _ = task_for_head(turn.work.session, turn.user_id, task_id)
    ask_member(turn, add_helper, body_id=row.body_id, task_id=task_id, is_guided=is_guided)


@press
def add_helper(turn: Turn, task_id: int, member_id: int, *, is_guided: bool) -> None:
    """Take a member who helps."""
    assignments.add_helper(turn.work, task_id, member_id=member_id)
    turn.show(ChooseCooperating(task_id=task_id, is_guided=is_guided))


@press
def ask_helping_unit(turn: Turn, task_id: int, *, is_guided: bool) -> None:
    """Ask which unit helps."""
    task_for_head(turn.work.session, turn.user_id, task_id)
    ask_text(turn, helping_unit_named, task_id=task_id, is_guided=is_guided)


@answer
def helping_unit_named(turn: Turn, task_id: int, *, is_guided: bool) -> None:
    """Take a unit that helps."""
    assignments.add_helper(turn.work, task_id, name=turn.text)
    turn.show(ChooseCooperating(task_id=task_id, is_guided=is_guided))


@press
def drop_helper(turn: Turn, task_id: int, helper_id: int, *, is_guided: bool) -> None:
    """Take a helper out again."""
    assignments.drop_helper(turn.work, task_id, helper_id)
    turn.show(ChooseCooperating(task_id=task_id, is_guided=is_guided))


@press
def drop(turn: Turn, task_id: int) -> None:
    """Give a proposal up, and show the next one."""
    assignments.drop(turn.work, task_id)
    _show_next(turn, task_id)


@press
def assign(turn: Turn, task_id: int) -> None:
    """Give the task to its owner, and show the next proposal."""
    assignments.assign(turn.work, task_id)
    turn.toast(TaskGiven(task_id=task_id))
    _show_next(turn, task_id)


@press
def assign_list(turn: Turn, resolution_id: int, task_ids: list[int]) -> None:
    """Give all tasks of a list."""
    assignments.assign_all(turn.work, resolution_id, task_ids)
    turn.show(TaskList(resolution_id=resolution_id))


def _go_on(turn: Turn, task_id: int, done: TaskField, *, is_guided: bool) -> None:
    following = asked_after(done) if is_guided else None
    if following is None:
        turn.show(TaskForm(task_id=task_id))
    else:
        ask_field(turn, task_id, following, is_guided=True)


def _show_next(turn: Turn, task_id: int) -> None:
    task, _, _ = task_for_head(turn.work.session, turn.user_id, task_id)
    following = proposal_after(turn.work.session, task)
    listed = TaskList(resolution_id=task.resolution_id)
    turn.show(TaskForm(task_id=following.id or 0) if following else listed)
