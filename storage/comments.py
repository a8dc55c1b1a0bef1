"""Comments with all their versions, and how many of them there are."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Index,
    UniqueConstraint,
    and_,
    case,
    event,
    func,
    inspect,
    literal,
    or_,
    text,
)
from sqlmodel import Field, Session, SQLModel, col, select

from rules.comments import Channel, Stance, Weight
from rules.moderation import SetAside
from rules.responses import Verdict
from storage import columns, comment_counts
from storage.chats import ChatRow
from storage.consultation import ConsultationRow
from storage.drafts import ClauseRow
from storage.resolutions import ResolutionRow

_UNTOLD = text("answered_at IS NOT NULL AND told_at IS NULL")
_UNSEEN = text("citizen_id IS NOT NULL AND moderated_at IS NULL")
_OPPOSES = text("stance = 'object'")


class CommentRow(SQLModel, table=True):
    """One comment as it stands now. Exactly one of `member_id` and `citizen_id` is given."""

    __tablename__ = "comment"
    __table_args__ = (
        UniqueConstraint("chat_id", "message_id"),
        Index("ix_comment_untold", "id", sqlite_where=_UNTOLD, postgresql_where=_UNTOLD),
        Index("ix_comment_unseen", "consultation_id", sqlite_where=_UNSEEN, postgresql_where=_UNSEEN),
        Index(
            "ix_comment_opposing", "consultation_id", sqlite_where=_OPPOSES, postgresql_where=_OPPOSES
        ),
        Index("ix_comment_said", "consultation_id", "member_id"),
    )

    id: int | None = columns.key()
    consultation_id: int = columns.reference("consultation.id", index=False)
    clause_id: int | None = columns.reference("clause.id", default=None, index=False)  # None: all of it
    member_id: int | None = columns.reference("member.id", default=None)
    citizen_id: int | None = columns.reference("citizen.id", default=None)
    channel: Channel = columns.state(Channel)
    chat_id: int | None = columns.reference("chat.id", default=None, index=False)  # none of a citizen's
    message_id: int | None = None  # by which an edited message finds its comment
    quote: str = columns.text(default="")
    text: str = columns.text()
    stance: Stance | None = columns.state(Stance, default=None)  # None: nobody has said
    weight: Weight | None = columns.state(Weight, default=None)
    # Who said so, where it was not the author:
    marked_by_id: int | None = columns.reference("member.id", default=None, index=False)
    transcribed_by_id: int | None = columns.reference("member.id", default=None, index=False)
    version: int = 1
    receipt: str | None = Field(default=None, unique=True)  # the code given to a citizen
    written_at: datetime
    changed_at: datetime
    withdrawn_at: datetime | None = None
    moderated_at: datetime | None = None  # a citizen's: somebody has looked at it
    moderated_by_id: int | None = columns.reference("member.id", default=None, index=False)
    set_aside: SetAside | None = columns.state(SetAside, default=None)  # and it is not worked with
    verdict: Verdict | None = columns.state(Verdict, default=None)
    answer: str = columns.text(default="")
    answered_by_id: int | None = columns.reference("member.id", default=None, index=False)
    answered_at: datetime | None = None
    told_at: datetime | None = None  # the author has been told of the answer
    group_id: int | None = columns.reference("opinion_group.id", default=None)  # answered together
    is_satisfied: bool | None = None  # what the author thinks of the answer


@event.listens_for(CommentRow, "after_insert")
def _count_new(_mapper: object, connection: Connection, row: CommentRow) -> None:
    comment_counts.add(connection, row.consultation_id, _counted(row, _now))


@event.listens_for(CommentRow, "after_update")
def _count_anew(_mapper: object, connection: Connection, row: CommentRow) -> None:
    """Keep the counts of a round true, whoever changes a comment of it, and what."""
    before, now = _counted(row, _before), _counted(row, _now)
    comment_counts.add(connection, row.consultation_id, {name: now[name] - before[name] for name in now})


def _counted(row: CommentRow, value: Callable[[CommentRow, str], Any]) -> dict[str, int]:
    return comment_counts.counted(
        member_id=value(row, "member_id"),
        clause_id=value(row, "clause_id"),
        verdict=value(row, "verdict"),
        is_live=value(row, "withdrawn_at") is None and value(row, "set_aside") is None,
    )


def _now(row: CommentRow, name: str) -> Any:
    return getattr(row, name)


def _before(row: CommentRow, name: str) -> Any:
    deleted = inspect(row).attrs[name].history.deleted
    return deleted[0] if deleted else getattr(row, name)


class CosignatureRow(SQLModel, table=True):
    """A member stands behind another's comment."""

    __tablename__ = "cosignature"
    __table_args__ = (Index("ix_cosignature_by_member", "consultation_id", "member_id"),)

    comment_id: int = Field(foreign_key="comment.id", primary_key=True, sa_type=columns.BigKey)
    member_id: int = Field(foreign_key="member.id", primary_key=True, sa_type=columns.BigKey)
    consultation_id: int = columns.reference("consultation.id", index=False)
    signed_at: datetime


