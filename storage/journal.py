"""Who did what, when, and because of which update: append-only and chained by hashes.

Each row carries the hash of the row before it, so a changed, removed or inserted row breaks the
chain at that place. Rows hold ids and facts, never what people wrote: the journal outlives
personal data.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, insert, select, update
from sqlmodel import Field, SQLModel

from storage import columns
from storage.prepared import Prepared

GENESIS = "0" * 64


class JournalRow(SQLModel, table=True):
    """One thing that happened."""

    __tablename__ = "journal"

    seq: int = Field(primary_key=True, sa_type=columns.BigKey)
    at: datetime
    body_id: int | None = Field(default=None, index=True)
    actor: str
    cause: str
    fact: str
    facts: str = columns.text()
    hash: str


class JournalHead(SQLModel, table=True):
    """The last link of the chain: without it, rows cut off at the end would not be missed."""

    __tablename__ = "journal_head"

    id: int = Field(default=1, primary_key=True)
    seq: int = Field(default=0, sa_type=columns.BigKey)
    hash: str = GENESIS


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is to be written into the journal."""

    at: datetime
    body_id: int | None
    actor: str
    cause: str
    fact: str
    facts: dict[str, Any]


_TABLE = columns.table_of(JournalRow)
_HEAD = columns.table_of(JournalHead)
_LAST = Prepared(select(_HEAD).with_for_update())
_APPEND = Prepared(insert(_TABLE))
_LINK = Prepared(update(_HEAD).values(seq=bindparam("new_seq"), hash=bindparam("new_hash")))
_LINKED = ("seq", "at", "body_id", "actor", "cause", "fact", "facts")


def link(before: str, row: dict[str, Any]) -> str:
    """Compute the hash of a row that follows the hash `before`."""
    values = [row[name] for name in _LINKED]
    values[1] = row["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(before.encode() + orjson.dumps(values)).hexdigest()


def append(connection: Connection, entries: Sequence[Entry]) -> None:
    """Write entries behind the last one. The head is locked, so several writers form one chain."""
    if not entries:
        return
    head = _LAST.first(connection)
    if head is None:
        connection.execute(insert(_HEAD).values(id=1, seq=0, hash=GENESIS))
    seq, last = (head.seq, head.hash) if head else (0, GENESIS)
    rows = []
    for entry in entries:
        seq += 1
        row = {
            "seq": seq, "at": entry.at, "body_id": entry.body_id, "actor": entry.actor,
            "cause": entry.cause, "fact": entry.fact,
            "facts": orjson.dumps(entry.facts, option=orjson.OPT_SORT_KEYS).decode(),
        }  # fmt: skip
        last = row["hash"] = link(last, row)
        rows.append(row)
    _APPEND.run_for_each(connection, rows)
    _LINK.run(connection, new_seq=seq, new_hash=last)


@dataclass(frozen=True, kw_only=True)
class Break:
    """A place where the journal is not what was written."""

    seq: int
    missing: bool  # a row is not there; otherwise it was changed


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What `verify` found."""

    rows: int
    head: str
    breaks: tuple[Break, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every row is there and unchanged."""
        return not self.breaks


def verify(connection: Connection) -> Verdict:
    """Follow the chain from its first row to its head."""
    head = connection.execute(select(_HEAD)).one_or_none()
    end, end_hash = (head.seq, head.hash) if head else (0, GENESIS)
    rows = connection.execution_options(yield_per=1000).execute(select(_TABLE).order_by(_TABLE.c.seq))
    breaks = tuple(_breaks((dict(row._mapping) for row in rows), end, end_hash))  # noqa: SLF001
    return Verdict(rows=end, head=end_hash, breaks=breaks)


def _breaks(rows: Iterator[dict[str, Any]], end: int, end_hash: str) -> Iterator[Break]:
    expected, last = 1, GENESIS
    for row in rows:
        gap = range(expected, min(row["seq"], end + 1))
        yield from (Break(seq=seq, missing=True) for seq in gap)
        if row["seq"] > end or (not gap and link(last, row) != row["hash"]):
            yield Break(seq=row["seq"], missing=False)
        expected, last = row["seq"] + 1, row["hash"]
    yield from (Break(seq=seq, missing=True) for seq in range(expected, end + 1))
    if expected == end + 1 and last != end_hash:
        yield Break(seq=end, missing=False)
