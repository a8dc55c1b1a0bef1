"""Which rows are handled next: what one person waits for goes before, and nobody waits for ever."""

import pytest

from storage import inbox
from storage.inbox import Arrival, Closed
from storage.work import Group
from tests.storage.test_work import NOW

LIMIT = 8


@pytest.fixture
def arrive(engine):
    """Stores updates, each named by one letter: a press, something private, or something in a group."""

    def store(letters):
        kinds = {"p": "callback_query"}
        arrived = [
            Arrival(
                update_id=number, kind=kinds.get(letter, "message"), body="{}", is_private=letter == "d"
            )
            for number, letter in enumerate(letters, start=1)
        ]
        with Group(engine, now=NOW) as group:
            inbox.store(group.connection, arrived, now=NOW)

    return store


@pytest.fixture
def handle(engine):
    """Closes the next rows and gives their updates."""

    def close(limit=LIMIT):
        with Group(engine, now=NOW) as group:
            rows = inbox.open_rows(group.connection, limit=limit)
            for row in rows:
                group.close_row(Closed.of(row))
        return [row.update_id for row in rows]

    return close


def test_where_all_can_be_handled_at_once_the_order_is_that_of_arrival(arrive, handle):
    arrive("gdgdp")
    assert handle() == [5, 1, 2, 3, 4]


def test_what_one_person_waits_for_overtakes_a_full_group(arrive, handle):
    arrive("g" * 20 + "ddp")
    assert handle() == [23, 21, 22, 1, 2, 3, 4, 5]
    assert handle() == [6, 7, 8, 9, 10, 11, 12, 13]


def test_many_private_chats_do_not_hold_up_a_group_for_ever(arrive, handle):
    arrive("g" * 3 + "d" * 20)
    assert handle() == [4, 5, 6, 1, 7, 8, 9, 2]
    assert handle() == [10, 11, 12, 3, 13, 14, 15, 16]
    assert handle() == [17, 18, 19, 20, 21, 22, 23]


def test_many_presses_do_not_hold_up_what_is_typed_for_ever(arrive, handle):
    arrive("gd" + "p" * 20)
    assert handle() == [3, 4, 5, 2, 6, 7, 8, 1]


def test_one_row_at_a_time_can_be_asked_for(arrive, handle):
    arrive("gdp")
    assert [handle(1), handle(1), handle(1), handle(1)] == [[3], [2], [1], []]


def test_a_result_and_a_search_are_waited_for_by_one_person():
    result = Arrival(kind="errand", body="{}", errand_id=1)
    search = Arrival(kind="inline_query", body="{}", update_id=1)
    said = Arrival(kind="message", body="{}", update_id=2)
    assert [each.urgency for each in (result, search, said)] == [
        inbox.Urgency.DIALOGUE, inbox.Urgency.DIALOGUE, inbox.Urgency.ORDINARY,
    ]  # fmt: skip
