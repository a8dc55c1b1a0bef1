"""Where each requirement from above stands in a draft: the clause of ours, and the tasks born of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import UniqueConstraint, and_, func, select
from sqlmodel import Session, SQLModel, col
from sqlmodel import select as select_rows

from rules.traces import UNCOVERED, Standing, TraceKind
from storage import columns
from storage.concretisation import ConcretisationRow, documents_concretised
from storage.drafts import ClauseRow, current_draft, parts_of
from storage.tasks import TaskRow, tasks_of
from storage.upper_clauses import UpperClauseRow
from storage.upper_documents import UpperDocumentRow
from storage.versions import Counterpart, counterparts


class TraceRow(SQLModel, table=True):
    """What a person said of one requirement and one resolution of ours."""

    __tablename__ = "trace"
    __table_args__ = (UniqueConstraint("upper_clause_id", "resolution_id"),)

    id: int | None = columns.key()
    upper_clause_id: int = columns.reference("upper_clause.id", index=False)
    resolution_id: int = columns.reference("resolution.id")
    kind: TraceKind = columns.state(TraceKind)
    clause_id: int | None = columns.reference("clause.id", default=None, index=False)
    reason: str = columns.text(default="")
    decided_by_id: int = columns.reference("member.id", index=False)
    decided_at: datetime


@dataclass(frozen=True, kw_only=True)
class Traced:
    """One requirement, where it stands in the newest version of a draft, and what came of it."""

    document: UpperDocumentRow
    upper: UpperClauseRow
    standing: Standing
    trace: TraceRow | None
    #: the clause of ours that covers it, or all into which it was split
    ours: tuple[ClauseRow, ...]
    tasks: tuple[TaskRow, ...]


_TRACE = columns.table_of(TraceRow)
_UPPER = columns.table_of(UpperClauseRow)
_LINK = columns.table_of(ConcretisationRow)


def traced(session: Session, resolution_id: int) -> list[Traced]:
    """Give what is required by what a resolution concretises, in the order of those texts."""
    documents = {row.id or 0: row for row in documents_concretised(session, resolution_id)}
    required = _required(session, list(documents))
    traces = _traces(session, resolution_id, list(documents))
    elsewhere = _covered_elsewhere(session, resolution_id, list(documents))
    hung = [each.clause_id for each in traces.values() if each.clause_id is not None]
    places = counterparts(session, hung, current_draft(session, resolution_id).id or 0) if hung else {}
    tasks = _TasksByClause(session, resolution_id) if places else None
    found = []
    for upper in required:
        trace = traces.get(upper.id or 0)
        place = places.get(trace.clause_id) if trace and trace.clause_id is not None else None
        ours = place.clauses if place else ()
        standing = _standing(trace, place, is_elsewhere=upper.id in elsewhere)
        found.append(
            Traced(
                document=documents[upper.document_id], upper=upper, standing=standing, trace=trace,
                ours=ours, tasks=tasks.below(ours) if tasks else (),
            )
        )  # fmt: skip
    return found


def uncovered(session: Session, resolution_id: int) -> list[Traced]:
    """Give the requirements of which something is still to be said (S1.9)."""
    return [each for each in traced(session, resolution_id) if each.standing in UNCOVERED]


def next_open(session: Session, resolution_id: int, *, after: int | None) -> int | None:
    """Give the requirement of which something is still to be said, next in the order of the texts."""
    everything = traced(session, resolution_id)
    place = next((n for n, each in enumerate(everything) if each.upper.id == after), -1)
    left = [each for each in everything[place + 1 :] if each.standing in UNCOVERED]
    return left[0].upper.id if left else None


def trace_of(session: Session, upper_clause_id: int, resolution_id: int) -> TraceRow | None:
    """Give what was said of a requirement and a resolution."""
    return session.exec(
        select_rows(TraceRow).where(
            TraceRow.upper_clause_id == upper_clause_id, TraceRow.resolution_id == resolution_id
        )
    ).first()


def recount_covered(session: Session, rows: Sequence[UpperDocumentRow]) -> None:
    """Count anew how much of some documents has been spoken for, in linked resolutions alone."""
    session.flush()
    counted = session.connection().execute(
        select(_UPPER.c.document_id, func.count(_UPPER.c.id.distinct()))
        .join(_TRACE, _TRACE.c.upper_clause_id == _UPPER.c.id)
        .join(
            _LINK,
            and_(_LINK.c.document_id == _UPPER.c.document_id,
                 _LINK.c.resolution_id == _TRACE.c.resolution_id),
        )
        .where(_UPPER.c.document_id.in_([row.id for row in rows]), _UPPER.c.is_required)
        .group_by(_UPPER.c.document_id)
    )  # fmt: skip
    found = {document_id: count for document_id, count in counted}  # noqa: C416  rows are no pairs
    for row in rows:
        row.covered = found.get(row.id, 0)


def _standing(trace: TraceRow | None, place: Counterpart | None, *, is_elsewhere: bool) -> Standing:
    if trace is not None and trace.kind is TraceKind.NOT_APPLICABLE:
        return Standing.NOT_APPLICABLE
    if place is not None and place.clauses:
        return Standing.COVERED
    if is_elsewhere:
        return Standing.ELSEWHERE
    return Standing.OPEN if trace is None else Standing.LOST


def _required(session: Session, document_ids: list[int]) -> list[UpperClauseRow]:
    """Give what is required of the documents, in the order in which they are given."""
    rows = session.exec(
        select_rows(UpperClauseRow)
        .where(col(UpperClauseRow.document_id).in_(document_ids))
        .where(col(UpperClauseRow.is_required))
    )
    return sorted(rows, key=lambda row: (document_ids.index(row.document_id), row.position))


def _traces(session: Session, resolution_id: int, document_ids: list[int]) -> dict[int, TraceRow]:
    rows = session.exec(
        select_rows(TraceRow)
        .join(UpperClauseRow, col(UpperClauseRow.id) == TraceRow.upper_clause_id)
        .where(TraceRow.resolution_id == resolution_id)
        .where(col(UpperClauseRow.document_id).in_(document_ids))
    )
    return {row.upper_clause_id: row for row in rows}


def _covered_elsewhere(session: Session, resolution_id: int, document_ids: list[int]) -> set[int]:
    """Give the requirements that another resolution covers which concretises the same document."""
    rows = session.connection().execute(
        select(_UPPER.c.id)
        .join(_TRACE, _TRACE.c.upper_clause_id == _UPPER.c.id)
        .join(
            _LINK,
            and_(_LINK.c.document_id == _UPPER.c.document_id,
                 _LINK.c.resolution_id == _TRACE.c.resolution_id),
        )
        .where(_UPPER.c.document_id.in_(document_ids), _TRACE.c.resolution_id != resolution_id)
        .where(_TRACE.c.kind == TraceKind.COVERED)
    )  # fmt: skip
    return {row.id for row in rows}


class _TasksByClause:
    """The tasks of a resolution by the clause of its newest version that they were born of."""

    def __init__(self, session: Session, resolution_id: int) -> None:
        self._parts = parts_of(session, current_draft(session, resolution_id).id or 0)
        self._tasks: dict[str, list[TaskRow]] = {}
        for task in tasks_of(session, resolution_id):
            if task.clause_key is not None:
                self._tasks.setdefault(task.clause_key, []).append(task)

    def below(self, clauses: Sequence[ClauseRow]) -> tuple[TaskRow, ...]:
        """Give the tasks of some clauses and of all that they hold."""
        held = {clause.position for clause in clauses}
        found: list[TaskRow] = []
        for part in self._parts:
            if part.parent_position in held:
                held.add(part.position)
            if part.position in held:
                found += self._tasks.get(part.key, ())
        return tuple(found)
