"""Everything that anybody owes: what the daily lists and the urging are made from."""

from datetime import datetime

from sqlmodel import Session

from rules.nudges import OpenItem
from storage import acknowledgements, extensions, inspections, synthesis, tasks

SOURCES = (tasks, extensions, acknowledgements, inspections, synthesis)
"""Activities that can be waited for; each says what is open."""


def all_open_items(session: Session, *, now: datetime) -> list[OpenItem]:
    """Give what is open in all bodies. Comments and votes are reminded of by rules of their own."""
    return [item for source in SOURCES for item in source.open_items(session, now=now)]
