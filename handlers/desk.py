"""The private chat: /start, the desk, help, language, and answers to open questions."""

from telegram.ext import CallbackQueryHandler, MessageHandler, filters

from actions import members
from handlers.calls import perform, press
from handlers.routes import Audience, Order, command, route
from handlers.turn import Turn
from rules.desk import ButtonExpired, Cancelled, Desk, Greeting, Help, LanguageChoice, NothingAsked
from rules.members import SetMenu
from rules.notices import Notice
from storage import calls, questions
from storage.calls import ANYWHERE
from storage.members import memberships

LINK_PREFIX = "m-"
"""Marks the payload of a personal link among the payloads of /start."""


@command("start", audience=Audience.ANYONE)
def start(turn: Turn) -> None:
    """Open the private chat: with a personal link, with a button of a group, or just so."""
    payload = (turn.message.text or "").partition(" ")[2].strip()
    if not turn.is_private:
        turn.show(Desk())
    elif payload.startswith(LINK_PREFIX):
        assert turn.desk_id is not None
        members.bind(turn.work, payload.removeprefix(LINK_PREFIX), chat_id=turn.desk_id)
    elif payload:
        _perform(turn, payload, ANYWHERE)
    else:
        home(turn)


@command("viec", "tasks", audience=Audience.MEMBERS)
def desk(turn: Turn) -> None:
    """Show what the person owes."""
    home(turn)


@press
def home(turn: Turn) -> None:
    """Show the desk, or a first word to somebody whom no roster knows."""
    known = memberships(turn.work.session, turn.user_id)
    turn.show(Desk() if known else Greeting())


@command("trogiup", "help", audience=Audience.ANYONE)
def help_(turn: Turn) -> None:
    """Show what this person can do."""
    turn.show(Help())


@press
def show(turn: Turn, kind: str, facts: str) -> None:
    """Show a screen by its kind and facts; what may be seen is checked when it is worded."""
    turn.show(Notice.read(kind, facts))


@command("ngonngu", "language", audience=Audience.ANYONE)
def languages(turn: Turn) -> None:
    """Offer the languages."""
    turn.show(LanguageChoice())


@press
def speak(turn: Turn, language: str) -> None:
    """Change the language of this chat."""
    turn.place.language = language
    turn.work.session.add(turn.place)
    turn.work.run(SetMenu(chat_id=turn.place_id))
    turn.show(Help())


@command("huy", "cancel", audience=Audience.ANYONE)
def cancel(turn: Turn) -> None:
    """Give up the open question, as every command does, and say so."""
    turn.show(Cancelled())


@press
def give_up(turn: Turn) -> None:
    """Give up the open question, as every press does, and say so."""
    turn.show(Cancelled())


@route(CallbackQueryHandler)
def pressed(turn: Turn) -> None:
    """Do what a pressed button stands for; a question that was open is given up by that."""
    if turn.is_private:
        questions.settle(turn.work.connection, turn.user_id)
    _perform(turn, turn.query.data or "", turn.place_id)


@route(
    lambda callback: MessageHandler(
        filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL, callback
    ),
    order=Order.LAST,
)
def answered(turn: Turn) -> None:
    """Give what somebody wrote or sent to the question they owe an answer to."""
    assert turn.desk_id is not None
    found = questions.open_question(turn.work.connection, turn.user_id)
    if found is None:
        turn.show(NothingAsked())
        return
    call, _asked_at = found
    questions.settle(turn.work.connection, turn.user_id)
    perform(call, turn)


def _perform(turn: Turn, key: str, chat_id: int) -> None:
    call = calls.find(turn.work.connection, key, chat_id=chat_id)
    if call is None:
        raise ButtonExpired
    perform(call, turn)
