"""Issued papers with their numbers, and what is planned for the next one."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, select

from rules.issuing import Register, next_number
from rules.members import Ability
from rules.numbering import DocumentType, SeriesKey
from storage import columns
from storage.bodies import BodyRow, body
from storage.members import MemberRow, NotPermitted, member_of
from storage.resolutions import ResolutionRow, resolution, resolution_for


class IssuePlanRow(SQLModel, table=True):
    """What is proposed for a paper until it is issued; several people may correct it."""

    __tablename__ = "issue_plan"

    resolution_id: int = Field(primary_key=True, foreign_key="resolution.id", sa_type=columns.BigKey)
    number: int | None = None  # None: the next free one
    issued_on: date | None = None  # None: today
    signer_id: int = columns.reference("member.id")
    recipients: str = columns.text()  # one a line
    is_normative: bool = False
    revision: int = 1  # goes up with each change: nobody issues what they have not seen


class IssuedRow(SQLModel, table=True):
    """One paper in force. Number and series are unique in a body: the database refuses a second one."""

    __tablename__ = "issued"
    __table_args__ = (UniqueConstraint("body_id", "series", "number"),)

    id: int | None = columns.key()
    resolution_id: int = Field(foreign_key="resolution.id", sa_type=columns.BigKey, unique=True)
    body_id: int = columns.reference("body.id", index=False)
    vote_id: int = columns.reference("vote.id")
    draft_id: int = columns.reference("draft.id")
    text_hash: str  # of what was voted on
    document_type: DocumentType = columns.state(DocumentType)
    series: str
    number: int
    symbol: str  # as printed: "07-NQ/ĐU"
    issued_on: date  # as printed
    signer_id: int = columns.reference("member.id")
    signer_name: str
    signer_is_deputy: bool
    recipients: str = columns.text()  # one a line
    issued_by_id: int = columns.reference("member.id")
    issued_at: datetime


def issued(session: Session, resolution_id: int | None) -> IssuedRow | None:
    """Give what was issued of a resolution: number, symbol, date, signer, text."""
    return session.exec(select(IssuedRow).where(IssuedRow.resolution_id == resolution_id)).first()


def issued_for_member(
    session: Session, user_id: int | None, issued_id: int
) -> tuple[IssuedRow, ResolutionRow, MemberRow]:
    """Give an issued paper to a member of its body. Raises NotAMember, NotPermitted."""
    found = session.get(IssuedRow, issued_id)
    if found is None:
        raise NotPermitted
    return found, resolution(session, found.resolution_id), member_of(session, user_id, found.body_id)


def issued_for(
    session: Session, user_id: int | None, issued_id: int
) -> tuple[IssuedRow, ResolutionRow, MemberRow]:
    """Give an issued paper to somebody who may issue. Raises NotAMember, NotPermitted."""
    found = session.get(IssuedRow, issued_id)
    if found is None:
        raise NotPermitted
    row, member = resolution_for(session, user_id, found.resolution_id, Ability.ISSUE)
    return found, row, member


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A paper as it would be issued today."""

    plan: IssuePlanRow
    register: Register
    number: int
    on: date
    signer: MemberRow

    @property
    def series(self) -> SeriesKey:
        """The counter from which the number is taken."""
        return self.register.series(self.on)

    @property
    def symbol(self) -> str:
        """Number and symbol as printed."""
        return self.register.symbol(self.number, self.on)


def proposal(session: Session, row: ResolutionRow, *, today: date) -> Proposal | None:
    """Give what is planned, completed by what follows from it. None before anything is planned."""
    plan = session.get(IssuePlanRow, row.id, populate_existing=True)
    if plan is None:
        return None
    register = register_of(body(session, row.body_id), row, is_normative=plan.is_normative)
    on = plan.issued_on or today
    number = plan.number or next_number(taken_numbers(session, row.body_id, register.series(on)))
    signer = session.get_one(MemberRow, plan.signer_id)
    return Proposal(plan=plan, register=register, number=number, on=on, signer=signer)


def register_of(seat: BodyRow, row: ResolutionRow, *, is_normative: bool) -> Register:
    """Say in which book of numbers a resolution is entered."""
    assert row.document_type is not None, "a text without a kind is not voted on"
    return Register(
        standard=seat.standard, document_type=row.document_type, body_symbol=seat.symbol,
        term=seat.term, is_normative=is_normative,
    )  # fmt: skip


def taken_numbers(session: Session, body_id: int, series: SeriesKey) -> list[int]:
    """Give the numbers that papers of a series bear already."""
    return list(
        session.exec(
            select(IssuedRow.number).where(IssuedRow.body_id == body_id, IssuedRow.series == series)
        )
    )
