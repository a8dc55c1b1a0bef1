"""Prepared answers become published ones: what was published stands with each comment, unchanged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, exists, func, update
from sqlmodel import Session, col, select

from rules.personal_data import Purpose
from rules.responses import Prepared
from storage import columns
from storage.accounts import AccountRow
from storage.citizens import CitizenIdentityRow
from storage.comments import CommentRow, recount, rounds_of
from storage.consultation import ConsultationRow
from storage.members import MemberRow
from storage.opinion_groups import OpinionGroupRow
from storage.personal_data import ConsentRow

_ACCOUNT = columns.table_of(AccountRow)
_COMMENT = columns.table_of(CommentRow)
_CONSENT = columns.table_of(ConsentRow)
_PUBLISH = (
    update(_COMMENT)
    .where(_COMMENT.c.group_id == bindparam("of_group"))
    .values(
        verdict=bindparam("said_verdict"), answer=bindparam("said_answer"),
        answered_by_id=bindparam("said_by"), answered_at=bindparam("said_at"),
        told_at=None, is_satisfied=None,
    )
)  # fmt: skip


def to_publish(session: Session, resolution_id: int) -> list[OpinionGroupRow]:
    """Give the groups whose answer is prepared and not published."""
    return list(
        session.exec(
            select(OpinionGroupRow)
            .where(OpinionGroupRow.resolution_id == resolution_id)
            .where(
                col(OpinionGroupRow.prepared_at).is_not(None),
                col(OpinionGroupRow.published_at).is_(None),
            )
            .order_by(col(OpinionGroupRow.id))
        )
    )


def prepared(session: Session, groups: Sequence[OpinionGroupRow]) -> Prepared | None:
    """Say what would be published; None where nothing is prepared."""
    moments = [group.prepared_at for group in groups if group.prepared_at is not None]
    if not moments:
        return None
    comments = session.exec(select(func.count()).where(_of(groups))).one()
    return Prepared(groups=len(groups), comments=comments, last_at=max(moments))


def publish(session: Session, groups: Sequence[OpinionGroupRow], *, now: datetime) -> None:
    """Give every comment of some groups the answer of its group, in place of any older one."""
    session.flush()
    session.connection().execute(
        _PUBLISH,
        [
            {
                "of_group": group.id, "said_verdict": group.verdict, "said_answer": group.answer,
                "said_by": group.prepared_by_id, "said_at": now,
            }
            for group in groups
        ],
    )  # fmt: skip
    for resolution_id in {group.resolution_id for group in groups}:
        recount(session.connection(), rounds_of(session, resolution_id))
    for group in groups:
        group.published_at = now
    session.flush()
    session.expire_all()


@dataclass(frozen=True, kw_only=True)
class Authors:
    """Who will hear of some answers."""

    members: int
    citizens: int
    reached: int  # of both: have a private chat with the bot


def authors_of(session: Session, groups: Sequence[OpinionGroupRow]) -> Authors:
    """Count who made the comments of some groups, and how many of them can be written to."""
    member, citizen = _COMMENT.c.member_id, _COMMENT.c.citizen_id
    has_desk = _ACCOUNT.c.user_id.is_not(None)
    agrees = exists().where(
        _CONSENT.c.citizen_id == citizen, _CONSENT.c.purpose == Purpose.REPLY,
        _CONSENT.c.withdrawn_at.is_(None),
    )  # fmt: skip
    return Authors(
        members=_count(session, groups, member),
        citizens=_count(session, groups, citizen),
        reached=_count(session, groups, case((has_desk, member)))
        + _count(session, groups, case((has_desk & agrees, citizen))),
    )


def _count(session: Session, groups: Sequence[OpinionGroupRow], author: ColumnElement[Any]) -> int:
    user_id = func.coalesce(col(MemberRow.user_id), col(CitizenIdentityRow.user_id))
    counted = (
        select(func.count(author.distinct()))
        .select_from(CommentRow)
        .join(MemberRow, col(MemberRow.id) == CommentRow.member_id, isouter=True)
        .join(
            CitizenIdentityRow, col(CitizenIdentityRow.citizen_id) == CommentRow.citizen_id, isouter=True
        )
        .join(AccountRow, col(AccountRow.user_id) == user_id, isouter=True)
        .where(_of(groups))
    )
    return session.exec(counted).one()


def _of(groups: Sequence[OpinionGroupRow]) -> ColumnElement[bool]:
    return col(CommentRow.group_id).in_([group.id for group in groups])


def unsatisfied(
    session: Session, resolution_id: int, *, of_citizens: bool, first: int = 0, limit: int | None = None
) -> list[CommentRow]:
    """Give the comments whose authors are not satisfied with the answer."""
    wanted = (
        select(CommentRow)
        .join(ConsultationRow, col(ConsultationRow.id) == CommentRow.consultation_id)
        .where(ConsultationRow.resolution_id == resolution_id, col(CommentRow.is_satisfied).is_(False))
    )
    if not of_citizens:
        wanted = wanted.where(col(CommentRow.citizen_id).is_(None))
    return list(session.exec(wanted.order_by(col(CommentRow.id)).offset(first).limit(limit)))


def ratings(session: Session, resolution_id: int) -> tuple[int, int]:
    """Count the authors' judgements of answers: satisfied, not satisfied."""
    satisfied = col(CommentRow.is_satisfied)
    rows = session.exec(
        select(satisfied, func.count())
        .join(ConsultationRow, col(ConsultationRow.id) == CommentRow.consultation_id)
        .where(ConsultationRow.resolution_id == resolution_id, satisfied.is_not(None))
        .group_by(satisfied)
    )
    counted = dict(rows.all())
    return counted.get(True, 0), counted.get(False, 0)
