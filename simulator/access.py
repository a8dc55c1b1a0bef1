"""Who a call speaks of and whether the bot may: chats, messages, members."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from simulator.chats import Chat, ChatKind, Status
from simulator.errors import CallRefused, bad_request, forbidden
from simulator.messages import Message
from simulator.users import Bot, User
from simulator.world import World


class Access(IntEnum):
    """What a bot wants with a chat; each includes the ones before it."""

    READ = 1
    READ_MEMBERS = 2
    EDIT = 3
    WRITE = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """One call on its way through the server: who, what, with which parameters."""

    world: World
    bot: Bot
    method: str
    parameters: dict[str, Any]

    def get(self, name: str, default: Any = None) -> Any:
        """A parameter, or `default` where it was not given."""
        return self.parameters.get(name, default)

    def flag(self, name: str) -> bool:
        """Whether a Boolean parameter was given as true."""
        return bool(self.parameters.get(name))


def chat_of(call: Call, access: Access, field: str = "chat_id") -> Chat:
    """The chat that a parameter names, if the bot may do that with it. Raises CallRefused."""
    named = call.parameters[field]
    if isinstance(named, str) and named.lstrip("-").isdigit():
        named = int(named)
    if isinstance(named, str):
        chat = call.world.chat_named(named) if named.startswith("@") else None
    elif named > 0:
        chat = _private_chat(call, named)
    else:
        chat = call.world.chats.get(named)
    if chat is None or (not chat.is_private and not _is_known(call.bot, chat)):
        raise bad_request("chat not found")
    if chat.is_private:
        _check_private(chat, access)
    else:
        _check_group(call.bot, chat, access)
    return chat


def _private_chat(call: Call, user_id: int) -> Chat | None:
    user = call.world.users.get(user_id)
    if user is None or user is call.bot:
        return None
    if user.is_bot:
        raise forbidden("bots can't send messages to bots")
    chat = call.world.private_chat(user, call.bot)
    return chat if chat.is_started or user_id in call.bot.acquaintances else None


def _is_known(bot: Bot, chat: Chat) -> bool:
    return bot.id in chat.members or bool(chat.username)


def _check_private(chat: Chat, access: Access) -> None:
    assert chat.person is not None
    if access < Access.EDIT:
        return
    if chat.person.is_deleted:
        raise forbidden("user is deactivated")
    if not chat.is_started:
        raise forbidden("bot can't initiate conversation with a user")
    if chat.is_blocked:
        raise forbidden("bot was blocked by the user")


def _check_group(bot: Bot, chat: Chat, access: Access) -> None:
    is_basic = chat.kind is ChatKind.GROUP
    if chat.migrated_to is not None and access > Access.READ:
        raise CallRefused(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": chat.migrated_to.id},
        )
    member = chat.member(bot)
    status = member.status if member is not None else Status.LEFT
    word = f"{chat.kind.value} chat"
    if status is Status.KICKED and (not is_basic or access >= Access.EDIT):
        raise forbidden(f"bot was kicked from the {word}")
    least = Access.EDIT if is_basic or chat.username else Access.READ
    if (member is None or not member.is_present) and access >= least:
        raise forbidden(f"bot is not a member of the {word}")


def check_not_business(call: Call) -> None:
    """Refuse to act for a business account: nobody here has one. Raises CallRefused."""
    if call.get("business_connection_id"):
        raise bad_request("business connection not found")


def message_of(call: Call, chat: Chat, what: str, field: str = "message_id") -> Message:
    """The message that a parameter names. Raises CallRefused: "message to edit not found"."""
    message = chat.messages.get(call.get(field, 0))
    if message is None or message.is_deleted:
        raise bad_request(f"{what} not found")
    return message


def user_of(call: Call, field: str = "user_id") -> User:
    """The account that a parameter names. Raises CallRefused."""
    user = call.world.users.get(call.parameters[field])
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return user


def check_right(call: Call, chat: Chat, right: str, refusal: str) -> None:
    """Refuse what the bot has no right to do in a group or a channel. Raises CallRefused."""
    if not chat.is_private and not chat.may(call.bot, right):
        raise bad_request(refusal)


def check_supergroup(chat: Chat) -> None:
    """Refuse what exists in supergroups and channels only. Raises CallRefused."""
    if chat.kind not in {ChatKind.SUPERGROUP, ChatKind.CHANNEL}:
        raise bad_request("method is available only for supergroups")
