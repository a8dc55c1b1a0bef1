"""Every question is answered with attempts: each is taken as the words that were typed, or refused."""

import inspect
from datetime import date, timedelta
from enum import StrEnum
from itertools import cycle, product
from random import Random
from types import NoneType
from typing import get_args

import orjson
import pytest
from sqlalchemy import String, func, select
from sqlalchemy import inspect as schema_of
from sqlmodel import AutoString, SQLModel
from telegram import Chat, Message, Update, User

from bot.texts import prompts
from handlers import calls
from handlers.turn import Turn
from rules.comments import BY_PROXY, Channel
from rules.refused import Refused
from storage.calls import Call
from storage.engine import reading
from storage.journal import verify
from storage.members import MemberRow
from storage.work import Actor
from tests.attempts import ATTEMPTS
from tests.stories.busy import LATER, Busy
from tests.stories.test_injection import bot_messages, is_harmless, letters
from tests.waiting import PATIENCE

READS_WORDS = ("turn.text", "turn.said", "turn.short_text")
SHAPES = ("{0}", "{0}\n{1}", "50% {0}")
"""Most take one line, options stand on several, and progress begins with its measure."""
ROWS = 8
"""So many rows of each kind may be meant, the newest ones."""
MOST_TRIED = 60
"""Ways to call one function until one is taken."""
ANOTHER_DAY = LATER + timedelta(days=1)
"""On which nothing is planned yet: whoever puts something on the day that it has does nothing."""
USUAL = {bool: [False, True], date: [ANOTHER_DAY], str: ["Một lời", "60 ngày"], Channel: BY_PROXY}
"""Arguments besides rows and states, and states that a question never holds."""

REFUSES = {
    "assignments.set_target": "a number with its unit",
    "citizens.take_receipt": "the code of a comment",
    "issuing.set_number": "a number, with the symbol of the paper behind it or without",
    "rounds.take_last_day": "days, or a day",
    "running_rounds.take_more_days": "days, or a day",
    "traces.leave_out": "a requirement of a document from above, and none has been read here",
    "upper_documents.set_issued_on": "a day",
}
"""Functions that take no free words, and what they take."""


def typed():
    """Functions that take what somebody types."""
    return {
        name: function
        for name, function in sorted(calls._FUNCTIONS.items())
        if name in prompts.asked() and any(way in inspect.getsource(function) for way in READS_WORDS)
    }


def ways_to_call(function, engine, *, many):
    """Arguments that a stored call might hold: rows that are there, states, days, words."""
    names, given = [], []
    for parameter in list(inspect.signature(function).parameters.values())[1:]:
        kinds = get_args(parameter.annotation) or (parameter.annotation,)
        kind = next(kind for kind in kinds if kind is not NoneType)
        values = USUAL.get(kind) or (list(kind) if issubclass(kind, StrEnum) else None)
        names.append(parameter.name)
        given.append(values or rows_called(parameter.name, engine))
    ways = [dict(zip(names, way, strict=True)) for way in product(*given)]
    return Random(1).sample(ways, min(len(ways), many))


def rows_called(name, engine):
    """Numbers of rows that an argument may name, by the columns of its name that refer to such rows."""
    tables = SQLModel.metadata.tables.values()
    columns = [table.columns[name] for table in tables if name in table.columns]
    referred = {key.column.table for column in columns for key in column.foreign_keys}
    [table] = referred or {table for table in tables if table.name == name.removesuffix("_id")}
    with reading(engine) as session:
        newest = select(table.c.id).order_by(table.c.id.desc()).limit(ROWS)
        return session.connection().execute(newest).scalars().all()


def types(busy, person, name, arguments, text):
    """Let somebody's answer come to a function as a message would; tell whether it was taken."""
    message = Message(
        message_id=next(busy.messages), date=busy.town.clock.now(), chat=Chat(person.id, Chat.PRIVATE),
        from_user=User(person.id, person.user.first_name, is_bot=False), text=text,
    )  # fmt: skip

    def take(work):
        house = busy.town.bot.worker._application
        house.work, work.who = work, Actor.person(person.id)
        try:
            call = Call(name=name, arguments=orjson.dumps(arguments).decode())
            calls.perform(call, Turn.from_update(Update(1, message=message), house))
        finally:
            house.work = None

    try:
        busy.town.bot.worker.act(take, cause="test").result(PATIENCE)
    except Refused:
        return False
    return True


def stored(engine):
    """Every text that is kept, whatever its column."""
    with reading(engine) as session:
        for table in SQLModel.metadata.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, String | AutoString):
                    yield from session.connection().execute(select(column).distinct()).scalars()


def is_kept(text, said):
    """Whether each line of a text is kept as it was typed, by itself or among the facts of a call."""
    return all(
        any(letters(way) in each for each in said for way in (line, orjson.dumps(line).decode()))
        for line in text.splitlines()
    )


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_whatever_is_typed_is_taken_as_words_or_refused(committee, engine):
    town, busy = committee.town, Busy(committee)
    before = set(schema_of(engine).get_table_names())
    attempts, taken = cycle(ATTEMPTS), {}
    for name, function in typed().items():
        ways = ways_to_call(function, engine, many=2 if name in REFUSES else MOST_TRIED)
        for shape, way, person in product(SHAPES, ways, busy.people):
            text = shape.format(next(attempts), next(attempts))
            if types(busy, person, name, way, text):
                taken[name] = text
                break
    await town.settle()
    assert typed().keys() - taken.keys() == REFUSES.keys()
    said = [letters(text) for text in stored(engine) if text]
    assert [name for name, text in taken.items() if not is_kept(text, said)] == []
    assert all(map(is_harmless, bot_messages(committee)))
    assert town.telegram.world.calls.failures == []
    assert set(schema_of(engine).get_table_names()) == before
    with reading(engine) as session:
        assert verify(session.connection()).breaks == ()
        assert session.connection().scalar(select(func.count()).select_from(MemberRow)) == len(busy.ids)
