"""Which of a bot's commands somebody is offered in a chat."""

from collections.abc import Iterator
from typing import Any

import orjson

from simulator.chats import Chat
from simulator.users import Bot, User


def key(scope: str, **named: int) -> str:
    """A scope as the bot's commands are kept under it."""
    return orjson.dumps({"type": scope, **named}, option=orjson.OPT_SORT_KEYS).decode()


def shown(bot: Bot, chat: Chat, user: User) -> list[dict[str, Any]]:
    """The first list that was set, from the narrowest scope to the widest.

    In each scope a list in the person's language goes before the one for all languages
    (https://core.telegram.org/bots/api#determining-list-of-commands).
    """
    for scope in _scopes(chat, user):
        for language in (user.language_code, ""):
            if found := bot.commands.get((scope, language)):
                return found
    return []


def _scopes(chat: Chat, user: User) -> Iterator[str]:
    if chat.is_private:
        yield key("chat", chat_id=chat.id)
        yield key("all_private_chats")
    else:
        member = chat.member(user)
        is_admin = member is not None and member.is_admin
        yield key("chat_member", chat_id=chat.id, user_id=user.id)
        if is_admin:
            yield key("chat_administrators", chat_id=chat.id)
        yield key("chat", chat_id=chat.id)
        if is_admin:
            yield key("all_chat_administrators")
        yield key("all_group_chats")
    yield key("default")
