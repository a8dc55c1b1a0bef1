"""Who is to study an issued paper, and who has confirmed it."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Session, SQLModel, col, func, select
from sqlmodel.sql.expression import Select

from rules.calendar import local_date
from rules.nudges import ItemKind, OpenItem
from rules.packs import pack_for
from rules.resolutions import Stage
from storage import columns
from storage.bodies import body
from storage.issuing import IssuedRow
from storage.members import MemberRow
from storage.resolutions import ResolutionRow

_AWAITED = text("acknowledged_at IS NULL")


class AcknowledgementRow(SQLModel, table=True):
    """One person who is to study an issued paper, and when they have confirmed it."""

    __tablename__ = "acknowledgement"
    __table_args__ = (
        UniqueConstraint("issued_id", "member_id"),
        Index(
            "ix_acknowledgement_awaited", "member_id", sqlite_where=_AWAITED, postgresql_where=_AWAITED
        ),
    )

    id: int | None = columns.key()
    issued_id: int = columns.reference("issued.id")
    member_id: int = columns.reference("member.id", index=False)
    asked_at: datetime
    acknowledged_at: datetime | None = None
    text_hash: str = ""  # of the text that was confirmed
    entered_by_id: int | None = columns.reference("member.id", default=None)  # from paper, by a clerk


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


def open_items(
    session: Session,
    *,
    now: datetime,
    due_until: date | None = None,  # noqa: ARG001  what is not due by now is none of its items
    resolution_id: int | None = None,
) -> list[OpenItem]:
    """Give who should have studied a paper by now and has not confirmed it."""
    today = local_date(now)
    awaited = _awaited()
    if resolution_id is not None:
        awaited = awaited.where(IssuedRow.resolution_id == resolution_id)
    return [
        OpenItem(
            kind=ItemKind.ACKNOWLEDGEMENT, subject_id=paper.id or 0,
            resolution_id=paper.resolution_id, member_id=row.member_id, due_on=due_on,
        )
        for row, paper in sorted(session.exec(awaited), key=lambda found: found[0].id or 0)
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
