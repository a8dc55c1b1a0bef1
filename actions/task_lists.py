"""Lists of tasks: read from a file, shown in whole, given in whole (S2.13)."""

from rules.assignments import GIVEN_AT, usual_inspector
from rules.calendar import local_date
from rules.folding import fold
from rules.members import Ability, may
from rules.sheets import Table
from rules.task_lists import (
    ChooseListed,
    Known,
    ReadTable,
    ReadTaskList,
    TaskEntry,
    TaskListRead,
    check_task_list,
)
from rules.tasks import TaskSource, TaskState, TaskStep
from storage.drafts import ClauseRow, clauses_of, current_draft
from storage.inspections import inspectors_of
from storage.members import MemberRow, NotAMember, NotPermitted, memberships
from storage.proposals import listed_proposals_of, proposals_of
from storage.resolutions import ResolutionRow, check_stage, resolution, resolution_for, resolutions_of
from storage.task_access import people_of
from storage.tasks import CooperatorRow, TaskRow, take_task_step, tasks_of
from storage.work import Work


def fetch_list(work: Work, resolution_id: int, *, chat_id: int, file_id: str, file_name: str) -> None:
    """Have a list fetched for a resolution. Raises NotAMember, NotPermitted, WrongStage."""
    row, member = resolution_for(work.session, work.who.user_id, resolution_id, Ability.ASSIGN_TASKS)
    check_stage(row, GIVEN_AT)
    work.run(
        ReadTaskList(
            chat_id=chat_id, resolution_id=resolution_id, member_id=member.id or 0,
            file_id=file_id, file_name=file_name,
        )
    )  # fmt: skip


def fetch_unasked(work: Work, *, chat_id: int, file_id: str, file_name: str) -> None:
    """Have a table fetched that nobody has asked for: a roster or a list of tasks.

    Raises NotAMember, NotPermitted.
    """
    people = memberships(work.session, work.who.user_id)
    if not people:
        raise NotAMember
    if not any(
        may(who.role, Ability.KEEP_ROSTER) or may(who.role, Ability.ASSIGN_TASKS) for who in people
    ):
        raise NotPermitted(ability=Ability.KEEP_ROSTER)
    user_id = people[0].user_id
    assert user_id is not None
    work.run(ReadTable(chat_id=chat_id, user_id=user_id, file_id=file_id, file_name=file_name))


def place_list(work: Work, errand: ReadTable) -> None:
    """Find the resolution for which an unasked list is: the only one there is, or the one chosen.

    Raises NotAMember, NotPermitted where there is none.
    """
    rows = resolutions_for_lists(work, errand.user_id)
    if not rows:
        raise NotPermitted(ability=Ability.ASSIGN_TASKS)
    chosen = ChooseListed(file_id=errand.file_id, file_name=errand.file_name)
    if len(rows) > 1:
        work.tell(chosen, chat_id=errand.chat_id)
        return
    ((row, member),) = rows
    work.run(
        ReadTaskList(
            chat_id=errand.chat_id, resolution_id=row.id or 0, member_id=member.id or 0,
            file_id=errand.file_id, file_name=errand.file_name,
        )
    )  # fmt: skip


def resolutions_for_lists(work: Work, user_id: int) -> list[tuple[ResolutionRow, MemberRow]]:
    """Give the resolutions for which somebody may give tasks now, with their line of the roster."""
    return [
        (row, member)
        for member in memberships(work.session, user_id)
        if may(member.role, Ability.ASSIGN_TASKS)
        for row in resolutions_of(work.session, member.body_id, GIVEN_AT)
    ]


def take_list(work: Work, errand: ReadTaskList, table: Table) -> None:
    """Keep what a list proposes; nobody is given anything yet. An older list is let go.

    Raises NotPermitted, WrongStage, TaskColumnMissing, TaskListEmpty, TaskListWrong.
    """
    row = resolution(work.session, errand.resolution_id)
    check_stage(row, GIVEN_AT)
    member = work.session.get_one(MemberRow, errand.member_id)
    if member.left_at is not None or not may(member.role, Ability.ASSIGN_TASKS):
        raise NotPermitted(ability=Ability.ASSIGN_TASKS)
    _let_go(work, errand.resolution_id)
    clauses = clauses_of(work.session, current_draft(work.session, errand.resolution_id).id or 0)
    entries = check_task_list(table, _known(work, row, clauses), resolution_id=errand.resolution_id)
    by_path = {clause.path: clause for clause in clauses}
    by_name = {who.full_name: who.id for who in people_of(work.session, row.body_id)}
    for entry in entries:
        task = _propose(work, row, member, entry, by_path.get(entry.clause_path))
        for name in entry.cooperating:
            if by_name.get(name) != entry.owner_id:
                helper = CooperatorRow(task_id=task.id or 0, member_id=by_name.get(name), name=name)
                work.session.add(helper)
    work.record("TaskListRead", body_id=row.body_id, resolution_id=row.id, tasks=len(entries))
    work.tell(TaskListRead(resolution_id=errand.resolution_id), chat_id=errand.chat_id)


def drop_list(work: Work, resolution_id: int) -> None:
    """Give up what a list proposes. Raises NotAMember, NotPermitted."""
    row, _ = resolution_for(work.session, work.who.user_id, resolution_id, Ability.ASSIGN_TASKS)
    _let_go(work, resolution_id)
    work.record("TaskListDropped", body_id=row.body_id, resolution_id=resolution_id)


def _let_go(work: Work, resolution_id: int) -> None:
    for task in listed_proposals_of(work.session, resolution_id):
        take_task_step(task, TaskStep.DROP)
    work.session.flush()


def _known(work: Work, row: ResolutionRow, clauses: list[ClauseRow]) -> Known:
    assert row.id is not None
    tasks = [*tasks_of(work.session, row.id), *proposals_of(work.session, row.id)]
    return Known(
        people=people_of(work.session, row.body_id),
        paths=frozenset(clause.path for clause in clauses),
        tasks=frozenset(fold(task.what) for task in tasks),
        today=local_date(work.now),
    )


def _propose(
    work: Work,
    row: ResolutionRow,
    member: MemberRow,
    entry: TaskEntry,
    clause: ClauseRow | None,
) -> TaskRow:
    planned = inspectors_of(work.session, row.id or 0)
    task = TaskRow(
        resolution_id=row.id or 0,
        state=TaskState.PROPOSED,
        source=TaskSource.SHEET,
        what=entry.what,
        owner_id=entry.owner_id,
        inspector_id=entry.inspector_id or usual_inspector(planned, entry.owner_id),
        due_on=entry.due_on,
        due_set_on=local_date(work.now),
        product=entry.product,
        target_value=entry.target.value if entry.target else None,
        target_unit=entry.target.unit if entry.target else "",
        baseline=entry.target.baseline if entry.target else None,
        clause_key=clause.key if clause else None,
        clause_path=clause.path if clause else "",
        created_by_id=member.id or 0,
        created_at=work.now,
    )
    work.session.add(task)
    work.session.flush()
    return task
