"""Chats and messages as one person sees them, as JSON (the shapes of docs/chat-page.md)."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from simulator.chats import Chat, Topic
from simulator.messages import Message
from simulator.people import Person
from simulator.polls import Poll
from simulator.views import ChatView

Json = dict[str, Any]

AT_ONCE = 60
"""How many messages are shown before older ones are asked for."""

SHORT = 60
"""How many characters of a message stand in the line that tells of its pinning."""

GENERAL = 0
"""The number under which the page knows the messages outside topics."""

_SERVICE_KINDS = {
    "new_chat_members": "joined",
    "left_chat_member": "left",
    "pinned_message": "pinned",
    "forum_topic_created": "topic",
    "forum_topic_edited": "topic_changed",
    "forum_topic_closed": "topic_changed",
    "forum_topic_reopened": "topic_changed",
}


def moment(at: datetime) -> str:
    """Write a time for the page."""
    return at.isoformat(timespec="seconds")


def chat_id(chat: Chat) -> str:
    """Name a chat as its people know it: a private chat is with the bot."""
    return str(chat.bot.id if chat.bot is not None else chat.id)


def newest_first(person: Person, chat: Chat) -> Iterator[Message]:
    """Give what a person sees of a chat, without looking at all of it."""
    view = ChatView(person.world, chat, person.user)
    return (message for message in reversed(chat.messages.values()) if view.can_see(message))


def summary(person: Person, chat: Chat, read_until: int) -> Json:
    """A line of the list of chats."""
    last = next(newest_first(person, chat), None)
    return {
        "id": chat_id(chat),
        "kind": "private" if chat.is_private else "channel" if chat.is_channel else "group",
        "title": chat.bot.full_name if chat.bot is not None else chat.title,
        "is_forum": chat.is_forum,
        "unread": _unread(person, chat, read_until),
        "last": last and {"author": last.author, "text": last.text[:120], "at": moment(last.sent_at)},
    }


def _unread(person: Person, chat: Chat, read_until: int) -> int:
    count = 0
    for message in reversed(chat.messages.values()):
        if message.id <= read_until:
            break
        count += message.sender is not person.user and not message.is_deleted
    return count


def opened(person: Person, chat: Chat, *, topic: int | None, before: int | None) -> Json:
    """A chat when it is opened, or its older messages."""
    found = (
        each
        for each in newest_first(person, chat)
        if topic in (None, each.thread_id or GENERAL) and (before is None or each.id < before)
    )
    page = list(islice(found, AT_ONCE))
    view = ChatView(person.world, chat, person.user)
    return {
        "messages": [message(person, each) for each in reversed(page)],
        "has_older": next(found, None) is not None,
        "pinned": [message(person, each) for each in reversed(view.pinned)],
        "topics": topics(chat),
        "commands": person.menu(chat),
        "can_write": not chat.is_channel or chat.may(person.user, "can_post_messages"),
        "needs_start": chat.is_private and (not chat.is_started or chat.is_blocked),
        "reply_keyboard": [[label] for label in view.reply_buttons] if chat.is_private else None,
    }


def topics(chat: Chat) -> list[Json]:
    """The topics of a forum, its general one first."""
    if not chat.is_forum:
        return []
    general = {"id": GENERAL, "name": "General", "is_closed": False}
    return [general, *(_topic(each) for each in chat.topics.values())]


def _topic(topic: Topic) -> Json:
    return {"id": topic.thread_id, "name": topic.name, "is_closed": topic.is_closed}


def message(person: Person, said: Message) -> Json:
    """One message."""
    return {
        "id": said.id,
        "topic": said.thread_id or GENERAL,
        "author": said.author,
        "author_id": str(said.sender.id if said.sender is not None else said.chat.id),
        "is_mine": said.sender is person.user,
        "is_bot": said.sender is not None and said.sender.is_bot,
        "at": moment(said.sent_at),
        "is_edited": said.edited_at is not None,
        "is_pinned": said in said.chat.pinned,
        "is_silent": said.is_silent,
        "text": said.text,
        "entities": said.entities,
        "service": _service(said),
        "reply": _reply(said),
        "keyboard": [
            [{"label": each.label, "url": each.url, "style": each.style} for each in row]
            for row in said.rows
        ],
        "document": _document(person, said),
        "photo": _photo(person, said),
        "poll": said.poll and _poll(person, said.poll),
        "reactions": [
            {"emoji": emoji, "count": count, "is_mine": emoji in said.reactions.get(person.id, ())}
            for emoji, count in said.reaction_counts.items()
        ],
        "forwarded_from": _origin(said.forward_origin),
    }


def _service(said: Message) -> Json | None:
    if not said.service:
        return None
    field, value = next(iter(said.service.items()))
    people = value if isinstance(value, list) else [value]
    named = [each for each in people if isinstance(each, dict)]
    return {
        "kind": _SERVICE_KINDS.get(field, "other"),
        "names": ", ".join(each["first_name"] for each in named if "first_name" in each),
        "text": _short(
            next((each[key] for each in named for key in ("name", "text") if key in each), "")
        ),
    }


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


def _reply(said: Message) -> Json | None:
    answered = said.reply_to
    if answered is None or answered.service:
        return None
    text = said.quote["text"] if said.quote else answered.text
    return {
        "id": answered.id,
        "author": answered.author,
        "text": text,
        "is_quote": said.quote is not None,
    }


def _document(person: Person, said: Message) -> Json | None:
    file = said.document
    if file is None:
        return None
    return {
        "name": file.name,
        "size": len(file.content),
        "mime": file.mime_type,
        "href": _file_address(person, said),
    }


def _photo(person: Person, said: Message) -> Json | None:
    photo = said.photo
    if photo is None:
        return None
    return {
        "width": photo.width,
        "height": photo.height,
        "href": _file_address(person, said),
    }


def _file_address(person: Person, said: Message) -> str:
    return "/file?" + urlencode({"as": person.id, "chat": chat_id(said.chat), "message": said.id})


def _poll(person: Person, poll: Poll) -> Json:
    voters = poll.voters()
    return {
        "question": poll.question,
        "options": [
            {
                "text": option.text,
                "count": poll.count(number),
                "share": poll.count(number) / voters if voters else 0,
                "is_mine": number in poll.votes.get(person.id, ()),
            }
            for number, option in enumerate(poll.options)
        ],
        "voters": voters,
        "is_closed": poll.is_closed,
        "is_multiple": poll.allows_multiple_answers,
        "is_anonymous": poll.is_anonymous,
    }


def _origin(origin: Json | None) -> str:
    if origin is None:
        return ""
    known = origin.get("sender_user") or origin.get("chat") or origin.get("sender_chat") or {}
    return origin.get("sender_user_name") or known.get("first_name") or known.get("title") or ""
