"""Telegram answers badly: nothing is lost, nothing is said twice that must not be, nobody else waits."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from actions.chats import move_chat
from rules.desk import Cancelled
from simulator.faults import Fault
from storage import outbox
from storage.chats import ChatKind, ChatRow, chat_by_telegram_id, ensure_chat
from storage.comments import CommentRow
from storage.engine import reading
from storage.outbox import OutboxRow, Sending
from storage.work import Group
from tests.stories.consulting import opens
from tests.waiting import PATIENCE


def rows(town):
    with reading(town.bot.engine) as session:
        return list(session.exec(select(OutboxRow).order_by(col(OutboxRow.id))))


def comments_of(town):
    with reading(town.bot.engine) as session:
        return list(session.exec(select(CommentRow).order_by(col(CommentRow.id))))


def chat_of(town, telegram_id):
    with reading(town.bot.engine) as session:
        return chat_by_telegram_id(session, telegram_id)


async def ask_for_help(committee, person):
    before = len(person.chat(committee.bot).messages)
    person.writes(committee.bot, "/trogiup")
    await committee.town.settle()
    return [m.text for m in person.chat(committee.bot).messages[before + 1 :]]


@pytest.mark.parametrize(
    "fault",
    [
        Fault.flood(retry_after=4),
        Fault.server_error(500),
        Fault.server_error(502),
        Fault.page(502),
        Fault.reset_before(),
        Fault.page(401),
        Fault.page(404),
    ],
    ids=str,
)
async def test_what_was_surely_not_sent_is_sent_later_and_once(committee, fault):
    committee.town.telegram.faults.next(fault=fault, method="sendMessage", times=2)
    answers = await ask_for_help(committee, committee.mai)
    assert len([text for text in answers if "Những việc làm được ở đây" in text]) == 1
    assert {row.state for row in rows(committee.town)} == {Sending.SENT}


async def test_an_answer_that_may_have_arrived_is_repeated_rather_than_lost(committee):
    committee.town.telegram.faults.next(fault=Fault.reset_after(), method="sendMessage")
    answers = await ask_for_help(committee, committee.mai)
    assert len(answers) == 2
    [row] = [row for row in rows(committee.town) if row.kind == "Help"]
    assert (row.state, row.attempts) == (Sending.SENT, 1)


async def test_copies_are_bounded_when_no_answer_ever_comes(committee):
    committee.town.telegram.faults.sometimes(
        fault=Fault.reset_after(), method="sendMessage", probability=1.0
    )
    answers = await ask_for_help(committee, committee.mai)
    assert len(answers) == 3
    [row] = [row for row in rows(committee.town) if row.kind == "Help"]
    assert row.state is Sending.UNCERTAIN


async def test_one_chat_that_has_to_wait_holds_up_nobody_else(committee):
    town = committee.town
    town.telegram.faults.next(fault=Fault.flood(retry_after=600), chat=committee.mai.id)
    committee.mai.writes(committee.bot, "/trogiup")
    committee.hung.writes(committee.bot, "/trogiup")
    await town.settle()
    assert "làm được" in committee.hung.chat(committee.bot).last.text
    assert "làm được" not in committee.mai.chat(committee.bot).last.text
    await town.go_on(timedelta(minutes=11))
    assert "làm được" in committee.mai.chat(committee.bot).last.text


async def test_whoever_blocks_the_bot_is_left_in_peace_until_they_come_back(committee):
    mai = committee.mai
    mai.blocks(committee.bot)
    await committee.town.settle()
    assert chat_of(committee.town, mai.id).gone_at is not None
    mai.unblocks(committee.bot)
    mai.writes(committee.bot, "/trogiup")
    await committee.town.settle()
    assert chat_of(committee.town, mai.id).gone_at is None
    assert "làm được" in mai.chat(committee.bot).last.text


async def test_a_message_to_a_chat_that_is_gone_is_dropped_with_the_reason(committee):
    committee.town.telegram.faults.clear()
    committee.mai.deletes_account()
    mai = chat_of(committee.town, committee.mai.id)
    await committee.town.tells(Cancelled(), chat_id=mai.id)
    [row] = [row for row in rows(committee.town) if row.kind == "Cancelled"]
    assert row.state is Sending.DROPPED
    assert "deactivated" in row.error
    assert chat_of(committee.town, committee.mai.id).gone_at is not None


async def test_a_group_that_becomes_a_supergroup_is_followed(committee):
    town = committee.town
    group = town.telegram.group("Đảng ủy", committee.clerk, committee.mai, basic=True)
    committee.clerk.adds(committee.bot, group)
    await town.settle()
    ours = chat_of(town, group.id)
    group.upgrades()
    await town.settle()
    with reading(town.bot.engine) as session:
        moved = session.get_one(ChatRow, ours.id)
    assert moved.telegram_id == group.id
    assert moved.body_id == ours.body_id


async def test_what_was_said_before_and_after_a_move_is_told_apart(committee):
    town, mai, hung = committee.town, committee.mai, committee.hung
    group = town.telegram.group("Đảng ủy", committee.clerk, *committee.others, basic=True)
    committee.clerk.adds(committee.bot, group)
    await town.settle()
    await opens(committee)
    before = mai.replies(mai.chat(group).find("80% số hộ dân"), "Nên là 85%")
    await town.settle()
    group.upgrades()
    await town.settle()
    card = mai.chat(group).last
    group.chat.next_message_id = before.id
    same = hung.replies(card, "Nên là 90%")
    await town.settle()
    assert (same.id, same.reaction_counts) == (before.id, {"✍": 1})
    hung.edits(same, "Nên là 95%")
    await town.settle()
    assert [(row.text, row.version) for row in comments_of(town)] == [
        ("Nên là 85%", 1),
        ("Nên là 95%", 2),
    ]


async def test_a_move_to_a_number_that_was_met_before_it_was_heard_of_is_followed(committee):
    town = committee.town
    group = town.telegram.group("Đảng ủy", committee.clerk, committee.mai, basic=True)
    committee.clerk.adds(committee.bot, group)
    await town.settle()
    ours, new = chat_of(town, group.id), group.id - 1_000_000_000_000
    with Group(town.bot.engine, now=town.clock.now()) as group, group.unit(cause="test") as work:
        met = ensure_chat(work.session, telegram_id=new, kind=ChatKind.SUPERGROUP, title="")
        move_chat(work, old=ours.telegram_id, new=new)
        move_chat(work, old=ours.telegram_id, new=new)
        number = met.id
    with reading(town.bot.engine) as session:
        assert session.get_one(ChatRow, ours.id).telegram_id == new
        assert session.get_one(ChatRow, number).gone_at is not None


async def test_a_move_is_learnt_from_the_error_too(committee):
    town = committee.town
    group = town.telegram.group("Đảng ủy", committee.clerk, committee.mai, basic=True)
    committee.clerk.adds(committee.bot, group)
    await town.settle()
    ours = chat_of(town, group.id)
    town.telegram.faults.sometimes(fault=Fault.page(502), method="getUpdates", probability=1.0)
    group.upgrades()
    town.bot.worker.act(lambda work: work.tell(Cancelled(), chat_id=ours.id), cause="test").result(
        PATIENCE
    )
    await committee.clerk.sees("không có gì thay đổi", group)
    with reading(town.bot.engine) as session:
        assert session.get_one(ChatRow, ours.id).telegram_id == group.id


async def test_a_screen_whose_message_was_deleted_is_sent_anew(committee):
    clerk = committee.clerk
    await committee.writes(clerk, "/trogiup")
    shown = clerk.chat(committee.bot).last
    pressed = clerk.presses("Việc đang chờ tôi", shown)
    clerk.deletes(shown)
    await committee.town.settle()
    await pressed.answered()
    assert "Hiện không có việc nào" in clerk.chat(committee.bot).last.text


async def test_a_press_that_came_too_late_is_dropped_quietly(committee):
    town = committee.town
    await committee.writes(committee.clerk, "/trogiup")
    town.telegram.faults.sometimes(
        fault=Fault.server_error(500), method="answerCallbackQuery", probability=1.0
    )
    committee.clerk.presses("Việc đang chờ tôi", chat=committee.bot)
    await town.settle()
    await town.clock.advance(timedelta(minutes=5))
    town.telegram.faults.clear()
    await town.go_on(timedelta(minutes=2))
    answers = [row for row in rows(town) if row.kind == "Done"]
    assert {row.state for row in answers} == {Sending.DROPPED}
    with reading(town.bot.engine) as session:
        assert outbox.count_waiting(session.connection()) == 0


async def test_a_second_poller_does_not_stop_the_first_for_good(committee):
    committee.town.telegram.faults.next(fault=Fault.page(404), method="getUpdates")
    assert "làm được" in (await ask_for_help(committee, committee.mai))[-1]


async def test_polling_goes_on_after_bad_answers(committee):
    faults = committee.town.telegram.faults
    faults.next(fault=Fault.page(502), method="getUpdates")
    faults.next(fault=Fault.reset_before(), method="getUpdates")
    assert "làm được" in (await ask_for_help(committee, committee.mai))[-1]
