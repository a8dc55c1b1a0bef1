"""Giving tasks: proposed by the text or told in a dialogue, completed, confirmed by a person.

Checklist S2.13, S2.25, S2.34. Nobody has a task before somebody who may give tasks has confirmed it.
"""

from datetime import date

from rules.assignments import (
    GIVEN_AT,
    LONGEST_PRODUCT,
    LONGEST_UNIT,
    LONGEST_WHAT,
    TargetUnclear,
    TaskFieldsMissing,
    check_due,
    usual_due,
    usual_inspector,
)
from rules.calendar import local_date
from rules.deadlines import find_deadline
from rules.inspections import InspectsOneself
from rules.members import Ability
from rules.packs import pack_for
from rules.resolutions import ResolutionCard
from rules.task_targets import target_of
from rules.tasks import (
    NEEDED_TO_ASSIGN,
    TaskAssigned,
    TaskFact,
    TaskField,
    TasksAssigned,
    TaskShared,
    TaskSource,
    TaskState,
    TaskStep,
    WrongTaskState,
    in_words,
)
from storage.bodies import body
from storage.calendar import work_calendar
from storage.drafts import clauses_of, current_draft
from storage.held import tell_members
from storage.inspections import inspectors_of
from storage.members import MemberRow, NotPermitted, sitting_member
from storage.resolutions import ResolutionRow, check_stage, resolution_for
from storage.task_access import task_for_head
from storage.tasks import CooperatorRow, TaskRow, cooperators_of, take_task_step, write_history
from storage.work import Work


def begin(work: Work, resolution_id: int, what: str) -> int:
    """Begin a task told in words; a date in the words is taken as its due date.

    Raises NotAMember, NotPermitted, WrongStage, WordsWanted, TextTooLong.
    """
    row, member = _may_give(work, resolution_id)
    what = _line(what, LONGEST_WHAT)
    calendar = work_calendar(work.session)
    today = local_date(work.now)
    said = find_deadline(what, today=today, is_working_day=calendar.is_working_day)
    spans = pack_for(body(work.session, row.body_id).kind, on=today).spans
    due_on = said.on if said and said.on >= today else None
    task = TaskRow(
        resolution_id=resolution_id,
        state=TaskState.PROPOSED,
        source=TaskSource.TYPED,
        what=what,
        inspector_id=usual_inspector(inspectors_of(work.session, resolution_id), None),
        due_on=due_on or usual_due(spans, today=today, calendar=calendar),
        due_set_on=today,
        created_by_id=member.id or 0,
        created_at=work.now,
    )
    work.session.add(task)
    work.session.flush()
    return task.id or 0


def set_what(work: Work, task_id: int, what: str) -> None:
    """Word the task anew. Raises as `_form`, WordsWanted, TextTooLong."""
    task, _, _ = _form(work, task_id)
    task.what = _line(what, LONGEST_WHAT)


def set_owner(work: Work, task_id: int, member_id: int) -> None:
    """Say whose task it is; the inspector is proposed from the inspection plan. Raises as `_form`."""
    task, row, _ = _form(work, task_id)
    owner = sitting_member(work.session, row.body_id, member_id)
    planned = inspectors_of(work.session, task.resolution_id)
    if task.inspector_id in (None, owner.id):
        task.inspector_id = usual_inspector(planned, owner.id)
    task.owner_id = owner.id
    for helper in cooperators_of(work.session, task_id):
        if helper.member_id == task.owner_id:
            work.session.delete(helper)


def set_inspector(work: Work, task_id: int, member_id: int) -> None:
    """Say who looks after it. Raises as `_form`, InspectsOneself."""
    task, row, _ = _form(work, task_id)
    inspector = sitting_member(work.session, row.body_id, member_id)
    if inspector.id == task.owner_id:
        raise InspectsOneself(full_name=inspector.full_name)
    task.inspector_id = inspector.id


def set_due(work: Work, task_id: int, on: date) -> None:
    """Say until the end of which day. Raises as `_form`, DueInPast."""
    task, _, _ = _form(work, task_id)
    check_due(on, today=local_date(work.now))
    task.due_on, task.due_set_on = on, local_date(work.now)


def set_product(work: Work, task_id: int, product: str) -> None:
    """Say what is to be there in the end. Raises as `_form`, WordsWanted, TextTooLong."""
    task, _, _ = _form(work, task_id)
    task.product = _line(product, LONGEST_PRODUCT)


def set_target(work: Work, task_id: int, said: str) -> None:
    """Say how much is to be reached: "120 đồng hồ". Raises as `_form`, TargetUnclear, TextTooLong."""
    task, _, _ = _form(work, task_id)
    target = target_of(said)
    if target is None:
        raise TargetUnclear(said=said)
    task.target_unit = _line(target.unit, LONGEST_UNIT) if target.unit else ""
    task.target_value, task.baseline = target.value, target.baseline


