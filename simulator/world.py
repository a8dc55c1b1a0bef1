"""Everything there is: accounts, chats, files, and those who watch what happens."""

import asyncio
import itertools
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from random import Random
from typing import TYPE_CHECKING, Any

from simulator.calls import CallLog
from simulator.chats import Chat, ChatKind
from simulator.clock import Clock
from simulator.faults import Faults
from simulator.files import FileStore
from simulator.limits import FloodControl, FloodLimits
from simulator.messages import Message
from simulator.polls import Poll
from simulator.presses import Press
from simulator.updates import UpdateQueue
from simulator.users import Bot, User, official_accounts

if TYPE_CHECKING:
    from simulator.inline import Query
    from simulator.webhooks import Webhook


class Happening(StrEnum):
    """What watchers are told of."""

    MESSAGE_SENT = "message_sent"
    MESSAGE_EDITED = "message_edited"
    MESSAGE_DELETED = "message_deleted"
    REACTIONS_CHANGED = "reactions_changed"
    PINS_CHANGED = "pins_changed"
    POLL_CHANGED = "poll_changed"
    TOPIC_CHANGED = "topic_changed"
    MEMBER_CHANGED = "member_changed"
    CHAT_CHANGED = "chat_changed"
    BUTTON_PRESSED = "button_pressed"
    BUTTON_ANSWERED = "button_answered"
    ACTION_SHOWN = "action_shown"  # "typing…"


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One change in the world, told to watchers right after it."""

    kind: Happening
    at: datetime
    chat: Chat
    message: Message | None = None
    user: User | None = None
    press: Press | None = None


Watcher = Callable[[Event], None]


@dataclass(eq=False, kw_only=True)
class World:
    """The state of the simulated Telegram. Everything here may be read; acts change it."""

    clock: Clock
    random: Random
    limits: FloodLimits
    strict: bool = True
    users: dict[int, User] = field(default_factory=dict)
    bots: dict[str, Bot] = field(default_factory=dict)
    #: Groups and channels by id; private chats by (person, bot).
    chats: dict[int, Chat] = field(default_factory=dict)
    private_chats: dict[tuple[int, int], Chat] = field(default_factory=dict)
    files: FileStore = field(default_factory=FileStore)
    polls: dict[str, Poll] = field(default_factory=dict)
    presses: dict[str, Press] = field(default_factory=dict)
    #: What was typed behind a bot's name.
    queries: "dict[str, Query]" = field(default_factory=dict)
    #: Active webhooks by the bot's id.
    webhooks: "dict[int, Webhook]" = field(default_factory=dict)
    calls: CallLog = field(default_factory=CallLog)
    faults: Faults = field(default_factory=Faults)
    watchers: list[Watcher] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.flood = FloodControl(self.limits)
        self._numbers = itertools.count(1)
        self._tasks: set[asyncio.Task[None]] = set()
        for account in official_accounts():
            self.users[account.id] = account

    def unix_now(self) -> float:
        """The simulated time in seconds since 1970."""
        return self.clock.now().timestamp()

    def new_user(self, first_name: str, *, last_name: str, username: str, language: str) -> User:
        """Open an account for a person."""
        account = User(
            id=5_100_000_000 + next(self._numbers) * 7,
            first_name=first_name,
            last_name=last_name,
            username=username,
            language_code=language,
        )
        self.users[account.id] = account
        return account

    def new_bot(self, name: str, username: str, *, reads_all: bool) -> Bot:
        """Do what BotFather does: an account with a token."""
        number = 7_000_000_000 + next(self._numbers) * 11
        secret = "".join(
            self.random.choices("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789-_", k=35)
        )
        bot = Bot(
            id=number,
            first_name=name,
            username=username,
            is_bot=True,
            token=f"{number}:{secret}",
            can_read_all_group_messages=reads_all,
            updates=UpdateQueue(start=self.random.randint(2_000_001, 2**30), unix_now=self.unix_now),
        )
        self.users[bot.id] = bot
        self.bots[bot.token] = bot
        return bot

    def new_chat(self, kind: ChatKind, title: str, *, username: str = "") -> Chat:
        """Open a group or a channel, with nobody in it."""
        number = next(self._numbers)
        is_basic = kind is ChatKind.GROUP
        chat = Chat(
            id=-(4_000_000_000 + number * 13) if is_basic else -(1_002_000_000_000 + number * 17),
            kind=kind,
            title=title,
            username=username,
            created_at=self.clock.now(),
            next_message_id=self.random.randint(2, 900),
            instance=str(self.random.getrandbits(62)),
        )
        self.chats[chat.id] = chat
        return chat

    def private_chat(self, person: User, bot: Bot) -> Chat:
        """The chat of a person with a bot; it exists from the first look, started or not."""
        key = (person.id, bot.id)
        if key not in self.private_chats:
            self.private_chats[key] = Chat(
                id=person.id,
                kind=ChatKind.PRIVATE,
                person=person,
                bot=bot,
                created_at=self.clock.now(),
                next_message_id=self.random.randint(2, 900),
                instance=str(self.random.getrandbits(62)),
            )
        return self.private_chats[key]

    def user_named(self, username: str) -> User | None:
        """The account with this username, with or without @, in any case."""
        wanted = username.removeprefix("@").lower()
        return next((u for u in self.users.values() if wanted and u.username.lower() == wanted), None)

    def chat_named(self, username: str) -> Chat | None:
        """The public group or channel with this username."""
        wanted = username.removeprefix("@").lower()
        return next((c for c in self.chats.values() if wanted and c.username.lower() == wanted), None)

    def tell(
        self,
        kind: Happening,
        chat: Chat,
        *,
        message: Message | None = None,
        user: User | None = None,
        press: Press | None = None,
    ) -> None:
        """Let every watcher know of a change."""
        if not self.watchers:
            return
        event = Event(kind=kind, at=self.clock.now(), chat=chat, message=message, user=user, press=press)
        for watcher in list(self.watchers):
            watcher(event)

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something in the background until it is done or the world ends."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def end(self) -> None:
        """Stop everything that still runs in the background."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for bot in self.bots.values():
            bot.updates.interrupt()
