"""Answers to pressed buttons."""

from simulator.access import Call
from simulator.errors import bad_request
from simulator.presses import ANSWERABLE_FOR, Answer
from simulator.world import Happening

LONGEST_ANSWER = 200
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(call: Call) -> bool:
    """Show the person who pressed what came of it; once, and within 150 seconds."""
    world = call.world
    press = world.presses.get(call.get("callback_query_id"))
    if press is None or press.bot is not call.bot or press.answer is not None:
        raise bad_request(_TOO_OLD)
    if (world.clock.now() - press.pressed_at).total_seconds() > ANSWERABLE_FOR:
        raise bad_request(_TOO_OLD)
    text = call.get("text", "")
    if len(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    press.take(Answer(text=text, is_alert=call.flag("show_alert"), url=call.get("url", "")))
    world.tell(Happening.BUTTON_ANSWERED, press.message.chat, message=press.message, press=press)
    return True


METHODS = {"answerCallbackQuery": answer_callback_query}
