"""python-telegram-bot's application, arranged so that nothing is swallowed and nothing waits."""

from collections.abc import Coroutine
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson
from structlog.contextvars import bind_contextvars
from telegram import Message, TelegramObject, Update
from telegram.ext import Application

from handlers.shapes import Unreadable, check_readable, is_sound, without_nul
from rules.refused import Refused
from storage.inbox import Open
from storage.work import Actor, Work

REMEMBERED = 256
"""Messages that are replied to, kept as they were read."""

# The library guards its objects by a check in each of the hundred assignments that make a message, which
# is more than a third of what reading one takes. Nobody here changes what has arrived.
del TelegramObject.__setattr__


NUL = "\\u0000"
"""How JSON writes it."""


class HandlerWaited(RuntimeError):
    """A handler awaited something: handlers do not talk to the network, errands do."""


@dataclass(frozen=True, kw_only=True)
class ErrandResult:
    """What came back from an errand: its kind and facts as they were sent, and the result."""

    errand_id: int
    kind: str
    facts: str
    result: dict[str, Any]


class House(Application):
    """The application whose updates come from our inbox, one unit of work each."""

    work: Work | None = None

    async def process_error(self, update: object, error: Exception, *_: Any, **__: Any) -> bool:  # noqa: ARG002
        """Let every error out: the library would log it and call the update handled."""
        raise error

    def handle(self, row: Open, work: Work) -> None:
        """Handle one row of the inbox. Raises Refused, Unreadable, or whatever went wrong."""
        self.work = work
        try:
            if row.errand_id is not None:
                came = ErrandResult(errand_id=row.errand_id, **orjson.loads(row.body))
                _drive(self.process_update(came))
            else:
                self._take(self._read(row), work)
        finally:
            self.work = None

    def _take(self, update: Update, work: Work) -> None:
        if update.callback_query and update.effective_chat is None:
            return  # under a message that was sent inline, which we never do
        if user := update.effective_user:
            work.who = Actor.person(user.id)
        # A private chat has its owner's number, and logs outlive a request to be forgotten. Whatever an
        # update says of its chat, it is a group's only below zero.
        if (chat := update.effective_chat) and isinstance(chat.id, int) and chat.id < 0:
            bind_contextvars(chat_id=chat.id)
        try:
            _drive(self.process_update(update))
        except Refused:
            raise
        except Exception as error:
            if not is_sound(update):
                raise Unreadable from error
            raise

    def _read(self, row: Open) -> Update:
        try:
            body = orjson.loads(row.body)
            update = self._parse(without_nul(body) if NUL in row.body else body)
        except Exception as error:  # whatever the library stumbles over
            raise Unreadable from error
        check_readable(update)
        return update

    def _parse(self, body: dict[str, Any]) -> Update:
        replied = _taken_out(body)
        update = Update.de_json(body, self.bot)
        assert update is not None
        if replied is not None and (message := update.message or update.edited_message):
            # Reading an update is the dearest part of a comment.
            message.reply_to_message = _said_before(orjson.dumps(replied))
        return update


def _taken_out(update: dict[str, Any]) -> Any:
    """Take the message that is replied to out of an update."""
    message = update.get("message") or update.get("edited_message")
    return message.pop("reply_to_message", None) if isinstance(message, dict) else None


@lru_cache(maxsize=REMEMBERED)
def _said_before(message: bytes) -> Message | None:
    """Read a message that is replied to: once, however many reply to it."""
    return Message.de_json(orjson.loads(message), None)


def _drive(coroutine: Coroutine[Any, Any, None]) -> None:
    try:
        coroutine.send(None)
    except StopIteration:
        return
    coroutine.close()
    raise HandlerWaited