def set_source(work: Work, task_id: int, clause_id: int) -> None:
    """Say from which clause of the issued text it comes. Raises as `_form`."""
    task, row, _ = _form(work, task_id)
    clauses = clauses_of(work.session, current_draft(work.session, row.id or 0).id or 0)
    clause = next((each for each in clauses if each.id == clause_id), None)
    if clause is None:
        raise NotPermitted
    task.clause_key, task.clause_path = clause.key, clause.path


def add_helper(work: Work, task_id: int, *, member_id: int | None = None, name: str = "") -> None:
    """Say who helps: a member, or a unit by its name. The owner is no helper. Raises as `_form`."""
    task, row, _ = _form(work, task_id)
    if member_id is not None:
        name = sitting_member(work.session, row.body_id, member_id).full_name
    name = _line(name, LONGEST_PRODUCT)
    known = {helper.name for helper in cooperators_of(work.session, task_id)}
    if name not in known and (member_id is None or member_id != task.owner_id):
        work.session.add(CooperatorRow(task_id=task_id, member_id=member_id, name=name))


def drop_helper(work: Work, task_id: int, helper_id: int) -> None:
    """Take a helper out again. Raises as `_form`."""
    _form(work, task_id)
    for helper in cooperators_of(work.session, task_id):
        if helper.id == helper_id:
            work.session.delete(helper)


def drop(work: Work, task_id: int) -> None:
    """Give a proposal up: it is no task. It is not proposed again. Raises as `_form`."""
    task, row, member = _form(work, task_id)
    take_task_step(task, TaskStep.DROP)
    write_history(work.session, task, TaskFact.DROPPED, by=member, now=work.now)
    work.record("ProposalDropped", body_id=row.body_id, task_id=task_id)


def assign(work: Work, task_id: int) -> None:
    """Give the task to its owner, who is told in private.

    Raises as `_form`, TaskFieldsMissing, DueInPast.
    """
    task, row, member = _form(work, task_id)
    _give(work, task, row, member)
    tell_members(work, TaskAssigned(task_id=task_id), {task.owner_id} - {member.id})
    _tell_others(work, task, member)


def assign_all(work: Work, resolution_id: int, task_ids: list[int]) -> None:
    """Give several tasks at once; each owner gets one message. All of them, or none.

    Raises NotAMember, NotPermitted, WrongStage, TaskFieldsMissing, DueInPast.
    """
    row, member = _may_give(work, resolution_id)
    owned: dict[int, list[int]] = {}
    for task_id in task_ids:
        task, of, _ = _form(work, task_id)
        if of.id != row.id:
            raise NotPermitted
        _give(work, task, row, member)
        owned.setdefault(task.owner_id or 0, []).append(task_id)
        _tell_others(work, task, member)
    for owner_id, ids in owned.items():
        several = TasksAssigned(task_ids=tuple(ids))
        notice = several if len(ids) > 1 else TaskAssigned(task_id=ids[0])
        tell_members(work, notice, {owner_id} - {member.id})


def _give(work: Work, task: TaskRow, row: ResolutionRow, member: MemberRow) -> None:
    known = {
        TaskField.OWNER: task.owner_id,
        TaskField.INSPECTOR: task.inspector_id,
        TaskField.DUE: task.due_on,
    }
    missing = tuple(field for field in NEEDED_TO_ASSIGN if known[field] is None)
    if missing or task.due_on is None:
        raise TaskFieldsMissing(task_id=task.id or 0, fields=missing)
    check_due(task.due_on, today=local_date(work.now))
    take_task_step(task, TaskStep.ASSIGN)
    task.assigned_at, task.due_set_on = work.now, local_date(work.now)
    write_history(work.session, task, TaskFact.ASSIGNED, by=member, now=work.now)
    work.record(
        "TaskAssigned", body_id=row.body_id, resolution_id=row.id, task_id=task.id,
        owner_id=task.owner_id, inspector_id=task.inspector_id, due_on=f"{task.due_on}",
    )  # fmt: skip
    work.touch(ResolutionCard(resolution_id=task.resolution_id))


def _tell_others(work: Work, task: TaskRow, member: MemberRow) -> None:
    """Tell helpers what they are wanted for; the inspector hears when there is something to judge."""
    assert task.id is not None
    helpers = {helper.member_id for helper in cooperators_of(work.session, task.id)}
    tell_members(work, TaskShared(task_id=task.id), helpers - {member.id, None})


def _may_give(work: Work, resolution_id: int) -> tuple[ResolutionRow, MemberRow]:
    row, member = resolution_for(work.session, work.who.user_id, resolution_id, Ability.ASSIGN_TASKS)
    check_stage(row, GIVEN_AT)
    return row, member


def _form(work: Work, task_id: int) -> tuple[TaskRow, ResolutionRow, MemberRow]:
    """Give a task that nobody has yet, to somebody who may give it.

    Raises NotAMember, NotPermitted, WrongStage, WrongTaskState.
    """
    task, row, member = task_for_head(work.session, work.who.user_id, task_id)
    check_stage(row, GIVEN_AT)
    if task.state is not TaskState.PROPOSED:
        raise WrongTaskState(state=task.state)
    return task, row, member


def _line(text: str, limit: int) -> str:
    return in_words(" ".join(text.split()), limit=limit)
