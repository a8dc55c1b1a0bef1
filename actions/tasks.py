"""The life of a task: accepted, reported on, judged, given to somebody else, taken back (S2.13, S2.35).

Only its owner reports and only its inspector judges; the clerk may write down what either has said on
paper, and that is kept with it.
"""

from rules.extensions import ExtensionState
from rules.inspections import InspectsOneself
from rules.news import Occasion
from rules.resolutions import ResolutionCard
from rules.task_targets import WHOLE, reached_of
from rules.tasks import (
    LONGEST_REPORT,
    ProgressUnclear,
    TaskAssigned,
    TaskConfirmed,
    TaskFact,
    TaskReported,
    TaskReturned,
    TaskShared,
    TaskState,
    TaskStep,
    TaskTaken,
    in_words,
)
from storage.extensions import waiting_extension
from storage.held import tell_members
from storage.members import MemberRow, sitting_member
from storage.news import owe_news
from storage.resolutions import ResolutionRow
from storage.task_access import task_for_inspector, task_for_owner, task_to_change
from storage.tasks import TaskRow, take_task_step, write_history
from storage.work import Work


def accept(work: Work, task_id: int) -> None:
    """Let the owner accept a task. Raises NotAMember, NotPermitted, WrongStage, WrongTaskState."""
    task, row, member = task_for_owner(work.session, work.who.user_id, task_id)
    take_task_step(task, TaskStep.ACCEPT)
    task.accepted_at = work.now
    _note(work, task, row, member, TaskFact.ACCEPTED, is_on_paper=member.id != task.owner_id)


def accept_all(work: Work, task_ids: tuple[int, ...]) -> None:
    """Let the owner accept several tasks at once. Raises as `accept`."""
    for task_id in task_ids:
        accept(work, task_id)


def report_progress(work: Work, task_id: int, said: str) -> None:
    """Take down how far a task has come: a number of its unit, or percent (S4.5).

    Raises NotAMember, NotPermitted, WrongStage, WrongTaskState, ProgressUnclear, TextTooLong.
    """
    task, row, member = task_for_owner(work.session, work.who.user_id, task_id)
    said = in_words(said, limit=LONGEST_REPORT)
    reached = reached_of(said, task.target)
    if reached is None or (task.target is None and reached > WHOLE):
        raise ProgressUnclear(said=said, unit=task.target_unit)
    take_task_step(task, TaskStep.REPORT_PROGRESS)
    task.reached = reached
    task.accepted_at = task.accepted_at or work.now
    _note(work, task, row, member, TaskFact.PROGRESSED, said, is_on_paper=member.id != task.owner_id)


def report_done(work: Work, task_id: int, said: str) -> None:
    """Take down that a task is done, with its result; its inspector is asked to judge.

    A number at the beginning of the result counts as what was reached. Raises as `report_progress`,
    but for ProgressUnclear.
    """
    task, row, member = task_for_owner(work.session, work.who.user_id, task_id)
    take_task_step(task, TaskStep.REPORT_DONE)
    task.result = in_words(said, limit=LONGEST_REPORT)
    if task.target is not None:
        reached = reached_of(task.result, task.target)
        task.reached = task.reached if reached is None else reached
    task.reported_at = work.now
    _note(
        work, task, row, member, TaskFact.REPORTED, task.result, is_on_paper=member.id != task.owner_id
    )
    _let_wish_lapse(work, task)
    tell_members(work, TaskReported(task_id=task_id), {task.inspector_id} - {member.id})


def confirm(work: Work, task_id: int) -> None:
    """Let the inspector confirm that a task is done.

    Raises NotAMember, NotPermitted, WrongStage, WrongTaskState.
    """
    task, row, member = task_for_inspector(work.session, work.who.user_id, task_id)
    take_task_step(task, TaskStep.CONFIRM)
    task.confirmed_at = work.now
    if task.clause_key is not None:
        owe_news(
            work.connection, Occasion.DONE,
            subject_id=task_id, resolution_id=task.resolution_id, now=work.now,
        )  # fmt: skip
    _note(work, task, row, member, TaskFact.CONFIRMED, is_on_paper=member.id != task.inspector_id)
    tell_members(work, TaskConfirmed(task_id=task_id), {task.owner_id} - {member.id})


