"""Closing the file of a resolution."""

from actions import archive as acts
from handlers.calls import press
from handlers.turn import Turn
from rules.resolutions import ResolutionPage


@press
def archive(turn: Turn, resolution_id: int) -> None:
    """Close the file."""
    acts.archive(turn.work, resolution_id, chat_id=turn.place_id)
    turn.show(ResolutionPage(resolution_id=resolution_id))
