"""Dates in chats: what lies ahead of a person, and the days off that the clerk looks after."""

from datetime import date

from actions import calendar
from handlers.calls import answer, press
from handlers.prompts import ask_date, ask_text
from handlers.routes import command
from handlers.turn import Turn
from rules.agenda import Agenda, ChooseDayKind, DaysOff
from rules.calendar import DayKind
from rules.members import Ability
from storage.members import member_who_may


@command("lich", "calendar")
def agenda(turn: Turn) -> None:
    """Show the dates that lie ahead."""
    turn.show(Agenda())


@press
def ask_day(turn: Turn) -> None:
    """Ask which day a notice speaks of."""
    member_who_may(turn.work.session, turn.user_id, Ability.KEEP_ROSTER)
    ask_date(turn, day_chosen)


@press
def day_chosen(turn: Turn, on: date) -> None:
    """Ask whether it is free or worked."""
    turn.show(ChooseDayKind(on=on))


@press
def kind_chosen(turn: Turn, on: date, kind: DayKind) -> None:
    """Ask why."""
    calendar.check_day(turn.work, on, kind)
    ask_text(turn, reason_told, on=on, kind=kind)


@answer
def reason_told(turn: Turn, on: date, kind: DayKind) -> None:
    """Ask which notice says so."""
    ask_text(turn, source_told, on=on, kind=kind, reason=turn.short_text(200))


@answer
def source_told(turn: Turn, on: date, kind: DayKind, reason: str) -> None:
    """Enter the day."""
    calendar.enter_day(turn.work, on, kind, reason=reason, source=turn.short_text(200))
    turn.show(DaysOff())


@press
def remove_day(turn: Turn, on: date) -> None:
    """Leave the day to the usual calendar again."""
    calendar.remove_day(turn.work, on)
    turn.show(DaysOff())
