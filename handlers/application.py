"""python-telegram-bot's application, arranged so that nothing is swallowed and nothing waits."""

from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

import orjson
from structlog.contextvars import bind_contextvars
from telegram import Update
from telegram.ext import Application

from storage.inbox import Open
from storage.work import Actor, Work


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
        """Handle one row of the inbox. Raises Refused, or whatever went wrong."""
        self.work = work
        try:
            arrived = self._parse(row)
            if isinstance(arrived, Update):
                if user := arrived.effective_user:
                    work.who = Actor.person(user.id)
                # A private chat has its owner's number, and logs outlive a request to be forgotten.
                if (chat := arrived.effective_chat) and chat.type != chat.PRIVATE:
                    bind_contextvars(chat_id=chat.id)
            _drive(self.process_update(arrived))
        finally:
            self.work = None

    def _parse(self, row: Open) -> Update | ErrandResult:
        body = orjson.loads(row.body)
        if row.errand_id is not None:
            return ErrandResult(errand_id=row.errand_id, **body)
        update = Update.de_json(body, self.bot)
        assert update is not None
        return update


def _drive(coroutine: Coroutine[Any, Any, None]) -> None:
    try:
        coroutine.send(None)
    except StopIteration:
        return
    coroutine.close()
    raise HandlerWaited
