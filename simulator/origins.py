"""Where a message came from: forwards, quotes, replies across chats."""

from typing import Any

from simulator import texts, utf16, wire
from simulator.entities import Entity
from simulator.errors import bad_request
from simulator.messages import Message


def origin(message: Message) -> dict[str, Any]:
    """Where a message came from first (https://core.telegram.org/bots/api#messageorigin)."""
    if message.forward_origin is not None:
        return message.forward_origin
    date = wire.unix(message.sent_at)
    if message.chat.is_channel:
        return {
            "type": "channel",
            "date": date,
            "chat": wire.chat(message.chat),
            "message_id": message.id,
        }
    if message.sender_chat is not None:
        return {"type": "chat", "date": date, "sender_chat": wire.chat(message.sender_chat)}
    assert message.sender is not None
    return {"type": "user", "date": date, "sender_user": wire.user(message.sender)}


def quote_of(message: Message, text: str, entities: list[Entity], *, near: int) -> dict[str, Any]:
    """A quote from a message; it must stand in the present text. Raises CallRefused."""
    position = utf16.nearest(message.text, text, near) if text else None
    if position is None or len(text) > texts.LONGEST_QUOTE:
        raise bad_request("QUOTE_TEXT_INVALID")
    quote: dict[str, Any] = {"text": text, "position": position, "is_manual": True}
    if entities:
        quote["entities"] = entities
    return quote


def external_reply(message: Message) -> dict[str, Any]:
    """A reply to a message that stands in another chat or topic."""
    found: dict[str, Any] = {"origin": origin(message)}
    if not message.chat.is_private:
        found |= {"chat": wire.chat(message.chat), "message_id": message.id}
    if message.document is not None:
        found["document"] = wire.document(message.document)
    elif message.photo is not None:
        found["photo"] = wire.photo(message.photo)
    elif message.voice is not None:
        found["voice"] = wire.voice(message.voice)
    return found
