"""The log names rows, updates and chats, and never what somebody wrote: not even when it goes wrong."""

import logging
import re
from datetime import date
from pathlib import Path

import orjson
import pytest
import structlog
from sqlalchemy import insert, text
from sqlmodel import col, select

from rules.bodies import BodyKind
from simulator.faults import Fault
from storage import questions
from storage.calls import Call
from storage.engine import make_engine, reading
from storage.inbox import Arrival, InboxRow
from storage.work import Group
from tests.stories.conftest import MONDAY_MORNING
from tests.stories.consulting import opens
from tests.torture.discretion import quoted
from tests.torture.listening import listening
from tests.waiting import PATIENCE

SAID = "Nhà ông Phạm Văn Kín ở thôn Hiệp Thành"


@pytest.fixture
def logged():
    """What is written to the log at the most talkative level, in the shape for machines."""
    with listening(logging.DEBUG) as out:
        yield out


def lines(logged):
    return [orjson.loads(line) for line in logged.getvalue().splitlines()]


def raised_by(do):
    try:
        do()
    except Exception as error:  # noqa: BLE001
        return error
    raise AssertionError("it was expected to fail")


def _a_cause():
    try:
        int(SAID)
    except ValueError as error:
        raise KeyError(SAID) from error


def _several():
    raise ExceptionGroup(SAID, [ValueError(SAID), raised_by(_a_cause)])


@pytest.mark.parametrize(
    ("do", "kinds"),
    [
        (lambda: int(SAID), ["ValueError"]),
        (lambda: {}[SAID], ["KeyError"]),
        (lambda: SAID.encode("ascii"), ["UnicodeEncodeError"]),
        (lambda: date.fromisoformat(SAID), ["ValueError"]),
        (lambda: BodyKind(SAID), ["ValueError"]),
        (lambda: getattr(SAID, SAID), ["AttributeError"]),
        (
            lambda: Path(f"/{SAID}").read_text("utf-8"),
            [r"FileNotFoundError: \[2\] No such file or directory"],
        ),
        (_a_cause, ["ValueError", "KeyError"]),
        (_several, ["ExceptionGroup", "ValueError", "KeyError"]),
    ],
)
def test_an_exception_is_told_by_its_kind_and_place_alone(logged, do, kinds):
    structlog.get_logger("house").error("it broke", exc_info=raised_by(do))
    logging.getLogger("library").error("it broke", exc_info=raised_by(do))
    for line in lines(logged):
        for kind in kinds:
            assert re.search(rf"(^|\| ){kind}$", line["exception"], re.MULTILINE)
        assert f'File "{__file__}"' in line["exception"]
    assert SAID not in logged.getvalue()


def test_the_database_names_what_was_broken_and_not_by_whom(logged, either_database):
    engine = make_engine(either_database)
    row = {"kind": "message", "urgency": 1, "body": SAID, "received_at": MONDAY_MORNING, "update_id": 5}

    def stored_twice():
        with engine.begin() as connection:
            connection.execute(insert(InboxRow), row)
            connection.execute(insert(InboxRow), row)

    def misread():
        with engine.begin() as connection:
            connection.execute(text("SELECT body::integer FROM (SELECT :said AS body)"), {"said": SAID})

    for do in (stored_twice, misread):
        structlog.get_logger("house").error("it broke", exc_info=raised_by(do))
    engine.dispose()
    twice, wrong = (line["exception"] for line in lines(logged) if line["logger"] == "house")
    assert re.search(r"IntegrityError: .*inbox.update_id$|23505 inbox uq_inbox_update_id$", twice)
    assert re.search(r"OperationalError: .*unrecognized token|DataError: 22P02$", wrong)
    assert SAID not in logged.getvalue()


async def test_a_line_names_the_update_and_neither_what_was_said_nor_by_whom(logged, committee):
    await committee.writes(committee.mai, SAID)
    with reading(committee.town.bot.engine) as session:
        row = session.exec(select(InboxRow).order_by(col(InboxRow.id).desc())).first()
    assert row is not None
    [handled] = [line for line in lines(logged) if line.get("inbox_id") == row.id]
    assert handled["update_id"] == row.update_id
    [*_, sent] = [line for line in lines(logged) if line["event"] == "settled"]
    assert sent["outbox_id"] > 0
    assert sent["process"] == handled["process"]
    assert f"{committee.mai.id}" not in logged.getvalue()
    assert (handled["role"], sent["role"]) == ("worker", "sender")


async def test_the_search_for_what_is_private_finds_it(committee):
    mai, telegram = committee.mai, committee.town.telegram
    await committee.writes(mai, SAID)
    for private in (SAID, mai.name, f"{mai.id}", committee.bot.token):
        assert quoted(f"said {private} at 7", telegram) == [private]
    assert quoted("Telegram is away, 7 messages wait", telegram) == []


async def test_bad_weather_and_faults_of_ours_quote_nobody(logged, committee):
    town, mai = committee.town, committee.mai
    group = await committee.meets()
    await opens(committee)
    faults = town.telegram.faults
    mai.replies(mai.chat(group).find("80% số hộ dân"), SAID, quote="80% số hộ dân được dùng")
    for fault in (Fault.flood(retry_after=2), Fault.page(502), Fault.reset_after(), Fault.page(401)):
        faults.next(fault=fault, method="sendMessage")
    committee.hung.writes(committee.bot, "/trogiup")
    await town.settle()
    broken = {"message_id": 1, "text": SAID, "from": {"id": mai.id, "first_name": SAID}}
    for number, update in enumerate((broken, {**broken, "date": SAID}, {"chat": SAID}, SAID), 9000):
        body = orjson.dumps({"update_id": number, "message": update}).decode()
        town.bot.worker.store([Arrival(update_id=number, kind="message", body=body)]).result(PATIENCE)
    with (
        Group(town.bot.engine, now=town.clock.now()) as group,
        group.unit(cause="test") as work,
    ):
        call = Call(name="gone.nowhere", arguments=orjson.dumps({"said": SAID}).decode())
        questions.ask(work.connection, mai.id, call, now=work.now)
    await committee.writes(mai, SAID)
    written = logged.getvalue()
    events = [line["event"] for line in lines(logged)]
    assert events.count("an update that cannot be read") == 4
    assert events.count("handler failed") == 1
    assert len(faults.happened) == 4
    assert [name for name, _, _ in committee.roster if name in written] == []
    assert SAID not in written
    assert quoted(written, town.telegram) == []
