"""Where a message goes: the chat, the topic, what it answers, and whether it may go there now."""

from dataclasses import dataclass
from typing import Any

from simulator import posting, texts, wire
from simulator.access import Access, Call, chat_of, check_not_business
from simulator.chats import Chat
from simulator.entities import Entity
from simulator.errors import bad_request, too_many_requests
from simulator.messages import Message
from simulator.origins import external_reply, quote_of

#: What is being sent → the permission it needs and what the server calls it.
_NEEDS = {
    "text": ("can_send_messages", "text messages"),
    "document": ("can_send_documents", "documents"),
    "photo": ("can_send_photos", "photos"),
    "poll": ("can_send_polls", "polls"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Destination:
    """Where a message goes and what it answers, checked."""

    chat: Chat
    thread_id: int | None
    reply_to: Message | None = None
    quote: dict[str, Any] | None = None
    external_reply: dict[str, Any] | None = None


def destination(call: Call, what: str) -> Destination:
    """Find and check the place of a message that is to be sent. Raises CallRefused."""
    check_not_business(call)
    chat = chat_of(call, Access.WRITE)
    _check_sending(call, chat, what)
    thread_id = _thread(call, chat)
    answered = call.get("reply_parameters")
    if not answered:
        return Destination(chat=chat, thread_id=thread_id)
    return _answering(call, chat, thread_id, answered)


def _check_sending(call: Call, chat: Chat, what: str) -> None:
    if chat.is_private:
        return
    if chat.is_channel:
        member = chat.member(call.bot)
        if member is None or not member.may("can_post_messages"):
            raise bad_request("need administrator rights in the channel chat")
        return
    permission, name = _NEEDS[what]
    if not _may_send(call, chat, permission):
        raise bad_request(f"not enough rights to send {name} to the chat")


def _may_send(call: Call, chat: Chat, permission: str) -> bool:
    member = chat.member(call.bot)
    return member is not None and (member.is_admin or chat.may(call.bot, permission))


def _thread(call: Call, chat: Chat) -> int | None:
    """The topic asked for; the General topic has no number (it must not be given as 1)."""
    thread_id = call.get("message_thread_id", 0)
    if not chat.is_forum or thread_id <= 0:
        return None
    topic = chat.topics.get(thread_id)
    if topic is None:
        raise bad_request("message thread not found")
    if topic.is_closed and not _may_manage(call, chat):
        raise bad_request("TOPIC_CLOSED")
    return thread_id


def _may_manage(call: Call, chat: Chat) -> bool:
    member = chat.member(call.bot)
    return member is not None and member.may("can_manage_topics")


def _answering(call: Call, chat: Chat, thread_id: int | None, answered: dict[str, Any]) -> Destination:
    """Resolve `reply_parameters` (https://core.telegram.org/bots/api#replyparameters)."""
    home = chat
    if answered.get("chat_id") not in {None, chat.id}:
        named = Call(world=call.world, bot=call.bot, method=call.method, parameters=answered)
        home = chat_of(named, Access.READ)
    message = home.messages.get(answered["message_id"])
    if message is None or message.is_deleted:
        if answered.get("allow_sending_without_reply"):
            return Destination(chat=chat, thread_id=thread_id)
        raise bad_request("message to be replied not found")
    quote = _quoted(call, message, answered)
    is_elsewhere = home is not chat or (thread_id is not None and message.thread_id != thread_id)
    if is_elsewhere:
        external = external_reply(message)
        return Destination(chat=chat, thread_id=thread_id, external_reply=external, quote=quote)
    return Destination(chat=chat, thread_id=message.thread_id, reply_to=message, quote=quote)


def _quoted(call: Call, message: Message, answered: dict[str, Any]) -> dict[str, Any] | None:
    if not answered.get("quote"):
        return None
    text, entities = formatted(
        call,
        answered["quote"],
        parse_mode=answered.get("quote_parse_mode", ""),
        entities=answered.get("quote_entities"),
    )
    return quote_of(message, text, entities, near=answered.get("quote_position", 0))


def formatted(
    call: Call, text: str, *, parse_mode: str = "", entities: list[Entity] | None = None
) -> tuple[str, list[Entity]]:
    """A text of the bot as the server keeps it. Raises CallRefused."""
    users = call.world.users

    def known(user_id: int) -> dict[str, Any] | None:
        return wire.user(users[user_id]) if user_id in users else None

    return texts.formatted(text, parse_mode=parse_mode, entities=entities, user_of=known)


def spend(call: Call, chat: Chat, count: int = 1) -> None:
    """Count messages against the flood limits. Raises CallRefused (429)."""
    wait = call.world.flood.wait(call.bot.id, chat, call.world.unix_now(), count)
    if wait:
        raise too_many_requests(wait)


def post(call: Call, place: Destination, **content: Any) -> Message:
    """Send a checked message to a checked place."""
    channel = place.chat if place.chat.is_channel else None
    return posting.post(
        call.world,
        place.chat,
        sender=None if channel else call.bot,
        sender_chat=channel,
        posted_by=call.bot if channel else None,
        thread_id=place.thread_id,
        reply_to=place.reply_to,
        quote=place.quote,
        external_reply=place.external_reply,
        is_silent=call.flag("disable_notification"),
        is_protected=call.flag("protect_content"),
        **content,
    )
