"""Members who stand behind another's comment, each counted once."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, delete, func, select
from sqlmodel import Session, col
from sqlmodel import select as choose

from rules.cosignatures import CosignedChanged
from storage import columns
from storage.comments import CommentRow, CosignatureRow
from storage.dialect import insert_or_ignore
from storage.drafts import ClauseRow
from storage.held import tell_members
from storage.members import MemberRow
from storage.work import Work

_TABLE = columns.table_of(CosignatureRow)


def sign(work: Work, comment: CommentRow, member_id: int) -> bool:
    """Put a member's name under a comment; False where it stands there."""
    row = {
        "comment_id": comment.id, "member_id": member_id,
        "consultation_id": comment.consultation_id, "signed_at": work.now,
    }  # fmt: skip
    given = work.connection.execute(
        insert_or_ignore(work.connection, _TABLE).returning(_TABLE.c.comment_id), row
    )
    return given.first() is not None


def strike(connection: Connection, comment_id: int, member_id: int) -> bool:
    """Take a member's name away; False where it did not stand there."""
    gone = delete(_TABLE).where(_TABLE.c.comment_id == comment_id, _TABLE.c.member_id == member_id)
    return connection.execute(gone).rowcount > 0


def lose_cosigners(work: Work, comment_id: int) -> None:
    """Take all names away from a comment that reads otherwise now, or is withdrawn, and tell them.

    Nobody signs a text that they have not seen.
    """
    signed = list(
        work.connection.execute(
            select(_TABLE.c.member_id).where(_TABLE.c.comment_id == comment_id)
        ).scalars()
    )
    if signed:
        work.connection.execute(delete(_TABLE).where(_TABLE.c.comment_id == comment_id))
        tell_members(work, CosignedChanged(comment_id=comment_id), signed)


def signatures_under(session: Session, comment_ids: Sequence[int]) -> list[tuple[int, int]]:
    """Give who stands behind some comments: the numbers of comment and member."""
    rows = session.exec(
        choose(CosignatureRow.comment_id, CosignatureRow.member_id)
        .where(col(CosignatureRow.comment_id).in_(comment_ids))
        .order_by(col(CosignatureRow.comment_id), col(CosignatureRow.member_id))
    )
    return list(rows)


def cosigners(session: Session, comment_id: int) -> list[MemberRow]:
    """Give who stands behind a comment, sorted as names are."""
    return list(
        session.exec(
            choose(MemberRow)
            .join(CosignatureRow, col(CosignatureRow.member_id) == MemberRow.id)
            .where(CosignatureRow.comment_id == comment_id)
            .order_by(col(MemberRow.sort_key), col(MemberRow.id))
        )
    )


def count_cosigners(session: Session, comment_ids: Sequence[int]) -> dict[int, int]:
    """Count who stands behind some comments; those nobody has signed are left out."""
    rows = session.exec(
        choose(CosignatureRow.comment_id, func.count())
        .where(col(CosignatureRow.comment_id).in_(comment_ids))
        .group_by(col(CosignatureRow.comment_id))
    )
    return dict(rows.all())


def signed_by(session: Session, consultation_id: int, member_id: int) -> set[int]:
    """Give the comments of a round that a member has signed."""
    own = choose(CosignatureRow.comment_id).where(
        CosignatureRow.consultation_id == consultation_id, CosignatureRow.member_id == member_id
    )
    return set(session.exec(own))


def others_said(
    session: Session, consultation_id: int, clause_ids: Collection[int], *, than: int
) -> list[tuple[CommentRow, ClauseRow]]:
    """Give what members other than one have said about some clauses of a round, the oldest first."""
    rows = session.exec(
        choose(CommentRow, ClauseRow)
        .join(ClauseRow, col(ClauseRow.id) == CommentRow.clause_id)
        .where(CommentRow.consultation_id == consultation_id)
        .where(col(CommentRow.clause_id).in_(clause_ids), col(CommentRow.withdrawn_at).is_(None))
        .where(col(CommentRow.member_id).is_not(None), CommentRow.member_id != than)
        .order_by(col(CommentRow.id))
    )
    return [(comment, clause) for comment, clause in rows]
