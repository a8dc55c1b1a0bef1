"""What is to become of overlaps with resolutions in force, noted in the private chat."""

from actions import overlaps
from handlers.calls import press
from handlers.turn import Turn
from rules.overlaps import OverlapChoice, OverlapPage


@press
def note(
    turn: Turn, clause_id: int, other_clause_id: int, choice: OverlapChoice, following: int
) -> None:
    """Take the note, and show the overlap that follows."""
    resolution_id = overlaps.note_overlap(turn.work, clause_id, other_clause_id, choice)
    turn.show(OverlapPage(resolution_id=resolution_id, page=following))
