"""Standing behind another's comment, in chats."""

from actions import cosignatures
from handlers.calls import press
from handlers.turn import Turn
from rules.consultation import ConsultationPreview
from rules.cosignatures import OthersSaid


@press
def cosign(turn: Turn, comment_id: int, resolution_id: int, number: int, page: int) -> None:
    """Put one's name under a comment."""
    cosignatures.cosign(turn.work, comment_id)
    turn.show(OthersSaid(resolution_id=resolution_id, number=number, page=page))


@press
def take_back(turn: Turn, comment_id: int, resolution_id: int, number: int, page: int) -> None:
    """Take one's name away."""
    cosignatures.take_back(turn.work, comment_id)
    turn.show(OthersSaid(resolution_id=resolution_id, number=number, page=page))


@press
def show_names(turn: Turn, resolution_id: int, are_shown: bool) -> None:  # noqa: FBT001  a stored argument
    """Say whether members see who made a comment."""
    cosignatures.show_names(turn.work, resolution_id, are_shown=are_shown)
    turn.show(ConsultationPreview(resolution_id=resolution_id))
