"""Groups of comments that are answered together: who sees them, who answers them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Index, and_, case, exists, text, tuple_, update
from sqlmodel import Session, SQLModel, col, select

from rules.comments import Stance
from rules.members import Ability, may
from rules.responses import Verdict
from rules.synthesis import GroupIsGone
from storage import columns
from storage.comments import CommentRow
from storage.members import MemberRow, NotPermitted
from storage.resolutions import ResolutionRow, resolution_for_member
from storage.responses import sees_citizens

WHOLE_TEXT = -1
"""The place of what concerns no single clause: before them all."""

_WAITING = text("prepared_at IS NULL")
_UNPUBLISHED = text("prepared_at IS NOT NULL AND published_at IS NULL")


class OpinionGroupRow(SQLModel, table=True):
    """Comments that get one answer together. What was published stands with each comment."""

    __tablename__ = "opinion_group"
    __table_args__ = (
        Index("ix_opinion_group_order", "resolution_id", "draft_id", "position"),
        Index(
            "ix_opinion_group_waiting", "resolution_id", sqlite_where=_WAITING, postgresql_where=_WAITING
        ),
        Index(
            "ix_opinion_group_unpublished",
            "resolution_id",
            sqlite_where=_UNPUBLISHED,
            postgresql_where=_UNPUBLISHED,
        ),
    )

    id: int | None = columns.key()
    resolution_id: int = columns.reference("resolution.id", index=False)
    draft_id: int = columns.reference("draft.id", index=False)  # the version that was commented on
    clause_id: int | None = columns.reference("clause.id", default=None, index=False)  # None: all of it
    position: int = WHOLE_TEXT  # of the clause
    responsible_id: int | None = columns.reference("member.id", default=None, index=False)
    due_on: date | None = None
    due_set_on: date | None = None  # since when it is due on that day
    verdict: Verdict | None = columns.state(Verdict, default=None)
    answer: str = columns.text(default="")
    prepared_by_id: int | None = columns.reference("member.id", default=None, index=False)
    prepared_at: datetime | None = None
    published_at: datetime | None = None
    note: str = columns.text(default="")  # for those who answer, never in a paper


@dataclass(frozen=True, kw_only=True)
class Access:
    """A group, and what somebody may see of it."""

    group: OpinionGroupRow
    row: ResolutionRow
    member: MemberRow
    sees_citizens: bool


_COMMENT = columns.table_of(CommentRow)
_GROUP = columns.table_of(OpinionGroupRow)
OPPOSES = exists().where(_COMMENT.c.group_id == _GROUP.c.id, _COMMENT.c.stance == Stance.OBJECT.value)
_RANK = case((OPPOSES, 0), else_=1)  # objections first
_IN_ORDER = (_GROUP.c.draft_id, _GROUP.c.position, _RANK, _GROUP.c.id)


def group_for(session: Session, user_id: int | None, group_id: int) -> Access:
    """Give a group to somebody who may answer it: who runs the consultation, or is named for it.

    Raises GroupIsGone, NotAMember, NotPermitted.
    """
    group = session.get(OpinionGroupRow, group_id)
    if group is None:
        raise GroupIsGone
    row, member = resolution_for_member(session, user_id, group.resolution_id)
    is_named = group.responsible_id == member.id
    if not (is_named or _runs(row, member)):
        raise NotPermitted(ability=Ability.RUN_CONSULTATION)
    seen = is_named or sees_citizens(row, member)
    return Access(group=group, row=row, member=member, sees_citizens=seen)


def _runs(row: ResolutionRow, member: MemberRow) -> bool:
    return may(member.role, Ability.RUN_CONSULTATION) or member.id == row.drafter_id


def answers_only_own(row: ResolutionRow, member: MemberRow) -> bool:
    """Tell whether somebody sees but the groups for which they are named."""
    return not _runs(row, member)


def groups_on(
    session: Session,
    resolution_id: int,
    *,
    draft_id: int,
    clause_id: int | None,
    first: int = 0,
    limit: int | None = None,
) -> list[OpinionGroupRow]:
    """Give the groups of one clause, objections first."""
    return list(
        session.exec(
            select(OpinionGroupRow)
            .where(_on(resolution_id, draft_id, clause_id))
            .order_by(*_IN_ORDER)
            .offset(first)
            .limit(limit)
        )
    )


def _on(resolution_id: int, draft_id: int, clause_id: int | None) -> ColumnElement[bool]:
    clause = col(OpinionGroupRow.clause_id)
    return and_(
        col(OpinionGroupRow.resolution_id) == resolution_id,
        col(OpinionGroupRow.draft_id) == draft_id,
        clause.is_(None) if clause_id is None else clause == clause_id,
    )


def next_waiting(
    session: Session, resolution_id: int, *, after: OpinionGroupRow | None, member_id: int | None
) -> int | None:
    """Give the next group without an answer behind another one, then from the beginning.

    With a member, only groups that this member is to answer.
    """
    waiting = (
        select(OpinionGroupRow.id)
        .where(OpinionGroupRow.resolution_id == resolution_id)
        .where(col(OpinionGroupRow.prepared_at).is_(None))
        .order_by(*_IN_ORDER)
        .limit(1)
    )
    if member_id is not None:
        waiting = waiting.where(OpinionGroupRow.responsible_id == member_id)
    if after is not None:
        behind = session.exec(waiting.where(_behind(session, after))).first()
        if behind is not None:
            return behind
        waiting = waiting.where(OpinionGroupRow.id != after.id)
    return session.exec(waiting).first()


def _behind(session: Session, group: OpinionGroupRow) -> ColumnElement[bool]:
    rank = 0 if opposes(session, group.id or 0) else 1
    return tuple_(*_IN_ORDER) > tuple_(group.draft_id, group.position, rank, group.id)


def opposes(session: Session, group_id: int) -> bool:
    """Tell whether a group is of views that oppose the draft."""
    stances = select(CommentRow.id).where(
        CommentRow.group_id == group_id, CommentRow.stance == Stance.OBJECT
    )
    return session.exec(stances.limit(1)).first() is not None


def opposing_among(session: Session, group_ids: Sequence[int]) -> set[int]:
    """Say which of some groups are of views that oppose the draft."""
    found = session.exec(
        select(CommentRow.group_id)
        .where(col(CommentRow.group_id).in_(group_ids), CommentRow.stance == Stance.OBJECT)
        .distinct()
    )
    return {group_id for group_id in found if group_id is not None}


def comments_in(
    session: Session,
    group_ids: Sequence[int],
    *,
    of_citizens: bool = True,
    first: int = 0,
    limit: int | None = None,
) -> list[CommentRow]:
    """Give the comments of some groups, the oldest first."""
    wanted = select(CommentRow).where(col(CommentRow.group_id).in_(group_ids))
    if not of_citizens:
        wanted = wanted.where(col(CommentRow.citizen_id).is_(None))
    in_order = wanted.order_by(col(CommentRow.group_id), col(CommentRow.id)).offset(first).limit(limit)
    return list(session.exec(in_order))


def move_comments(session: Session, *, source_id: int, target_id: int) -> None:
    """Put all comments of one group into another."""
    session.flush()
    session.connection().execute(
        update(_COMMENT).where(_COMMENT.c.group_id == source_id).values(group_id=target_id)
    )
    session.expire_all()


def assign_clause(
    session: Session, group: OpinionGroupRow, *, member_id: int, due_on: date, today: date
) -> int:
    """Name who answers every group of a clause that has no answer yet; say how many these are."""
    named = 0
    for each in groups_on(
        session, group.resolution_id, draft_id=group.draft_id, clause_id=group.clause_id
    ):
        if each.prepared_at is None:
            each.responsible_id, each.due_on, each.due_set_on = member_id, due_on, today
            named += 1
    return named
