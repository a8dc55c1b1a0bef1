"""Native polls: asking and ending."""

from datetime import UTC, datetime, timedelta
from typing import Any

from simulator import keyboards, voting, wire
from simulator.access import Access, Call, chat_of, message_of
from simulator.errors import bad_request
from simulator.methods.destination import destination, formatted, post, spend
from simulator.methods.sending import markup_of
from simulator.polls import Option, Poll

LONGEST_QUESTION = 300
LONGEST_OPTION = 100
LONGEST_EXPLANATION = 200
LONGEST_DESCRIPTION = 1024
MOST_OPTIONS = 12
#: Seconds for which a poll may stay open by itself.
SHORTEST_PERIOD, LONGEST_PERIOD = 5, 2_628_000


def _text(call: Call, name: str) -> tuple[str, list[dict[str, Any]]]:
    return formatted(
        call,
        call.get(name, ""),
        parse_mode=call.get(f"{name}_parse_mode", ""),
        entities=call.get(f"{name}_entities"),
    )


def _options(call: Call) -> list[Option]:
    given = call.get("options")
    if not given:
        raise bad_request("poll must have at least 1 answer option")
    if len(given) > MOST_OPTIONS:
        raise bad_request(f"poll can't have more than {MOST_OPTIONS} options")
    return [_option(call, number, option) for number, option in enumerate(given)]


def _option(call: Call, number: int, given: dict[str, Any]) -> Option:
    text, entities = formatted(
        call,
        given["text"],
        parse_mode=given.get("text_parse_mode", ""),
        entities=given.get("text_entities"),
    )
    if not text:
        raise bad_request("poll options must be non-empty")
    if len(text) > LONGEST_OPTION:
        raise bad_request(f"poll options length must not exceed {LONGEST_OPTION}")
    return Option(persistent_id=str(number), text=text, entities=entities)


#: Parameters that would change how a poll behaves in ways that are not simulated.
_NOT_SIMULATED = ("allow_adding_options", "media", "explanation_media")


def _poll(call: Call) -> Poll:
    for name in _NOT_SIMULATED:
        if call.get(name):
            raise bad_request(f"simulator: polls with {name} are not simulated")
    question, entities = _text(call, "question")
    if not question:
        raise bad_request("poll question must be non-empty")
    if len(question) > LONGEST_QUESTION:
        raise bad_request(f"poll question length must not exceed {LONGEST_QUESTION}")
    description, description_entities = _text(call, "description")
    if len(description) > LONGEST_DESCRIPTION:
        raise bad_request("message caption is too long")
    poll = Poll(
        id=str(call.world.random.getrandbits(60)),
        owner=call.bot,
        question=question,
        question_entities=entities,
        options=_options(call),
        is_anonymous=call.get("is_anonymous", True),
        allows_multiple_answers=call.flag("allows_multiple_answers"),
        description=description,
        description_entities=description_entities,
        hides_results=call.flag("hide_results_until_closes"),
    )
    _make_quiz(call, poll)
    poll.allows_revoting = call.get("allows_revoting", not poll.is_quiz)
    _set_end(call, poll)
    return poll


def _make_quiz(call: Call, poll: Poll) -> None:
    kind = call.get("type", "regular")
    if kind not in {"regular", "quiz"}:
        raise bad_request("unsupported poll type specified")
    poll.is_quiz = kind == "quiz"
    if not poll.is_quiz:
        return
    poll.correct_option_ids = call.get("correct_option_ids", [])
    if not poll.correct_option_ids:
        raise bad_request("correct quiz option list must be non-empty")
    if any(not 0 <= number < len(poll.options) for number in poll.correct_option_ids):
        raise bad_request("wrong correct option ID specified")
    poll.explanation, poll.explanation_entities = _text(call, "explanation")
    if len(poll.explanation) > LONGEST_EXPLANATION:
        raise bad_request("explanation is too long")


def _set_end(call: Call, poll: Poll) -> None:
    now = call.world.clock.now()
    period = call.get("open_period", 0)
    if not period and call.get("close_date"):
        closes_at = datetime.fromtimestamp(call.get("close_date"), tz=UTC)
        period = int((closes_at - now).total_seconds())
        if not SHORTEST_PERIOD <= period <= LONGEST_PERIOD:
            raise bad_request("POLL_CLOSE_DATE_INVALID")
    if period:
        if not SHORTEST_PERIOD <= period <= LONGEST_PERIOD:
            raise bad_request("POLL_OPEN_PERIOD_INVALID")
        poll.open_period, poll.closes_at = period, now + timedelta(seconds=period)
    poll.is_closed = call.flag("is_closed")


def send_poll(call: Call) -> wire.Json:
    """Ask a chat."""
    poll = _poll(call)
    keyboard = markup_of(call)
    place = destination(call, "poll")
    if place.chat.is_channel and not poll.is_anonymous:
        raise bad_request("non-anonymous polls can't be sent to channel chats")
    if not place.chat.is_channel and (call.flag("members_only") or call.get("country_codes")):
        raise bad_request("poll voters can be restricted only in channel chats")
    spend(call, place.chat)
    message = post(call, place, poll=poll, **keyboard)
    poll.messages.append(message)
    voting.open_poll(call.world, poll)
    return wire.message(message)


def stop_poll(call: Call) -> wire.Json:
    """End a poll of the bot's own and answer how it stands."""
    chat = chat_of(call, Access.EDIT)
    message = message_of(call, chat, "message with poll to stop")
    poll = message.poll
    if poll is None:
        raise bad_request("message is not a poll")
    if poll.owner is not call.bot or message is not poll.home:
        raise bad_request("poll can't be stopped")
    if poll.is_closed:
        raise bad_request("poll has already been closed")
    message.markup = keyboards.inline_keyboard(call.get("reply_markup"))
    voting.close_poll(call.world, poll)
    return wire.poll(poll)


METHODS = {"sendPoll": send_poll, "stopPoll": stop_poll}
