"""Units of work: all of one update or nothing, and what fails takes nothing else with it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from rules.desk import Cancelled, Help
from storage import inbox, journal, outbox
from storage.accounts import AccountRow
from storage.chats import ChatKind, ChatRow
from storage.columns import table_of
from storage.engine import reading
from storage.inbox import Arrival, Closed
from storage.outbox import OutboxRow, Sending
from storage.work import Group

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


class Failed(Exception):
    pass


@pytest.fixture
def chat_id(engine):
    with Group(engine, now=NOW) as group, group.unit(cause="test") as work:
        chat = ChatRow(telegram_id=77, kind=ChatKind.PRIVATE)
        work.session.add(chat)
        work.session.flush()
        return chat.id


def count(engine, model):
    with reading(engine) as session:
        return (
            session.connection().execute(select(func.count()).select_from(table_of(model))).scalar_one()
        )


def test_what_a_unit_did_is_there_after_the_group(engine, chat_id):
    with Group(engine, now=NOW) as group, group.unit(cause="test") as work:
        work.tell(Help(), chat_id=chat_id)
        work.record("SomethingHappened", what=1)
    with reading(engine) as session:
        assert outbox.count_waiting(session.connection()) == 1
        assert journal.verify(session.connection()).rows == 1


def test_a_unit_that_raises_leaves_no_trace_and_the_others_stay(engine, chat_id):
    with Group(engine, now=NOW) as group:
        with group.unit(cause="first") as work:
            work.session.add(AccountRow(user_id=1, chat_id=chat_id, created_at=NOW))
            work.record("First")
        with pytest.raises(Failed), group.unit(cause="second") as work:
            work.session.add(AccountRow(user_id=2, chat_id=chat_id, created_at=NOW))
            work.session.flush()
            work.tell(Help(), chat_id=chat_id)
            work.record("Second")
            raise Failed
        with group.unit(cause="third") as work:
            work.session.add(AccountRow(user_id=3, chat_id=chat_id, created_at=NOW))
            work.record("Third")
    assert count(engine, AccountRow) == 2
    with reading(engine) as session:
        assert outbox.count_waiting(session.connection()) == 0
        verdict = journal.verify(session.connection())
        assert (verdict.rows, verdict.is_whole) == (2, True)


def test_a_broken_constraint_in_one_unit_does_not_roll_back_the_group(engine, chat_id):
    with Group(engine, now=NOW) as group:
        with group.unit(cause="first") as work:
            work.session.add(AccountRow(user_id=1, chat_id=chat_id, created_at=NOW))
        with pytest.raises(IntegrityError), group.unit(cause="second") as work:
            work.session.add(AccountRow(user_id=1, chat_id=chat_id, created_at=NOW))
        with group.unit(cause="third") as work:
            work.session.add(AccountRow(user_id=3, chat_id=chat_id, created_at=NOW))
    assert count(engine, AccountRow) == 2


def test_a_group_that_raises_keeps_nothing(engine, chat_id):
    with pytest.raises(Failed), Group(engine, now=NOW) as group:
        with group.unit(cause="first") as work:
            work.tell(Help(), chat_id=chat_id)
        raise Failed
    assert count(engine, OutboxRow) == 0


def test_what_has_a_key_is_said_once(engine, chat_id):
    for _ in range(2):
        with Group(engine, now=NOW) as group, group.unit(cause="test") as work:
            work.tell(Help(), chat_id=chat_id, key="once")
            work.tell(Cancelled(), chat_id=chat_id, key="once")
    with reading(engine) as session:
        assert outbox.count_waiting(session.connection()) == 1


def test_what_waits_is_read_on_by_lane_and_for_one_chat(engine, chat_id):
    with Group(engine, now=NOW) as group, group.unit(cause="test") as work:
        for number in range(6):
            work.tell(Help(), chat_id=chat_id)
            work.offer(Cancelled(), query_id=str(number))
    with reading(engine) as session:
        connection, lane = session.connection(), Help.lane
        first = outbox.waiting(connection, lane=lane, after=0, limit=4)
        rest = outbox.waiting(connection, lane=lane, after=first[-1].id, limit=20)
        of_chat = outbox.waiting_for(connection, chat_id, lane=lane, first=first[1].id, limit=3)
        other = outbox.waiting_for(connection, chat_id + 1, lane=lane, first=0, limit=3)
    told = [parcel.id for parcel in (*first, *rest) if parcel.chat_id == chat_id]
    assert told == sorted(told)
    assert len(told) == 6
    assert [parcel.id for parcel in of_chat] == [number for number in told if number >= first[1].id][:3]
    assert {parcel.telegram_id for parcel in of_chat} == {first[0].telegram_id}
    assert other == []


def test_an_update_that_telegram_repeats_is_stored_once(engine):
    arrival = Arrival(update_id=5, kind="message", body="{}")
    for _ in range(2):
        with Group(engine, now=NOW) as group:
            inbox.store(group.connection, [arrival, arrival], now=NOW)
    with Group(engine, now=NOW) as group:
        [row] = inbox.open_rows(group.connection, limit=10)
        group.close_row(Closed(id=row.id))
    with Group(engine, now=NOW) as group:
        inbox.store(group.connection, [arrival], now=NOW)
        assert inbox.open_rows(group.connection, limit=10) == []


def test_presses_overtake_messages(engine):
    with Group(engine, now=NOW) as group:
        inbox.store(
            group.connection,
            [
                Arrival(update_id=1, kind="message", body="{}"),
                Arrival(update_id=2, kind="callback_query", body="{}"),
            ],
            now=NOW,
        )
    with Group(engine, now=NOW) as group:
        assert [row.update_id for row in inbox.open_rows(group.connection, limit=10)] == [2, 1]


def test_what_was_started_and_never_marked_is_doubtful_after_a_crash(engine, chat_id):
    with Group(engine, now=NOW) as group, group.unit(cause="test") as work:
        work.tell(Help(), chat_id=chat_id)
    with Group(engine, now=NOW) as group:
        outbox.mark(group.connection, [outbox.Mark(id=1, state=Sending.STARTED)])
    with Group(engine, now=NOW) as group:
        assert outbox.doubtful_after_crash(group.connection) == 1
        assert outbox.count_waiting(group.connection) == 0
