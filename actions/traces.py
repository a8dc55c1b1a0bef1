"""A person says where our draft meets what is required from above (S1.7, S1.9)."""

from rules.clauses import NodeKind
from rules.desk import ButtonExpired, TextTooLong
from rules.resolutions import IS_OPEN
from rules.traces import LONGEST_REASON, TraceKind
from storage.concretisation import documents_concretised, draft_to_trace
from storage.drafts import ClauseRow, current_draft
from storage.members import MemberRow, NotPermitted
from storage.resolutions import ResolutionRow, check_stage
from storage.traces import TraceRow, recount_covered, trace_of
from storage.upper_clauses import UpperClauseRow
from storage.upper_documents import UpperDocumentRow
from storage.work import Work


def cover(work: Work, resolution_id: int, upper_clause_id: int, clause_id: int) -> None:
    """Say which clause of our newest version covers a requirement.

    Raises as `_traceable`, ButtonExpired where the clause is of an older version.
    """
    row, member, document = _traceable(work, resolution_id, upper_clause_id)
    clause = work.session.get(ClauseRow, clause_id)
    draft = current_draft(work.session, resolution_id)
    if clause is None or clause.draft_id != draft.id or clause.kind is not NodeKind.CLAUSE:
        raise ButtonExpired
    trace = _trace(work, resolution_id, upper_clause_id, member)
    trace.kind, trace.clause_id, trace.reason = TraceKind.COVERED, clause_id, ""
    _keep(work, row, document, trace, member)


def leave_out(work: Work, resolution_id: int, upper_clause_id: int, reason: str) -> None:
    """Say why a requirement does not concern the body. Raises as `_traceable`, TextTooLong."""
    row, member, document = _traceable(work, resolution_id, upper_clause_id)
    reason = " ".join(reason.split())
    if len(reason) > LONGEST_REASON:
        raise TextTooLong(length=len(reason), limit=LONGEST_REASON)
    trace = _trace(work, resolution_id, upper_clause_id, member)
    trace.kind, trace.clause_id, trace.reason = TraceKind.NOT_APPLICABLE, None, reason
    _keep(work, row, document, trace, member)


def reopen(work: Work, resolution_id: int, upper_clause_id: int) -> None:
    """Take back what was said of a requirement. Raises as `_traceable`."""
    row, member, document = _traceable(work, resolution_id, upper_clause_id)
    trace = trace_of(work.session, upper_clause_id, resolution_id)
    if trace is None:
        return
    work.session.delete(trace)
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


def _keep(
    work: Work, row: ResolutionRow, document: UpperDocumentRow, trace: TraceRow, member: MemberRow
) -> None:
    work.session.add(trace)
    recount_covered(work.session, [document])
    fact = "RequirementCovered" if trace.kind is TraceKind.COVERED else "RequirementLeftOut"
    _record(work, fact, row, document, trace.upper_clause_id, member, clause_id=trace.clause_id)


def _record(
    work: Work, fact: str, row: ResolutionRow, document: UpperDocumentRow, upper_clause_id: int,
    member: MemberRow, **facts: int | None,
) -> None:  # fmt: skip
    work.record(
        fact, body_id=row.body_id, resolution_id=row.id, document_id=document.id,
        upper_clause_id=upper_clause_id, member_id=member.id, **facts,
    )  # fmt: skip
