"""The bots of one installation: which there are, where the data of each is, how they run together."""

import asyncio
import gc
import re
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import TypeVar

import structlog
from pydantic import HttpUrl, SecretStr
from structlog.contextvars import bind_contextvars

from bot.account import WrongToken
from bot.app import App, build
from bot.health_page import health_page
from bot.settings import DatabaseSettings, Settings
from bot.vitals import Part
from bot.webhook import Door
from storage.engine import engine_for
from storage.migrate import migrate
from storage.rooms import hand_over, place_of

S = TypeVar("S", bound=DatabaseSettings)

_ID = re.compile(r"(\d+):")

LOOK_FOR_GARBAGE = (20_000, 20, 50)
"""New objects, looks among the young, and looks among the older, after which it goes a step further."""

log = structlog.get_logger(__name__)


class NotOne(Exception):
    """A command is about one bot, and it is not clear which; the text names those there are."""


def each_bot(settings: Settings) -> tuple[Settings, ...]:
    """Give the settings of each bot: its token, its data, its address. Raises NotOne.

    Where `bot_id` is set, only that bot's.
    """
    tokens = settings.tokens
    found = tuple(
        _in_place(settings, token, is_alone=len(tokens) == 1)
        for token in tokens
        if settings.bot_id in (None, _id_of(token))
    )
    if not found:
        raise NotOne(_names(tokens))
    return found


def one_bot(settings: Settings) -> Settings:
    """Give the settings of the one bot that a command is about. Raises NotOne."""
    found = each_bot(settings)
    if len(found) > 1:
        raise NotOne(_names(settings.tokens))
    return found[0]


def at_place(settings: S) -> S:
    """Give settings with the place of the data of the bot that `bot_id` names, if it names one."""
    if settings.bot_id is None:
        return settings
    place = place_of(settings.database_url, settings.bot_id, is_alone=True)
    return settings.model_copy(update={"database_url": place})


async def run_all(bots: Sequence[Settings], stopping: asyncio.Event) -> None:
    """Run the bots until `stopping` is set, or until one breaks. Raises as App.run does.

    A token that Telegram does not know stops its own bot alone, unless it is the only one.
    """
    door = Door(bots[0])
    apps = [build(each, door=door) for each in bots]
    spare_the_collector()
    async with _watched(bots[0], apps):  # from the beginning, so that a start that hangs is seen
        running = {asyncio.create_task(_run(app, stopping)) for app in apps}
        done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_EXCEPTION)
        stopping.set()
        await asyncio.wait(running)
    for task in (*done, *running):
        task.result()
    if not any(task.result() for task in running):
        raise WrongToken


def spare_the_collector() -> None:
    """Look for garbage less often, and never again among what is there from the start.

    A look at every module takes a tenth of a second in which nobody is answered; what one update leaves
    behind goes by itself, but for a few cycles.
    """
    gc.freeze()
    gc.set_threshold(*LOOK_FOR_GARBAGE)
    gc.enable()


def _watched(settings: Settings, apps: Sequence[App]) -> AbstractAsyncContextManager[None]:
    """Open the page of health, where a port is given for it."""
    if settings.health_port is None:
        return nullcontext()
    health = [app.health for app in apps]
    return health_page(health, host=settings.health_host, port=settings.health_port)


async def _run(app: App, stopping: asyncio.Event) -> bool:
    """Run one bot; say whether Telegram knows it."""
    bind_contextvars(bot_id=app.settings.bot_id)
    try:
        await app.run(stopping)
    except WrongToken:
        app.vitals.wrong(Part.TOKEN, "Telegram does not know it: this bot does not run")
        return False
    return True


def migrate_all(bots: Sequence[Settings]) -> None:
    """Bring the data of every bot to the newest shape."""
    for each in bots:
        migrate(each.database_url)
        log.info("database ready", at=each.database_shown)


def take_over(bots: Sequence[Settings]) -> None:
    """Make the data of each place its bot's own, whoever's it was."""
    for each in bots:
        if each.bot_id is not None:
            with engine_for(each.database_url) as engine, engine.begin() as connection:
                hand_over(connection, each.bot_id)


def _in_place(settings: Settings, token: str, *, is_alone: bool) -> Settings:
    bot_id = _id_of(token)
    if bot_id is None:  # no token at all: Telegram will say so
        return settings
    place = place_of(settings.database_url, bot_id, is_alone=is_alone)
    own = settings.model_copy(
        update={"bot_token": SecretStr(token), "bot_id": bot_id, "database_url": place}
    )
    if is_alone or settings.webhook_url is None:
        return own
    address = HttpUrl(f"{str(settings.webhook_url).rstrip('/')}/{bot_id}")
    return own.model_copy(update={"webhook_url": address})


def _id_of(token: str) -> int | None:
    found = _ID.match(token)
    return int(found[1]) if found else None


def _names(tokens: Sequence[str]) -> str:
    return ", ".join(str(_id_of(token)) for token in tokens)
