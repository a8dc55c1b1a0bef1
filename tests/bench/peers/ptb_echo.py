"""python-telegram-bot's own echo bot: its Updater or webhook server, its HTTP client, nothing stored.

https://github.com/python-telegram-bot/python-telegram-bot/blob/v22.8/examples/echobot.py
"""

import os

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

ADDRESS = os.environ["BOT_API_URL"]
AT_ONCE = int(os.environ["AT_ONCE"])
PORT = int(os.environ.get("WEBHOOK_PORT", "0"))


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_text(update.message.text or "")


def main() -> None:
    builder = Application.builder().token(os.environ["BOT_TOKEN"])
    builder = builder.base_url(f"{ADDRESS}/bot").base_file_url(f"{ADDRESS}/file/bot")
    if AT_ONCE > 1:
        builder = builder.concurrent_updates(AT_ONCE).connection_pool_size(AT_ONCE).pool_timeout(60)
    application = builder.build()
    if PORT:  # only what it takes to be brought updates is measured: nobody answers
        application.run_webhook(
            listen="127.0.0.1", port=PORT, webhook_url=f"http://127.0.0.1:{PORT}/",
            secret_token=os.environ["WEBHOOK_SECRET"], allowed_updates=Update.ALL_TYPES,
        )  # fmt: skip
    else:
        application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, echo))
        application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main()
