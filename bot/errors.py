"""A refusal becomes a kind sentence; a fault of ours becomes a log line, an excuse and a report."""

from typing import Any

import orjson

from rules.desk import Broken, FaultReport
from rules.notices import Notice
from rules.refused import Refusal, Refused
from storage.accounts import desk_of
from storage.chats import ChatKind, ensure_chat
from storage.inbox import Open
from storage.secrecy import forget_file
from storage.work import Work


def answer_refusal(work: Work, row: Open, refused: Refused) -> None:
    """Tell whoever asked why it was refused: by the button, in private, or where it was asked."""
    if refused.is_forgotten and row.errand_id is not None:
        asked = orjson.loads(orjson.loads(row.body)["facts"])
        if asked.get("file_id"):
            forget_file(
                work.connection, file_id=asked["file_id"], file_name=asked.get("file_name", ""),
                chat_id=asked.get("chat_id"),
            )  # fmt: skip
    _answer(work, row, Refusal.of(refused))


def answer_fault(work: Work, row: Open, error: Exception, *, operator_id: int | None) -> None:
    """Excuse ourselves to whoever asked, and tell the operator which row to look at."""
    _answer(work, row, Broken())
    tell_operator(work, f"inbox {row.id}", error, operator_id=operator_id)


def tell_operator(work: Work, row: str, error: Exception, *, operator_id: int | None) -> None:
    """Tell the operator, where one is named and can be reached, which row failed."""
    if operator_id is not None and (desk := desk_of(work.session, operator_id)):
        work.tell(FaultReport(row=row, error=type(error).__name__), chat_id=desk)


def _answer(work: Work, row: Open, notice: Notice) -> None:
    body = orjson.loads(row.body)
    if row.errand_id is not None:
        asked_in = orjson.loads(body["facts"]).get("chat_id")
        if asked_in is not None:
            work.tell(notice, chat_id=asked_in)
        return
    if query := body.get("callback_query"):
        chat_id = _chat_id(work, query.get("message", {}).get("chat"))
        work.answer(notice, callback_id=query["id"], chat_id=chat_id)
        return
    message = body.get("message") or body.get("edited_message")
    if message is None or "from" not in message:
        return
    # Whatever the refused act had made, the chat itself too, is rolled back: it is made again here.
    chat_id = _chat_id(work, message["chat"])
    desk_id = desk_of(work.session, message["from"]["id"])
    if desk_id is not None:
        work.tell(notice, chat_id=desk_id)
    elif chat_id is not None:
        work.tell(notice, chat_id=chat_id, reply_to=message["message_id"])


def _chat_id(work: Work, chat: dict[str, Any] | None) -> int | None:
    if chat is None:
        return None
    known = ensure_chat(
        work.session,
        telegram_id=chat["id"],
        kind=ChatKind(chat["type"]),
        title=chat.get("title", ""),
    )
    return known.id
