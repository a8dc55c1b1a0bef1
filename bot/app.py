"""The root: puts the machine together, starts it and stops it. Nothing else knows every part."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Coroutine
from typing import Any

import structlog
from sqlalchemy import Engine

from bot.account import application_of, reach, tell
from bot.clock import Clock, SystemClock
from bot.composer import Composer
from bot.delivery import Delivery
from bot.duties import Duties
from bot.errands import runner as errands
from bot.errands.runner import Errands
from bot.health import Health
from bot.intake import Poller, Watchdog
from bot.ledger import Ledger
from bot.metrics import Metrics
from bot.schedule import Schedule
from bot.sending import Sender
from bot.settings import Settings
from bot.texts import wording
from bot.transport import Transport
from bot.vitals import Vitals
from bot.webhook import Door, Webhook
from bot.wire import Keys
from bot.worker import Worker
from rules.calendar import WorkCalendar, local_date
from storage import calls, outbox, rooms
from storage.bells import Bell
from storage.engine import make_engine
from storage.roles import Role, hold_of
from storage.work import Group

log = structlog.get_logger(__name__)


class Broken(Exception):
    """A part of the machine has ended by itself; the log says why."""


class App:
    """One running bot. Several processes may run it on one PostgreSQL database (bot/duties.py)."""

    def __init__(self, settings: Settings, *, clock: Clock, engine: Engine, door: Door) -> None:
        self.settings = settings
        self._door = door
        self.clock = clock
        self.engine = engine
        self.vitals = Vitals(clock)
        self.metrics = Metrics()
        self.transport = Transport(
            token=settings.bot_token.get_secret_value(),
            api_url=settings.bot_api_url,
            tell=self.metrics.called,
        )
        self.application = application_of(settings, self.transport)
        self.worker = Worker(
            engine, clock, self.application,
            vitals=self.vitals, metrics=self.metrics, on_commit=self._committed,
            operator_id=settings.operator_id,
        )  # fmt: skip
        self.schedule = Schedule(self.worker, self.metrics)
        self.health = Health(
            settings.bot_id, engine, clock, vitals=self.vitals, metrics=self.metrics,
            writer=self.worker, ticking=self.schedule, roles=self._roles,
        )  # fmt: skip
        self.delivery: Delivery | None = None
        self.duties = Duties(
            hold_of(engine),
            {Role.SENDER: self._sending, Role.POLLER: self._being_brought, Role.TICKER: self._ticking},
            self.vitals,
            on_bell=self._heard,
        )
        self._broken = asyncio.Event()
        self._is_at_work = False
        self._ending = contextlib.AsyncExitStack()

    async def run(self, stopping: asyncio.Event) -> None:
        """Start, serve until `stopping` is set, and stop. Raises WrongToken, Broken, OSError."""
        told = asyncio.ensure_future(stopping.wait())
        starting = asyncio.ensure_future(self.start())
        await asyncio.wait({told, starting}, return_when=asyncio.FIRST_COMPLETED)
        if not starting.done():  # Telegram has not been there yet
            starting.cancel()
            await asyncio.wait({starting})
            return
        starting.result()
        broken = asyncio.ensure_future(self._broken.wait())
        await asyncio.wait({told, broken}, return_when=asyncio.FIRST_COMPLETED)
        broken.cancel()
        await self.stop()
        if not told.done():
            raise Broken

    async def start(self) -> None:
        """Reach Telegram, take up the duties that are free, and begin; if it fails, nothing stays begun.

        Raises WrongToken, AnotherBot, AlreadyRunning, HoldLost, and OSError where the port is taken.
        """
        self._loop = asyncio.get_running_loop()
        async with contextlib.AsyncExitStack() as ending:
            ending.callback(self.engine.dispose)
            await self.transport.initialize()
            ending.push_async_callback(self.transport.shutdown)
            # The package of holidays takes a second to import, which the one writer must not lose.
            warming = asyncio.to_thread(WorkCalendar().is_working_day, local_date(self.clock.now()))
            await asyncio.gather(reach(self.application, self.vitals), warming)
            bot = self.application.bot
            self._put_together(bot.username, await asyncio.to_thread(self._secret))
            ending.callback(self.sender.close)
            self.worker.start()
            ending.push_async_callback(asyncio.to_thread, self.worker.stop)
            if self.settings.webhook_url is not None:
                self._webhook = Webhook(self.settings, self.worker, bot_id=bot.id)
                ending.push_async_callback(self._door.closes_for, self._webhook)
                await self._door.opens_for(self._webhook)
            ending.push_async_callback(self.duties.end)
            await self.duties.begin()
            await ending.enter_async_context(self._served(self.duties.run(), "duties"))
            self._is_at_work = True
            self._ending = ending.pop_all()
        by = "polling" if self.settings.webhook_url is None else "webhook"
        log.info("at work", bot=f"@{bot.username}", updates_by=by)

    async def stop(self) -> None:
        """Take nothing new, let what is in flight end, leave the rest for the next start."""
        await self._ending.aclose()
        log.info("stopped")

    @property
    def is_busy(self) -> bool:
        """Whether something is being handled or sent."""
        return self.worker.is_busy or (self.delivery is not None and self.delivery.is_busy)

    def _roles(self) -> frozenset[Role] | None:
        return self.duties.held if self._is_at_work else None

    def _committed(self) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended before the worker's thread
            self._loop.call_soon_threadsafe(self._heard, Bell.NEWS)

    def _heard(self, bell: Bell) -> None:
        if bell is Bell.ARRIVAL:
            self.worker.look()
        elif self.delivery is not None:
            self.delivery.wake()

    def _secret(self) -> bytes:
        with Group(self.engine, now=self.clock.now()) as group:
            rooms.claim(group.connection, self.application.bot.id)
            return calls.installation_secret(group.connection)

    def _put_together(self, username: str, secret: bytes) -> None:
        """Make the parts that have to know who we are."""
        self.username = username
        keys = Keys(secret=secret, bot_username=username)
        composer = Composer(self.engine, self.clock, keys, language=self.settings.language)
        self.sender = Sender(
            ledger=Ledger(
                self.worker, self.clock, metrics=self.metrics, operator_id=self.settings.operator_id
            ),
            transport=self.transport,
            composer=composer,
            errands=Errands(self.transport, composer, self.engine),
            vitals=self.vitals,
        )

    @contextlib.asynccontextmanager
    async def _sending(self) -> AsyncGenerator[None]:
        """Be the one way out."""
        await asyncio.to_thread(self._settle_doubtful)
        self.delivery = Delivery(self.engine, self.clock, self.sender, self.vitals)
        async with self._served(self.delivery.run(), Role.SENDER):
            try:
                yield
            finally:
                await self.delivery.stop()
                self.delivery = None

    def _settle_doubtful(self) -> None:
        with Group(self.engine, now=self.clock.now()) as group:
            if doubtful := outbox.doubtful_after_crash(group.connection):
                log.warning("left uncertain by an earlier run", messages=doubtful)

    @contextlib.asynccontextmanager
    async def _being_brought(self) -> AsyncGenerator[None]:
        """Be the one who asks Telegram for updates, or tells it where to bring them."""
        async with self._served(self._intake(self.application.bot.id), Role.POLLER):
            yield

    @contextlib.asynccontextmanager
    async def _ticking(self) -> AsyncGenerator[None]:
        """Be the one who looks at the clock."""
        self.schedule.start()
        try:
            yield
        finally:
            self.schedule.stop()

    @contextlib.asynccontextmanager
    async def _served(self, service: Coroutine[Any, Any, None], name: str) -> AsyncGenerator[None]:
        """Serve something until the block ends; a service that ends by itself breaks the machine."""
        with structlog.contextvars.bound_contextvars(role=name):
            task = asyncio.create_task(service, name=name)  # its lines in the log say who speaks
        task.add_done_callback(self._service_ended)
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def _service_ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()):
            log.error("a part of the machine broke", part=task.get_name(), exc_info=error)
            self._broken.set()

    async def _intake(self, bot_id: int) -> None:
        if self.settings.webhook_url is None:
            await tell(self.transport, self.vitals, "deleteWebhook", {})
            await Watchdog(lambda: self._poller(bot_id), self.vitals).run()
        else:
            await tell(self.transport, self.vitals, "setWebhook", self._webhook.registration())

    def _poller(self, bot_id: int) -> Poller:
        return Poller(self.transport, self.worker, self.vitals, bot_id=bot_id)


def build(
    settings: Settings,
    *,
    clock: Clock | None = None,
    engine: Engine | None = None,
    door: Door | None = None,
) -> App:
    """Put a bot together from its settings; tests bring a clock to be moved, and an engine.

    Bots that run together share a door.
    """
    wording.load()
    errands.load()
    return App(
        settings,
        clock=clock or SystemClock(),
        engine=engine or make_engine(settings.database_url),
        door=door or Door(settings),
    )