def recount(connection: Connection, consultation_ids: Sequence[int]) -> None:
    """Count the comments of some rounds one by one, after statements that have changed many of them."""
    said = columns.table_of(CommentRow)
    of_round = {
        "consultation_id": said.c.consultation_id,
        "members": func.count(said.c.member_id),
        "anchored": func.count(case((said.c.member_id.is_not(None), said.c.clause_id))),
        "citizens": func.count(said.c.citizen_id),
        **{verdict.value: func.count(case((said.c.verdict == verdict, 1))) for verdict in Verdict},
    }
    counted = select(*of_round.values()).where(live(consultation_ids))
    comment_counts.put(connection, tuple(of_round), counted.group_by(said.c.consultation_id))


class CommentVersionRow(SQLModel, table=True):
    """What a comment said before it was changed."""

    __tablename__ = "comment_version"

    comment_id: int = Field(foreign_key="comment.id", primary_key=True, sa_type=columns.BigKey)
    version: int = Field(primary_key=True)
    text: str = columns.text()
    written_at: datetime


_BY_CLAUSE = (
    func.coalesce(ClauseRow.position, -1),
    col(CommentRow.written_at),
    col(CommentRow.id),
)


def live(consultation_ids: Sequence[int]) -> ColumnElement[bool]:
    """Say in SQL which comments of some rounds count: neither withdrawn nor set aside."""
    return and_(
        col(CommentRow.consultation_id).in_(consultation_ids),
        col(CommentRow.withdrawn_at).is_(None),
        col(CommentRow.set_aside).is_(None),
    )


def comment_by_message(session: Session, group: int, message_id: int) -> CommentRow | None:
    """Find the comment that was made by a message, by Telegram's numbers."""
    return session.exec(
        select(CommentRow)
        .join(ChatRow, col(ChatRow.id) == CommentRow.chat_id)
        .where(ChatRow.telegram_id == group, CommentRow.message_id == message_id)
    ).first()


def rounds_of(session: Session, resolution_id: int) -> list[int]:
    """Give the numbers of a resolution's consultations, the oldest first."""
    return [
        found
        for found in session.exec(
            select(ConsultationRow.id)
            .where(ConsultationRow.resolution_id == resolution_id)
            .order_by(col(ConsultationRow.round))
        )
        if found is not None
    ]


def comments_of_member(session: Session, consultation_id: int, member_id: int) -> list[CommentRow]:
    """Give what a member has said in a round, withdrawn comments too, the oldest first."""
    return list(
        session.exec(
            select(CommentRow)
            .where(CommentRow.consultation_id == consultation_id, CommentRow.member_id == member_id)
            .order_by(col(CommentRow.id))
        )
    )


def comments_in_order(
    session: Session,
    consultation_ids: Sequence[int],
    *,
    of_citizens: bool,
    first: int = 0,
    limit: int | None = None,
) -> list[tuple[CommentRow, ClauseRow | None]]:
    """Give what was said in some rounds by clause, what concerns the whole text first."""
    rows = session.exec(
        select(CommentRow, ClauseRow)
        .join(ClauseRow, col(ClauseRow.id) == CommentRow.clause_id, isouter=True)
        .where(live(consultation_ids))
        .where(or_(col(CommentRow.citizen_id).is_(None), literal(of_citizens)))
        .order_by(*_BY_CLAUSE)
        .offset(first)
        .limit(limit)
    )
    return [(comment, clause) for comment, clause in rows]


def opposing_views(
    session: Session, resolution_id: int, *, of_citizens: bool = True
) -> list[tuple[CommentRow, ClauseRow | None]]:
    """Give the comments on a resolution that object to it, by clause, over all rounds (S2.31).

    They stand apart and are never folded into a group of likes; withdrawn ones are left out.
    """
    rows = session.exec(
        select(CommentRow, ClauseRow)
        .join(ClauseRow, col(ClauseRow.id) == CommentRow.clause_id, isouter=True)
        .where(live(rounds_of(session, resolution_id)), CommentRow.stance == Stance.OBJECT)
        .where(or_(col(CommentRow.citizen_id).is_(None), literal(of_citizens)))
        .order_by(*_BY_CLAUSE)
    )
    return [(comment, clause) for comment, clause in rows]


def spoken_on(
    session: Session, *, member_ids: Sequence[int], citizen_ids: Sequence[int]
) -> list[ResolutionRow]:
    """Give the resolutions on which somebody has commented, the newest first."""
    own = or_(col(CommentRow.member_id).in_(member_ids), col(CommentRow.citizen_id).in_(citizen_ids))
    said = (
        select(ConsultationRow.resolution_id)
        .join(CommentRow, col(CommentRow.consultation_id) == ConsultationRow.id)
        .where(own)
    )
    return list(
        session.exec(
            select(ResolutionRow)
            .where(col(ResolutionRow.id).in_(said))
            .order_by(col(ResolutionRow.id).desc())
        )
    )
