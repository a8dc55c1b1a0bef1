"""Straw polls: native polls of Telegram that show a mood and decide nothing."""

from datetime import datetime

import orjson
from sqlalchemy import Connection, delete, select
from sqlmodel import Field, Session, SQLModel, col
from sqlmodel import select as choose

from rules.polls import OptionCount, StrawTally
from storage import columns
from storage.dialect import insert_into
from storage.members import MemberRow


class StrawPollRow(SQLModel, table=True):
    """A question put to a body's groups while a draft is in consultation."""

    __tablename__ = "straw_poll"

    id: int | None = columns.key()
    consultation_id: int = columns.reference("consultation.id")
    question: str = columns.text()
    options: str = columns.text()  # JSON: a list of texts
    asked_by_id: int = columns.reference("member.id", index=False)
    asked_at: datetime
    closed_at: datetime | None = None

    @property
    def choices(self) -> tuple[str, ...]:
        """The options as they were written."""
        return tuple(orjson.loads(self.options))


class PollMessageRow(SQLModel, table=True):
    """One showing of a straw poll in one group; Telegram numbers each showing as a poll of its own."""

    __tablename__ = "straw_poll_message"

    poll_id: int = Field(foreign_key="straw_poll.id", primary_key=True, sa_type=columns.BigKey)
    chat_id: int = Field(foreign_key="chat.id", primary_key=True, sa_type=columns.BigKey)
    telegram_poll_id: str = Field(unique=True)
    message_id: int | None  # None once the group's messages have been numbered anew


class PollAnswerRow(SQLModel, table=True):
    """What an account has chosen now; no option means that it took its answer back.

    An answer may arrive before the number of its poll is known: it is kept, and counts from then on.
    """

    __tablename__ = "straw_poll_answer"

    telegram_poll_id: str = Field(primary_key=True)
    user_id: int = Field(primary_key=True, sa_type=columns.BigKey)
    option: int | None
    answered_at: datetime


_ANSWER = columns.table_of(PollAnswerRow)
_MESSAGE = columns.table_of(PollMessageRow)


def keep_answer(
    connection: Connection, *, telegram_poll_id: str, user_id: int, option: int | None, now: datetime
) -> None:
    """Write down what an account has chosen; a newer choice takes the place of the older one."""
    values = {"option": option, "answered_at": now}
    connection.execute(
        insert_into(connection, _ANSWER)
        .values(telegram_poll_id=telegram_poll_id, user_id=user_id, **values)
        .on_conflict_do_update(index_elements=["telegram_poll_id", "user_id"], set_=values)
    )


def poll_shown_as(connection: Connection, telegram_poll_id: str) -> int | None:
    """Give the straw poll behind a poll of Telegram; None while its number is not known."""
    return connection.execute(
        select(_MESSAGE.c.poll_id).where(_MESSAGE.c.telegram_poll_id == telegram_poll_id)
    ).scalar_one_or_none()


def forget_outsiders(connection: Connection, telegram_poll_id: str, user_ids: list[int]) -> None:
    """Delete the answers of all but some accounts: nobody else's are counted, so none are kept."""
    connection.execute(
        delete(_ANSWER).where(
            _ANSWER.c.telegram_poll_id == telegram_poll_id, _ANSWER.c.user_id.not_in(user_ids)
        )
    )


def polls_of(session: Session, consultation_id: int) -> list[StrawPollRow]:
    """Give the straw polls of a round, the oldest first."""
    return list(
        session.exec(
            choose(StrawPollRow)
            .where(StrawPollRow.consultation_id == consultation_id)
            .order_by(col(StrawPollRow.id))
        )
    )


def showings(session: Session, poll_id: int) -> list[PollMessageRow]:
    """Give where a straw poll is shown."""
    return list(
        session.exec(
            choose(PollMessageRow)
            .where(PollMessageRow.poll_id == poll_id)
            .order_by(col(PollMessageRow.chat_id))
        )
    )


def straw_tally(session: Session, poll: StrawPollRow, entitled: list[MemberRow]) -> StrawTally:
    """Count the answers of entitled members: of each one the newest, in whichever group it was given."""
    rows = session.exec(
        choose(PollAnswerRow.user_id, PollAnswerRow.option)
        .join(PollMessageRow, col(PollMessageRow.telegram_poll_id) == PollAnswerRow.telegram_poll_id)
        .where(PollMessageRow.poll_id == poll.id)
        .order_by(col(PollAnswerRow.answered_at))
    )
    chosen = dict(rows.all())
    may_answer = {member.user_id for member in entitled}
    counted = [option for user_id, option in chosen.items() if user_id in may_answer]
    return StrawTally(
        entitled=len(entitled),
        answered=sum(option is not None for option in counted),
        counts=tuple(
            OptionCount(option=text, answers=counted.count(number))
            for number, text in enumerate(poll.choices)
        ),
    )
