"""What the clauses of an issued text propose as tasks: who, what, by when (S2.25).

Nothing here gives anybody a task; whom a phrase of the text means, a person decides.
"""

from datetime import date

from rules.assignments import GIVEN_AT, named, usual_due, usual_inspector
from rules.bodies import term_end
from rules.calendar import local_date
from rules.members import Ability
from rules.packs import pack_for
from rules.proposals import TaskProposal, propose_tasks
from rules.tasks import TaskSource, TaskState
from storage.bodies import body
from storage.calendar import work_calendar
from storage.drafts import ClauseRow, current_draft, outline_of, parts_of
from storage.inspections import inspectors_of
from storage.members import MemberRow
from storage.proposals import proposal_keys
from storage.resolutions import ResolutionRow, check_stage, resolution_for
from storage.task_access import people_of
from storage.tasks import CooperatorRow, TaskRow
from storage.work import Work


def propose(work: Work, resolution_id: int) -> None:
    """Write down what the text proposes. Asked again, only what is new is added.

    Raises NotAMember, NotPermitted, WrongStage.
    """
    row, member = resolution_for(work.session, work.who.user_id, resolution_id, Ability.ASSIGN_TASKS)
    check_stage(row, GIVEN_AT)
    seat = body(work.session, row.body_id)
    calendar = work_calendar(work.session)
    draft_id = current_draft(work.session, resolution_id).id or 0
    found = propose_tasks(
        outline_of(work.session, draft_id).nodes,
        today=local_date(work.now),
        term_end=term_end(seat.term, began_on=seat.term_began_on),
        is_working_day=calendar.is_working_day,
    )
    clauses = {part.position: part for part in parts_of(work.session, draft_id)}
    known = proposal_keys(work.session, resolution_id)
    count: dict[str, int] = {}
    for proposal in found:
        clause = clauses[proposal.clause]
        count[clause.key] = count.get(clause.key, 0) + 1
        key = f"{clause.key}:{count[clause.key]}"
        if key not in known:
            _write(work, row, member, proposal, clause, key)
    added = sum(count.values()) - len(known)
    work.record("TasksProposed", body_id=row.body_id, resolution_id=resolution_id, added=added)


def _write(
    work: Work,
    row: ResolutionRow,
    member: MemberRow,
    proposal: TaskProposal,
    clause: ClauseRow,
    key: str,
) -> None:
    assert row.id is not None
    assert member.id is not None
    task = TaskRow(
        resolution_id=row.id,
        state=TaskState.PROPOSED,
        source=TaskSource.TEXT,
        proposal_key=key,
        clause_key=clause.key,
        clause_path=clause.path,
        what=proposal.what,
        said_owner=proposal.who,
        said_due=proposal.due.phrase if proposal.due else "",
        inspector_id=usual_inspector(inspectors_of(work.session, row.id), None),
        due_on=_due(work, row, proposal),
        due_set_on=local_date(work.now),
        target_value=float(proposal.target.value) if proposal.target else None,
        target_unit=proposal.target.unit if proposal.target else "",
        created_by_id=member.id,
        created_at=work.now,
    )
    work.session.add(task)
    work.session.flush()
    people = people_of(work.session, row.body_id)
    for name in dict.fromkeys(proposal.cooperating):
        same = named(name, people)
        helper_id = same[0].id if len(same) == 1 else None
        helper = CooperatorRow(task_id=task.id or 0, member_id=helper_id, name=name)
        work.session.add(helper)


def _due(work: Work, row: ResolutionRow, proposal: TaskProposal) -> date:
    """Take the date of the text; where it names none, or one that has passed, the usual span."""
    today = local_date(work.now)
    if proposal.due and proposal.due.on >= today:
        return proposal.due.on
    spans = pack_for(body(work.session, row.body_id).kind, on=today).spans
    return usual_due(spans, today=today, calendar=work_calendar(work.session))
