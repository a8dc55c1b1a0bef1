"""Answers to inline queries."""

import re
from typing import Any

from simulator import keyboards, texts
from simulator.access import Call
from simulator.errors import bad_request
from simulator.inline import ANSWERABLE_FOR, Offered, Offers
from simulator.methods.destination import formatted

MOST_RESULTS = 50
LONGEST_ID = 64
"""Bytes, of a result and of an offset."""

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_START = re.compile(r"[A-Za-z0-9_-]{1,64}")


def answer_inline_query(call: Call) -> bool:
    """Offer somebody something to send; once, and in time."""
    results = call.get("results")
    if len(results) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    next_offset = call.get("next_offset", "")
    if len(next_offset.encode()) > LONGEST_ID:
        raise bad_request("NEXT_OFFSET_INVALID")
    offers = Offers(
        results=tuple(_offered(call, result) for result in results),
        next_offset=next_offset,
        is_personal=call.flag("is_personal"),
        cache_time=call.get("cache_time", 300),
        button=_button(call.get("button")),
    )
    if len({each.id for each in offers.results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    query = call.world.queries.get(call.get("inline_query_id"))
    if query is None or query.bot is not call.bot or query.offers is not None:
        raise bad_request(_TOO_OLD)
    if (call.world.clock.now() - query.asked_at).total_seconds() > ANSWERABLE_FOR:
        raise bad_request(_TOO_OLD)
    query.take(offers)
    return True


def _offered(call: Call, result: dict[str, Any]) -> Offered:
    if result["type"] != "article":
        raise bad_request("simulator: only articles are offered inline")
    if not 1 <= len(result["id"].encode()) <= LONGEST_ID:
        raise bad_request("RESULT_ID_INVALID")
    if not result["title"]:
        raise bad_request("ARTICLE_TITLE_EMPTY")
    content = result["input_message_content"]
    if "message_text" not in content:
        raise bad_request("simulator: only texts are sent inline")
    text, entities = formatted(
        call,
        content["message_text"],
        parse_mode=content.get("parse_mode", ""),
        entities=content.get("entities"),
    )
    texts.check_text(text)
    markup = keyboards.inline_keyboard(result.get("reply_markup"))
    return Offered(
        id=result["id"],
        title=result["title"],
        description=result.get("description", ""),
        message={"text": text, "entities": entities, "markup": markup},
    )


def _button(button: dict[str, Any] | None) -> dict[str, Any] | None:
    if button is None:
        return None
    if not button["text"]:
        raise bad_request("BUTTON_TEXT_INVALID")
    if not _START.fullmatch(button.get("start_parameter", "")):
        raise bad_request("START_PARAM_INVALID")
    return button


METHODS = {"answerInlineQuery": answer_inline_query}
