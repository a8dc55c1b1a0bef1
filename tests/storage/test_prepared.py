"""Statements handed to the driver itself: SQLAlchemy's values, rows and errors, on both databases."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import bindparam, event, insert, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError

from storage.chats import ChatKind, ChatRow
from storage.columns import table_of
from storage.engine import reading
from storage.inbox import InboxRow
from storage.prepared import Prepared
from storage.work import Group

NOW = datetime(2026, 11, 23, 1, 0, 0, 123456, tzinfo=UTC)
CHAT, INBOX = table_of(ChatRow), table_of(InboxRow)
ADD = Prepared(insert(CHAT).returning(CHAT.c.id))
CLOSE = Prepared(
    update(INBOX).where(INBOX.c.update_id == bindparam("which")).values(done_at=bindparam("at"))
)
PRIVATE = Prepared(select(CHAT.c.id, CHAT.c.kind).where(CHAT.c.kind == ChatKind.PRIVATE).limit(1))


@pytest.fixture
def group(engine):
    with Group(engine, now=NOW) as group:
        yield group


def add(group, number, **more):
    values = {"telegram_id": number, "kind": ChatKind.SUPERGROUP, "forget_at": None} | more
    return ADD.first(group.connection, **values).id


def test_what_is_written_is_what_sqlalchemy_reads(group):
    at = NOW.astimezone(timezone(timedelta(hours=7)))
    add(group, 1, forget_at=at)
    [row] = group.connection.execute(select(CHAT)).all()
    assert (row.kind, row.forget_at, row.title, row.is_forum) == (ChatKind.SUPERGROUP, NOW, "", False)


def test_what_is_read_is_what_sqlalchemy_would_read(group):
    for number in range(3):
        add(group, number, forget_at=NOW if number else None)
    found = Prepared(select(CHAT).order_by(CHAT.c.id)).all(group.connection)
    assert found == [tuple(row) for row in group.connection.execute(select(CHAT).order_by(CHAT.c.id))]
    assert found[1].forget_at == NOW
    assert found[1].kind is ChatKind.SUPERGROUP


def test_a_value_within_the_statement_is_written_like_any_other(group):
    add(group, 1)
    assert PRIVATE.first(group.connection) is None
    private = add(group, 2, kind=ChatKind.PRIVATE)
    assert PRIVATE.first(group.connection)._asdict() == {"id": private, "kind": ChatKind.PRIVATE}


def test_many_rows_are_written_in_one_go(group):
    store = Prepared(insert(INBOX))
    rows = [
        {"update_id": n, "errand_id": None, "kind": "message", "urgency": 1, "body": "{}",
         "received_at": NOW, "done_at": None, "parked_because": None}
        for n in range(5)
    ]  # fmt: skip
    store.run_for_each(group.connection, rows)
    store.run_for_each(group.connection, [])
    CLOSE.run_for_each(group.connection, [{"which": n, "at": NOW} for n in (1, 3)])
    closed = select(INBOX.c.update_id).where(INBOX.c.done_at == NOW).order_by(INBOX.c.update_id)
    assert list(group.connection.execute(closed).scalars()) == [1, 3]


def test_a_constraint_that_is_broken_says_so_and_the_unit_alone_is_lost(engine):
    with Group(engine, now=NOW) as group:
        with group.unit(cause="first"):
            add(group, 1)
        with pytest.raises(IntegrityError), group.unit(cause="second"):
            add(group, 1)
    with reading(engine) as session:
        assert len(session.connection().execute(select(CHAT)).all()) == 1


def test_an_error_quotes_nobody(group):
    say = Prepared(text("INSERT INTO nowhere VALUES (:said)"))
    with pytest.raises(Exception, match="nowhere") as raised:
        say.run(group.connection, said="Tôi không đồng ý")
    assert "đồng ý" not in str(raised.value)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_connection_that_is_cut_is_given_up(engine):
    with pytest.raises(OperationalError) as raised, Group(engine, now=NOW) as group:
        me = group.connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with engine.connect() as other:
            other.exec_driver_sql(f"SELECT pg_terminate_backend({me})")
        try:
            add(group, 1)
        finally:
            assert group.connection.invalidated
    assert raised.value.connection_invalidated


def test_whoever_listens_hears_it(engine, group):
    heard = []
    event.listen(engine, "before_cursor_execute", lambda *said: heard.append(said[2:4]))
    with reading(engine) as session:
        PRIVATE.first(session.connection())
    assert any("chat.kind" in said for said, _ in heard)


def test_outside_a_transaction_it_is_refused(engine):
    with engine.connect() as connection, pytest.raises(AssertionError):
        PRIVATE.first(connection)
