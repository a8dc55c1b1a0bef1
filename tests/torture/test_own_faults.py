"""A fault of ours takes one update aside, excuses itself, tells the operator, and stops nobody else."""

import orjson
import pytest
from sqlmodel import col, select

from storage import questions
from storage.calls import Call
from storage.engine import reading
from storage.inbox import Arrival, InboxRow
from storage.work import Group


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
    ).result(10)
    assert "làm được" in (await committee.writes(committee.mai, "/trogiup")).text
    [row] = parked(committee.town)
    assert row.update_id == 9
    assert row.body == body


async def test_what_spoils_the_end_of_a_transaction_is_parked_alone(committee):
    """The handler is content, and what it had said cannot be written: the id of the press is no text."""
    press = {"id": {"no": "text"}, "from": {"id": committee.mai.id, "is_bot": False, "first_name": "x"},
             "chat_instance": "1", "data": "x", "message": {"message_id": 1, "date": 0,
             "chat": {"id": committee.mai.id, "type": "private"}}}  # fmt: skip
    body = orjson.dumps({"update_id": 9, "callback_query": press}).decode()
    worker = committee.town.bot.worker
    worker.store([Arrival(update_id=9, kind="callback_query", body=body)]).exception(10)
    while 9 not in {row.update_id for row in parked(committee.town)}:
        worker.store([Arrival(update_id=9, kind="callback_query", body=body)]).exception(10)
    assert "làm được" in (await committee.writes(committee.mai, "/trogiup")).text


async def test_an_unknown_kind_of_update_is_handled_by_nobody_and_harms_nobody(committee):
    body = '{"update_id": 9, "telepathy": {"from": {"id": 1}}}'
    committee.town.bot.worker.store([Arrival(update_id=9, kind="telepathy", body=body)]).result(10)
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
