"""Urging: only what is owed, only of one resolution, the overdue first (S0.25)."""

from datetime import date

from rules.nudges import ItemKind, OpenItem
from rules.urging import is_urged, urged_of

TODAY = date(2026, 12, 15)


def owed(subject_id, member_id, due_on, *, kind=ItemKind.TASK, resolution_id=1):
    return OpenItem(
        kind=kind, subject_id=subject_id, resolution_id=resolution_id, member_id=member_id, due_on=due_on
    )


def test_people_and_their_things_stand_in_the_order_of_their_dates():
    items = [
        owed(1, 10, date(2026, 12, 20)),
        owed(2, 20, date(2026, 12, 1)),
        owed(3, 10, date(2026, 12, 18)),
        owed(4, 30, date(2026, 12, 2), resolution_id=2),
    ]
    found = urged_of(items, resolution_id=1, today=TODAY)
    assert {member: [each.subject_id for each in theirs] for member, theirs in found.items()} == {
        20: [2], 10: [3, 1],
    }  # fmt: skip
    assert list(found) == [20, 10]


def test_an_inspection_is_urged_for_once_its_day_has_come_and_a_head_never_for_an_extension():
    tomorrow = date(2026, 12, 16)
    assert is_urged(owed(1, 10, tomorrow), today=TODAY)
    assert is_urged(owed(1, 10, tomorrow, kind=ItemKind.CONFIRMATION), today=TODAY)
    assert not is_urged(owed(1, 10, tomorrow, kind=ItemKind.INSPECTION), today=TODAY)
    assert is_urged(owed(1, 10, TODAY, kind=ItemKind.INSPECTION), today=TODAY)
    assert not is_urged(owed(1, 10, TODAY, kind=ItemKind.EXTENSION), today=TODAY)
