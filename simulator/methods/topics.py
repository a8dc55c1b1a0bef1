"""Topics of forums."""

from simulator import posting, wire
from simulator.access import Access, Call, chat_of, check_right
from simulator.chats import Chat, Topic
from simulator.errors import bad_request
from simulator.world import Happening

LONGEST_NAME = 128
#: https://core.telegram.org/bots/api#createforumtopic
COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)


def _forum(call: Call) -> Chat:
    chat = chat_of(call, Access.WRITE)
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    return chat


def _topic(call: Call, refusal: str) -> tuple[Chat, Topic]:
    """The topic a call speaks of; its creator may change it, others need the right."""
    chat = _forum(call)
    topic = chat.topics.get(call.get("message_thread_id"))
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    if topic.created_by.sender is not call.bot:
        check_right(call, chat, "can_manage_topics", refusal)
    return chat, topic


def _checked_name(name: str) -> str:
    name = name.strip()
    if not name:
        raise bad_request("title must be non-empty")
    if len(name) > LONGEST_NAME:
        raise bad_request("TOPIC_TITLE_TOO_LONG")
    return name


def create_forum_topic(call: Call) -> wire.Json:
    """Open a topic; the message that tells of it gives it its number."""
    chat = _forum(call)
    check_right(call, chat, "can_manage_topics", "not enough rights to create a topic")
    name = _checked_name(call.get("name"))
    color = call.get("icon_color", COLORS[0])
    if color not in COLORS:
        raise bad_request("invalid icon color specified")
    emoji = call.get("icon_custom_emoji_id", "")
    return wire.topic(
        posting.open_topic(call.world, chat, call.bot, name, icon_color=color, emoji=emoji)
    )


def edit_forum_topic(call: Call) -> bool:
    """Rename a topic or change its icon."""
    chat, topic = _topic(call, "not enough rights to edit the topic")
    edited: wire.Json = {}
    if "name" in call.parameters:
        name = _checked_name(call.get("name"))
        if name != topic.name:
            topic.name = edited["name"] = name
    if call.get("icon_custom_emoji_id", topic.icon_custom_emoji_id) != topic.icon_custom_emoji_id:
        topic.icon_custom_emoji_id = edited["icon_custom_emoji_id"] = call.get("icon_custom_emoji_id")
    if not edited:
        raise bad_request("TOPIC_NOT_MODIFIED")
    _tell(call, chat, topic, {"forum_topic_edited": edited})
    return True


def _set_closed(call: Call, *, closed: bool) -> bool:
    chat, topic = _topic(call, "not enough rights to close or open the topic")
    if topic.is_closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.is_closed = closed
    _tell(call, chat, topic, {"forum_topic_closed" if closed else "forum_topic_reopened": {}})
    return True


def close_forum_topic(call: Call) -> bool:
    """Close a topic: only those who manage topics may write there."""
    return _set_closed(call, closed=True)


def reopen_forum_topic(call: Call) -> bool:
    """Open a closed topic again."""
    return _set_closed(call, closed=False)


def delete_forum_topic(call: Call) -> bool:
    """Delete a topic with everything in it."""
    chat = _forum(call)
    topic = chat.topics.get(call.get("message_thread_id"))
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    check_right(call, chat, "can_delete_messages", "not enough rights to delete the topic")
    del chat.topics[topic.thread_id]
    for message in [*chat.messages.values()]:
        if message.thread_id == topic.thread_id and not message.is_deleted:
            posting.delete(call.world, message, call.bot)
    call.world.tell(Happening.TOPIC_CHANGED, chat, user=call.bot)
    return True


def unpin_all_forum_topic_messages(call: Call) -> bool:
    """Unpin everything in a topic."""
    chat, topic = _topic(call, "not enough rights to edit the topic")
    check_right(
        call, chat, "can_pin_messages", "not enough rights to manage pinned messages in the chat"
    )
    chat.pinned[:] = [m for m in chat.pinned if m.thread_id != topic.thread_id]
    call.world.tell(Happening.PINS_CHANGED, chat, user=call.bot)
    return True


def _tell(call: Call, chat: Chat, topic: Topic, service: wire.Json) -> None:
    posting.post_service(call.world, chat, sender=call.bot, service=service, thread_id=topic.thread_id)
    call.world.tell(Happening.TOPIC_CHANGED, chat, user=call.bot)


METHODS = {
    "createForumTopic": create_forum_topic,
    "editForumTopic": edit_forum_topic,
    "closeForumTopic": close_forum_topic,
    "reopenForumTopic": reopen_forum_topic,
    "deleteForumTopic": delete_forum_topic,
    "unpinAllForumTopicMessages": unpin_all_forum_topic_messages,
}
