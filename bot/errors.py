"""A refusal becomes a kind sentence; a fault of ours becomes a log line, an excuse and a report."""

from typing import Any

import orjson

from rules.desk import Broken, FaultReport
from rules.notices import Notice
from rules.refused import Refusal, Refused
from storage.accounts import desk_of
from storage.chats import ChatRow, chat_by_telegram_id
from storage.inbox import Open
from storage.work import Work


def answer_refusal(work: Work, row: Open, refused: Refused) -> None:
    """Tell whoever asked why it was refused: by the button, in private, or where it was asked."""
    _answer(work, row, Refusal.of(refused))


def answer_fault(work: Work, row: Open, error: Exception, *, operator_id: int | None) -> None:
    """Excuse ourselves to whoever asked, and tell the operator which row to look at."""
    _answer(work, row, Broken())
    if operator_id is not None and (desk := desk_of(work.session, operator_id)):
        work.tell(FaultReport(inbox_id=row.id, error=type(error).__name__), chat_id=desk)


def _answer(work: Work, row: Open, notice: Notice) -> None:
    body = orjson.loads(row.body)
    if row.errand_id is not None:
        return  # an errand's own handler knows whom to tell
    if query := body.get("callback_query"):
        chat = _chat(work, query.get("message", {}).get("chat"))
        work.answer(notice, callback_id=query["id"], chat_id=chat.id if chat else None)
        return
    message = body.get("message") or body.get("edited_message")
    if message is None or "from" not in message:
        return
    desk = desk_of(work.session, message["from"]["id"])
    chat = _chat(work, message["chat"])
    if desk is not None:
        work.tell(notice, chat_id=desk)
    elif chat is not None and chat.id is not None:
        work.tell(notice, chat_id=chat.id, reply_to=message["message_id"])


def _chat(work: Work, chat: dict[str, Any] | None) -> ChatRow | None:
    return chat_by_telegram_id(work.session, chat["id"]) if chat else None
