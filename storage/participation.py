"""Who of those asked has spoken, and how much was said: counted, never ranked."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
)
from sqlmodel import Session, col, select

from rules.comments import CommentTally
from rules.nudges import ItemKind
from storage import comment_counts
from storage.comments import CommentRow, CosignatureRow, rounds_of
from storage.consultation import AskedRow, ClauseAgreementRow
from storage.members import MemberRow
from storage.nudges import NudgeRow


def comment_tally(session: Session, resolution_id: int) -> CommentTally:
    """Count over all rounds of a resolution: whoever spoke in any of them has spoken."""
    return tally_of(session, rounds_of(session, resolution_id))


def tally_of(session: Session, consultation_ids: Sequence[int]) -> CommentTally:
    """Count over some rounds."""
    of_asked, of_nudges = _counting()
    rounds = {"rounds": consultation_ids}
    asked, spoke, agreed = session.exec(of_asked, params=rounds).one()
    nudged = session.exec(of_nudges, params=rounds).one()
    counts = comment_counts.sums(session, consultation_ids)
    return CommentTally(
        asked=asked, spoke=spoke, agreed=agreed, comments=counts["members"],
        anchored=counts["anchored"], citizen_comments=counts["citizens"],
        answered=counts["answered"], accepted=counts["accepted"], partly=counts["partly"],
        kept=counts["kept"], out_of_scope=counts["out_of_scope"], nudged=nudged,
    )  # fmt: skip


@cache
def _counting() -> tuple[Any, Any]:
    """Make the statements that count the asked and the reminders of some rounds.

    They are made once: a card counts after every comment, and making them costs more than counting.
    """
    rounds = bindparam("rounds", expanding=True)
    of_asked = select(
        _members(None), _members(has_spoken()), _members(col(AskedRow.agreed_at).is_not(None))
    ).where(col(AskedRow.consultation_id).in_(rounds), AskedRow.counts)
    of_nudges = (
        select(func.count())
        .select_from(NudgeRow)
        .where(NudgeRow.kind == ItemKind.COMMENT, col(NudgeRow.subject_id).in_(rounds))
    )
    return of_asked, of_nudges


def silent_members(session: Session, consultation_id: int) -> list[MemberRow]:
    """Give the counted members who have neither commented nor agreed, sorted as names are."""
    return list(
        session.exec(
            select(MemberRow)
            .join(AskedRow, col(AskedRow.member_id) == MemberRow.id)
            .where(AskedRow.consultation_id == consultation_id, AskedRow.counts)
            .where(col(MemberRow.left_at).is_(None), ~has_spoken())
            .order_by(col(MemberRow.sort_key), col(MemberRow.id))
        )
    )


def has_member_spoken(session: Session, consultation_id: int, member_id: int) -> bool:
    """Tell whether a member has agreed, with all or a clause, commented, or stood behind another."""
    each = (
        select(AskedRow.member_id).where(
            AskedRow.consultation_id == consultation_id, AskedRow.member_id == member_id,
            col(AskedRow.agreed_at).is_not(None),
        ),
        select(CommentRow.member_id).where(
            CommentRow.consultation_id == consultation_id, CommentRow.member_id == member_id,
            col(CommentRow.withdrawn_at).is_(None),
        ),
        select(ClauseAgreementRow.member_id).where(
            ClauseAgreementRow.consultation_id == consultation_id,
            ClauseAgreementRow.member_id == member_id,
        ),
        select(CosignatureRow.member_id).where(
            CosignatureRow.consultation_id == consultation_id, CosignatureRow.member_id == member_id
        ),
    )  # fmt: skip
    return any(session.exec(spoke.limit(1)).first() is not None for spoke in each)


def has_spoken() -> ColumnElement[bool]:
    """Say in SQL whether the asked member has agreed, with all or with a clause, or commented there."""
    said = and_(
        col(CommentRow.consultation_id) == col(AskedRow.consultation_id),
        col(CommentRow.member_id) == col(AskedRow.member_id),
        col(CommentRow.withdrawn_at).is_(None),
    )
    on_a_clause = and_(
        col(ClauseAgreementRow.consultation_id) == col(AskedRow.consultation_id),
        col(ClauseAgreementRow.member_id) == col(AskedRow.member_id),
    )
    signed = and_(
        col(CosignatureRow.consultation_id) == col(AskedRow.consultation_id),
        col(CosignatureRow.member_id) == col(AskedRow.member_id),
    )
    return or_(
        col(AskedRow.agreed_at).is_not(None),
        *(exists().where(spoke) for spoke in (said, on_a_clause, signed)),
    )


def _members(condition: ColumnElement[bool] | None) -> ColumnElement[int]:
    """Count different members, those for whom a condition holds."""
    member = col(AskedRow.member_id)
    return func.count((member if condition is None else case((condition, member))).distinct())
