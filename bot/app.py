"""The root: puts the machine together, starts it and stops it. Nothing else knows every part."""

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import Any

import structlog
from sqlalchemy import Engine
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder, ContextTypes, ExtBot

from bot.clock import Clock, SystemClock
from bot.composer import Composer
from bot.delivery import Delivery
from bot.errands import runner as errands
from bot.errands.runner import Errands
from bot.intake import Poller, Watchdog, Webhook
from bot.ledger import Ledger
from bot.schedule import Schedule
from bot.sending import Sender
from bot.settings import Settings
from bot.texts import wording
from bot.transport import Transport
from bot.vitals import Part, Vitals
from bot.wire import Keys
from bot.worker import Worker
from handlers import routes
from handlers.application import House
from handlers.turn import Turn
from rules.calendar import WorkCalendar, local_date
from storage import calls, outbox
from storage.engine import make_engine
from storage.work import Group

RETRY_START_AFTER = 5.0
"""Seconds between attempts to reach Telegram at the start."""

log = structlog.get_logger(__name__)


class WrongToken(Exception):
    """Telegram does not know the token."""


class Broken(Exception):
    """A part of the machine has ended by itself; the log says why."""


class App:
    """One running bot."""

    def __init__(self, settings: Settings, *, clock: Clock, engine: Engine) -> None:
        self.settings = settings
        self.clock = clock
        self.engine = engine
        self.vitals = Vitals(clock)
        self.transport = Transport(
            token=settings.bot_token.get_secret_value(), api_url=settings.bot_api_url
        )
        self.application = _application(settings, self.transport)
        self.worker = Worker(
            engine, clock, self.application,
            vitals=self.vitals, on_commit=self._committed, operator_id=settings.operator_id,
        )  # fmt: skip
        self.schedule = Schedule(self.worker)
        self._services: set[asyncio.Task[None]] = set()
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
        await asyncio.wait({told, *self._services}, return_when=asyncio.FIRST_COMPLETED)
        await self.stop()
        if not told.done():
            raise Broken

    async def start(self) -> None:
        """Reach Telegram, take up what was left, and begin; whatever fails, nothing stays begun.

        Raises WrongToken, and OSError where the webhook's port is taken.
        """
        self._loop = asyncio.get_running_loop()
        async with contextlib.AsyncExitStack() as ending:
            ending.callback(self.engine.dispose)
            await self.transport.initialize()
            ending.push_async_callback(self.transport.shutdown)
            # The package of holidays takes a second to import, which the one writer must not lose.
            warming = asyncio.to_thread(WorkCalendar().is_working_day, local_date(self.clock.now()))
            await asyncio.gather(self._reach_telegram(), warming)
            bot = self.application.bot
            self._put_together(bot.username)
            ending.callback(self.sender.close)
            self.worker.start()
            ending.push_async_callback(asyncio.to_thread, self.worker.stop)
            ending.push_async_callback(self._end_services)
            self._serve(self.delivery.run(), "delivery")
            ending.push_async_callback(self.delivery.stop)
            self._serve(await self._intake(bot.id), "intake")
            self.schedule.start()
            ending.callback(self.schedule.stop)
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
        return self.worker.is_busy or self.delivery.is_busy

    def _committed(self) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended before the worker's thread
            self._loop.call_soon_threadsafe(self.delivery.wake)

    def _put_together(self, username: str) -> None:
        """Make the parts that have to know who we are."""
        self.username = username
        keys = Keys(secret=self._take_up(), bot_username=username)
        composer = Composer(self.engine, self.clock, keys, language=self.settings.language)
        self.sender = Sender(
            ledger=Ledger(self.worker, self.clock, operator_id=self.settings.operator_id),
            transport=self.transport,
            composer=composer,
            errands=Errands(self.transport, composer, self.engine),
        )
        self.delivery = Delivery(self.engine, self.clock, self.sender)

    async def _end_services(self) -> None:
        for service in self._services:
            service.cancel()
        await asyncio.gather(*self._services, return_exceptions=True)

    async def _reach_telegram(self) -> None:
        """Ask who we are until Telegram answers: the machine may be up before the network is."""
        while True:
            try:
                await self.application.initialize()
            except InvalidToken:
                raise WrongToken from None
            except TelegramError as error:
                at = self.settings.bot_api_url
                self.vitals.wrong(
                    Part.TELEGRAM, f"{at} cannot be reached yet: {error.message}", by="start"
                )
                await asyncio.sleep(RETRY_START_AFTER)
            else:
                self.vitals.right(Part.TELEGRAM, by="start")
                return

    def _take_up(self) -> bytes:
        """Settle what an earlier run left in doubt, and give the installation's secret."""
        with Group(self.engine, now=self.clock.now()) as group:
            if doubtful := outbox.doubtful_after_crash(group.connection):
                log.warning("left uncertain by an earlier run", messages=doubtful)
            return calls.installation_secret(group.connection)

    async def _intake(self, bot_id: int) -> Coroutine[Any, Any, None]:
        if self.settings.webhook_url is None:
            await self._tell_telegram("deleteWebhook", {})
            return Watchdog(lambda: self._poller(bot_id), self.vitals).run()
        webhook = Webhook(self.settings, self.worker, bot_id=bot_id)
        await webhook.listen()
        await self._tell_telegram("setWebhook", webhook.registration())
        return webhook.run()

    def _poller(self, bot_id: int) -> Poller:
        return Poller(self.transport, self.worker, self.vitals, bot_id=bot_id)

    async def _tell_telegram(self, method: str, parameters: dict[str, Any]) -> None:
        while True:
            try:
                await self.transport.call(method, parameters)
            except TelegramError as error:
                self.vitals.wrong(Part.TELEGRAM, f"{method}: {error.message}", by="start")
                await asyncio.sleep(RETRY_START_AFTER)
            else:
                self.vitals.right(Part.TELEGRAM, by="start")
                return

    def _serve(self, service: Coroutine[Any, Any, None], name: str) -> None:
        task = asyncio.create_task(service, name=name)
        self._services.add(task)
        task.add_done_callback(_service_ended)


def build(settings: Settings, *, clock: Clock | None = None, engine: Engine | None = None) -> App:
    """Put a bot together from its settings; tests bring a clock to be moved, and an engine."""
    wording.load()
    errands.load()
    return App(
        settings, clock=clock or SystemClock(), engine=engine or make_engine(settings.database_url)
    )


class _Account(ExtBot):
    """python-telegram-bot's bot, whose own repr shows the token."""

    def __repr__(self) -> str:
        return "Account()"


def _application(settings: Settings, transport: Transport) -> House:
    api_url = settings.bot_api_url.rstrip("/")
    account = _Account(
        token=settings.bot_token.get_secret_value(),
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=transport,
        get_updates_request=transport,
    )
    application = (
        ApplicationBuilder()
        .application_class(House)
        .bot(account)
        .updater(None)
        .job_queue(None)
        .context_types(ContextTypes(context=Turn))
        .build()
    )
    assert isinstance(application, House)
    routes.install(application)
    return application


def _service_ended(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("a part of the machine broke", part=task.get_name(), exc_info=error)
