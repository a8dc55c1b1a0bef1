"""Which resolution of ours concretises which documents from above, and which initiative is to."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import UniqueConstraint, delete
from sqlmodel import Session, SQLModel, col, select

from rules.initiatives import IS_WAITING
from rules.members import Ability
from rules.upper_documents import UpperState
from storage import columns
from storage.initiatives import InitiativeRow
from storage.members import MemberRow, NotPermitted
from storage.resolutions import ResolutionRow, resolution_for_member
from storage.upper_documents import UpperDocumentRow, keeps_register


class ConcretisationRow(SQLModel, table=True):
    """One document and the resolution that concretises it, or the initiative that is to."""

    __tablename__ = "concretisation"
    __table_args__ = (
        UniqueConstraint("document_id", "resolution_id"),
        UniqueConstraint("document_id", "initiative_id"),
    )

    id: int | None = columns.key()
    document_id: int = columns.reference("upper_document.id", index=False)
    resolution_id: int | None = columns.reference("resolution.id", default=None)
    initiative_id: int | None = columns.reference("initiative.id", default=None)
    linked_by_id: int = columns.reference("member.id", index=False)
    linked_at: datetime


_TABLE = columns.table_of(ConcretisationRow)


def prepares(row: ResolutionRow, member: MemberRow) -> bool:
    """Tell whether a member says what a draft concretises: office, heads, and its lead drafter."""
    return keeps_register(member) or member.id == row.drafter_id


def draft_to_trace(
    session: Session, user_id: int | None, resolution_id: int
) -> tuple[ResolutionRow, MemberRow]:
    """Give a resolution to somebody who says what it concretises. Raises NotAMember, NotPermitted."""
    row, member = resolution_for_member(session, user_id, resolution_id)
    if not prepares(row, member):
        raise NotPermitted(ability=Ability.SUBMIT_DRAFT)
    return row, member


def documents_concretised(session: Session, resolution_id: int) -> list[UpperDocumentRow]:
    """Give the documents that a resolution concretises, by theme."""
    return list(
        session.exec(
            select(UpperDocumentRow)
            .join(ConcretisationRow, col(ConcretisationRow.document_id) == UpperDocumentRow.id)
            .where(ConcretisationRow.resolution_id == resolution_id)
            .order_by(col(UpperDocumentRow.theme_key), col(UpperDocumentRow.id))
        )
    )


def documents_of_initiative(session: Session, initiative_id: int) -> list[UpperDocumentRow]:
    """Give the documents that an initiative is to concretise."""
    return list(
        session.exec(
            select(UpperDocumentRow)
            .join(ConcretisationRow, col(ConcretisationRow.document_id) == UpperDocumentRow.id)
            .where(ConcretisationRow.initiative_id == initiative_id)
            .order_by(col(UpperDocumentRow.id))
        )
    )


def links_of(session: Session, document_id: int) -> list[ConcretisationRow]:
    """Give what concretises a document, or is to."""
    return list(
        session.exec(
            select(ConcretisationRow)
            .where(ConcretisationRow.document_id == document_id)
            .order_by(col(ConcretisationRow.id))
        )
    )


def initiative_waiting(session: Session, document_id: int) -> int | None:
    """Give an initiative that is to concretise a document and waits for its draft, if there is one."""
    return session.exec(
        select(InitiativeRow.id)
        .join(ConcretisationRow, col(ConcretisationRow.initiative_id) == InitiativeRow.id)
        .where(ConcretisationRow.document_id == document_id)
        .where(col(InitiativeRow.state).in_(IS_WAITING))
        .order_by(col(InitiativeRow.id))
    ).first()


def link(
    session: Session, rows: Iterable[UpperDocumentRow], *, by_id: int, now: datetime,
    resolution_id: int | None = None, initiative_id: int | None = None,
) -> list[UpperDocumentRow]:  # fmt: skip
    """Say that a resolution or an initiative concretises some documents; give those that are new."""
    new = []
    for row in rows:
        if resolution_id is not None:
            row.state = UpperState.LINKED
        held = links_of(session, row.id or 0)
        if (resolution_id, initiative_id) in {(each.resolution_id, each.initiative_id) for each in held}:
            continue
        session.add(
            ConcretisationRow(
                document_id=row.id or 0, resolution_id=resolution_id, initiative_id=initiative_id,
                linked_by_id=by_id, linked_at=now,
            )
        )  # fmt: skip
        new.append(row)
    session.flush()
    return new


def unlink(session: Session, rows: Sequence[UpperDocumentRow], resolution_id: int) -> None:
    """Say that a resolution does not concretise some documents after all; they wait again."""
    wanted = _TABLE.c.document_id.in_([row.id for row in rows])
    session.connection().execute(delete(_TABLE).where(_TABLE.c.resolution_id == resolution_id, wanted))
    for row in rows:
        linked = any(each.resolution_id for each in links_of(session, row.id or 0))
        if row.state is UpperState.LINKED and not linked:
            row.state = UpperState.WAITING


def let_go(session: Session, resolution_id: int) -> list[UpperDocumentRow]:
    """Take back what a withdrawn resolution was to concretise, and give the documents."""
    rows = documents_concretised(session, resolution_id)
    unlink(session, rows, resolution_id)
    return rows


def carry_on(
    session: Session, initiative_id: int, resolution_id: int, *, by_id: int, now: datetime
) -> None:
    """Let the draft of an initiative concretise what the initiative was to."""
    rows = documents_of_initiative(session, initiative_id)
    link(session, rows, by_id=by_id, now=now, resolution_id=resolution_id)
