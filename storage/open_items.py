"""Everything that anybody owes: what the daily lists and the urging are made from."""

from datetime import date, datetime

from sqlmodel import Session

from rules.nudges import OpenItem
from storage import (
    acknowledgements,
    appraisal,
    extensions,
    initiatives,
    inspections,
    synthesis,
    tasks,
    upper_documents,
)

SOURCES = (
    tasks, extensions, acknowledgements, inspections, synthesis, appraisal, initiatives, upper_documents,
)  # fmt: skip
"""Activities that can be waited for; each says what is open."""


def items_due_until(session: Session, last_day: date, *, now: datetime) -> list[OpenItem]:
    """Give what is open in all bodies and due up to a day; what is due later may be among it.

    Comments and votes are reminded of by rules of their own.
    """
    return [
        item for source in SOURCES for item in source.open_items(session, now=now, due_until=last_day)
    ]


def items_of_resolution(session: Session, resolution_id: int, *, now: datetime) -> list[OpenItem]:
    """Give what is open of one resolution, whenever it is due."""
    return [
        item
        for source in SOURCES
        for item in source.open_items(session, now=now, resolution_id=resolution_id)
    ]
