"""Where a draft says what resolutions in force say already, and what a person notes of it (S1.10)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Session, SQLModel, col, select

from rules.overlaps import OverlapChoice, find_overlaps
from rules.resolutions import Stage
from storage import columns
from storage.drafts import ClauseRow, current_draft, parts_of
from storage.parts import nodes_of
from storage.resolutions import ResolutionRow
from storage.versions import counterparts

COMPARED_WITH = 12
"""So many of the body's newest resolutions in force a draft is compared with: a bounded time."""

IN_FORCE = (Stage.ADOPTED, Stage.ISSUED, Stage.REVIEWED)


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
    note: OverlapNoteRow | None


def overlaps_of(session: Session, row: ResolutionRow) -> list[Overlapping]:
    """Compare the newest version with the newest resolutions in force, in the order of the draft."""
    others = _in_force(session, row)
    texts = [parts_of(session, current_draft(session, each.id or 0).id or 0) for each in others]
    parts = parts_of(session, current_draft(session, row.id or 0).id or 0)
    found = find_overlaps(nodes_of(parts), [nodes_of(text) for text in texts])
    notes = _notes(session, row.id or 0) if found else {}
    return [
        Overlapping(
            ours=parts[each.clause], other=texts[each.text][each.other], resolution=others[each.text],
            likeness=each.likeness,
            note=notes.get((parts[each.clause].id or 0, texts[each.text][each.other].id or 0)),
        )
        for each in found
    ]  # fmt: skip


def note_of(session: Session, clause_id: int, other_clause_id: int) -> OverlapNoteRow | None:
    """Give what was noted of two clauses."""
    return session.exec(
        select(OverlapNoteRow).where(
            OverlapNoteRow.clause_id == clause_id, OverlapNoteRow.other_clause_id == other_clause_id
        )
    ).first()


def _in_force(session: Session, row: ResolutionRow) -> list[ResolutionRow]:
    return list(
        session.exec(
            select(ResolutionRow)
            .where(ResolutionRow.body_id == row.body_id, col(ResolutionRow.stage).in_(IN_FORCE))
            .where(ResolutionRow.id != row.id)
            .order_by(col(ResolutionRow.id).desc())
            .limit(COMPARED_WITH)
        )
    )


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
