"""Looking at what citizens send, in chats."""

from actions import moderation
from handlers.calls import press
from handlers.turn import Turn
from rules.moderation import ModerationPage, SetAside


@press
def let_pass(turn: Turn, comment_id: int) -> None:
    """Work with a comment."""
    resolution_id = moderation.let_pass(turn.work, comment_id)
    turn.show(ModerationPage(resolution_id=resolution_id))


@press
def set_aside(turn: Turn, comment_id: int, reason: SetAside) -> None:
    """Take a comment out of the work."""
    resolution_id = moderation.set_aside(turn.work, comment_id, reason)
    turn.show(ModerationPage(resolution_id=resolution_id))
