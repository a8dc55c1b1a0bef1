"""The duties that only one process may have: taken where they are free, spread, left when others come.

A process that dies loses its duties with its session; whoever is present takes them at the next look. A
process that loses its session (the database is away, the network is cut) lays its duties down, for
somebody else may have them now, and comes back as soon as it can.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack

import structlog

from bot.vitals import Part, Vitals
from bot.worker import DATABASE_AWAY
from storage.bells import Bell
from storage.roles import LOOK_EVERY, Hold, HoldLost, Role

UNHEARD = 4
"""Looks after which everybody looks for work by himself: the process that was to do it may be gone."""

log = structlog.get_logger(__name__)

Duty = Callable[[], AbstractAsyncContextManager[None]]
"""What a role means while it is held: entered when it is taken, left when it is given up."""


class Duties:
    """The roles of this process."""

    def __init__(
        self, hold: Hold, duties: Mapping[Role, Duty], vitals: Vitals, *, on_bell: Callable[[Bell], None]
    ) -> None:
        self._vitals = vitals
        self._hold = hold
        self._duties = duties
        self._on_bell = on_bell
        self._held: dict[Role, AsyncExitStack] = {}

    @property
    def held(self) -> frozenset[Role]:
        """The roles that this process has now."""
        return frozenset(self._held)

    async def begin(self) -> None:
        """Be present, and take what is free. Raises AlreadyRunning, HoldLost."""
        await self._hold.open()
        await self._look()

    async def run(self) -> None:
        """Look after the duties until cancelled."""
        looks = 0
        while True:
            try:
                async for bell in self._hold.bells():
                    self._on_bell(bell)
                await self._look()
            except HoldLost as error:
                why = str(error.__cause__ or "it has ended").strip().partition("\n")[0]
                self._vitals.wrong(Part.DATABASE, f"no session: {why}", by="duties")
                await self.end()
                await self._come_back()
            looks += 1
            if looks % UNHEARD == 0:
                self._on_bell(Bell.ARRIVAL)

    async def end(self) -> None:
        """Lay down every duty, and leave."""
        for role in reversed(Role):
            await self._lay_down(role)
        await self._hold.close()

    async def _come_back(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await self.begin()
            except HoldLost:
                await self._hold.close()
            else:
                self._vitals.right(Part.DATABASE, by="duties")
                return

    async def _look(self) -> None:
        """Take or leave roles until we have our share of them."""
        share = await self._hold.fair_share()
        for role in list(self._held)[share:]:
            await self._lay_down(role)
            await self._hold.give_up(role)
        for role in Role:
            if role not in self._held and len(self._held) < share and await self._hold.take(role):
                await self._take_up(role)

    async def _take_up(self, role: Role) -> None:
        duty = AsyncExitStack()
        try:
            await duty.enter_async_context(self._duties[role]())
        except DATABASE_AWAY as error:
            raise HoldLost from error
        self._held[role] = duty
        log.info("a duty is taken up", role=role)

    async def _lay_down(self, role: Role) -> None:
        if duty := self._held.pop(role, None):
            await duty.aclose()
            log.info("a duty is laid down", role=role)
