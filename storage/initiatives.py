"""Initiatives of a body, from the proposal to the draft, with the papers attached on the way."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Session, SQLModel, col, select

from rules.calendar import local_date
from rules.initiatives import IS_WAITING, Basis, InitiativeState, PaperKind, Told
from rules.members import Ability, may
from rules.nudges import ItemKind, OpenItem
from storage import columns
from storage.members import MemberRow, NotPermitted, member_of, memberships

_TO_DRAFT = text("state = 'commissioned'")


class InitiativeRow(SQLModel, table=True):
    """One initiative. Its draft, once it is there, is a resolution."""

    __tablename__ = "initiative"
    __table_args__ = (
        Index("ix_initiative_to_draft", "due_on", sqlite_where=_TO_DRAFT, postgresql_where=_TO_DRAFT),
        Index("ix_initiative_by_drafter", "drafter_id", "state"),
    )

    id: int | None = columns.key()
    body_id: int = columns.reference("body.id")
    state: InitiativeState = columns.state(InitiativeState, default=InitiativeState.OPEN)
    about: str = columns.text()
    proposer: str = columns.text(default="")
    basis: Basis | None = columns.state(Basis, default=None)
    basis_said: str = columns.text(default="")
    competence: str = columns.text(default="")
    drafter_id: int | None = columns.reference("member.id", default=None, index=False)
    due_on: date | None = None
    resolution_id: int | None = columns.reference("resolution.id", default=None)
    created_by_id: int = columns.reference("member.id", index=False)
    created_at: datetime
    commissioned_at: datetime | None = None

    @property
    def told(self) -> Told:
        """What is known of it."""
        return Told(
            proposer=self.proposer, basis=self.basis, competence=self.competence,
            drafter_id=self.drafter_id, due_on=self.due_on,
        )  # fmt: skip


class InitiativePaperRow(SQLModel, table=True):
    """A survey or an outline, kept by Telegram."""

    __tablename__ = "initiative_paper"

    id: int | None = columns.key()
    initiative_id: int = columns.reference("initiative.id")
    kind: PaperKind = columns.state(PaperKind)
    file_id: str
    file_name: str
    added_by_id: int = columns.reference("member.id", index=False)
    added_at: datetime


def initiative_for(
    session: Session, user_id: int | None, initiative_id: int, *, to_commission: bool = False
) -> tuple[InitiativeRow, MemberRow]:
    """Give an initiative to its drafter, or to whoever runs consultations; to commission, to these only.

    Raises NotAMember, NotPermitted.
    """
    row = session.get(InitiativeRow, initiative_id)
    if row is None:
        raise NotPermitted
    member = member_of(session, user_id, row.body_id)
    is_drafter = member.id == row.drafter_id and row.state is not InitiativeState.OPEN
    if may(member.role, Ability.RUN_CONSULTATION) or (is_drafter and not to_commission):
        return row, member
    raise NotPermitted(ability=Ability.RUN_CONSULTATION)


def initiatives_seen(
    session: Session, user_id: int | None, *, first: int = 0, limit: int = 10
) -> tuple[list[InitiativeRow], int]:
    """Give a page of the initiatives that somebody may see, the newest first, and how many there are."""
    found: list[InitiativeRow] = []
    for member in memberships(session, user_id):
        wanted = select(InitiativeRow).where(InitiativeRow.body_id == member.body_id)
        if not may(member.role, Ability.RUN_CONSULTATION):
            wanted = wanted.where(
                InitiativeRow.drafter_id == member.id, InitiativeRow.state != InitiativeState.OPEN
            )
        found += session.exec(wanted.order_by(col(InitiativeRow.id).desc()))
    waiting = [row for row in found if row.state in IS_WAITING]
    ordered = [*waiting, *(row for row in found if row.state not in IS_WAITING)]
    return ordered[first : first + limit], len(ordered)


def papers_of(session: Session, initiative_id: int) -> list[InitiativePaperRow]:
    """Give the papers of an initiative, the oldest first."""
    return list(
        session.exec(
            select(InitiativePaperRow)
            .where(InitiativePaperRow.initiative_id == initiative_id)
            .order_by(col(InitiativePaperRow.id))
        )
    )


def to_draft(session: Session, member_ids: list[int]) -> list[InitiativeRow]:
    """Give what these members are to draft, by due date."""
    found = session.exec(
        select(InitiativeRow)
        .where(col(InitiativeRow.drafter_id).in_(member_ids))
        .where(InitiativeRow.state == InitiativeState.COMMISSIONED)
    )
    # Sorted here: sorting there would tempt a database to walk through what everybody is to draft.
    return sorted(found, key=lambda row: (row.due_on or date.max, row.id or 0))


def note_drafted(session: Session, initiative_id: int, resolution_id: int) -> InitiativeRow:
    """Say that the draft of an initiative is there."""
    row = session.get_one(InitiativeRow, initiative_id)
    row.state, row.resolution_id = InitiativeState.DRAFTED, resolution_id
    return row


def open_items(
    session: Session,
    *,
    now: datetime,  # noqa: ARG001  what is owed hangs on no clock: the ladder says when a reminder is due
    due_until: date | None = None,
    resolution_id: int | None = None,
) -> list[OpenItem]:
    """Give the drafts that somebody was given to write and that are not there yet."""
    if resolution_id is not None:
        return []  # what has a resolution has its draft
    state = columns.table_of(InitiativeRow).c.state
    wanted = select(InitiativeRow).where(columns.stands_at(state, InitiativeState.COMMISSIONED))
    if due_until is not None:
        wanted = wanted.where(col(InitiativeRow.due_on) <= due_until)
    return [
        OpenItem(
            kind=ItemKind.DRAFT, subject_id=row.id or 0, resolution_id=None, body_id=row.body_id,
            member_id=row.drafter_id, due_on=row.due_on,
            since_on=local_date(row.commissioned_at) if row.commissioned_at else None,
        )
        for row in session.exec(wanted.order_by(col(InitiativeRow.due_on), col(InitiativeRow.id)))
        if row.drafter_id is not None and row.due_on is not None
    ]  # fmt: skip
