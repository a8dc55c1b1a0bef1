"""What somebody wants with a comment, in chats."""

from actions import stances
from handlers.calls import press
from handlers.turn import Turn
from rules.comments import CommentTaken, Weight
from rules.responses import CommentPage


@press
def weigh(turn: Turn, comment_id: int, weight: Weight) -> None:
    """Say how much an own comment matters."""
    stances.weigh(turn.work, comment_id, weight)
    turn.show(CommentTaken(comment_id=comment_id))


@press
def mark_opposing(turn: Turn, comment_id: int, is_opposing: bool) -> None:  # noqa: FBT001  a stored argument
    """Note that a comment objects, or that it does not."""
    stances.mark_opposing(turn.work, comment_id, is_opposing=is_opposing)
    turn.show(CommentPage(comment_id=comment_id))
