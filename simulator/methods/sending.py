"""Sending: texts, documents, photos and albums of them."""

from typing import Any

from simulator import files, keyboards, texts, wire
from simulator.access import Access, Call, chat_of
from simulator.errors import bad_request
from simulator.files import Document, Photo, Voice
from simulator.methods.destination import destination, formatted, post, spend
from simulator.parameters import Upload
from simulator.world import Happening

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


def file_of(call: Call, value: Upload | str, kind: str) -> Document | Photo | Voice:
    """The file that a parameter brings or names. Raises CallRefused."""
    store = call.world.files
    if isinstance(value, str) and value.startswith("attach://"):
        name = value.removeprefix("attach://")
        value = call.parameters.get("uploads", {}).get(name)
        if value is None:
            raise bad_request(f"there is no {kind} in the request")
    if isinstance(value, Upload):
        if kind == "voice":
            raise bad_request("simulator: bots send voice messages again, they record none")
        if kind == "photo":
            return store.add_photo(value.content)
        return store.add_document(value.name, value.content, value.mime_type)
    if "://" in value:
        raise bad_request("simulator: files from the internet are not fetched")
    found = store.sent(value)
    sent = type(found).__name__
    if sent.lower() != kind:
        names = {"Voice": "VoiceNote"}
        wanted = names.get(kind.capitalize(), kind.capitalize())
        raise bad_request(f"can't use file of type {names.get(sent, sent)} as {wanted}")
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


def send_voice(call: Call) -> wire.Json:
    """Send a voice message that was sent before."""
    return _send_file(call, "voice")


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
    "sendVoice": send_voice,
    "sendMediaGroup": send_media_group,
    "sendChatAction": send_chat_action,
    "getFile": get_file,
}
