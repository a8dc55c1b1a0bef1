"""Rounds that run, in chats: more days with a reason, and an end when everybody has spoken."""

from actions import running_rounds
from handlers.calls import answer, press
from handlers.prompts import ask_text
from handlers.turn import Turn
from rules.rounds import RunningRound, RunningRounds


@press
def ask_more_days(turn: Turn, round_id: int) -> None:
    """Ask how much longer."""
    ask_text(turn, take_more_days, round_id=round_id)


@answer
def take_more_days(turn: Turn, round_id: int) -> None:
    """Take it, and ask why."""
    said = turn.short_text(80)
    running_rounds.check_extension(turn.work, round_id, said)
    ask_text(turn, take_reason, round_id=round_id, said=said)


@answer
def take_reason(turn: Turn, round_id: int, said: str) -> None:
    """Take the reason, and give the days."""
    reason = " ".join(turn.text.split())
    running_rounds.extend(turn.work, round_id, said, reason=reason)
    turn.show(RunningRound(round_id=round_id))


@press
def close_round(turn: Turn, round_id: int) -> None:
    """End it because everybody has spoken."""
    resolution_id = running_rounds.close_round(turn.work, round_id)
    turn.show(RunningRounds(resolution_id=resolution_id))
