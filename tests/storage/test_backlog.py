"""What waits is counted along indexes, so that asking costs the same however much has been done."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, insert

from rules.notices import Lane
from storage.backlog import Queue, waiting_in, waiting_out
from storage.inbox import InboxRow, Urgency
from storage.outbox import OutboxRow, Sending

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
def connection(engine):
    with engine.connect() as opened:
        yield opened


def arrived(connection, urgency, *, ago, done=False):
    at = NOW - timedelta(seconds=ago)
    row = {"kind": "message", "urgency": urgency, "body": "{}", "received_at": at}
    connection.execute(insert(InboxRow), row | {"done_at": NOW if done else None})


def said(connection, lane, state, *, ago):
    row = {"form": "message", "kind": "Help", "facts": "{}", "lane": lane, "state": state, "attempts": 0}
    connection.execute(insert(OutboxRow), row | {"created_at": NOW - timedelta(seconds=ago)})


def test_only_what_waits_is_counted_and_the_oldest_is_told(connection):
    arrived(connection, Urgency.ORDINARY, ago=900, done=True)
    arrived(connection, Urgency.ORDINARY, ago=30)
    arrived(connection, Urgency.ORDINARY, ago=20)
    assert waiting_in(connection) == {
        Urgency.PRESS: Queue(),
        Urgency.DIALOGUE: Queue(),
        Urgency.ORDINARY: Queue(depth=2, oldest_at=NOW - timedelta(seconds=30)),
    }
    said(connection, Lane.REPLY, Sending.SENT, ago=900)
    said(connection, Lane.NUDGE, Sending.WAITING, ago=5)
    assert waiting_out(connection) == {
        **dict.fromkeys(Lane, Queue()),
        Lane.NUDGE: Queue(depth=1, oldest_at=NOW - timedelta(seconds=5)),
    }


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("ask", [waiting_in, waiting_out])
def test_no_table_is_read_from_end_to_end(connection, ask):
    asked = []
    event.listen(connection, "before_cursor_execute", lambda *given: asked.append(given[2:4]))
    ask(connection)
    [(statement, parameters)] = [each for each in asked if each[0].startswith("SELECT")]
    plan = connection.exec_driver_sql("EXPLAIN QUERY PLAN " + statement, parameters)
    steps = [row[3] for row in plan]
    assert any("USING INDEX" in step for step in steps)
    assert [step for step in steps if re.fullmatch("SCAN (inbox|outbox)", step)] == []
