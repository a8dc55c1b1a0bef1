"""Forwarding and copying messages."""

from typing import Any

from simulator import wire
from simulator.access import Access, Call, chat_of, message_of
from simulator.chats import Chat
from simulator.errors import bad_request
from simulator.messages import Message
from simulator.methods.destination import Destination, destination, post, spend
from simulator.methods.sending import caption_of, markup_of
from simulator.origins import origin

MOST_AT_ONCE = 100


def _kind(message: Message) -> str:
    for kind in ("document", "photo", "voice", "poll"):
        if getattr(message, kind) is not None:
            return kind
    return "text"


def _content(message: Message) -> dict[str, Any]:
    return {
        "text": message.text,
        "entities": message.entities,
        "document": message.document,
        "photo": message.photo,
        "voice": message.voice,
        "link_preview_options": message.link_preview_options,
    }


def _check_forwardable(message: Message, what: str) -> None:
    if message.is_service or message.is_protected:
        raise bad_request(f"message can't be {what}")


def _forward(call: Call, message: Message, place: Destination) -> Message:
    _check_forwardable(message, "forwarded")
    sent = post(call, place, forward_origin=origin(message), poll=message.poll, **_content(message))
    if message.poll is not None:
        message.poll.messages.append(sent)
    return sent


def _copy(call: Call, message: Message, place: Destination, **changes: Any) -> Message:
    _check_forwardable(message, "copied")
    if message.poll is not None:
        raise bad_request("simulator: polls are forwarded, not copied")
    return post(call, place, **{**_content(message), **changes})


def forward_message(call: Call) -> wire.Json:
    """Forward one message; where it came from is shown."""
    message = message_of(call, _source(call), "message to forward")
    place = destination(call, _kind(message))
    spend(call, place.chat)
    return wire.message(_forward(call, message, place))


def copy_message(call: Call) -> wire.Json:
    """Copy one message as if the bot had written it, with another caption if given."""
    message = message_of(call, _source(call), "message to copy")
    changes: dict[str, Any] = dict(markup_of(call))
    if "caption" in call.parameters and message.has_media:
        changes |= caption_of(call, call.parameters)
    place = destination(call, _kind(message))
    spend(call, place.chat)
    return {"message_id": _copy(call, message, place, **changes).id}


def _source(call: Call) -> Chat:
    return chat_of(call, Access.READ, "from_chat_id")


def _messages(call: Call) -> list[Message]:
    """The messages named, oldest first; those that are gone are skipped."""
    numbers = call.get("message_ids")
    if not 1 <= len(numbers) <= MOST_AT_ONCE:
        raise bad_request(
            "too many message identifiers specified"
            if numbers
            else "message identifiers are not specified"
        )
    if numbers != sorted(set(numbers)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    chat = _source(call)
    found = [chat.messages[n] for n in numbers if n in chat.messages]
    found = [m for m in found if not (m.is_deleted or m.is_service or m.is_protected)]
    if not found:
        raise bad_request("there are no messages to forward")
    return found


def forward_messages(call: Call) -> list[wire.Json]:
    """Forward several messages."""
    messages = _messages(call)
    places = [destination(call, _kind(message)) for message in messages]
    spend(call, places[0].chat, len(messages))
    sent = [_forward(call, message, place) for message, place in zip(messages, places, strict=True)]
    return [{"message_id": message.id} for message in sent]


def copy_messages(call: Call) -> list[wire.Json]:
    """Copy several messages, without captions if so wished."""
    messages = _messages(call)
    places = [destination(call, _kind(message)) for message in messages]
    spend(call, places[0].chat, len(messages))
    bare = {"text": "", "entities": []} if call.flag("remove_caption") else {}
    sent = [
        _copy(call, message, place, **(bare if message.has_media else {}))
        for message, place in zip(messages, places, strict=True)
    ]
    return [{"message_id": message.id} for message in sent]


METHODS = {
    "forwardMessage": forward_message,
    "forwardMessages": forward_messages,
    "copyMessage": copy_message,
    "copyMessages": copy_messages,
}
