"""The bot's account: its handlers, and what Telegram has to be asked and told before the work begins."""

import asyncio
from typing import Any

from telegram.error import InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder, ContextTypes, ExtBot

from bot.settings import Settings
from bot.transport import Transport
from bot.vitals import Part, Vitals
from handlers import routes
from handlers.application import House
from handlers.turn import Turn

RETRY_AFTER = 5.0
"""Seconds between attempts to reach Telegram at the start."""


class WrongToken(Exception):
    """Telegram does not know the token."""


class Account(ExtBot):
    """python-telegram-bot's bot, whose own repr shows the token."""

    def __repr__(self) -> str:
        return "Account()"


def application_of(settings: Settings, transport: Transport) -> House:
    """Make the application that handles what arrives for a bot."""
    api_url = settings.bot_api_url.rstrip("/")
    account = Account(
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


async def reach(application: House, vitals: Vitals) -> None:
    """Ask who we are until Telegram answers: the machine may be up before the network is.

    Raises WrongToken.
    """
    while True:
        try:
            await application.initialize()
        except InvalidToken:
            raise WrongToken from None
        except TelegramError as error:
            at = application.bot.base_url.partition("/bot")[0]
            vitals.wrong(Part.TELEGRAM, f"{at} cannot be reached yet: {error.message}", by="start")
            await asyncio.sleep(RETRY_AFTER)
        else:
            vitals.right(Part.TELEGRAM, by="start")
            return


async def tell(transport: Transport, vitals: Vitals, method: str, parameters: dict[str, Any]) -> None:
    """Call a method until Telegram has carried it out."""
    try:
        while True:
            if await _is_done(transport, vitals, method, parameters):
                return
            await asyncio.sleep(RETRY_AFTER)
    finally:
        for part in (Part.TELEGRAM, Part.TOKEN):  # whoever does it after us will say what is wrong
            vitals.leave(part, by="start")


async def _is_done(
    transport: Transport, vitals: Vitals, method: str, parameters: dict[str, Any]
) -> bool:
    try:
        await transport.call(method, parameters)
    except TelegramError as error:
        part = Part.TOKEN if isinstance(error, InvalidToken) else Part.TELEGRAM
        vitals.wrong(part, f"{method}: {error.message}", by="start")
        return False
    for part in (Part.TELEGRAM, Part.TOKEN):
        vitals.right(part, by="start")
    return True
