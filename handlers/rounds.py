"""Rounds of a consultation in chats: planned by those who run it."""

from actions import rounds
from handlers.calls import answer, press
from handlers.prompts import ask_text
from handlers.turn import Turn
from rules.rounds import Circle, RoundPage, RoundPlan, Silence, Start


@press
def plan_round(turn: Turn, resolution_id: int, circle: Circle) -> None:
    """Plan another round; of specialists the field is asked for first."""
    if circle is Circle.SPECIALISTS:
        ask_text(turn, take_field, resolution_id=resolution_id)
        return
    turn.show(RoundPage(round_id=rounds.plan_round(turn.work, resolution_id, circle)))


@answer
def take_field(turn: Turn, resolution_id: int) -> None:
    """Take the words of the field."""
    field = "" if turn.text in ("-", "–") else " ".join(turn.text.split())
    round_id = rounds.plan_round(turn.work, resolution_id, Circle.SPECIALISTS, field=field)
    turn.show(RoundPage(round_id=round_id))


@press
def drop_round(turn: Turn, round_id: int) -> None:
    """Take a planned round out."""
    turn.show(RoundPlan(resolution_id=rounds.drop_round(turn.work, round_id)))


@press
def ask_last_day(turn: Turn, round_id: int) -> None:
    """Ask how long it lasts."""
    ask_text(turn, take_last_day, round_id=round_id)


@answer
def take_last_day(turn: Turn, round_id: int) -> None:
    """Take it."""
    rounds.set_last_day(turn.work, round_id, turn.text)
    turn.show(RoundPage(round_id=round_id))


@press
def change_start(turn: Turn, round_id: int, start: Start) -> None:
    """Let it follow the ones before it, or run beside them."""
    rounds.change_start(turn.work, round_id, start)
    turn.show(RoundPage(round_id=round_id))


@press
def change_silence(turn: Turn, round_id: int, silence: Silence) -> None:
    """Say what silence means."""
    rounds.change_silence(turn.work, round_id, silence)
    turn.show(RoundPage(round_id=round_id))
