"""What a body keeps of one member, for that member to take away."""

from sqlmodel import Session, col, select

from storage.ballots import BallotRow, ElectorRow
from storage.comments import CommentRow
from storage.resolutions import ResolutionRow
from storage.tasks import TaskRow
from storage.votes import VoteRow


def own_comments(session: Session, member_id: int) -> list[CommentRow]:
    """Give everything a member has said, the oldest first."""
    return list(
        session.exec(
            select(CommentRow).where(CommentRow.member_id == member_id).order_by(col(CommentRow.id))
        )
    )


def own_ballots(session: Session, member_id: int) -> list[tuple[BallotRow, VoteRow, ResolutionRow]]:
    """Give a member's ballots with their votes; all votes are by name."""
    rows = session.exec(
        select(BallotRow, VoteRow, ResolutionRow)
        .join(ElectorRow, col(ElectorRow.id) == BallotRow.elector_id)
        .join(VoteRow, col(VoteRow.id) == ElectorRow.vote_id)
        .join(ResolutionRow, col(ResolutionRow.id) == VoteRow.resolution_id)
        .where(ElectorRow.member_id == member_id)
        .order_by(col(VoteRow.id))
    )
    return [(ballot, vote, row) for ballot, vote, row in rows]


def own_tasks(session: Session, member_id: int) -> list[TaskRow]:
    """Give the tasks a member answers for, in every state, the oldest first."""
    return list(
        session.exec(select(TaskRow).where(TaskRow.owner_id == member_id).order_by(col(TaskRow.id)))
    )
