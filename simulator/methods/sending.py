"""Sending: texts, documents, photos and albums of them."""

from dataclasses import dataclass
from typing import Any

from simulator import files, keyboards, posting, texts, wire
from simulator.access import Access, Call, chat_of
from simulator.chats import Chat
from simulator.errors import bad_request, too_many_requests
from simulator.files import Document, Photo
from simulator.html import Entity
from simulator.messages import Message
from simulator.origins import external_reply, quote_of
from simulator.parameters import Upload
from simulator.world import Happening

#: What is being sent → the permission it needs and what the server calls it.
_NEEDS = {
    "text": ("can_send_messages", "text messages"),
    "document": ("can_send_documents", "documents"),
    "photo": ("can_send_photos", "photos"),
    "poll": ("can_send_polls", "polls"),
}
MOST_IN_ALBUM = 10
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


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
        thread_id=place.thread_id,
        reply_to=place.reply_to,
        quote=place.quote,
        external_reply=place.external_reply,
        is_silent=call.flag("disable_notification"),
        is_protected=call.flag("protect_content"),
        **content,
    )


def markup_of(call: Call) -> dict[str, Any]:
    """Both kinds of keyboards that a message may carry. Raises CallRefused."""
    markup = call.get("reply_markup")
    return {
        "markup": keyboards.inline_keyboard(markup),
        "reply_keyboard": keyboards.reply_keyboard(markup),
    }


def send_message(call: Call) -> wire.Json:
    """Send a text."""
    text, entities = formatted(
        call,
        call.get("text"),
        parse_mode=call.get("parse_mode", ""),
        entities=call.get("entities"),
    )
    texts.check_text(text)
    keyboard = markup_of(call)
    place = destination(call, "text")
    spend(call, place.chat)
    sent = post(
        call,
        place,
        text=text,
        entities=entities,
        link_preview_options=call.get("link_preview_options"),
        **keyboard,
    )
    return wire.message(sent)


def caption_of(call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """A caption with its entities. Raises CallRefused."""
    text, entities = formatted(
        call,
        given.get("caption", ""),
        parse_mode=given.get("parse_mode", ""),
        entities=given.get("caption_entities"),
    )
    texts.check_caption(text)
    return {"text": text, "entities": entities}


def file_of(call: Call, value: Upload | str, kind: str) -> Document | Photo:
    """The file that a parameter brings or names. Raises CallRefused."""
    store = call.world.files
    if isinstance(value, str) and value.startswith("attach://"):
        name = value.removeprefix("attach://")
        value = call.parameters.get("uploads", {}).get(name)
        if value is None:
            raise bad_request(f"there is no {kind} in the request")
    if isinstance(value, Upload):
        if kind == "photo":
            return store.add_photo(value.content)
        return store.add_document(value.name, value.content, value.mime_type)
    if "://" in value:
        raise bad_request("simulator: files from the internet are not fetched")
    found = store.sent(value)
    if isinstance(found, Photo) != (kind == "photo"):
        sent = "Photo" if isinstance(found, Photo) else "Document"
        raise bad_request(f"can't use file of type {sent} as {kind.capitalize()}")
    return found


def _send_file(call: Call, kind: str) -> wire.Json:
    caption = caption_of(call, call.parameters)
    keyboard = markup_of(call)
    place = destination(call, kind)
    file = file_of(call, call.get(kind), kind)
    spend(call, place.chat)
    return wire.message(post(call, place, **{kind: file}, **caption, **keyboard))


def send_document(call: Call) -> wire.Json:
    """Send a file as a document."""
    return _send_file(call, "document")


def send_photo(call: Call) -> wire.Json:
    """Send a picture."""
    return _send_file(call, "photo")


def send_media_group(call: Call) -> list[wire.Json]:
    """Send several documents, or several photos, as one album."""
    media = call.get("media")
    kinds = {item["type"] for item in media}
    if not 2 <= len(media) <= MOST_IN_ALBUM:
        raise bad_request(
            "too many messages to send as an album" if media else "there are no messages to send"
        )
    if not kinds <= {"document", "photo"}:
        raise bad_request("simulator: only documents and photos are sent in albums")
    if len(kinds) > 1:
        raise bad_request("Document can't be mixed with other media types")
    kind = kinds.pop()
    place = destination(call, kind)
    parts = [{kind: file_of(call, item["media"], kind), **caption_of(call, item)} for item in media]
    spend(call, place.chat, len(parts))
    album = str(call.world.random.getrandbits(60))
    return [wire.message(post(call, place, media_group_id=album, **part)) for part in parts]


def get_file(call: Call) -> wire.Json:
    """Say where the bytes of a file can be fetched."""
    file = call.world.files.sent(call.get("file_id")).file
    if len(file.content) > files.LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.content),
        "file_path": file.path,
    }


def send_chat_action(call: Call) -> bool:
    """Show that the bot is busy."""
    if call.get("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = chat_of(call, Access.WRITE)
    call.world.tell(Happening.ACTION_SHOWN, chat, user=call.bot)
    return True


METHODS = {
    "sendMessage": send_message,
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "sendMediaGroup": send_media_group,
    "sendChatAction": send_chat_action,
    "getFile": get_file,
}
