"""Straw polls in chats: made in a dialogue, answered in the groups."""

from typing import Any

from telegram.ext import PollAnswerHandler

from actions import polls
from handlers.calls import answer, press
from handlers.prompts import ask_text
from handlers.routes import result_of, route
from handlers.turn import Turn
from rules.polls import LONGEST_QUESTION, SendStrawPoll, StopStrawPoll, StrawPollPreview, StrawPolls


@press
def ask_question(turn: Turn, resolution_id: int) -> None:
    """Ask what is to be asked."""
    ask_text(turn, take_question, resolution_id=resolution_id)


@answer
def take_question(turn: Turn, resolution_id: int) -> None:
    """Take the question, and ask for the options."""
    question = turn.short_text(LONGEST_QUESTION)
    polls.check_question(turn.work, resolution_id, question)
    ask_text(turn, take_options, resolution_id=resolution_id, question=question)


@answer
def take_options(turn: Turn, resolution_id: int, question: str) -> None:
    """Take the options, and show what will be asked."""
    options = polls.check_options(turn.work, resolution_id, turn.text)
    turn.show(StrawPollPreview(resolution_id=resolution_id, question=question, options=options))


@press
def ask_poll(turn: Turn, resolution_id: int, question: str, options: tuple[str, ...]) -> None:
    """Show the poll in the groups."""
    polls.ask(turn.work, resolution_id, question=question, options=options)
    turn.show(StrawPolls(resolution_id=resolution_id))


@route(PollAnswerHandler)
def poll_answered(turn: Turn) -> None:
    """Note what somebody has chosen."""
    given = turn.received.poll_answer
    assert given is not None
    option = given.option_ids[0] if given.option_ids else None
    polls.take_answer(turn.work, telegram_poll_id=given.poll_id, option=option)


@result_of(SendStrawPoll, even_failed=True)
def poll_sent(turn: Turn, errand: SendStrawPoll, result: dict[str, Any]) -> None:
    """Note under which number Telegram shows it, or tell that it could not be shown."""
    if "error" in result:
        polls.poll_not_sent(turn.work, errand)
    else:
        polls.poll_sent(turn.work, errand, **result)


@result_of(StopStrawPoll, even_failed=True)
def poll_stopped(_turn: Turn, _errand: StopStrawPoll, _result: dict[str, Any]) -> None:
    """Nothing more is to be done: what counts is our own tally."""
