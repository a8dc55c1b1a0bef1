"""The simulator's objects as the JSON objects of the Bot API."""

from datetime import datetime
from typing import Any

from simulator.chats import PERMISSIONS, Chat, Member, Status, Topic
from simulator.files import Document, Photo, Voice
from simulator.messages import Message
from simulator.polls import Poll
from simulator.users import Bot, User

Json = dict[str, Any]


def unix(at: datetime) -> int:
    """Seconds since 1970."""
    return int(at.timestamp())


def user(account: User) -> Json:
    """A User (https://core.telegram.org/bots/api#user)."""
    found: Json = {
        "id": account.id,
        "is_bot": account.is_bot,
        "first_name": account.first_name,
    }
    for name in ("last_name", "username", "language_code"):
        if value := getattr(account, name):
            found[name] = value
    return found


def me(bot: Bot) -> Json:
    """The User that getMe answers, with what only the bot itself is told."""
    return {
        **user(bot),
        "can_join_groups": bot.can_join_groups,
        "can_read_all_group_messages": bot.can_read_all_group_messages,
        "supports_inline_queries": bot.is_inline,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }


def chat(place: Chat) -> Json:
    """A Chat (https://core.telegram.org/bots/api#chat)."""
    found: Json = {"id": place.id, "type": place.kind.value}
    if place.person is not None:
        found["first_name"] = place.person.first_name
        for name in ("last_name", "username"):
            if value := getattr(place.person, name):
                found[name] = value
        return found
    found["title"] = place.title
    if place.username:
        found["username"] = place.username
    if place.is_forum:
        found["is_forum"] = True
    return found


def message(said: Message, *, with_reply: bool = True) -> Json:
    """A Message (https://core.telegram.org/bots/api#message); a reply within a reply is left out."""
    found: Json = {"message_id": said.id}
    if said.sender is not None:
        found["from"] = user(said.sender)
    if said.sender_chat is not None:
        found["sender_chat"] = chat(said.sender_chat)
    found["chat"] = chat(said.chat)
    found["date"] = unix(said.sent_at)
    if said.edited_at is not None:
        found["edit_date"] = unix(said.edited_at)
    if said.thread_id is not None:
        found["message_thread_id"] = said.thread_id
        if said.chat.is_forum:
            found["is_topic_message"] = True
    if with_reply and said.reply_to is not None and not said.reply_to.is_deleted:
        found["reply_to_message"] = message(said.reply_to, with_reply=False)
    _add_rarer(found, said)
    _add_content(found, said)
    if said.markup is not None:
        found["reply_markup"] = said.markup
    return found


def _add_rarer(found: Json, said: Message) -> None:
    if said.forward_origin is not None:
        found["forward_origin"] = said.forward_origin
    if said.is_automatic_forward:
        found["is_automatic_forward"] = True
    if said.external_reply is not None:
        found["external_reply"] = said.external_reply
    if said.quote is not None:
        found["quote"] = said.quote
    if said.via_bot is not None:
        found["via_bot"] = user(said.via_bot)
    if said.media_group_id:
        found["media_group_id"] = said.media_group_id
    if said.is_protected:
        found["has_protected_content"] = True


def _add_content(found: Json, said: Message) -> None:
    if said.service:
        found.update(said.service)
        return
    if said.poll is not None:
        found["poll"] = poll(said.poll)
        return
    if said.document is not None:
        found["document"] = document(said.document)
    elif said.photo is not None:
        found["photo"] = photo(said.photo)
    elif said.voice is not None:
        found["voice"] = voice(said.voice)
    text, entities = ("caption", "caption_entities") if said.has_media else ("text", "entities")
    if said.text:
        found[text] = said.text
    if said.entities:
        found[entities] = said.entities
    if said.link_preview_options:
        found["link_preview_options"] = said.link_preview_options


