"""Consultations: rounds of asking for comments, who was asked, and where it was posted."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, and_, text
from sqlmodel import Field, Session, SQLModel, col, select

from rules.calendar import deadline_at_latest
from rules.resolutions import Audience
from storage import columns
from storage.chats import GROUPS, ChatRow
from storage.resolutions import ResolutionRow

_OPEN = text("closed_at IS NULL")
_UNTOLD = text("closed_at IS NOT NULL AND announced_at IS NULL")


class ConsultationRow(SQLModel, table=True):
    """One round. Its last day is the resolution's `comments_until_on`, so that moving it moves all."""

    __tablename__ = "consultation"
    __table_args__ = (
        UniqueConstraint("resolution_id", "round"),
        Index("ix_consultation_open", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_consultation_untold", "id", sqlite_where=_UNTOLD, postgresql_where=_UNTOLD),
    )

    id: int | None = columns.key()
    resolution_id: int = columns.reference("resolution.id")
    round: int
    draft_id: int = columns.reference("draft.id", index=False)  # the version that is commented on
    pack_id: str  # the rule pack it runs under
    opened_by_id: int = columns.reference("member.id", index=False)
    opened_at: datetime
    closed_at: datetime | None = None
    closed_by_id: int | None = columns.reference("member.id", default=None, index=False)
    announced_at: datetime | None = None  # the groups and the clerk have been told of the end
    reminded_for: date | None = None  # the last day whose reminders have been given
    refreshed_at: datetime | None = None  # its cards were last told to count the days anew
    has_circles: bool = False  # rounds of several circles: who is asked when hangs on them
    is_in_groups: bool = True  # the committee is asked, so the groups see it
    shows_commenters: bool = False  # as the body's rule was when it was opened
    public_key: str | None = None  # of the citizens' link, where citizens are asked
    table_public_at: datetime | None = None  # whoever has the link may have the table of answers


class AskedRow(SQLModel, table=True):
    """A member who was on the roster when the round was opened, and is asked."""

    __tablename__ = "asked"

    consultation_id: int = Field(foreign_key="consultation.id", primary_key=True, sa_type=columns.BigKey)
    member_id: int = Field(foreign_key="member.id", primary_key=True, sa_type=columns.BigKey)
    counts: bool  # has a vote; others are invited, and not counted in "7/15"
    agreed_at: datetime | None = None  # with the whole text


class ClauseAgreementRow(SQLModel, table=True):
    """A member agrees with one clause: no comment, and nothing to be answered."""

    __tablename__ = "clause_agreement"

    consultation_id: int = Field(foreign_key="consultation.id", primary_key=True, sa_type=columns.BigKey)
    member_id: int = Field(foreign_key="member.id", primary_key=True, sa_type=columns.BigKey)
    clause_id: int = Field(foreign_key="clause.id", primary_key=True, sa_type=columns.BigKey)
    agreed_at: datetime


class PostedRow(SQLModel, table=True):
    """A group, or a public channel, in which a round has been posted."""

    __tablename__ = "consultation_post"

    consultation_id: int = Field(foreign_key="consultation.id", primary_key=True, sa_type=columns.BigKey)
    chat_id: int = Field(foreign_key="chat.id", primary_key=True, sa_type=columns.BigKey)
    posted_at: datetime


def latest_consultation(session: Session, resolution_id: int) -> ConsultationRow | None:
    """Give the newest round of a resolution."""
    return session.exec(
        select(ConsultationRow)
        .where(ConsultationRow.resolution_id == resolution_id)
        .order_by(col(ConsultationRow.round).desc())
        .limit(1)
    ).first()


def open_consultations(session: Session) -> list[tuple[ConsultationRow, ResolutionRow]]:
    """Give all rounds that have not been closed, with their resolutions."""
    rows = session.exec(
        select(ConsultationRow, ResolutionRow)
        .join(ResolutionRow, col(ResolutionRow.id) == ConsultationRow.resolution_id)
        .where(col(ConsultationRow.closed_at).is_(None))
        .order_by(col(ConsultationRow.id))
    )
    return [(consultation, row) for consultation, row in rows]


def untold_consultations(session: Session) -> list[ConsultationRow]:
    """Give the rounds that are closed while nobody has been told yet."""
    return list(
        session.exec(
            select(ConsultationRow)
            .where(col(ConsultationRow.closed_at).is_not(None))
            .where(col(ConsultationRow.announced_at).is_(None))
            .order_by(col(ConsultationRow.id))
        )
    )


def groups_to_post_in(session: Session, before: datetime) -> list[tuple[int, int]]:
    """Give open rounds opened before a moment with groups that have not seen them: ids of both."""
    rows = session.exec(
        select(ConsultationRow.id, ChatRow.id)
        .join(ResolutionRow, col(ResolutionRow.id) == ConsultationRow.resolution_id)
        .join(ChatRow, col(ChatRow.body_id) == ResolutionRow.body_id)
        .join(
            PostedRow,
            and_(
                col(PostedRow.consultation_id) == ConsultationRow.id,
                col(PostedRow.chat_id) == ChatRow.id,
            ),
            isouter=True,
        )
        .where(col(ConsultationRow.closed_at).is_(None), ConsultationRow.opened_at < before)
        .where(ConsultationRow.is_in_groups)
        .where(col(ChatRow.gone_at).is_(None), col(ChatRow.kind).in_(GROUPS))
        .where(col(PostedRow.chat_id).is_(None))
    )
    return [
        (consultation_id, chat_id) for consultation_id, chat_id in rows if consultation_id and chat_id
    ]


def public_consultations(session: Session, today: date) -> list[tuple[ConsultationRow, ResolutionRow]]:
    """Give the open rounds in which citizens are asked."""
    return [
        (consultation, row)
        for consultation, row in open_consultations(session)
        if row.audience is Audience.MEMBERS_AND_CITIZENS
        and row.comments_until_on is not None
        and row.comments_until_on >= today
    ]


def until_on(row: ResolutionRow) -> date:
    """Give the last day of a resolution's consultation."""
    assert row.comments_until_on is not None, "no consultation is opened without its last day"
    return row.comments_until_on


def ends_at(row: ResolutionRow) -> datetime:
    """Give the moment at which a resolution's consultation ends by itself."""
    return deadline_at_latest(until_on(row))
