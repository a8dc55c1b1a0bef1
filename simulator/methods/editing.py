"""Changing what was sent: texts, captions, keyboards, files; and taking it away."""

from datetime import timedelta
from typing import Any

from simulator import keyboards, posting, texts, wire
from simulator.access import Access, Call, chat_of, check_not_business, message_of
from simulator.errors import CallRefused, bad_request
from simulator.messages import Message
from simulator.methods.destination import formatted, spend
from simulator.methods.sending import caption_of, file_of

#: Older messages cannot be deleted (https://core.telegram.org/bots/api#deletemessage).
DELETABLE_FOR = timedelta(hours=48)
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def _editable(call: Call, what: str = "message to edit") -> Message:
    """The bot's own message that is to be changed. Raises CallRefused."""
    check_not_business(call)
    if "inline_message_id" in call.parameters:
        raise bad_request("simulator: inline messages are not simulated")
    for name in ("chat_id", "message_id"):
        if name not in call.parameters:
            raise bad_request(
                "message identifier is not specified" if name == "message_id" else "chat_id is empty"
            )
    chat = chat_of(call, Access.EDIT)
    message = message_of(call, chat, what)
    is_own = message.sender is call.bot or (chat.is_channel and _may_edit_post(call, message))
    if not is_own or message.is_service or message.forward_origin is not None:
        raise bad_request("message can't be edited")
    return message


def _may_edit_post(call: Call, message: Message) -> bool:
    """In a channel one's own posts go with the right to post, those of others with one of its own."""
    member = message.chat.member(call.bot)
    if member is None:
        return False
    is_own = message.posted_by is call.bot
    return member.may("can_edit_messages") or (is_own and member.may("can_post_messages"))


def _change(call: Call, message: Message, **changes: Any) -> wire.Json:
    """Apply changes that can be seen. Raises CallRefused (400, 429)."""
    seen = {name: value for name, value in changes.items() if name != "link_preview_options"}
    if all(getattr(message, name) == value for name, value in seen.items()):
        raise bad_request(_NOT_MODIFIED)
    spend(call, message.chat)
    posting.edit(call.world, message, **changes)
    return wire.message(message)


def edit_message_text(call: Call) -> wire.Json:
    """Change the text; without `reply_markup` the keyboard goes away."""
    if "text" not in call.parameters:
        raise bad_request("message text is empty")
    text, entities = formatted(
        call,
        call.get("text"),
        parse_mode=call.get("parse_mode", ""),
        entities=call.get("entities"),
    )
    texts.check_text(text)
    markup = keyboards.inline_keyboard(call.get("reply_markup"))
    message = _editable(call)
    if message.has_media or message.poll is not None:
        raise bad_request("there is no text in the message to edit")
    preview = call.get("link_preview_options")
    return _change(
        call, message, text=text, entities=entities, markup=markup, link_preview_options=preview
    )


def edit_message_caption(call: Call) -> wire.Json:
    """Change the caption of a file; without `reply_markup` the keyboard goes away."""
    caption = caption_of(call, call.parameters)
    markup = keyboards.inline_keyboard(call.get("reply_markup"))
    message = _editable(call)
    if not message.has_media:
        raise bad_request("there is no caption in the message to edit")
    return _change(call, message, markup=markup, **caption)


def edit_message_reply_markup(call: Call) -> wire.Json:
    """Change only the keyboard, or take it away."""
    markup = keyboards.inline_keyboard(call.get("reply_markup"))
    return _change(call, _editable(call), markup=markup)


def edit_message_media(call: Call) -> wire.Json:
    """Put another document or photo in the place of the one that was sent."""
    media = call.get("media")
    kind = media["type"]
    if kind not in {"document", "photo"}:
        raise bad_request("simulator: only documents and photos can be put into a message")
    caption = caption_of(call, media)
    markup = keyboards.inline_keyboard(call.get("reply_markup"))
    message = _editable(call)
    file = file_of(call, media["media"], kind)
    files = {"document": None, "photo": None, kind: file}
    return _change(call, message, markup=markup, **files, **caption)


def _check_deletable(call: Call, message: Message) -> None:
    chat, world = message.chat, call.world
    is_old = world.clock.now() - message.sent_at > DELETABLE_FOR
    if is_old or message.service.keys() & {"supergroup_chat_created", "channel_chat_created"}:
        raise bad_request("message can't be deleted for everyone")
    if chat.is_private or message.sender is call.bot:
        return
    member = chat.member(call.bot)
    if member is None or not member.may("can_delete_messages"):
        raise bad_request("message can't be deleted for everyone")


def delete_message(call: Call) -> bool:
    """Take one message away."""
    chat = chat_of(call, Access.WRITE)
    message = message_of(call, chat, "message to delete")
    _check_deletable(call, message)
    posting.delete(call.world, message, call.bot)
    return True


def delete_messages(call: Call) -> bool:
    """Take several messages away; those that cannot be found are skipped."""
    numbers = call.get("message_ids")
    if not 1 <= len(numbers) <= 100:
        raise bad_request(
            "too many message identifiers specified"
            if numbers
            else "message identifiers are not specified"
        )
    chat = chat_of(call, Access.WRITE)
    for number in numbers:
        message = chat.messages.get(number)
        if message is not None and not message.is_deleted:
            _delete_if_allowed(call, message)
    return True


def _delete_if_allowed(call: Call, message: Message) -> None:
    try:
        _check_deletable(call, message)
    except CallRefused:
        return
    posting.delete(call.world, message, call.bot)


METHODS = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "editMessageMedia": edit_message_media,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
}
