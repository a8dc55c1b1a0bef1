"""The one way out: order within a chat, one edit for many changes, Telegram's pace."""

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlmodel import select

from bot import delivery, ledger
from rules.comments import CommentSeen
from rules.desk import Cancelled, FaultReport, Help
from rules.resolutions import ResolutionCard
from simulator.faults import Fault
from storage.cards import CardRow
from storage.chats import chat_by_telegram_id
from storage.engine import reading
from storage.outbox import OutboxRow, Sending
from tests.stories.papers import draft_docx
from tests.waiting import PATIENCE


def chat_id(town, telegram_id):
    with reading(town.bot.engine) as session:
        found = chat_by_telegram_id(session, telegram_id)
        assert found is not None
        return found.id


def does(town, action):
    town.bot.worker.act(action, cause="test").result(PATIENCE)


@pytest.fixture
async def group(committee):
    return await committee.meets()


@pytest.fixture
async def card(committee, group):
    """A card that hangs in the committee's group."""
    await committee.sends_file(committee.clerk, draft_docx())
    place = chat_id(committee.town, group.id)
    does(committee.town, lambda work: work.post_card(ResolutionCard(resolution_id=1), chat_id=place))
    await committee.town.settle()
    return group.pinned[-1]


async def test_messages_to_a_chat_keep_their_order(committee):
    town = committee.town
    place = chat_id(town, committee.mai.id)
    for first in range(0, 40, 10):
        does(
            town,
            lambda work, first=first: [
                work.tell(FaultReport(row=f"dòng {n}", error="x"), chat_id=place)
                for n in range(first, first + 10)
            ],
        )
    await town.settle()
    said = [m.text for m in committee.mai.chat(committee.bot).messages if "Lỗi x ở dòng" in m.text]
    assert [int(text.split("dòng ")[1].split(";")[0]) for text in said] == list(range(40))


async def test_ten_changes_become_one_edit(committee, card):
    town = committee.town
    edits = len(town.telegram.calls.of("editMessageText"))
    town.telegram.faults.next(fault=Fault.latency(0.2), method="editMessageText")
    await committee.presses(committee.clerk, "Sửa thông tin")
    await committee.presses(committee.clerk, "Trích yếu")
    await committee.writes(committee.clerk, "về nước sạch")
    for _ in range(10):
        does(town, lambda work: work.touch(ResolutionCard(resolution_id=1)))
    await town.settle()
    of_card = [c for c in town.telegram.calls.of("editMessageText")[edits:] if c.chat_id == card.chat.id]
    assert "về nước sạch" in card.text
    assert len(of_card) <= 2


async def test_a_card_that_looks_the_same_is_not_sent_again(committee, card):
    edits = len(committee.town.telegram.calls.of("editMessageText"))
    does(committee.town, lambda work: work.touch(ResolutionCard(resolution_id=1)))
    await committee.town.settle()
    assert len(committee.town.telegram.calls.of("editMessageText")) <= edits + 1
    does(committee.town, lambda work: work.touch(ResolutionCard(resolution_id=1)))
    await committee.town.settle()
    assert len(committee.town.telegram.calls.of("editMessageText")) <= edits + 1


async def test_a_card_is_pinned_and_hung_again_when_its_message_is_deleted(committee, group, card):
    assert group.pinned == [card]
    committee.clerk.deletes(card)
    await committee.presses(committee.clerk, "Sửa thông tin")
    await committee.presses(committee.clerk, "Trích yếu")
    await committee.writes(committee.clerk, "về nước sạch")
    assert "về nước sạch" in next(m for m in reversed(group.messages) if not m.is_service).text
    with reading(committee.town.bot.engine) as session:
        [row] = session.exec(select(CardRow))
    assert row.message_id != card.id


async def test_a_group_is_written_to_no_faster_than_telegram_allows(committee, group):
    town = committee.town
    place = chat_id(town, group.id)
    does(town, lambda work: [work.tell(Help(), chat_id=place) for _ in range(30)])
    for _ in range(4):
        await town.go_on(timedelta(minutes=1))
    assert len([m for m in group.messages if "làm được ở đây" in m.text]) == 30
    assert town.telegram.calls.flood_waits == 0


