"""Where a draft says what resolutions in force say already, and what a person notes of it (S1.10).

The comparison is a search in the background: some texts at a time, whose results are kept here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import UniqueConstraint, delete, func
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, SQLModel, col, select

from rules.clauses import Node, NodeKind
from rules.overlaps import FindOverlaps, FoundOverlap, InForce, OverlapChoice
from rules.resolutions import Stage
from storage import columns
from storage.drafts import ClauseRow, DraftRow, current_draft, parts_of
from storage.parts import nodes_of
from storage.resolutions import ResolutionRow, resolution
from storage.versions import counterparts

COMPARED_AT_ONCE = 50
"""So many texts in force are compared before what was found is stored and shown: some seconds."""

GIVEN_UP_AFTER = timedelta(minutes=15)
"""Two thousand texts take a minute or two; a comparison that was lost can be begun anew by then."""

IN_FORCE = (Stage.ADOPTED, Stage.ISSUED, Stage.REVIEWED)


class OverlapSearchRow(SQLModel, table=True):
    """The comparison of one version with the texts in force: how far it has come."""

    __tablename__ = "overlap_search"
    __table_args__ = (UniqueConstraint("draft_id"),)

    id: int | None = columns.key()
    draft_id: int = columns.reference("draft.id", index=False)
    texts: int  # in force when it was begun
    id_sum: int = Field(sa_type=columns.BigKey)  # of those texts: tells two sets of one size apart
    number: int = 0  # how often it was begun: an earlier one that still runs ends by itself
    compared: int = 0
    begun_at: datetime
    ended_at: datetime | None = None  # also where it could not be finished


class OverlapRow(SQLModel, table=True):
    """A clause of a version and the likest one in force."""

    __tablename__ = "overlap"
    __table_args__ = (UniqueConstraint("clause_id"),)

    id: int | None = columns.key()
    draft_id: int = columns.reference("draft.id")
    clause_id: int = columns.reference("clause.id", index=False)
    other_clause_id: int = columns.reference("clause.id", index=False)
    likeness: int  # percent
    besides: int = 0  # so many other texts have a clause that is nearly the same


class OverlapNoteRow(SQLModel, table=True):
    """What a person noted of one clause of a draft and one in force."""

    __tablename__ = "overlap_note"
    __table_args__ = (UniqueConstraint("clause_id", "other_clause_id"),)

    id: int | None = columns.key()
    resolution_id: int = columns.reference("resolution.id")
    clause_id: int = columns.reference("clause.id", index=False)
    other_clause_id: int = columns.reference("clause.id", index=False)
    choice: OverlapChoice = columns.state(OverlapChoice)
    decided_by_id: int = columns.reference("member.id", index=False)
    decided_at: datetime


@dataclass(frozen=True, kw_only=True)
class Overlapping:
    """A clause of the newest version and the one in force that says nearly the same."""

    ours: ClauseRow
    other: ClauseRow
    resolution: ResolutionRow  # in force
    likeness: int  # percent
    besides: int  # so many other texts in force say it too
    note: OverlapNoteRow | None


@dataclass(frozen=True, kw_only=True)
class TextInForce:
    """A text that a draft is compared with: the numbers and words of its clauses."""

    resolution_id: int
    clause_ids: tuple[int, ...]
    clauses: tuple[str, ...]


_OVERLAP = columns.table_of(OverlapRow)
_RESOLUTION = columns.table_of(ResolutionRow)
_CLAUSE = columns.table_of(ClauseRow)
_DRAFT = columns.table_of(DraftRow)


def overlaps_of(session: Session, row: ResolutionRow) -> list[Overlapping]:
    """Give what was found so far of the newest version, in the order of the draft.

    A resolution that is not in force any more has no say.
    """
    ours, other = aliased(ClauseRow), aliased(ClauseRow)
    found = session.exec(
        select(OverlapRow, ours, other, ResolutionRow)
        .join(ours, col(ours.id) == OverlapRow.clause_id)
        .join(other, col(other.id) == OverlapRow.other_clause_id)
        .join(DraftRow, col(DraftRow.id) == other.draft_id)
        .join(ResolutionRow, col(ResolutionRow.id) == DraftRow.resolution_id)
        .where(OverlapRow.draft_id == current_draft(session, row.id or 0).id)
        .where(col(ResolutionRow.stage).in_(IN_FORCE))
        .order_by(col(ours.position))
    ).all()
    notes = _notes(session, row.id or 0) if found else {}
    return [
        Overlapping(
            ours=own,
            other=theirs,
            resolution=in_force,
            likeness=each.likeness,
            besides=each.besides,
            note=notes.get((each.clause_id, each.other_clause_id)),
        )
        for each, own, theirs, in_force in found
    ]


def search_of(session: Session, draft_id: int) -> OverlapSearchRow | None:
    """Give how far the comparison of a version has come; None where it was never begun."""
    return session.exec(select(OverlapSearchRow).where(OverlapSearchRow.draft_id == draft_id)).first()


def is_running(search: OverlapSearchRow | None, *, now: datetime) -> bool:
    """Tell whether a comparison is under way; one that hears nothing any more may be begun anew."""
    return search is not None and search.ended_at is None and now - search.begun_at < GIVEN_UP_AFTER


def texts_in_force(session: Session, row: ResolutionRow) -> InForce:
    """Say which texts of its body a resolution is to be compared with."""
    counted = session.connection().execute(
        select_columns(func.count(), func.coalesce(func.sum(_RESOLUTION.c.id), 0)).where(*_is_other(row))
    )
    texts, id_sum = counted.one()
    return InForce(texts=texts, id_sum=int(id_sum))


def begin_search(session: Session, row: ResolutionRow, *, now: datetime) -> FindOverlaps | None:
    """Begin to compare the newest version anew; None where no text is in force to compare it with.

    What was found of older versions goes: nobody asks for it any more.
    """
    draft_id = current_draft(session, row.id or 0).id or 0
    there = texts_in_force(session, row)
    if not there.texts:
        return None
    versions = select_columns(_DRAFT.c.id).where(_DRAFT.c.resolution_id == row.id)
    session.connection().execute(delete(_OVERLAP).where(_OVERLAP.c.draft_id.in_(versions)))
    search = search_of(session, draft_id) or OverlapSearchRow(
        draft_id=draft_id, texts=0, id_sum=0, begun_at=now
    )
    search.number, search.texts, search.id_sum = search.number + 1, there.texts, there.id_sum
    search.compared, search.begun_at, search.ended_at = 0, now, None
    session.add(search)
    session.flush()
    return FindOverlaps(draft_id=draft_id, number=search.number)


def texts_to_compare(
    session: Session, draft_id: int, *, before_id: int | None, limit: int = COMPARED_AT_ONCE
) -> tuple[list[tuple[Node, int]], list[TextInForce]]:
    """Give the parts of a version with their numbers, and the next texts in force, the newest first."""
    row = resolution(session, session.get_one(DraftRow, draft_id).resolution_id)
    wanted = select_columns(_RESOLUTION.c.id).where(*_is_other(row))
    if before_id is not None:
        wanted = wanted.where(_RESOLUTION.c.id < before_id)
    ids = session.connection().execute(wanted.order_by(_RESOLUTION.c.id.desc()).limit(limit)).scalars()
    newest = {each: current_draft(session, each).id or 0 for each in ids}
    clauses: dict[int, list[Any]] = {each: [] for each in newest.values()}
    for clause in session.connection().execute(
        select_columns(_CLAUSE.c.id, _CLAUSE.c.draft_id, _CLAUSE.c.text)
        .where(_CLAUSE.c.draft_id.in_(list(clauses)), _CLAUSE.c.kind == NodeKind.CLAUSE)
        .order_by(_CLAUSE.c.draft_id, _CLAUSE.c.position)
    ):
        clauses[clause.draft_id].append(clause)
    texts = [
        TextInForce(
            resolution_id=each, clause_ids=tuple(clause.id for clause in clauses[of]),
            clauses=tuple(clause.text for clause in clauses[of]),
        )
        for each, of in newest.items()
    ]  # fmt: skip
    parts = parts_of(session, draft_id)
    own = [(node, part.id or 0) for node, part in zip(nodes_of(parts), parts, strict=True)]
    return own, texts


def keep_overlaps(session: Session, draft_id: int, found: Iterable[FoundOverlap]) -> None:
    """Keep what was found; of one clause the likest stays, and of two as like the newer text."""
    rows = session.exec(select(OverlapRow).where(OverlapRow.draft_id == draft_id)).all()
    known = {row.clause_id: row for row in rows}
    for each in found:
        row = known.get(each.clause_id)
        if row is None:
            session.add(OverlapRow(draft_id=draft_id, **asdict(each)))
            continue
        row.besides += each.besides + 1
        if each.likeness > row.likeness:
            row.likeness, row.other_clause_id = each.likeness, each.other_clause_id
    session.flush()


def note_of(session: Session, clause_id: int, other_clause_id: int) -> OverlapNoteRow | None:
    """Give what was noted of two clauses."""
    return session.exec(
        select(OverlapNoteRow).where(
            OverlapNoteRow.clause_id == clause_id, OverlapNoteRow.other_clause_id == other_clause_id
        )
    ).first()


def _is_other(row: ResolutionRow) -> Sequence[Any]:
    """Tell other texts of the same body that are in force."""
    table = _RESOLUTION.c
    return table.body_id == row.body_id, table.stage.in_(IN_FORCE), table.id != row.id


def _notes(session: Session, resolution_id: int) -> dict[tuple[int, int], OverlapNoteRow]:
    """Give the notes by where ours stands in the newest version, and by the other clause."""
    rows = session.exec(
        select(OverlapNoteRow)
        .where(OverlapNoteRow.resolution_id == resolution_id)
        .order_by(col(OverlapNoteRow.decided_at))
    ).all()
    if not rows:
        return {}
    newest = current_draft(session, resolution_id).id or 0
    places = counterparts(session, {row.clause_id for row in rows}, newest)
    return {
        (clause.id or 0, row.other_clause_id): row
        for row in rows
        for clause in places[row.clause_id].clauses
    }
