"""Saying, editing and deleting: the ways in which the messages of a chat change."""

from typing import Any

from simulator import audience
from simulator.chats import Chat, ChatKind, Topic
from simulator.messages import Message, Version
from simulator.origins import origin
from simulator.users import LINKED_CHANNEL_ID, Bot, User
from simulator.world import Happening, World


def post(world: World, chat: Chat, *, sender: User | None, **content: Any) -> Message:
    """Put a message into a chat and let everybody hear it."""
    message = Message(
        id=chat.next_message_id, chat=chat, sent_at=world.clock.now(), sender=sender, **content
    )
    chat.next_message_id += 1
    _place_in_thread(message)
    chat.messages[message.id] = message
    if isinstance(sender, Bot):
        chat.last_bot = sender
    audience.tell_message(world, message)
    world.tell(Happening.MESSAGE_SENT, chat, message=message, user=sender)
    if chat.linked is not None and chat.is_channel and not message.is_service:
        _pass_on(world, message, chat.linked)
    return message


def _place_in_thread(message: Message) -> None:
    """Tie a message to its topic or its thread of replies.

    In a topic, what is no reply is a reply to the message that opened the topic. In a supergroup
    without topics every reply carries the number of the message that began the thread: it looks
    like a topic's number, but `is_topic_message` is missing.
    """
    chat, reply = message.chat, message.reply_to
    topic = chat.topics.get(message.thread_id or 0)
    if topic is not None and reply is None:
        message.reply_to = topic.created_by
    if chat.kind is ChatKind.SUPERGROUP and not chat.is_forum:
        message.thread_id = (reply.thread_id or reply.id) if reply is not None else None


def _pass_on(world: World, message: Message, discussion: Chat) -> None:
    """A channel's post appears in its discussion group by itself."""
    post(
        world,
        discussion,
        sender=world.users[LINKED_CHANNEL_ID],
        sender_chat=message.chat,
        forward_origin=origin(message),
        is_automatic_forward=True,
        text=message.text,
        entities=message.entities,
        document=message.document,
        photo=message.photo,
        voice=message.voice,
        poll=message.poll,
        media_group_id=message.media_group_id,
    )


def post_service(
    world: World,
    chat: Chat,
    *,
    sender: User | None,
    service: dict[str, Any],
    thread_id: int | None = None,
) -> Message:
    """Tell the chat that something happened."""
    return post(world, chat, sender=sender, service=service, thread_id=thread_id)


def edit(world: World, message: Message, **changes: Any) -> None:
    """Change what a message says; what it said before is kept for the transcript."""
    text_before, now = message.text, world.clock.now()
    for name, value in changes.items():
        setattr(message, name, value)
    if message.text != text_before:
        message.versions.append(Version(text=text_before, until=now))
    message.edited_at = now
    audience.tell_edited(world, message)
    world.tell(Happening.MESSAGE_EDITED, message.chat, message=message)


def delete(world: World, message: Message, by: User | None) -> None:
    """Take a message away. No bot is told: the Bot API has no such update."""
    message.deleted_at = world.clock.now()
    if message in message.chat.pinned:
        message.chat.pinned.remove(message)
    world.tell(Happening.MESSAGE_DELETED, message.chat, message=message, user=by)


def open_topic(
    world: World, forum: Chat, creator: User, name: str, *, icon_color: int, emoji: str = ""
) -> Topic:
    """Open a topic in a forum; its number is that of the message that tells of it."""
    created: dict[str, Any] = {"name": name, "icon_color": icon_color}
    if emoji:
        created["icon_custom_emoji_id"] = emoji
    message = post_service(
        world,
        forum,
        sender=creator,
        service={"forum_topic_created": created},
        thread_id=forum.next_message_id,
    )
    topic = Topic(
        thread_id=message.id,
        name=name,
        icon_color=icon_color,
        icon_custom_emoji_id=emoji,
        created_by=message,
    )
    forum.topics[topic.thread_id] = topic
    world.tell(Happening.TOPIC_CHANGED, forum, message=message, user=creator)
    return topic
