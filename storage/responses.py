"""Answers to comments: who may give them, and what waits for one."""

from datetime import datetime

from sqlmodel import Session, col, select

from rules.members import Ability, Role
from rules.personal_data import Purpose
from storage.accounts import desk_of
from storage.citizens import CitizenIdentityRow
from storage.comments import CommentRow, comments_in_order, rounds_of
from storage.consultation import ConsultationRow
from storage.drafts import ClauseRow
from storage.members import MemberRow, NotPermitted, roster
from storage.personal_data import consent_to
from storage.resolutions import ResolutionRow, resolution_for

Said = tuple[CommentRow, ClauseRow | None]
"""A comment and the clause it is on."""


def sees_citizens(row: ResolutionRow, member: MemberRow) -> bool:
    """Tell whether a member sees what citizens said: the clerk and the lead drafter do (S0.7)."""
    return member.role is Role.CLERK or member.id == row.drafter_id


def those_who_answer(session: Session, row: ResolutionRow) -> list[MemberRow]:
    """Give the clerks and the lead drafter of a resolution."""
    return [member for member in roster(session, row.body_id) if sees_citizens(row, member)]


def comments_for(
    session: Session,
    user_id: int | None,
    resolution_id: int,
    *,
    first: int = 0,
    limit: int | None = None,
) -> tuple[ResolutionRow, MemberRow, list[Said]]:
    """Give the comments on a resolution to somebody who may answer them, by clause.

    Heads see the members' comments only. Raises NotAMember, NotPermitted.
    """
    row, member = resolution_for(session, user_id, resolution_id, Ability.RUN_CONSULTATION)
    rounds = rounds_of(session, resolution_id)
    seen = sees_citizens(row, member)
    said = comments_in_order(session, rounds, of_citizens=seen, first=first, limit=limit)
    return row, member, said


def comment_for(
    session: Session, user_id: int | None, comment_id: int
) -> tuple[CommentRow, ConsultationRow, ResolutionRow, MemberRow]:
    """Give a comment to somebody who may answer it. Raises NotAMember, NotPermitted."""
    comment = session.get(CommentRow, comment_id)
    if comment is None:
        raise NotPermitted
    consultation = session.get_one(ConsultationRow, comment.consultation_id)
    row, member = resolution_for(session, user_id, consultation.resolution_id, Ability.RUN_CONSULTATION)
    if comment.citizen_id is not None and not sees_citizens(row, member):
        raise NotPermitted
    return comment, consultation, row, member


def answered_before(session: Session, moment: datetime) -> list[CommentRow]:
    """Give the comments answered before a moment whose authors have not been told."""
    return list(
        session.exec(
            select(CommentRow)
            .where(col(CommentRow.answered_at).is_not(None), col(CommentRow.told_at).is_(None))
            .where(col(CommentRow.answered_at) <= moment)
            .order_by(col(CommentRow.id))
        )
    )


def author_desk(session: Session, member_id: int | None, citizen_id: int | None) -> int | None:
    """Give the private chat of a comment's author; of a citizen only where they have agreed to it."""
    if citizen_id is not None:
        identity = session.get(CitizenIdentityRow, citizen_id)
        agrees = consent_to(session, citizen_id, Purpose.REPLY) is not None
        return desk_of(session, identity.user_id) if identity and agrees else None
    member = session.get_one(MemberRow, member_id)
    return desk_of(session, member.user_id) if member.user_id else None
