"""The whole simulated Telegram: start it, open accounts and groups, look at everything."""

import asyncio
import ipaddress
import time
from random import Random
from types import TracebackType
from typing import Self

from aiohttp import web

from simulator import webhooks
from simulator.calls import CallLog
from simulator.chats import ChatKind
from simulator.clock import Clock, MovableClock
from simulator.faults import Faults
from simulator.groups import Group
from simulator.limits import FloodLimits
from simulator.people import Person
from simulator.server import Server, request_of
from simulator.users import Bot
from simulator.world import Watcher, World

#: Real seconds for which a bot may keep updates it was handed before `quiet` gives up on it:
#: longer than a busy disk stalls.
CONFIRMED_WITHIN = 20.0


class Telegram:
    """A Telegram on this machine.

    `async with Telegram(clock=…) as telegram:` serves the Bot API at `telegram.url`. With
    `strict`, a parameter that a method does not have is refused instead of ignored. The same
    `seed` gives the same ids.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        host: str = "127.0.0.1",
        port: int = 0,
        limits: FloodLimits | None = None,
        strict: bool = True,
        seed: int = 0,
    ) -> None:
        if host != "localhost" and not _is_loopback(host):
            raise ValueError(f"the simulator serves this machine only, not {host}")
        self.world = World(
            clock=clock,
            random=Random(seed),  # noqa: S311 - ids that can be repeated, not secrecy
            limits=limits or FloodLimits(),
            strict=strict,
        )
        self.clock = clock
        self.server = Server(self.world)
        self.url = ""
        self._host, self._port = host, port
        self._runner: web.ServerRunner | None = None

    async def __aenter__(self) -> Self:
        server = web.Server(
            self.server.handle, request_factory=request_of, keepalive_timeout=75.0, access_log=None
        )
        self._runner = web.ServerRunner(server, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        address = self._runner.addresses[0]
        self.url = f"http://{self._host}:{address[1]}"
        if isinstance(self.clock, MovableClock):
            self.clock.waits_for(self.quiet)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(self.clock, MovableClock):
            self.clock.forget_wait(self.quiet)
        for bot in self.world.bots.values():
            await webhooks.stop(self.world, bot)
        await self.world.end()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def faults(self) -> Faults:
        """What shall go wrong."""
        return self.world.faults

    @property
    def calls(self) -> CallLog:
        """What was called, and what was refused."""
        return self.world.calls

    def watch(self, watcher: Watcher) -> None:
        """Tell `watcher` of every change from now on."""
        self.world.watchers.append(watcher)

    def new_bot(self, name: str, username: str, *, reads_all: bool = False) -> Bot:
        """Do what BotFather does. `reads_all` turns privacy mode off."""
        return self.world.new_bot(name, username, reads_all=reads_all)

    def person(
        self,
        name: str,
        *,
        last_name: str = "",
        username: str = "",
        language: str = "vi",
    ) -> Person:
        """Open an account for a person."""
        user = self.world.new_user(name, last_name=last_name, username=username, language=language)
        return Person(self.world, user)

    def group(self, title: str, owner: Person, *members: Person, basic: bool = False) -> Group:
        """Open a group of these people: a supergroup, or a basic group."""
        kind = ChatKind.GROUP if basic else ChatKind.SUPERGROUP
        return Group.opened(self.world, kind, title, owner, members)

    def forum(self, title: str, owner: Person, *members: Person) -> Group:
        """Open a group with topics."""
        forum = Group.opened(self.world, ChatKind.SUPERGROUP, title, owner, members)
        forum.chat.is_forum = True
        return forum

    def channel(self, title: str, owner: Person, *members: Person, username: str = "") -> Group:
        """Open a channel."""
        channel = Group.opened(self.world, ChatKind.CHANNEL, title, owner, members)
        channel.chat.username = username
        return channel

    async def quiet(self) -> None:
        """Return when no call is under way and no bot is about to confirm what it was handed."""
        while self.is_busy:  # noqa: ASYNC110 - that nothing happens for a while is no event
            await asyncio.sleep(0.001)

    @property
    def is_busy(self) -> bool:
        """Whether a call is under way or a bot is about to confirm what it was handed."""
        return bool(self.server.busy) or any(map(_is_digesting, self.world.bots.values()))


def _is_digesting(bot: Bot) -> bool:
    """Whether a bot was handed updates a moment ago and has not asked again yet."""
    handed_out_at = bot.updates.handed_out_at
    return bool(handed_out_at) and time.monotonic() - handed_out_at < CONFIRMED_WITHIN


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
