"""Later dates: asked for by the owner with a reason, decided by a head (S2.35)."""

from datetime import date

from rules.calendar import local_date
from rules.extensions import (
    LONGEST_REASON,
    ExtensionAsked,
    ExtensionDecided,
    ExtensionSettled,
    ExtensionState,
    ExtensionWaits,
    check_approver,
    check_extension,
)
from rules.members import Ability, may
from rules.resolutions import ResolutionCard
from rules.tasks import WITH_OWNER, TaskFact, WrongTaskState, in_words
from storage.extensions import ExtensionRow, approvers, extension_for_member, waiting_extension
from storage.held import tell_members
from storage.members import MemberRow, NotPermitted
from storage.resolutions import resolution
from storage.task_access import task_for_owner
from storage.tasks import TaskRow, write_history
from storage.work import Work


def check_may_ask(work: Work, task_id: int, new_due_on: date | None = None) -> TaskRow:
    """Give a task whose owner may ask for a later date now.

    Raises NotAMember, NotPermitted, WrongStage, WrongTaskState, ExtensionWaits, NotLater.
    """
    task, _, _ = task_for_owner(work.session, work.who.user_id, task_id)
    if task.state not in WITH_OWNER or task.due_on is None:
        raise WrongTaskState(state=task.state)
    if wish := waiting_extension(work.session, task_id):
        raise ExtensionWaits(asked_on=local_date(wish.asked_at))
    if new_due_on is not None:
        check_extension(new_due_on, due_on=task.due_on, today=local_date(work.now))
    return task


def ask_extension(work: Work, task_id: int, new_due_on: date, reason: str) -> None:
    """Ask the heads for a later date. Raises as `check_may_ask`, WordsWanted, TextTooLong."""
    task = check_may_ask(work, task_id, new_due_on)
    _, row, member = task_for_owner(work.session, work.who.user_id, task_id)
    assert task.due_on is not None
    is_on_paper = member.id != task.owner_id
    reason = in_words(reason, limit=LONGEST_REASON)
    wish = ExtensionRow(
        task_id=task_id, old_due_on=task.due_on, new_due_on=new_due_on, reason=reason,
        asked_by_id=task.owner_id or 0, asked_at=work.now, is_on_paper=is_on_paper,
    )  # fmt: skip
    work.session.add(wish)
    work.session.flush()
    write_history(
        work.session, task, TaskFact.EXTENSION_ASKED, by=member, now=work.now, note=wish.reason,
        is_on_paper=is_on_paper,
    )  # fmt: skip
    work.record("ExtensionAsked", body_id=row.body_id, task_id=task_id, new_due_on=f"{new_due_on}")
    heads = {head.id for head in approvers(work.session, row.body_id)}
    tell_members(work, ExtensionAsked(extension_id=wish.id or 0), heads - {member.id, task.owner_id})


def approve(work: Work, extension_id: int) -> int:
    """Move the due date, and its reminders with it; give the task's id. Raises as `check_may_decide`."""
    wish, task, member = check_may_decide(work, extension_id)
    task.due_on, task.due_set_on = wish.new_due_on, local_date(work.now)
    _decide(work, wish, task, member, ExtensionState.APPROVED)
    return wish.task_id


def refuse(work: Work, extension_id: int, reason: str) -> int:
    """Leave the due date as it is, and say why; give the task's id.

    Raises as `check_may_decide`, WordsWanted, TextTooLong.
    """
    wish, task, member = check_may_decide(work, extension_id)
    wish.note = in_words(reason, limit=LONGEST_REASON)
    _decide(work, wish, task, member, ExtensionState.REFUSED)
    return wish.task_id


def check_may_decide(work: Work, extension_id: int) -> tuple[ExtensionRow, TaskRow, MemberRow]:
    """Give a wish to a head who may decide it.

    Raises NotAMember, NotPermitted, ExtensionSettled, ApprovesOneself.
    """
    wish, task, member = extension_for_member(work.session, work.who.user_id, extension_id)
    if not may(member.role, Ability.APPROVE_EXTENSION):
        raise NotPermitted(ability=Ability.APPROVE_EXTENSION)
    if wish.state is not ExtensionState.WAITING:
        raise ExtensionSettled(state=wish.state)
    others = sum(1 for head in approvers(work.session, member.body_id) if head.id != member.id)
    check_approver(approver_id=member.id or 0, owner_id=task.owner_id, others=others)
    return wish, task, member


def _decide(
    work: Work, wish: ExtensionRow, task: TaskRow, member: MemberRow, state: ExtensionState
) -> None:
    wish.state, wish.decided_by_id, wish.decided_at = state, member.id, work.now
    approved = state is ExtensionState.APPROVED
    fact = TaskFact.EXTENDED if approved else TaskFact.EXTENSION_REFUSED
    write_history(work.session, task, fact, by=member, now=work.now, note=wish.note)
    row = resolution(work.session, task.resolution_id)
    work.record("ExtensionDecided", body_id=row.body_id, extension_id=wish.id, state=state)
    work.touch(ResolutionCard(resolution_id=task.resolution_id))
    told = {task.owner_id, task.inspector_id} if approved else {task.owner_id}
    tell_members(work, ExtensionDecided(extension_id=wish.id or 0), told - {member.id})
