"""Repairs of letters in chats: taken one by one, all at once, or left."""

from actions import repairs
from handlers.calls import press
from handlers.turn import Turn
from rules.repairs import RepairOffer


@press
def offer(turn: Turn, draft_id: int, at: int, taken: list[int]) -> None:
    """Show the next proposed repair."""
    turn.show(RepairOffer(draft_id=draft_id, at=at, taken=tuple(taken)))


@press
def apply_repairs(turn: Turn, draft_id: int, taken: list[int]) -> None:
    """Make a new version with what was taken."""
    repairs.apply_repairs(turn.work, draft_id, taken, chat_id=turn.place_id)
