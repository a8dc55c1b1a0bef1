"""Where each requirement from above stands in a draft: our clauses, and the tasks born of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import UniqueConstraint, and_, delete, func, select
from sqlmodel import Field, Session, SQLModel, col
from sqlmodel import select as select_rows

from rules.traces import UNCOVERED, Standing, TraceKind
from storage import columns
from storage.concretisation import ConcretisationRow, documents_concretised
from storage.drafts import ClauseRow, current_draft
from storage.tasks import TaskRow
from storage.trace_tasks import tasks_below
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
    reason: str = columns.text(default="")
    is_lost: bool = False  # a clause that was named is not in the newest version, or nobody knows where
    decided_by_id: int = columns.reference("member.id", index=False)
    decided_at: datetime


class TraceClauseRow(SQLModel, table=True):
    """A clause of ours that covers a requirement, in the version of the day on which it was said."""

    __tablename__ = "trace_clause"

    trace_id: int = Field(foreign_key="trace.id", primary_key=True, sa_type=columns.BigKey)
    clause_id: int = Field(foreign_key="clause.id", primary_key=True, sa_type=columns.BigKey)


@dataclass(frozen=True, kw_only=True)
class Own:
    """A clause of our newest version, and the tasks born of it."""

    clause: ClauseRow
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True, kw_only=True)
class Traced:
    """One requirement, where it stands in the newest version of a draft, and what came of it."""

    document: UpperDocumentRow
    upper: UpperClauseRow
    standing: Standing
    trace: TraceRow | None
    #: the clauses of ours that cover it, in the order of the text; of a split one all parts
    ours: tuple[Own, ...]
    #: those that were named and are left out now, or of which nobody knows where they went
    lost: tuple[ClauseRow, ...]

    @property
    def tasks(self) -> tuple[TaskRow, ...]:
        """All tasks born of the clauses that cover it."""
        return tuple(task for own in self.ours for task in own.tasks)


_TRACE = columns.table_of(TraceRow)
_HUNG = columns.table_of(TraceClauseRow)
_UPPER = columns.table_of(UpperClauseRow)
_LINK = columns.table_of(ConcretisationRow)
_LINKED = and_(
    _LINK.c.document_id == _UPPER.c.document_id, _LINK.c.resolution_id == _TRACE.c.resolution_id
)


def traced(session: Session, resolution_id: int) -> list[Traced]:
    """Give what is required by what a resolution concretises, in the order of those texts."""
    documents = {row.id or 0: row for row in documents_concretised(session, resolution_id)}
    if not documents:
        return []
    required = _required(session, list(documents))
    traces = _traces(session, resolution_id, list(documents))
    elsewhere = _covered_elsewhere(session, resolution_id, list(documents))
    hung = _hung(session, traces.values())
    places = _places(session, resolution_id, hung)
    standing = {c.id: c for place in places.values() for c in place.clauses}
    tasks = tasks_below(session, resolution_id, list(standing.values())) if standing else {}
    clauses = _lost(session, places)
    found = []
    for upper in required:
        trace = traces.get(upper.id or 0)
        named = hung.get(trace.id or 0, []) if trace else []
        ours = {c.id: c for each in named for c in places[each].clauses}
        lost = tuple(clauses[each] for each in named if each in clauses)
        found.append(
            Traced(
                document=documents[upper.document_id], upper=upper, trace=trace, lost=lost,
                standing=_standing(
                    trace, has_any=bool(ours), has_lost=bool(lost), is_elsewhere=upper.id in elsewhere
                ),
                ours=tuple(
                    Own(clause=each, tasks=tasks.get(each.id or 0, ()))
                    for each in sorted(ours.values(), key=lambda each: each.position)
                ),
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


def clauses_named(session: Session, trace: TraceRow) -> list[int]:
    """Give the clauses of our newest version that cover what was traced, as they stand there now."""
    hung = _hung(session, [trace])
    places = _places(session, trace.resolution_id, hung)
    return list(dict.fromkeys(c.id or 0 for place in places.values() for c in place.clauses))


def name_clauses(session: Session, trace: TraceRow, clause_ids: Iterable[int]) -> None:
    """Let these clauses of our newest version be the ones that cover what was traced, and no others."""
    session.add(trace)
    session.flush()
    session.connection().execute(delete(_HUNG).where(_HUNG.c.trace_id == trace.id))
    for clause_id in clause_ids:
        session.add(TraceClauseRow(trace_id=trace.id or 0, clause_id=clause_id))
    trace.is_lost = False
    session.flush()


def forget_trace(session: Session, trace: TraceRow) -> None:
    """Take back what was said of a requirement."""
    name_clauses(session, trace, ())
    session.delete(trace)


def follow_traces(session: Session, resolution_id: int) -> list[TraceRow]:
    """See after a new version which clauses are still there, count anew, and give what it lost."""
    rows = session.exec(select_rows(TraceRow).where(TraceRow.resolution_id == resolution_id)).all()
    hung = _hung(session, rows)
    places = _places(session, resolution_id, hung)
    new = []
    for row in rows:
        is_lost = any(not places[each].clauses for each in hung.get(row.id or 0, ()))
        new += [row] if is_lost and not row.is_lost else []
        row.is_lost = is_lost
    recount_covered(session, documents_concretised(session, resolution_id))
    return new


def recount_covered(session: Session, rows: Sequence[UpperDocumentRow]) -> None:
    """Count anew how much of some documents has been spoken for, in linked resolutions alone.

    What hangs on a clause that is lost does not count.
    """
    session.flush()
    counted = session.connection().execute(
        select(_UPPER.c.document_id, func.count(_UPPER.c.id.distinct()))
        .join(_TRACE, _TRACE.c.upper_clause_id == _UPPER.c.id)
        .join(_LINK, _LINKED)
        .where(_UPPER.c.document_id.in_([row.id for row in rows]), _UPPER.c.is_required)
        .where(_TRACE.c.is_lost.is_(False))
        .group_by(_UPPER.c.document_id)
    )
    found = {document_id: count for document_id, count in counted}  # noqa: C416  rows are no pairs
    for row in rows:
        row.covered = found.get(row.id, 0)


def _standing(trace: TraceRow | None, *, has_any: bool, has_lost: bool, is_elsewhere: bool) -> Standing:
    if trace is not None and trace.kind is TraceKind.NOT_APPLICABLE:
        return Standing.NOT_APPLICABLE
    if has_any:
        return Standing.PARTLY if has_lost else Standing.COVERED
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


def _hung(session: Session, traces: Iterable[TraceRow]) -> dict[int, list[int]]:
    """Give the clauses that were named, by trace."""
    found: dict[int, list[int]] = {}
    for row in session.exec(
        select_rows(TraceClauseRow)
        .where(col(TraceClauseRow.trace_id).in_([each.id for each in traces]))
        .order_by(col(TraceClauseRow.trace_id), col(TraceClauseRow.clause_id))
    ):
        found.setdefault(row.trace_id, []).append(row.clause_id)
    return found


def _places(session: Session, resolution_id: int, hung: dict[int, list[int]]) -> dict[int, Counterpart]:
    """Give where the clauses that were named stand in the newest version."""
    named = {each for held in hung.values() for each in held}
    return counterparts(session, named, current_draft(session, resolution_id).id or 0) if named else {}


def _lost(session: Session, places: dict[int, Counterpart]) -> dict[int, ClauseRow]:
    """Give the clauses that do not stand anywhere now, as they were."""
    gone = [each for each, place in places.items() if not place.clauses]
    if not gone:
        return {}
    rows = session.exec(select_rows(ClauseRow).where(col(ClauseRow.id).in_(gone)))
    return {row.id: row for row in rows if row.id is not None}


def _covered_elsewhere(session: Session, resolution_id: int, document_ids: list[int]) -> set[int]:
    """Give the requirements that another resolution covers which concretises the same document."""
    rows = session.connection().execute(
        select(_UPPER.c.id)
        .join(_TRACE, _TRACE.c.upper_clause_id == _UPPER.c.id)
        .join(_LINK, _LINKED)
        .where(_UPPER.c.document_id.in_(document_ids), _TRACE.c.resolution_id != resolution_id)
        .where(_TRACE.c.kind == TraceKind.COVERED, _TRACE.c.is_lost.is_(False))
    )
    return {row.id for row in rows}