def give_back(work: Work, task_id: int, reason: str) -> None:
    """Let the inspector return a report with a reason. Raises as `confirm`, WordsWanted, TextTooLong."""
    task, row, member = task_for_inspector(work.session, work.who.user_id, task_id)
    take_task_step(task, TaskStep.RETURN)
    task.reported_at = None
    is_on_paper = member.id != task.inspector_id
    _note(
        work,
        task,
        row,
        member,
        TaskFact.RETURNED,
        in_words(reason, limit=LONGEST_REPORT),
        is_on_paper=is_on_paper,
    )
    tell_members(work, TaskReturned(task_id=task_id), {task.owner_id} - {member.id})


def reassign(work: Work, task_id: int, member_id: int) -> None:
    """Give a task to another owner; what the first one did stays in its history.

    Raises NotAMember, NotPermitted, WrongStage, WrongTaskState, InspectsOneself.
    """
    task, row, member = task_to_change(work.session, work.who.user_id, task_id)
    owner = sitting_member(work.session, row.body_id, member_id)
    if owner.id == task.inspector_id:
        raise InspectsOneself(full_name=owner.full_name)
    before = task.owner_id
    if owner.id == before:
        return
    take_task_step(task, TaskStep.REASSIGN)
    task.owner_id, task.accepted_at = owner.id, None
    _note(work, task, row, member, TaskFact.REASSIGNED)
    _let_wish_lapse(work, task)
    tell_members(work, TaskTaken(task_id=task_id), {before} - {member.id})
    tell_members(work, TaskAssigned(task_id=task_id), {owner.id} - {member.id})


def change_inspector(work: Work, task_id: int, member_id: int) -> None:
    """Let somebody else look after a task; what waits for a judgement waits for the new one.

    Raises NotAMember, NotPermitted, WrongStage, InspectsOneself.
    """
    task, row, member = task_to_change(work.session, work.who.user_id, task_id)
    inspector = sitting_member(work.session, row.body_id, member_id)
    if inspector.id == task.owner_id:
        raise InspectsOneself(full_name=inspector.full_name)
    task.inspector_id = inspector.id
    _note(work, task, row, member, TaskFact.CHANGED)
    is_reported = task.state is TaskState.REPORTED
    notice = TaskReported(task_id=task_id) if is_reported else TaskShared(task_id=task_id)
    tell_members(work, notice, {inspector.id} - {member.id})


def take_back(work: Work, task_id: int, reason: str) -> None:
    """Take a task back: it is not to be done any more, for a reason that is kept.

    Raises NotAMember, NotPermitted, WrongStage, WrongTaskState, WordsWanted, TextTooLong.
    """
    task, row, member = task_to_change(work.session, work.who.user_id, task_id)
    take_task_step(task, TaskStep.DROP)
    _note(work, task, row, member, TaskFact.DROPPED, in_words(reason, limit=LONGEST_REPORT))
    _let_wish_lapse(work, task)
    tell_members(work, TaskTaken(task_id=task_id), {task.owner_id} - {member.id})


def _let_wish_lapse(work: Work, task: TaskRow) -> None:
    """Close a wish for a later date that nobody needs any more."""
    if wish := waiting_extension(work.session, task.id or 0):
        wish.state, wish.decided_at = ExtensionState.LAPSED, work.now


def _note(
    work: Work,
    task: TaskRow,
    row: ResolutionRow,
    member: MemberRow,
    fact: TaskFact,
    note: str = "",
    *,
    is_on_paper: bool = False,
) -> None:
    """Write down what happened: in the task's history, in the journal, on the cards."""
    write_history(work.session, task, fact, by=member, now=work.now, note=note, is_on_paper=is_on_paper)
    work.record(
        f"Task{fact.value.title().replace('_', '')}", body_id=row.body_id, task_id=task.id,
        member_id=member.id, is_on_paper=is_on_paper,
    )  # fmt: skip
    work.touch(ResolutionCard(resolution_id=task.resolution_id))