def document(sent: Document) -> Json:
    """A Document (https://core.telegram.org/bots/api#document)."""
    return {
        "file_id": sent.file.file_id,
        "file_unique_id": sent.file.unique_id,
        "file_name": sent.name,
        "mime_type": sent.mime_type,
        "file_size": len(sent.content),
    }


def photo(sent: Photo) -> list[Json]:
    """The sizes of a photo; the simulator keeps one."""
    return [
        {
            "file_id": sent.file.file_id,
            "file_unique_id": sent.file.unique_id,
            "width": sent.width,
            "height": sent.height,
            "file_size": len(sent.content),
        }
    ]


def voice(sent: Voice) -> Json:
    """A Voice (https://core.telegram.org/bots/api#voice)."""
    return {
        "file_id": sent.file.file_id,
        "file_unique_id": sent.file.unique_id,
        "duration": sent.seconds,
        "mime_type": "audio/ogg",
        "file_size": len(sent.content),
    }


def poll(asked: Poll) -> Json:
    """A Poll (https://core.telegram.org/bots/api#poll)."""
    found: Json = {
        "id": asked.id,
        "question": asked.question,
        "options": [_option(asked, number) for number in range(len(asked.options))],
        "total_voter_count": asked.voters(),
        "is_closed": asked.is_closed,
        "is_anonymous": asked.is_anonymous,
        "type": "quiz" if asked.is_quiz else "regular",
        "allows_multiple_answers": asked.allows_multiple_answers,
        "allows_revoting": asked.allows_revoting,
        "members_only": asked.members_only,
    }
    if asked.question_entities:
        found["question_entities"] = asked.question_entities
    if asked.is_quiz:
        found["correct_option_ids"] = asked.correct_option_ids
        if asked.explanation:
            found["explanation"] = asked.explanation
            found["explanation_entities"] = asked.explanation_entities
    if asked.description:
        found["description"] = asked.description
        if asked.description_entities:
            found["description_entities"] = asked.description_entities
    if asked.closes_at is not None and asked.open_period:
        found["open_period"] = asked.open_period
        found["close_date"] = unix(asked.closes_at)
    return found


def _option(asked: Poll, number: int) -> Json:
    option = asked.options[number]
    found: Json = {
        "persistent_id": option.persistent_id,
        "text": option.text,
        "voter_count": asked.count(number),
    }
    if option.entities:
        found["text_entities"] = option.entities
    return found


def topic(opened: Topic) -> Json:
    """A ForumTopic (https://core.telegram.org/bots/api#forumtopic)."""
    found: Json = {
        "message_thread_id": opened.thread_id,
        "name": opened.name,
        "icon_color": opened.icon_color,
    }
    if opened.icon_custom_emoji_id:
        found["icon_custom_emoji_id"] = opened.icon_custom_emoji_id
    return found


def member(place: Chat, who: Member) -> Json:
    """A ChatMember of the kind that its status makes it."""
    found: Json = {"user": user(who.user), "status": who.status.value}
    if who.status is Status.OWNER:
        found["is_anonymous"] = who.is_anonymous
    elif who.status is Status.ADMINISTRATOR:
        found["can_be_edited"] = False
        found["is_anonymous"] = who.is_anonymous
        for right in place.all_rights():
            found[right] = right in who.rights
    elif who.status is Status.RESTRICTED:
        found |= {name: name in who.permissions for name in PERMISSIONS}
        found |= {"is_member": True, "until_date": 0}
    elif who.status is Status.KICKED:
        found["until_date"] = 0
    if who.custom_title and who.is_admin:
        found["custom_title"] = who.custom_title
    return found


def reactions(emojis: list[str]) -> list[Json]:
    """Reactions of one kind each (https://core.telegram.org/bots/api#reactiontypeemoji)."""
    return [{"type": "emoji", "emoji": emoji} for emoji in emojis]


def permissions(allowed: frozenset[str]) -> Json:
    """ChatPermissions (https://core.telegram.org/bots/api#chatpermissions)."""
    return {name: name in allowed for name in PERMISSIONS}
