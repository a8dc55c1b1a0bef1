"""Comments of citizens at which nobody has looked yet, and those that were set aside."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func
from sqlmodel import Session, col, select

from storage.comments import CommentRow, rounds_of
from storage.drafts import ClauseRow


def _unseen(rounds: Sequence[int]) -> ColumnElement[bool]:
    return and_(
        col(CommentRow.consultation_id).in_(rounds),
        col(CommentRow.citizen_id).is_not(None),
        col(CommentRow.moderated_at).is_(None),
        col(CommentRow.withdrawn_at).is_(None),
    )


def next_unseen(session: Session, resolution_id: int) -> tuple[CommentRow, ClauseRow | None] | None:
    """Give the oldest comment of a citizen on a resolution that still has to be looked at."""
    row = session.exec(
        select(CommentRow, ClauseRow)
        .join(ClauseRow, col(ClauseRow.id) == CommentRow.clause_id, isouter=True)
        .where(_unseen(rounds_of(session, resolution_id)))
        .order_by(col(CommentRow.id))
        .limit(1)
    ).first()
    return (row[0], row[1]) if row else None


def count_unseen(session: Session, resolution_id: int) -> int:
    """Count the comments of citizens that still have to be looked at."""
    counted = select(func.count()).select_from(CommentRow)
    return session.exec(counted.where(_unseen(rounds_of(session, resolution_id)))).one()


def set_aside_comments(session: Session, resolution_id: int) -> list[CommentRow]:
    """Give what was set aside on a resolution, the oldest first."""
    return list(
        session.exec(
            select(CommentRow)
            .where(col(CommentRow.consultation_id).in_(rounds_of(session, resolution_id)))
            .where(col(CommentRow.set_aside).is_not(None))
            .order_by(col(CommentRow.id))
        )
    )
