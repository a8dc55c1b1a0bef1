"""Which bots hear of what: membership, privacy mode, and the kinds of updates they asked for."""

from simulator import wire
from simulator.chats import Chat
from simulator.messages import Message
from simulator.users import Bot, User
from simulator.world import World

#: Service messages that a bot is told of although it caused them itself.
_TOLD_ANYWAY = frozenset(
    {
        "pinned_message",
        "new_chat_title",
        "left_chat_member",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
    }
)


def tell_message(world: World, message: Message) -> None:
    """Send a new message to every bot that may hear it."""
    _tell(world, message, "channel_post" if message.chat.is_channel else "message")


def tell_edited(world: World, message: Message) -> None:
    """Send an edited message to every bot that may hear it."""
    _tell(world, message, "edited_channel_post" if message.chat.is_channel else "edited_message")


def hears(bot: Bot, message: Message) -> bool:
    """Whether a bot in the chat is given this message.

    See https://core.telegram.org/bots/features#privacy-mode; bots never hear other bots.
    """
    if message.sender is bot:
        return bool(_TOLD_ANYWAY & message.service.keys())
    if message.chat.is_private or message.is_service or message.chat.is_channel:
        return True
    if isinstance(message.sender, Bot):
        return False
    member = message.chat.member(bot)
    if bot.can_read_all_group_messages or (member is not None and member.is_admin):
        return True
    return _is_meant_for(bot, message)


def push(bot: Bot, kind: str, content: wire.Json) -> None:
    """Put an update of one kind into a bot's queue if it wants such updates."""
    if bot.updates.wants(kind):
        bot.updates.push(kind, content)


def meets(bot: Bot, user: User | None) -> None:
    """Note that the bot has seen an account and may name it from now on."""
    if user is not None:
        bot.acquaintances.add(user.id)


def _tell(world: World, message: Message, kind: str) -> None:
    content: wire.Json | None = None
    for bot in message.chat.bots():
        if hears(bot, message):
            meets(bot, message.sender)
            content = content or wire.message(message)
            push(bot, kind, content)
    if message.sender is not None and not message.sender.is_bot:
        world.flood.heard((bot.id for bot in message.chat.bots()), message.chat)


def _is_meant_for(bot: Bot, message: Message) -> bool:
    reply = message.reply_to
    if reply is not None and reply.sender is bot and not _is_implicit(message):
        return True
    if message.via_bot is bot:
        return True
    return any(_is_command_for(bot, message.chat, command) for command in commands(message))


def _is_implicit(message: Message) -> bool:
    """Every message of a topic "replies" to the one that opened the topic."""
    topic = message.chat.topics.get(message.thread_id or 0)
    return topic is not None and message.reply_to is topic.created_by


def commands(message: Message) -> list[str]:
    """The bot commands that stand in a message."""
    return [
        message.text.encode("utf-16-le")[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode(
            "utf-16-le"
        )
        for e in message.entities
        if e["type"] == "bot_command"
    ]


def _is_command_for(bot: Bot, chat: Chat, command: str) -> bool:
    """`/cmd@name` names its bot; a plain `/cmd` is for the bot that spoke last."""
    _, at, name = command.partition("@")
    if at:
        return name.lower() == bot.username.lower()
    return chat.last_bot is bot
