"""The unit of work: everything that one update, or one tick, changes — all of it or nothing.

Several units share one transaction (group commit): each runs in its own savepoint, so one that
fails leaves no trace and takes no other with it. Journal, outbox and card marks are collected and
written in bulk at the end of the group, over what survived.
"""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, text
from sqlmodel import Session

from rules.notices import Errand, Lane, Notice
from storage import bells, cards, inbox, journal, outbox, pen
from storage.bells import Bell
from storage.journal import Entry
from storage.outbox import Form
from storage.prepared import Prepared

# Not begin_nested of SQLAlchemy, which costs a fifth of the throughput.
_SAVEPOINT = Prepared(text("SAVEPOINT unit"))
_UNDO = Prepared(text("ROLLBACK TO SAVEPOINT unit"))
_RELEASE = Prepared(text("RELEASE SAVEPOINT unit"))


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts: a Telegram account, or the house itself (a tick, the command line)."""

    user_id: int | None
    label: str

    @classmethod
    def person(cls, user_id: int) -> Self:
        """Name the owner of a Telegram account."""
        return cls(user_id=user_id, label=f"user:{user_id}")


HOUSE = Actor(user_id=None, label="house")
OPERATOR = Actor(user_id=None, label="operator")


@dataclass(kw_only=True)
class _Collected:
    """What units leave for the end of the group."""

    entries: list[Entry] = field(default_factory=list)
    parcels: list[dict[str, Any]] = field(default_factory=list)
    touched: dict[tuple[str, str], None] = field(default_factory=dict)
    closed: list[inbox.Closed] = field(default_factory=list)

    def take(self, other: "_Collected") -> None:
        self.entries += other.entries
        self.parcels += other.parcels
        self.touched |= other.touched
        self.closed += other.closed


class Work:
    """One unit of work: the hands of an action."""

    def __init__(self, connection: Connection, *, now: datetime, who: Actor, cause: str) -> None:
        self.connection = connection
        self.now = now
        self.who = who
        self.cause = cause
        self.collected = _Collected()
        self._session: Session | None = None

    @property
    def session(self) -> Session:
        """Objects of the tables, for reading and for rare changes. Never commit it."""
        if self._session is None:
            # Its own savepoint: a failed flush must not roll back the whole group.
            self._session = Session(
                bind=self.connection,
                expire_on_commit=False,
                join_transaction_mode="create_savepoint",
            )
        return self._session

    def record(self, fact: str, *, body_id: int | None = None, **facts: Any) -> None:
        """Write into the journal what happened: a past fact and ids, never what somebody wrote."""
        self.collected.entries.append(
            Entry(
                at=self.now, body_id=body_id, actor=self.who.label,
                cause=self.cause, fact=fact, facts=facts,
            )
        )  # fmt: skip

    def tell(
        self,
        notice: Notice,
        *,
        chat_id: int,
        thread_id: int | None = None,
        reply_to: int | None = None,
        key: str | None = None,
    ) -> None:
        """Have a notice sent to a chat. With a `key` it is said once, however often it is told."""
        self._put(
            Form.MESSAGE, notice, chat_id=chat_id, thread_id=thread_id,
            message_id=reply_to, key=key,
        )  # fmt: skip

    def turn_into(self, notice: Notice, *, chat_id: int, message_id: int) -> None:
        """Have an old message of ours turn into a notice."""
        self._put(Form.SCREEN, notice, chat_id=chat_id, message_id=message_id)

    def react(self, notice: Notice, *, chat_id: int, message_id: int) -> None:
        """Have a sign put on somebody's message."""
        self._put(Form.REACTION, notice, chat_id=chat_id, message_id=message_id)

    def answer(self, notice: Notice, *, callback_id: str, chat_id: int | None) -> None:
        """Have a button press answered. It can be done once, and within 150 seconds."""
        self._put(
            Form.ANSWER, notice, chat_id=chat_id, callback_id=callback_id,
            lane=Lane.ANSWER, key=f"answer:{callback_id}",
        )  # fmt: skip

    def offer(self, notice: Notice, *, query_id: str) -> None:
        """Have somebody offered what they look for in another chat. Too late is no harm."""
        self._put(Form.OFFER, notice, callback_id=query_id, key=f"offer:{query_id}")

    def post_card(self, notice: Notice, *, chat_id: int, thread_id: int | None = None) -> None:
        """Hang a live card in a chat: from now on `touch` keeps it true."""
        card_id = cards.open_card(self.connection, notice, chat_id=chat_id, thread_id=thread_id)
        self._put(Form.CARD, notice, chat_id=chat_id, thread_id=thread_id, card_id=card_id)

    def touch(self, notice: Notice) -> None:
        """Say that the cards of these facts show old ones, wherever they hang."""
        self.collected.touched[notice.kind, notice.facts()] = None

    def run(self, errand: Errand, *, chat_id: int | None = None, key: str | None = None) -> None:
        """Have something fetched or asked outside; the result comes back as an arrival."""
        self._put(Form.ERRAND, errand, chat_id=chat_id, key=key)

    def _put(
        self, form: Form, told: Notice | Errand, *, lane: Lane | None = None, **address: Any
    ) -> None:
        self.collected.parcels.append(
            {
                "form": form, "kind": told.kind, "facts": told.facts(),
                "lane": told.lane if lane is None else lane,
                "chat_id": None, "thread_id": None, "message_id": None, "card_id": None,
                "callback_id": None, "key": None, "created_at": self.now,
                "state": outbox.Sending.WAITING, "attempts": 0,
            } | address
        )  # fmt: skip

    def keep(self) -> None:
        """Bring objects that were changed into the group's transaction."""
        if self._session is not None:
            self._session.commit()
            self._session.close()

    def undo(self) -> None:
        """Let go of all objects and their changes."""
        if self._session is not None:
            self._session.close()


