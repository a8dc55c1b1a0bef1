"""aiogram's own echo bot, which stores nothing.

https://github.com/aiogram/aiogram/blob/v3.31.0/examples/echo_bot.py
"""

import asyncio
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

AT_ONCE = int(os.environ["AT_ONCE"])

dispatcher = Dispatcher()


@dispatcher.message()
async def echo(message: Message) -> None:
    await message.reply(message.text or "")


async def main() -> None:
    server = TelegramAPIServer.from_base(os.environ["BOT_API_URL"])
    bot = Bot(os.environ["BOT_TOKEN"], session=AiohttpSession(api=server))
    await dispatcher.start_polling(
        bot, handle_as_tasks=AT_ONCE > 1, tasks_concurrency_limit=AT_ONCE, handle_signals=True
    )


if __name__ == "__main__":
    asyncio.run(main())
