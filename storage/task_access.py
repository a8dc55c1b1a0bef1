"""The way to a task: permission comes with the fetch.

Its owner reports and its inspector judges; a clerk writes down what either has said on paper.
"""

from sqlmodel import Session

from rules.assignments import Person
from rules.members import Ability, may
from rules.tasks import GIVEN, TASKS_RUN
from storage.members import MemberRow, NotPermitted, roster
from storage.resolutions import ResolutionRow, check_stage, resolution_for_member
from storage.tasks import TaskRow


def people_of(session: Session, body_id: int) -> list[Person]:
    """Give everybody in a body who can be given a task, as words can find them."""
    return [
        Person(id=who.id or 0, full_name=who.full_name, post=who.post, areas=who.areas)
        for who in roster(session, body_id)
    ]


def task_for_member(
    session: Session, user_id: int | None, task_id: int
) -> tuple[TaskRow, ResolutionRow, MemberRow]:
    """Give a task to a member of its body. What is only proposed is seen by who may give tasks.

    Raises NotAMember, NotPermitted.
    """
    row = session.get(TaskRow, task_id)
    if row is None:
        raise NotPermitted
    resolution, member = resolution_for_member(session, user_id, row.resolution_id)
    if row.state not in GIVEN and not may(member.role, Ability.ASSIGN_TASKS):
        raise NotPermitted(ability=Ability.ASSIGN_TASKS)
    return row, resolution, member


def task_for_head(
    session: Session, user_id: int | None, task_id: int
) -> tuple[TaskRow, ResolutionRow, MemberRow]:
    """Give a task to somebody who may give tasks. Raises NotAMember, NotPermitted, WrongStage."""
    row, resolution, member = task_for_member(session, user_id, task_id)
    if not may(member.role, Ability.ASSIGN_TASKS):
        raise NotPermitted(ability=Ability.ASSIGN_TASKS)
    check_stage(resolution, TASKS_RUN)
    return row, resolution, member


def task_for_owner(
    session: Session, user_id: int | None, task_id: int
) -> tuple[TaskRow, ResolutionRow, MemberRow]:
    """Give a task to its owner, or to the clerk who writes down what the owner said on paper.

    Raises NotAMember, NotPermitted, WrongStage.
    """
    row, resolution, member = task_for_member(session, user_id, task_id)
    if member.id != row.owner_id and not may(member.role, Ability.KEEP_ROSTER):
        raise NotPermitted
    check_stage(resolution, TASKS_RUN)
    return row, resolution, member


def task_for_inspector(
    session: Session, user_id: int | None, task_id: int
) -> tuple[TaskRow, ResolutionRow, MemberRow]:
    """Give a task to its inspector, or to the clerk who writes down what the inspector said on paper.

    A clerk does not confirm the own task. Raises NotAMember, NotPermitted, WrongStage.
    """
    row, resolution, member = task_for_member(session, user_id, task_id)
    is_clerk = may(member.role, Ability.KEEP_ROSTER) and member.id != row.owner_id
    if member.id != row.inspector_id and not is_clerk:
        raise NotPermitted
    check_stage(resolution, TASKS_RUN)
    return row, resolution, member


def may_change(row: TaskRow, member: MemberRow) -> bool:
    """Tell whether somebody may give a task to another, or take it back: nobody the own one."""
    return may(member.role, Ability.ASSIGN_TASKS) and member.id != row.owner_id


def task_to_change(
    session: Session, user_id: int | None, task_id: int
) -> tuple[TaskRow, ResolutionRow, MemberRow]:
    """Give a task to a head who may change it. Raises NotAMember, NotPermitted, WrongStage."""
    row, resolution, member = task_for_head(session, user_id, task_id)
    if not may_change(row, member):
        raise NotPermitted(ability=Ability.ASSIGN_TASKS)
    return row, resolution, member
