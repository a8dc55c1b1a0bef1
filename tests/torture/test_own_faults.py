"""A fault of ours takes one update aside, excuses itself, tells the operator, and stops nobody else."""

import threading

import orjson
import pytest
from sqlmodel import col, select

from rules.desk import Cancelled
from storage import questions
from storage.calls import Call
from storage.engine import reading
from storage.inbox import Arrival, InboxRow
from storage.work import Group
from tests.conftest import empty
from tests.waiting import PATIENCE

COMMAND = {"type": "bot_command", "offset": 0, "length": 8}


def parked(town):
    with reading(town.bot.engine) as session:
        return list(session.exec(select(InboxRow).where(col(InboxRow.parked_because).is_not(None))))


@pytest.mark.parametrize(
    "body",
    [
        '{"update_id": 9, "message": {"message_id": 1}}',
        '{"update_id": 9, "message": 5}',
        '{"update_id": 9, "poll_answer": {"poll_id": "x"}}',
        "not even JSON",
    ],
)
async def test_an_update_that_cannot_be_read_is_parked_alone(committee, body):
    committee.town.bot.worker.store(
        [Arrival(update_id=9, kind="message", body=body)],
    ).result(PATIENCE)
    assert "làm được" in (await committee.writes(committee.mai, "/trogiup")).text
    [row] = parked(committee.town)
    assert row.update_id == 9
    assert row.body == body


def spoiling(number):
    """Give the result of an errand that nobody knows any more, asked for in a chat that is gone.

    It cannot be handled, and the excuse cannot be written: the end of any transaction with it fails.
    """
    body = {"kind": "Nothing", "facts": '{"chat_id": 404}', "result": {}}
    return Arrival(errand_id=number, kind="errand", body=orjson.dumps(body).decode())


def spoils(work):
    """Tell something to a chat that is gone."""
    work.tell(Cancelled(), chat_id=404)


def asks_for_help(person, number):
    said = {"message_id": number, "date": 1, "text": "/trogiup", "entities": [COMMAND],
            "chat": {"id": person.id, "type": "private"},
            "from": {"id": person.id, "is_bot": False, "first_name": "x"}}  # fmt: skip
    body = orjson.dumps({"update_id": number, "message": said}).decode()
    return Arrival(update_id=number, kind="message", body=body)


async def test_what_spoils_the_end_of_a_transaction_is_parked_alone(committee):
    worker = committee.town.bot.worker
    arrived = [asks_for_help(committee.mai, 7), spoiling(9), asks_for_help(committee.mai, 8)]
    assert worker.store(arrived).exception(PATIENCE)
    worker.store(arrived).result(PATIENCE)  # as the poller does, which was told that nothing is kept
    await committee.town.settle()
    [row] = parked(committee.town)
    assert (row.errand_id, row.parked_because) == (9, "IntegrityError")
    said = [message.text for message in committee.mai.chat(committee.bot).messages]
    assert sum("Những việc làm được ở đây" in text for text in said) == 2


class TestOnPostgresql:
    """What a text of PostgreSQL cannot hold."""

    @pytest.fixture
    def database_url(self, postgresql_database):
        url, engine = postgresql_database
        yield url
        empty(engine)

    async def test_a_character_that_cannot_be_kept_is_left_out(self, committee):
        user = {"id": committee.mai.id, "is_bot": False, "first_name": "\0"}
        vote = {"poll_id": "7\0", "user": user, "option_ids": [0], "option_persistent_ids": ["\0"]}
        body = orjson.dumps({"update_id": 9, "poll_answer": vote}).decode()
        arrived = Arrival(update_id=9, kind="poll_answer", body=body)
        committee.town.bot.worker.store([arrived]).result(PATIENCE)
        assert "làm được" in (await committee.writes(committee.mai, "/trogiup")).text
        assert parked(committee.town) == []


class Gate:
    """Holds up the transaction in which it is done."""

    def __init__(self):
        self.reached, self.opened = threading.Event(), threading.Event()

    def __call__(self, _group):
        self.reached.set()
        return self.opened.wait(PATIENCE)


async def test_rows_do_not_wait_when_a_tick_has_spoilt_their_transaction(committee):
    worker, first, second = committee.town.bot.worker, Gate(), Gate()
    worker.submit(first, needs_pen=False)
    assert first.reached.wait(PATIENCE)
    stored = worker.store([asks_for_help(committee.mai, 7)], hurries=True)  # as by a webhook
    worker.submit(second, needs_pen=False)  # in the same transaction
    first.opened.set()
    assert second.reached.wait(PATIENCE)
    spoilt = worker.act(spoils, cause="test")  # in the next one, beside the row
    second.opened.set()
    stored.result(PATIENCE)
    assert spoilt.exception(PATIENCE)
    await committee.mai.sees("Những việc làm được ở đây", committee.bot)


async def test_an_unknown_kind_of_update_is_handled_by_nobody_and_harms_nobody(committee):
    body = '{"update_id": 9, "telepathy": {"from": {"id": 1}}}'
    committee.town.bot.worker.store([Arrival(update_id=9, kind="telepathy", body=body)]).result(PATIENCE)
    assert "làm được" in (await committee.writes(committee.mai, "/trogiup")).text
    assert parked(committee.town) == []


@pytest.fixture
def broken_question(committee):
    """A question whose function is not there any more, as after an upgrade."""
    with Group(committee.town.bot.engine, now=committee.town.clock.now()) as group:
        call = Call(name="gone.nowhere", arguments="{}")
        questions.ask(group.connection, committee.mai.id, call, now=group.now)


@pytest.mark.usefixtures("broken_question")
async def test_whoever_met_the_fault_is_told_that_nothing_was_changed(committee):
    answer = await committee.writes(committee.mai, "câu trả lời")
    assert "Trợ lý gặp lỗi; chưa có gì thay đổi" in answer.text
    [row] = parked(committee.town)
    assert row.parked_because == "KeyError"


@pytest.mark.usefixtures("broken_question")
async def test_the_operator_is_told_which_row_to_look_at(committee, town):
    town.bot.worker._operator_id = committee.clerk.id
    await committee.writes(committee.mai, "câu trả lời")
    assert "Lỗi KeyError ở inbox" in committee.clerk.chat(committee.bot).last.text


async def test_a_forged_button_does_nothing(committee):
    await committee.writes(committee.mai, "/trogiup")
    shown = committee.mai.chat(committee.bot).last
    shown.markup["inline_keyboard"][0][0]["callback_data"] = "A" * 20
    pressed = committee.mai.presses("Việc đang chờ tôi", shown)
    await committee.town.settle()
    answer = await pressed.answered()
    assert answer.is_alert
    assert "Nút này đã cũ" in answer.text


async def test_a_button_of_another_chat_does_nothing(committee):
    await committee.writes(committee.mai, "/trogiup")
    await committee.writes(committee.clerk, "/trogiup")
    theirs = committee.clerk.chat(committee.bot).last
    mine = committee.mai.chat(committee.bot).last
    stolen = theirs.markup["inline_keyboard"][0][0]["callback_data"]
    assert mine.markup["inline_keyboard"][0][0]["callback_data"] != stolen
    mine.markup["inline_keyboard"][0][0]["callback_data"] = stolen
    pressed = committee.mai.presses("Việc đang chờ tôi", mine)
    await committee.town.settle()
    assert "Nút này đã cũ" in (await pressed.answered()).text
