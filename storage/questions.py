"""The question a person owes an answer to: the whole state of a dialogue is this one row."""

from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlmodel import Field, SQLModel

from storage import columns
from storage.calls import Call
from storage.dialect import insert_into


class QuestionRow(SQLModel, table=True):
    """What is called with the next thing that the person writes or sends in the private chat."""

    __tablename__ = "question"

    user_id: int = Field(primary_key=True, sa_type=columns.BigKey)
    name: str
    arguments: str = columns.text()
    asked_at: datetime


_TABLE = columns.table_of(QuestionRow)


def ask(connection: Connection, user_id: int, call: Call, *, now: datetime) -> None:
    """Remember what the next answer is for; an older question is given up."""
    values = {"name": call.name, "arguments": call.arguments, "asked_at": now}
    connection.execute(
        insert_into(connection, _TABLE)
        .values(user_id=user_id, **values)
        .on_conflict_do_update(index_elements=["user_id"], set_=values)
    )


def open_question(connection: Connection, user_id: int) -> tuple[Call, datetime] | None:
    """Give the question that waits for this person's answer, and since when."""
    row = connection.execute(select(_TABLE).where(_TABLE.c.user_id == user_id)).first()
    return (Call(name=row.name, arguments=row.arguments), row.asked_at) if row else None


def settle(connection: Connection, user_id: int) -> None:
    """Close the person's question: it was answered, or something else was begun."""
    connection.execute(delete(_TABLE).where(_TABLE.c.user_id == user_id))
