"""Accounts: people and bots."""

from dataclasses import dataclass, field
from typing import Any

from simulator.updates import UpdateQueue

#: `from` of what an anonymous administrator writes (telegram.md of the Bot API: User 1087968824).
ANONYMOUS_ADMIN_ID = 1087968824
#: `from` of channel posts that appear in the linked discussion group.
LINKED_CHANNEL_ID = 777000
#: `from` of what a channel writes as itself in a group.
CHANNEL_BOT_ID = 136817688


@dataclass(eq=False, kw_only=True, slots=True)
class User:
    """An account. `id` never changes; names do."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_bot: bool = False
    is_deleted: bool = False

    @property
    def full_name(self) -> str:
        """The name as chats show it."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(eq=False, kw_only=True, slots=True)
class Bot(User):
    """A bot's account: what BotFather would have set, and what its owner set by calls."""

    token: str = field(repr=False)
    #: Privacy mode is on while this is False (https://core.telegram.org/bots/features#privacy-mode).
    can_read_all_group_messages: bool = False
    can_join_groups: bool = True
    #: /setinline at BotFather (https://core.telegram.org/bots/inline).
    is_inline: bool = True
    updates: UpdateQueue = field(repr=False)
    #: Commands by scope (as canonical text) and language code.
    commands: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    #: Name, description and short description by kind and language code.
    about: dict[tuple[str, str], str] = field(default_factory=dict)
    #: Menu button by private chat, None for the default.
    menu_buttons: dict[int | None, dict[str, Any]] = field(default_factory=dict)
    #: Users whom the bot has met: others are "chat not found" to it.
    acquaintances: set[int] = field(default_factory=set)
    is_logged_out: bool = False


def official_accounts() -> list[User]:
    """The three accounts in whose name Telegram itself lets chats and hidden people speak."""
    return [
        User(id=ANONYMOUS_ADMIN_ID, first_name="Group", username="GroupAnonymousBot", is_bot=True),
        User(id=LINKED_CHANNEL_ID, first_name="Telegram"),
        User(id=CHANNEL_BOT_ID, first_name="Channel", username="Channel_Bot", is_bot=True),
    ]
