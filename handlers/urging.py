"""Urging in chats."""

from actions import urging
from handlers.calls import press
from handlers.turn import Turn


@press
def urge(turn: Turn, resolution_id: int) -> None:
    """Have all reminded who have open items."""
    turn.show(urging.urge(turn.work, resolution_id))


@press
def send_letter(turn: Turn, resolution_id: int) -> None:
    """Have the letter written."""
    urging.ask_letter(turn.work, resolution_id, chat_id=turn.desk_id or turn.place_id)
