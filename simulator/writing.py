"""What people's apps let them write, answer, edit, delete, forward and react to."""

from typing import Any

from simulator import audience, posting, texts, utf16, wire
from simulator.chats import Chat, Member, Topic
from simulator.entities import Entity
from simulator.errors import CallRefused
from simulator.messages import Message
from simulator.origins import external_reply, origin, quote_of
from simulator.users import ANONYMOUS_ADMIN_ID, User
from simulator.world import Happening, World


class NotPossible(RuntimeError):
    """Telegram's apps would not let this person do that; the message says why."""


def write(
    world: World,
    person: User,
    chat: Chat,
    text: str,
    *,
    entities: list[Entity] | None = None,
    topic: Topic | None = None,
    reply_to: Message | None = None,
    **content: Any,
) -> Message:
    """Put a person's message into a chat. Raises NotPossible."""
    thread_id = topic.thread_id if topic is not None else None
    if reply_to is not None and reply_to.chat is chat:
        thread_id = reply_to.thread_id
    _check_may_write(person, chat, thread_id)
    has_media = any(content.get(kind) is not None for kind in ("document", "photo", "voice"))
    clean, found = _formatted(world, text, entities)
    longest = texts.LONGEST_CAPTION if has_media else texts.LONGEST_TEXT
    if len(clean) > longest or (not clean and not has_media):
        raise NotPossible(f"a message has 1 to {longest} characters, this one {len(clean)}")
    return posting.post(
        world,
        chat,
        **_sender(world, person, chat),
        text=clean,
        entities=found,
        thread_id=thread_id,
        reply_to=reply_to,
        **content,
    )


def reply(world: World, person: User, chat: Chat, message: Message, text: str, *, quote: str) -> Message:
    """Answer a message, in its own chat or in another one. Raises NotPossible."""
    content: dict[str, Any] = {}
    if quote:
        content["quote"] = _quoted(world, message, quote)
    if message.chat is chat:
        if message.is_deleted:
            raise NotPossible("the message is gone")
        return write(world, person, chat, text, reply_to=message, **content)
    return write(world, person, chat, text, external_reply=external_reply(message), **content)


def edit(world: World, person: User, message: Message, text: str) -> None:
    """Change a person's own message. Raises NotPossible."""
    if message.sender is not person or message.is_deleted:
        raise NotPossible(f"{person.full_name} cannot edit {message!r}")
    clean, entities = _formatted(world, text, None)
    if clean != message.text:
        posting.edit(world, message, text=clean, entities=entities)


def delete(world: World, person: User, message: Message) -> None:
    """Take a message away: one's own, any in a private chat, any as an administrator."""
    member = message.chat.member(person)
    may = member is not None and member.may("can_delete_messages")
    if message.sender is not person and not message.chat.is_private and not may:
        raise NotPossible(f"{person.full_name} cannot delete {message!r}")
    posting.delete(world, message, person)


def forward(world: World, person: User, message: Message, chat: Chat) -> Message:
    """Forward a message into a chat. Raises NotPossible."""
    if message.is_protected or message.is_service or message.is_deleted:
        raise NotPossible("this message cannot be forwarded")
    _check_may_write(person, chat, None)
    sent = posting.post(
        world,
        chat,
        **_sender(world, person, chat),
        forward_origin=origin(message),
        text=message.text,
        entities=message.entities,
        document=message.document,
        photo=message.photo,
        voice=message.voice,
        poll=message.poll,
    )
    if message.poll is not None:
        message.poll.messages.append(sent)
    return sent


def react(world: World, person: User, message: Message, emojis: list[str]) -> None:
    """Set a person's reactions. Bots that are administrators and asked for it are told."""
    member = message.chat.member(person)
    if member is not None and member.is_anonymous:
        raise NotPossible("anonymous administrators cannot react")
    before = message.reactions.pop(person.id, [])
    if emojis:
        message.reactions[person.id] = emojis
    kind, change = _reaction_change(world, person, message, before)
    for bot in message.chat.bots():
        known = message.chat.member(bot)
        if message.chat.is_private or (known is not None and known.is_admin):
            audience.push(bot, kind, change)
    world.tell(Happening.REACTIONS_CHANGED, message.chat, message=message, user=person)


