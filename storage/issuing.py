"""Issued papers, what is planned for the next one, and who has confirmed having studied them."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, func, select
from sqlmodel.sql.expression import Select

from rules.calendar import local_date
from rules.issuing import Register
from rules.members import Ability
from rules.nudges import ItemKind, OpenItem
from rules.numbering import DocumentType, SeriesKey
from rules.packs import pack_for
from rules.resolutions import Stage
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


class AcknowledgementRow(SQLModel, table=True):
    """One person who is to study an issued paper, and when they have confirmed it."""

    __tablename__ = "acknowledgement"
    __table_args__ = (UniqueConstraint("issued_id", "member_id"),)

    id: int | None = columns.key()
    issued_id: int = columns.reference("issued.id")
    member_id: int = columns.reference("member.id")
    asked_at: datetime
    acknowledged_at: datetime | None = None
    text_hash: str = ""  # of the text that was confirmed
    entered_by_id: int | None = columns.reference("member.id", default=None)  # from paper, by a clerk


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


def acknowledgements(
    session: Session, issued_id: int | None
) -> list[tuple[AcknowledgementRow, MemberRow]]:
    """Give everybody who is to study a paper, in the order of their names."""
    return list(
        session.exec(
            select(AcknowledgementRow, MemberRow)
            .join(MemberRow, col(MemberRow.id) == AcknowledgementRow.member_id)
            .where(AcknowledgementRow.issued_id == issued_id)
            .order_by(col(MemberRow.sort_key), col(MemberRow.id))
        )
    )


def acknowledged(session: Session, issued_id: int | None) -> tuple[int, int]:
    """Count who has confirmed, and who was asked."""
    done, asked = session.exec(
        select(func.count(col(AcknowledgementRow.acknowledged_at)), func.count()).where(
            AcknowledgementRow.issued_id == issued_id
        )
    ).one()
    return done, asked


def acknowledgement(
    session: Session, issued_id: int | None, member_id: int | None
) -> AcknowledgementRow | None:
    """Give one person's confirmation, or that it is awaited; None for who was not asked."""
    return session.exec(
        select(AcknowledgementRow).where(
            AcknowledgementRow.issued_id == issued_id, AcknowledgementRow.member_id == member_id
        )
    ).first()


def to_study(
    session: Session, member_ids: Iterable[int | None]
) -> list[tuple[AcknowledgementRow, IssuedRow]]:
    """Give the papers in force that these members have not confirmed yet, the oldest first."""
    return list(
        session.exec(
            _awaited()
            .where(col(AcknowledgementRow.member_id).in_(list(member_ids)))
            .order_by(col(AcknowledgementRow.id))
        )
    )


def study_until(session: Session, paper: IssuedRow) -> date:
    """Say on which day a paper should have been studied."""
    asked_on = local_date(paper.issued_at)
    pack = pack_for(body(session, paper.body_id).kind, on=asked_on)
    return asked_on + pack.spans.acknowledge_for


def open_items(session: Session, *, now: datetime) -> list[OpenItem]:
    """Give who should have studied a paper by now and has not confirmed it."""
    today = local_date(now)
    return [
        OpenItem(
            kind=ItemKind.ACKNOWLEDGEMENT, subject_id=paper.id or 0,
            resolution_id=paper.resolution_id, member_id=awaited.member_id, due_on=due_on,
        )
        for awaited, paper in session.exec(_awaited().order_by(col(AcknowledgementRow.id)))
        if (due_on := study_until(session, paper)) <= today
    ]  # fmt: skip


def _awaited() -> Select[AcknowledgementRow, IssuedRow]:
    return (
        select(AcknowledgementRow, IssuedRow)
        .join(IssuedRow, col(IssuedRow.id) == AcknowledgementRow.issued_id)
        .join(ResolutionRow, col(ResolutionRow.id) == IssuedRow.resolution_id)
        .join(MemberRow, col(MemberRow.id) == AcknowledgementRow.member_id)
        .where(
            col(AcknowledgementRow.acknowledged_at).is_(None),
            col(MemberRow.left_at).is_(None),
            ResolutionRow.stage == Stage.ISSUED,
        )
    )
