"""t.me addresses: to bots, to groups, to messages."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from simulator.chats import Chat
from simulator.messages import Message
from simulator.users import Bot
from simulator.world import World

_HOSTS = {"t.me", "telegram.me", "www.t.me"}
_CHANNEL_PREFIX = -1_000_000_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """What a t.me address leads to: a bot with a payload, a chat to join, or a message."""

    bot: Bot | None = None
    payload: str = ""
    #: Whether the bot is to be added to a group that the person chooses.
    is_for_group: bool = False
    chat: Chat | None = None
    message: Message | None = None


def resolved(world: World, url: str) -> Link:
    """What an address leads to. Raises LookupError for one that leads nowhere here."""
    parts = urlsplit(url if "://" in url else f"https://{url}")
    steps = [step for step in parts.path.split("/") if step]
    if parts.hostname not in _HOSTS or not steps:
        raise LookupError(f"{url} does not lead into Telegram")
    if steps[0].startswith("+"):
        return Link(chat=_invited(world, url))
    if steps[0] == "c" and len(steps) > 2:
        return _to_message(world, url, steps)
    account = world.user_named(steps[0])
    if isinstance(account, Bot):
        query = parse_qs(parts.query, keep_blank_values=True)
        is_for_group = "startgroup" in query
        payload = query.get("startgroup" if is_for_group else "start", [""])[0]
        return Link(bot=account, payload=payload, is_for_group=is_for_group)
    chat = world.chat_named(steps[0])
    if chat is None:
        raise LookupError(f"nobody is called {steps[0]}")
    if len(steps) > 1:
        return Link(chat=chat, message=chat.messages.get(_number(steps[-1])))
    return Link(chat=chat)


def to_message(message: Message) -> str:
    """The address of a message in a supergroup or channel, for those who are in it."""
    chat = message.chat
    if chat.username:
        return f"https://t.me/{chat.username}/{message.id}"
    number = _CHANNEL_PREFIX - chat.id
    if chat.is_private or number <= 0:
        raise LookupError("only messages in supergroups and channels have an address")
    topic = f"/{message.thread_id}" if message.thread_id and chat.is_forum else ""
    return f"https://t.me/c/{number}{topic}/{message.id}"


def _invited(world: World, url: str) -> Chat:
    for chat in world.chats.values():
        if any(link["invite_link"] == url for link in chat.invite_links):
            return chat
    raise LookupError(f"{url} is no invitation, or no longer")


def _number(step: str) -> int:
    if not step.isdigit():
        raise LookupError(f"{step!r} is no number of a chat or a message")
    return int(step)


def _to_message(world: World, url: str, steps: list[str]) -> Link:
    chat = world.chats.get(_CHANNEL_PREFIX - _number(steps[1]))
    message = chat.messages.get(_number(steps[-1])) if chat is not None else None
    if chat is None or message is None or message.is_deleted:
        raise LookupError(f"{url} leads to no message")
    return Link(chat=chat, message=message)
