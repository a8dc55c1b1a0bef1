"""Overlaps with resolutions in force: looked for, and what is to become of them noted, in private."""

from typing import Any

from actions import overlaps
from handlers.calls import press
from handlers.routes import result_of
from handlers.turn import Turn
from rules.overlaps import FindOverlaps, FoundOverlap, OverlapChoice, OverlapPage


@press
def compare(turn: Turn, resolution_id: int) -> None:
    """Compare a draft with the texts in force."""
    overlaps.compare(turn.work, resolution_id, chat_id=turn.place_id)


@result_of(FindOverlaps, even_failed=True)
def overlaps_found(turn: Turn, errand: FindOverlaps, result: dict[str, Any]) -> None:
    """Keep what was found, and go on; where it could not be compared, what was found before stays."""
    found = [FoundOverlap(**each) for each in result.get("found", ())]
    overlaps.take_overlaps(
        turn.work, errand, found, compared=result.get("compared", 0), before_id=result.get("before_id")
    )


@press
def note(
    turn: Turn, clause_id: int, other_clause_id: int, choice: OverlapChoice, following: int
) -> None:
    """Take the note, and show the overlap that follows."""
    resolution_id = overlaps.note_overlap(turn.work, clause_id, other_clause_id, choice)
    turn.show(OverlapPage(resolution_id=resolution_id, page=following))
