"""Clauses of a planned round in chats: picked by those who run it."""

from actions import round_clauses
from handlers.calls import press
from handlers.turn import Turn
from rules.round_clauses import RoundClauses


@press
def pick_clause(turn: Turn, round_id: int, clause_id: int, is_picked: bool, page: int = 0) -> None:  # noqa: FBT001  a stored argument
    """Ask on a clause, or no more."""
    round_clauses.pick_clause(turn.work, round_id, clause_id, is_picked=is_picked)
    turn.show(RoundClauses(round_id=round_id, page=page))
