"""The bot that a newcomer would write: python-telegram-bot, SQLModel on aiosqlite, commit, reply."""

import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import Field, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession
from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

ADDRESS = os.environ["BOT_API_URL"]
AT_ONCE = int(os.environ["AT_ONCE"])

engine = create_async_engine(os.environ["DATABASE_URL"])


class Comment(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    chat_id: int
    user_id: int
    text: str


async def set_up(_application: Application) -> None:
    async with engine.begin() as connection:
        await connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        await connection.run_sync(SQLModel.metadata.create_all)


async def comment(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    message, user = update.message, update.effective_user
    assert message is not None
    assert user is not None
    async with AsyncSession(engine) as session:
        session.add(Comment(chat_id=message.chat_id, user_id=user.id, text=message.text or ""))
        await session.commit()
    await message.reply_text("Đã ghi nhận.")


def main() -> None:
    builder = Application.builder().token(os.environ["BOT_TOKEN"]).post_init(set_up)
    builder = builder.base_url(f"{ADDRESS}/bot").base_file_url(f"{ADDRESS}/file/bot")
    if AT_ONCE > 1:
        builder = builder.concurrent_updates(AT_ONCE).connection_pool_size(AT_ONCE).pool_timeout(60)
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, comment))
    application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main()