def _reaction_change(
    world: World, person: User, message: Message, before: list[str]
) -> tuple[str, dict[str, Any]]:
    """Who changed what; in a channel nobody is named, only counted."""
    change: dict[str, Any] = {
        "chat": wire.chat(message.chat),
        "message_id": message.id,
        "date": wire.unix(world.clock.now()),
    }
    if message.chat.is_channel:
        counts = message.reaction_counts.items()
        change["reactions"] = [
            {"type": {"type": "emoji", "emoji": emoji}, "total_count": n} for emoji, n in counts
        ]
        return "message_reaction_count", change
    change["user"] = wire.user(person)
    change["old_reaction"] = wire.reactions(before)
    change["new_reaction"] = wire.reactions(message.reactions.get(person.id, []))
    return "message_reaction", change


def _formatted(world: World, text: str, entities: list[Entity] | None) -> tuple[str, list[Entity]]:
    def known(user_id: int) -> dict[str, Any] | None:
        return wire.user(world.users[user_id]) if user_id in world.users else None

    try:
        return texts.formatted(text, entities=entities, user_of=known)
    except CallRefused as refused:
        raise NotPossible(refused.description) from refused


def _quoted(world: World, message: Message, quote: str) -> dict[str, Any]:
    text, _ = _formatted(world, quote, None)
    try:
        return quote_of(message, text, _inside(message, text), near=0)
    except CallRefused as refused:
        raise NotPossible(f"{quote!r} does not stand in {message.text!r}") from refused


def _inside(message: Message, text: str) -> list[Entity]:
    """The formatting of the quoted piece, of the kinds that quotes keep."""
    start = utf16.nearest(message.text, text, 0)
    if start is None:
        return []
    end = start + utf16.length(text)
    kept = {"bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji"}
    pieces = []
    for entity in message.entities:
        a, b = max(start, entity["offset"]), min(end, entity["offset"] + entity["length"])
        if entity["type"] in kept and a < b:
            pieces.append({**entity, "offset": a - start, "length": b - a})
    return pieces


def _check_may_write(person: User, chat: Chat, thread_id: int | None) -> None:
    if chat.is_private:
        if not chat.is_started or chat.is_blocked:
            raise NotPossible("the person has to start the bot first")
        return
    member = chat.member(person)
    if member is None or not member.is_present or chat.migrated_to is not None:
        raise NotPossible(f"{person.full_name} is not in {chat.title}")
    if chat.is_channel:
        if not member.may("can_post_messages"):
            raise NotPossible("only administrators post in a channel")
        return
    if not member.is_admin and not chat.may(person, "can_send_messages"):
        raise NotPossible(f"{person.full_name} may not write in {chat.title}")
    _check_topic(member, chat, thread_id)


def _check_topic(member: Member, chat: Chat, thread_id: int | None) -> None:
    topic = chat.topics.get(thread_id or 0)
    if thread_id is not None and chat.is_forum and topic is None:
        raise NotPossible("the topic is gone")
    if topic is not None and topic.is_closed and not member.may("can_manage_topics"):
        raise NotPossible(f"the topic {topic.name} is closed")


def _sender(world: World, person: User, chat: Chat) -> dict[str, Any]:
    """Who is shown: the person, the channel, or the group for an anonymous administrator."""
    if chat.is_channel:
        return {"sender": None, "sender_chat": chat}
    member = chat.member(person)
    if member is not None and member.is_anonymous:
        return {"sender": world.users[ANONYMOUS_ADMIN_ID], "sender_chat": chat}
    return {"sender": person}
