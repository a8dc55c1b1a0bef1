"""Papers that were looked through, and the word of whoever handed in one that could not be."""

from collections.abc import Callable, Mapping
from typing import Any

from actions import initiatives, round_papers, secrecy
from handlers.calls import press
from handlers.routes import result_of
from handlers.turn import Turn
from rules.refused import Refused
from rules.secrecy import Door, Inside, LookThrough, PaperLetGo
from storage.secrecy import HandedInRow
from storage.work import Work

TAKES: Mapping[Door, Callable[[Work, HandedInRow], None]] = {
    Door.ROUND: round_papers.add_paper,
    Door.INITIATIVE: initiatives.add_paper,
}
"""What takes a paper in that is not secret."""


@result_of(LookThrough, even_failed=True)
def looked_through(turn: Turn, errand: LookThrough, result: dict[str, Any]) -> None:
    """Take a paper in, ask about it, or refuse it; what could not be fetched was not looked through."""
    if "against" in result:
        secrecy.refuse_paper(turn.work, errand, Refused.read(result["against"], result["facts"]))
        return
    inside = Inside(result.get("inside", Inside.OTHER))
    if (paper := secrecy.note_inside(turn.work, errand, inside)) is not None:
        TAKES[paper.door](turn.work, paper)


@press
def vouch(turn: Turn, handed_in_id: int) -> None:
    """Take a paper in of which somebody says that it is not secret."""
    paper = secrecy.vouch(turn.work, handed_in_id)
    TAKES[paper.door](turn.work, paper)


@press
def let_go(turn: Turn, handed_in_id: int) -> None:
    """Let go of it."""
    secrecy.let_go(turn.work, handed_in_id)
    turn.show(PaperLetGo())
