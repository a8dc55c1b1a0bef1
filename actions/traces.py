"""A person says where our draft meets what is required from above (S1.7, S1.9)."""

from rules.clauses import NodeKind
from rules.desk import ButtonExpired, TextTooLong
from rules.resolutions import IS_OPEN
from rules.traces import LONGEST_REASON, TraceKind
from storage.concretisation import documents_concretised, draft_to_trace
from storage.drafts import ClauseRow, current_draft
from storage.members import MemberRow, NotPermitted
from storage.resolutions import ResolutionRow, check_stage
from storage.traces import (
    TraceRow,
    clauses_named,
    forget_trace,
    name_clauses,
    recount_covered,
    trace_of,
)
from storage.upper_clauses import UpperClauseRow
from storage.upper_documents import UpperDocumentRow
from storage.work import Work


def cover(work: Work, resolution_id: int, upper_clause_id: int, clause_id: int) -> None:
    """Say that a clause of our newest version covers a requirement, beside those said before.

    What was named and is lost is let go by it: whoever names a clause has looked at the others.
    Raises as `_traceable`, ButtonExpired where the clause is of an older version.
    """
    row, member, document = _traceable(work, resolution_id, upper_clause_id)
    _check_clause(work, resolution_id, clause_id)
    trace = _trace(work, resolution_id, upper_clause_id, member)
    named = clauses_named(work.session, trace) if trace.id else []
    trace.kind, trace.reason = TraceKind.COVERED, ""
    name_clauses(work.session, trace, dict.fromkeys([*named, clause_id]))
    _keep(work, row, document, trace, member, clause_id=clause_id)


def uncover(work: Work, resolution_id: int, upper_clause_id: int, clause_id: int) -> None:
    """Say that a clause does not cover a requirement after all; without any it is open again.

    Raises as `_traceable`.
    """
    row, member, document = _traceable(work, resolution_id, upper_clause_id)
    trace = trace_of(work.session, upper_clause_id, resolution_id)
    named = clauses_named(work.session, trace) if trace else []
    if trace is None or clause_id not in named:
        return
    named.remove(clause_id)
    if named:
        name_clauses(work.session, trace, named)
    else:
        forget_trace(work.session, trace)
    recount_covered(work.session, [document])
    _record(work, "RequirementUncovered", row, document, upper_clause_id, member, clause_id=clause_id)


def confirm(work: Work, resolution_id: int, upper_clause_id: int) -> None:
    """Say that the clauses which are left cover a requirement, whatever was lost beside them.

    Raises as `_traceable`, ButtonExpired where none is left.
    """
    row, member, document = _traceable(work, resolution_id, upper_clause_id)
    trace = trace_of(work.session, upper_clause_id, resolution_id)
    named = clauses_named(work.session, trace) if trace else []
    if not named:
        raise ButtonExpired
    trace = _trace(work, resolution_id, upper_clause_id, member)
    name_clauses(work.session, trace, named)
    _keep(work, row, document, trace, member)


def leave_out(work: Work, resolution_id: int, upper_clause_id: int, reason: str) -> None:
    """Say why a requirement does not concern the body. Raises as `_traceable`, TextTooLong."""
    row, member, document = _traceable(work, resolution_id, upper_clause_id)
    reason = " ".join(reason.split())
    if len(reason) > LONGEST_REASON:
        raise TextTooLong(length=len(reason), limit=LONGEST_REASON)
    trace = _trace(work, resolution_id, upper_clause_id, member)
    trace.kind, trace.reason = TraceKind.NOT_APPLICABLE, reason
    name_clauses(work.session, trace, ())
    _keep(work, row, document, trace, member)


def reopen(work: Work, resolution_id: int, upper_clause_id: int) -> None:
    """Take back what was said of a requirement. Raises as `_traceable`."""
    row, member, document = _traceable(work, resolution_id, upper_clause_id)
    trace = trace_of(work.session, upper_clause_id, resolution_id)
    if trace is None:
        return
    forget_trace(work.session, trace)
    recount_covered(work.session, [document])
    _record(work, "TraceTakenBack", row, document, upper_clause_id, member)


def _traceable(
    work: Work, resolution_id: int, upper_clause_id: int
) -> tuple[ResolutionRow, MemberRow, UpperDocumentRow]:
    """Give a draft and the document of a requirement that it concretises.

    Raises NotAMember, NotPermitted, WrongStage, ButtonExpired where it is not linked any more.
    """
    row, member = draft_to_trace(work.session, work.who.user_id, resolution_id)
    check_stage(row, IS_OPEN)
    upper = work.session.get(UpperClauseRow, upper_clause_id)
    if upper is None:
        raise NotPermitted
    for document in documents_concretised(work.session, resolution_id):
        if document.id == upper.document_id:
            return row, member, document
    raise ButtonExpired


def _trace(work: Work, resolution_id: int, upper_clause_id: int, member: MemberRow) -> TraceRow:
    known = trace_of(work.session, upper_clause_id, resolution_id)
    trace = known or TraceRow(
        upper_clause_id=upper_clause_id, resolution_id=resolution_id, kind=TraceKind.COVERED,
        decided_by_id=member.id or 0, decided_at=work.now,
    )  # fmt: skip
    trace.decided_by_id, trace.decided_at = member.id or 0, work.now
    return trace


def _check_clause(work: Work, resolution_id: int, clause_id: int) -> None:
    clause = work.session.get(ClauseRow, clause_id)
    draft = current_draft(work.session, resolution_id)
    if clause is None or clause.draft_id != draft.id or clause.kind is not NodeKind.CLAUSE:
        raise ButtonExpired


def _keep(
    work: Work, row: ResolutionRow, document: UpperDocumentRow, trace: TraceRow, member: MemberRow,
    **facts: int,
) -> None:  # fmt: skip
    recount_covered(work.session, [document])
    fact = "RequirementCovered" if trace.kind is TraceKind.COVERED else "RequirementLeftOut"
    _record(work, fact, row, document, trace.upper_clause_id, member, **facts)


def _record(
    work: Work, fact: str, row: ResolutionRow, document: UpperDocumentRow, upper_clause_id: int,
    member: MemberRow, **facts: int,
) -> None:  # fmt: skip
    work.record(
        fact, body_id=row.body_id, resolution_id=row.id, document_id=document.id,
        upper_clause_id=upper_clause_id, member_id=member.id, **facts,
    )  # fmt: skip
