"""Asking: for a text, a person, a day. The answer goes on to the function that wanted it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import orjson

from handlers.calls import answer, call_of, perform, press
from handlers.turn import Turn
from rules.calendar import local_date
from rules.desk import DayTooEarly, NotUnderstood
from rules.notices import Notice
from rules.prompts import AskDate, AskMember, AskText
from rules.sheets import date_of
from storage import questions
from storage.calls import Call


def ask_text(turn: Turn, then: Callable[..., None], /, **arguments: Any) -> None:
    """Ask for a text; `then` reads it from the turn."""
    call = call_of(then, **arguments)
    _ask(turn, AskText(then=call.name, arguments=call.arguments), call)


def ask_below(turn: Turn, then: Callable[..., None], /, **arguments: Any) -> None:
    """Ask for a text in a new message: where the pressed one is a live card and has to stay."""
    call = call_of(then, **arguments)
    turn.say(AskText(then=call.name, arguments=call.arguments))
    questions.ask(turn.work.connection, turn.user_id, call, now=turn.work.now)


def ask_letters(turn: Turn, screen: Notice, then: Callable[..., None], /, **arguments: Any) -> None:
    """Show what can be chosen, and wait for letters of it; `then` shows what holds them."""
    _ask(turn, screen, call_of(then, **arguments))


def ask_member(turn: Turn, then: Callable[..., None], /, *, body_id: int, **arguments: Any) -> None:
    """Ask for a person of a body; `then` gets `member_id`."""
    call = call_of(then, **arguments)
    _ask_member(turn, AskMember(then=call.name, arguments=call.arguments, body_id=body_id))


def ask_date(
    turn: Turn, then: Callable[..., None], /, *, earliest: date | None = None, **arguments: Any
) -> None:
    """Ask for a day from `earliest` (by default today) on; `then` gets `on`."""
    call = call_of(then, **arguments)
    first = earliest or local_date(turn.work.now)
    question = AskDate(then=call.name, arguments=call.arguments, earliest=first, month=first)
    _ask_date(turn, question)


@press
def turn_people(turn: Turn, facts: str) -> None:
    """Show other people to choose from."""
    _ask_member(turn, AskMember.read(AskMember.__name__, facts))


@press
def turn_month(turn: Turn, facts: str) -> None:
    """Show another month to choose from."""
    _ask_date(turn, AskDate.read(AskDate.__name__, facts))


@answer
def letters_came(turn: Turn, then: str, arguments: str, body_id: int) -> None:
    """Show the people whose names hold the letters."""
    question = AskMember(then=then, arguments=arguments, body_id=body_id, letters=turn.text)
    _ask_member(turn, question)


@answer
def date_came(turn: Turn, then: str, arguments: str, earliest: date) -> None:
    """Take a typed day. Raises NotUnderstood, DayTooEarly."""
    on = date_of(turn.text)
    if on is None:
        raise NotUnderstood(said=turn.text, wanted="date")
    if on < earliest:
        raise DayTooEarly(on=on, earliest=earliest)
    given = {**orjson.loads(arguments), "on": on}
    perform(Call(name=then, arguments=orjson.dumps(given).decode()), turn)


def _ask(turn: Turn, question: Notice, call: Call) -> None:
    turn.show(question)
    questions.ask(turn.work.connection, turn.user_id, call, now=turn.work.now)


def _ask_member(turn: Turn, question: AskMember) -> None:
    call = call_of(
        letters_came, then=question.then, arguments=question.arguments, body_id=question.body_id
    )
    _ask(turn, question, call)


def _ask_date(turn: Turn, question: AskDate) -> None:
    call = call_of(
        date_came, then=question.then, arguments=question.arguments, earliest=question.earliest
    )
    _ask(turn, question, call)
