"""What an error of Telegram means for the thing that was being sent.

One table, in the order in which it is asked. The texts are the server's own, compared in lower case,
because python-telegram-bot changes their first letter.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.transport import MaybeDelivered, NotDelivered


class Verdict(Enum):
    """What is to be done."""

    DONE = auto()  # it is as we wanted it
    HOLD = auto()  # this chat has to wait, as long as Telegram says
    LATER = auto()  # nothing happened; try again after a while
    UNKNOWN = auto()  # it may have happened
    MOVED = auto()  # the group has become a supergroup
    GONE = auto()  # nobody is there any more
    ANEW = auto()  # the old message cannot be changed: send a new one
    PLAIN = auto()  # our markup is broken: send it without, and raise the alarm
    NO_TOPIC = auto()  # the topic is not there: send to the group itself
    NO_RIGHTS = auto()  # the bot lacks a right in this chat: its clerks are told
    TOO_LATE = auto()  # the press has expired
    TOKEN = auto()  # the token is refused: everything waits, the operator is told
    REFUSED = auto()  # our request is wrong: it is left aside, with the reason


@dataclass(frozen=True)
class _Row:
    kind: type[TelegramError]
    verdict: Verdict
    texts: tuple[str, ...] = ()

    def fits(self, error: TelegramError, said: str) -> bool:
        return isinstance(error, self.kind) and (
            not self.texts or any(text in said for text in self.texts)
        )


_TABLE = (
    _Row(RetryAfter, Verdict.HOLD),
    _Row(ChatMigrated, Verdict.MOVED),
    _Row(NotDelivered, Verdict.LATER),
    _Row(MaybeDelivered, Verdict.UNKNOWN),
    _Row(InvalidToken, Verdict.TOKEN),
    _Row(Forbidden, Verdict.NO_RIGHTS, ("not enough rights", "have no rights")),
    _Row(Forbidden, Verdict.GONE),
    _Row(BadRequest, Verdict.DONE, (
        "message is not modified", "message to delete not found", "poll has already been closed",
        "topic_not_modified", "topic is not modified",
    )),
    _Row(BadRequest, Verdict.TOO_LATE, ("query is too old", "query_id_invalid", "query id is invalid")),
    _Row(BadRequest, Verdict.ANEW, (
        "message to edit not found", "message can't be edited", "message_id_invalid",
        "there is no text in the message to edit", "there is no caption in the message to edit",
    )),
    _Row(BadRequest, Verdict.PLAIN, ("can't parse entities",)),
    _Row(BadRequest, Verdict.NO_TOPIC, (
        "message thread not found", "topic_deleted", "topic_closed", "topic_id_invalid",
    )),
    _Row(BadRequest, Verdict.NO_RIGHTS, (
        "not enough rights", "chat_admin_required", "chat_write_forbidden", "have no rights",
        "need administrator rights",
    )),
    _Row(BadRequest, Verdict.GONE, (
        "chat not found", "user not found", "peer_id_invalid", "group chat was deactivated",
        "group chat was upgraded", "user_is_blocked",
    )),
    _Row(BadRequest, Verdict.REFUSED),
    _Row(NetworkError, Verdict.LATER),
    _Row(TelegramError, Verdict.LATER),
)  # fmt: skip


def seconds_of(error: RetryAfter) -> float:
    """Say how long Telegram wants us to wait."""
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


def judge(error: TelegramError) -> Verdict:
    """Say what an error means."""
    said = error.message.lower()
    return next(row.verdict for row in _TABLE if row.fits(error, said))