class Group:
    """One transaction that holds several units of work, and the pen (storage/pen.py) that units need.

    With `waits` off it is entered at once, and `has_pen` says whether the pen was free.
    """

    def __init__(self, engine: Engine, *, now: datetime, waits: bool = True) -> None:
        self._engine = engine
        self._waits = waits
        self._collected = _Collected()
        self._has_arrivals = False
        self.now = now

    def __enter__(self) -> Self:
        self.connection = self._engine.connect()
        try:
            self._transaction = self.connection.begin()
            self.has_pen = pen.take(self.connection, waits=self._waits)
        except BaseException:
            self.connection.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._finish()
                self._transaction.commit()
            else:
                self._transaction.rollback()
        finally:
            self.connection.close()

    @contextmanager
    def unit(self, *, who: Actor = HOUSE, cause: str) -> Generator[Work]:
        """Open one unit: leaving it normally keeps its changes, raising takes them all back."""
        assert self.has_pen, "units are carried out with the pen alone"
        work = Work(self.connection, now=self.now, who=who, cause=cause)
        _SAVEPOINT.run(self.connection)
        try:
            yield work
            work.keep()
        except BaseException:
            if self.connection.invalidated:  # the database has gone, and the transaction with it
                raise
            work.undo()
            _UNDO.run(self.connection)
            _RELEASE.run(self.connection)
            raise
        _RELEASE.run(self.connection)
        self._collected.take(work.collected)

    def store(self, arrivals: Sequence[inbox.Arrival]) -> None:
        """Keep what arrived; whoever has the pen will handle it."""
        inbox.store(self.connection, arrivals, now=self.now)
        self._has_arrivals = True

    def close_row(self, row: inbox.Closed) -> None:
        """Close a row of the inbox with this group."""
        self._collected.closed.append(row)

    @property
    def has_news(self) -> bool:
        """Whether something waits to be sent because of this group."""
        return bool(self._collected.parcels or self._collected.touched)

    def _finish(self) -> None:
        journal.append(self.connection, self._collected.entries)
        outbox.put(self.connection, self._collected.parcels)
        cards.touch(self.connection, self._collected.touched)
        inbox.close(self.connection, self._collected.closed, now=self.now)
        if self.has_news:
            bells.ring(self.connection, Bell.NEWS)
        if self._has_arrivals and not self.has_pen:
            bells.ring(self.connection, Bell.ARRIVAL)
