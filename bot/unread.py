"""What waits in the outbox and is not in memory yet, read page by page.

Each lane is read on from where it was read last. A chat's line holds so many things of a lane; what it
has no room for stays in the outbox, and is read on its own when there is room again: however much waits
for a chat, it takes little memory, and nobody else waits for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Engine

from bot.lines import HOLDS, Rest
from rules.notices import Lane
from storage import cards, outbox
from storage.cards import Changed
from storage.engine import reading
from storage.outbox import Parcel

PAGE = 500
"""Rows of a lane read at a time."""


@dataclass(kw_only=True)
class Found:
    """What has been read."""

    parcels: list[Parcel] = field(default_factory=list)
    rests: list[tuple[Rest, list[Parcel]]] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    has_more: bool = False


class Unread:
    """Knows how far the outbox has been read."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._read_up_to = dict.fromkeys(Lane, 0)

    def begin_anew(self) -> None:
        """Read from the beginning: another process may have left something there."""
        self._read_up_to = dict.fromkeys(Lane, 0)

    def read(self, last: Lane, rests: Sequence[Rest]) -> Found:
        """Read on, up to a lane, and what chats' lines have room for again. Runs in a thread."""
        found = Found()
        with reading(self._engine) as session:
            connection = session.connection()
            for lane in list(Lane)[: last + 1]:
                after = self._read_up_to[lane]
                rows = outbox.waiting(connection, lane=lane, after=after, limit=PAGE)
                if rows:
                    self._read_up_to[lane] = rows[-1].id
                found.parcels += rows
                found.has_more |= len(rows) == PAGE
            # After the lanes: whatever was found there behind a rest is found with it.
            for rest in rests:
                rows = outbox.waiting_for(
                    connection, rest.chat_id, lane=rest.lane, first=rest.first, limit=HOLDS
                )
                found.rests.append((rest, rows))
            found.changed = cards.changed(connection, limit=PAGE)
        return found