async def test_a_receipt_does_not_wait_for_a_card_that_has_to(committee, group, card):
    town = committee.town
    place = chat_id(town, group.id)
    comment = committee.mai.writes(group, "Tôi nhất trí.")
    while town.clock.next_sleeper_at is None:
        does(town, lambda work: work.touch(ResolutionCard(resolution_id=1)))
        await town._quiet()
    does(town, lambda work: work.react(CommentSeen(), chat_id=place, message_id=comment.id))
    await town._quiet()
    assert "✍" in comment.reaction_counts
    assert town.clock.next_sleeper_at is not None  # the card still waits for its turn


async def test_what_became_of_many_calls_is_written_down_in_one_go(committee, group, monkeypatch):
    monkeypatch.setattr(ledger, "GATHERING", 30)
    town, written = committee.town, []
    place = chat_id(town, group.id)
    comments = [committee.mai.writes(group, f"Ý kiến {number}") for number in range(20)]

    def hear(_connection, _cursor, said, values, _context, _is_for_each):
        if said.startswith("UPDATE outbox"):
            written.append(len(values))

    event.listen(town.bot.engine, "before_cursor_execute", hear)
    does(
        town,
        lambda work: [work.react(CommentSeen(), chat_id=place, message_id=said.id) for said in comments],
    )
    await town.settle()
    assert all("✍" in said.reaction_counts for said in comments)
    assert sum(written) == 20
    assert len(written) <= 2


async def test_answers_that_hang_hold_up_nobody_and_the_rest_is_left_when_the_sending_ends(
    committee, monkeypatch
):
    monkeypatch.setattr(delivery, "FINISH_WITHIN", 0.1)
    town, presses = committee.town, 3 * delivery.AT_ONCE
    faults = town.telegram.faults
    faults.sometimes(fault=Fault.silence(60), method="answerCallbackQuery", probability=1.0)
    does(
        town,
        lambda work: [
            work.answer(Cancelled(), callback_id=str(n), chat_id=None) for n in range(presses)
        ],
    )
    committee.mai.writes(committee.bot, "/trogiup")
    await committee.mai.sees("làm được", committee.bot, within=30)
    await town.bot.stop()
    assert 0 < len(faults.happened) <= delivery.ALONE
    with reading(town.bot.engine) as session:
        left = session.exec(select(OutboxRow).where(OutboxRow.state == Sending.WAITING)).all()
    assert len(left) == presses


async def test_what_people_wait_for_overtakes_what_they_do_not(committee, group):
    town = committee.town
    place = chat_id(town, group.id)
    does(town, lambda work: [work.tell(Help(), chat_id=place) for _ in range(5)])
    does(town, lambda work: work.tell(Cancelled(), chat_id=place))
    answer = await committee.writes(committee.mai, "/trogiup")
    assert "làm được" in answer.text


async def test_a_broadcast_to_many_chats_meets_no_limit(committee):
    town = committee.town
    places = [chat_id(town, person.id) for person in committee.people.values()]

    def broadcast(work):
        for _ in range(6):
            for place in places:
                work.tell(Cancelled(), chat_id=place)

    does(town, broadcast)
    await town.settle()
    assert town.telegram.calls.flood_waits == 0


async def test_a_notice_that_cannot_be_worded_fails_alone(committee):
    """A notice of a kind that an older version knew, or whose words are broken."""
    town = committee.town
    place = chat_id(town, committee.mai.id)
    town.bot.worker._operator_id = committee.clerk.id
    does(
        town,
        lambda work: (
            work.tell(ResolutionCard(resolution_id=404), chat_id=place),
            work.tell(Help(), chat_id=place),
        ),
    )
    await town.settle()
    said = [message.text for message in committee.mai.chat(committee.bot).messages]
    assert any("làm được ở đây" in text for text in said)
    assert any("Trợ lý gặp lỗi" in text for text in said)
    with reading(town.bot.engine) as session:
        [row] = session.exec(select(OutboxRow).where(OutboxRow.kind == "ResolutionCard"))
    assert row.state is Sending.FAILED
    assert "NoResultFound" in (row.error or "")
