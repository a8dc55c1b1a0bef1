"""What somebody wants with a comment, and how much it matters (S2.31, G19)."""

from rules.comments import CAN_BE_WEIGHED, Stance, Weight
from storage import replies
from storage.members import NotPermitted
from storage.responses import comment_for
from storage.work import Work


def weigh(work: Work, comment_id: int, weight: Weight) -> None:
    """Say how much an own comment matters: must or should. Raises NotPermitted, CommentsClosed."""
    comment, found = replies.own_comment(work.session, work.who.user_id, comment_id)
    if comment.stance not in CAN_BE_WEIGHED:
        raise NotPermitted
    found.check_open(work.now)
    comment.weight = weight
    work.record("CommentWeighed", body_id=found.body_id, comment_id=comment_id, weight=weight)


def mark_opposing(work: Work, comment_id: int, *, is_opposing: bool) -> None:
    """Note, for those who answer, that a comment objects, or that it does not.

    Who replies in the group says no stance, and nobody's objection may be lost among the others; what
    somebody called an objection in so many words stays one. Raises NotAMember, NotPermitted.
    """
    comment, _consultation, row, member = comment_for(work.session, work.who.user_id, comment_id)
    was_opposing = comment.stance is Stance.OBJECT
    if was_opposing == is_opposing:
        return
    if was_opposing and comment.marked_by_id is None:
        raise NotPermitted
    comment.stance = Stance.OBJECT if is_opposing else None
    comment.marked_by_id = member.id if is_opposing else None
    fact = "CommentMarkedOpposing" if is_opposing else "CommentUnmarkedOpposing"
    work.record(fact, body_id=row.body_id, comment_id=comment_id)
