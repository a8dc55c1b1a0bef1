"""Raw updates are let go when they have served: handled ones in days, parked ones in weeks."""

from datetime import UTC, datetime, timedelta

from sqlmodel import select

from actions.housekeeping import (
    KEEP_HANDLED_UPDATES_FOR,
    KEEP_PARKED_UPDATES_FOR,
    forget_old_rows,
)
from storage import inbox
from storage.engine import reading
from storage.inbox import Arrival, Closed, InboxRow
from storage.work import Group

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HANDLED, PARKED, OPEN = 1, 2, 3


def kept_after(engine, span):
    """Say which of the three updates are left when so much time has gone by."""
    with Group(engine, now=NOW + span) as group, group.unit(cause="tick") as work:
        forget_old_rows(work)
    with reading(engine) as session:
        return set(session.exec(select(InboxRow.update_id)))


def test_each_kind_of_row_has_its_age(engine):
    with Group(engine, now=NOW) as group:
        arrivals = [Arrival(update_id=n, kind="message", body="{}") for n in (HANDLED, PARKED, OPEN)]
        inbox.store(group.connection, arrivals, now=NOW)
        handled, parked, _ = inbox.open_rows(group.connection, limit=9)
        group.close_row(Closed(id=handled.id))
        group.close_row(Closed(id=parked.id, parked_because="KeyError"))
    assert kept_after(engine, KEEP_HANDLED_UPDATES_FOR) == {HANDLED, PARKED, OPEN}
    assert kept_after(engine, KEEP_HANDLED_UPDATES_FOR + MINUTE) == {PARKED, OPEN}
    assert kept_after(engine, KEEP_PARKED_UPDATES_FOR) == {PARKED, OPEN}
    assert kept_after(engine, KEEP_PARKED_UPDATES_FOR + MINUTE) == {OPEN}
