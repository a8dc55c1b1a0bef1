"""What a hundred times the rows change: the ticks over tasks, and /viec, a comment and a vote.

The same hundred bodies have 10,000 and 1,000,000 tasks, of which 1,000 are due today; or 10,000 and
1,000,000 comments, of which half hang on one draft in consultation. Ticks are taken back after they were
measured, so that all of them find the same. An update is measured from its storing to the words of its
answers, with everything but Telegram in between.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from statistics import median
from typing import Any, ClassVar

import orjson
from pydantic import SecretStr
from sqlalchemy import Engine

from bot.app import App, build
from bot.composer import Composer
from bot.installation import spare_the_collector
from bot.schedule import TICKS
from bot.settings import Settings
from bot.wire import Keys
from bot.worker import Worker
from handlers.ballots import cast_ballot
from handlers.calls import call_of
from rules.ballots import Choice
from rules.notices import Lane
from simulator.clock import MovableClock
from simulator.telegram import Telegram
from storage import calls, cards, outbox
from storage.cards import Shown
from storage.engine import reading
from storage.inbox import Arrival
from storage.outbox import Form, Mark, Sending
from storage.work import Group
from tests.bench._databases import NewDatabase, new_databases
from tests.bench._geography import NOW, Province, Size, group_id, group_telegram_id, member_id, user_id
from tests.bench._province import fill_province
from tests.bench.findings import Findings, table_of

FEW, MANY = 10_000, 1_000_000
ROUNDS = 5
TURNS = 60
WARMING = 5
COMMENTER = 5  # a member of the first body

Took = dict[str, float]
"""Milliseconds by what was done."""

Measured = Callable[[Engine, Engine], dict[str, Took]]


@dataclass(frozen=True, kw_only=True)
class Grown:
    """What was measured over few rows and over many, on one kind of database."""

    database: str
    few: Took
    many: Took

    @property
    def ratios(self) -> dict[str, float]:
        """How much longer each thing takes."""
        return {name: self.many[name] / took for name, took in self.few.items()}


class _Enough(Exception):
    """Takes back what a round of ticks has done."""


def measure() -> Findings:
    """Measure on both kinds of database, looking for garbage as seldom as the bot does."""
    spare_the_collector()
    with ExitStack() as stack:
        kinds = new_databases(stack)
        ticks = [_grown(name, new, _over_tasks) for name, new in kinds.items()]
        turns = [_grown(name, new, _over_comments) for name, new in kinds.items()]
    return Findings(
        tables=(
            _table(f"ticks over tasks, 1,000 due, ms of {ROUNDS} rounds", "tasks", ticks),
            _table(f"updates beside comments, ms of {TURNS} of each", "comments", turns),
        ),
        ratios={
            **_worst("tick_growth", {each.database: each.ratios[_ALL] for each in ticks}),
            **_worst("query_growth", {each.database: max(each.ratios.values()) for each in turns}),
        },
        remark="" if len(kinds) > 1 else "without PostgreSQL: the development packages bring one",
    )


def _worst(name: str, ratios: dict[str, float]) -> dict[str, float]:
    """Give the ratio of each kind of database by its name, and the worst of them by the name alone."""
    return {name: max(ratios.values())} | {
        f"{name}_{kind.lower()}": each for kind, each in ratios.items()
    }


def _grown(name: str, new: NewDatabase, measured: Measured) -> Grown:
    """Measure both in turns, so that whatever else the machine does meets both of them."""
    with new() as few, new() as many:
        return Grown(database=name, **measured(few, many))


def _table(title: str, rows: str, found: list[Grown]) -> Any:
    table = table_of(title, f"{FEW:,} {rows}", f"{MANY:,} {rows}", "ratio")
    for each in found:
        for name, ratio in each.ratios.items():
            few, many = each.few[name], each.many[name]
            table.add_row(f"{each.database}: {name}", f"{few:.2f}", f"{many:.2f}", f"{ratio:.2f}")
    return table


_ALL = "all ticks together"


def _over_tasks(*engines: Engine) -> dict[str, Took]:
    for engine, rows in zip(engines, (FEW, MANY), strict=True):
        fill_province(engine, Size(tasks=rows, comments=FEW, others_open=True))
        _ticks(engine)  # pages are read and statements compiled
    rounds = [[_ticks(engine) for engine in engines] for _ in range(ROUNDS)]
    few, many = ([each[place] for each in rounds] for place in range(2))
    return {"few": _medians(few), "many": _medians(many)}


def _medians(rounds: list[Took]) -> Took:
    whole = {_ALL: median(sum(each.values()) for each in rounds)}
    return whole | {name: median(each[name] for each in rounds) for name in rounds[0]}


def _ticks(engine: Engine) -> Took:
    """Do everything that is due, as at the first minute of a working day, and take it back."""
    took: Took = {}
    try:
        with Group(engine, now=NOW) as group:
            for tick in TICKS:
                began = time.perf_counter()
                with group.unit(cause=f"tick:{tick.name}") as work:
                    tick.action(work)
                took[tick.name] = 1000 * (time.perf_counter() - began)
            began = time.perf_counter()
            group._finish()
            took["journal, outbox, cards"] = 1000 * (time.perf_counter() - began)
            raise _Enough  # noqa: TRY301  leaving by an error is how a group is taken back
    except _Enough:
        return took


def _over_comments(*engines: Engine) -> dict[str, Took]:
    return asyncio.run(_turns(engines))


async def _turns(engines: Sequence[Engine]) -> dict[str, Took]:
    clock = MovableClock(NOW)
    async with Telegram(clock=clock) as telegram, AsyncExitStack() as stack:
        both = []
        for engine, rows in zip(engines, (FEW, MANY), strict=True):
            made = fill_province(engine, Size(tasks=FEW, comments=rows, others_open=False))
            both.append(_Turns(await _reached(telegram, clock, engine, stack), made))
        few, many = {}, {}
        for name in _Turns.KINDS:
            few[name], many[name] = _taken(both, name)
        return {"few": few, "many": many}


async def _reached(
    telegram: Telegram, clock: MovableClock, engine: Engine, stack: AsyncExitStack
) -> App:
    """Give a bot that knows who it is, and does nothing by itself."""
    account = telegram.new_bot("Trợ lý Nghị quyết", f"bot_{engine.dialect.name}_{id(engine)}_bot")
    settings = Settings(
        _env_file=None, bot_token=SecretStr(account.token), bot_api_url=telegram.url,
        database_url="sqlite:///not-opened.db", webhook_url=None,
    )  # fmt: skip
    app = build(settings, clock=clock, engine=engine)
    await app.transport.initialize()
    stack.push_async_callback(app.transport.shutdown)
    await app.application.initialize()
    return app


def _taken(both: list["_Turns"], name: str) -> list[float]:
    """Let an update of a kind come to both in turns, and give the median of each."""
    took: list[list[float]] = [[], []]
    for number in range(TURNS + WARMING):
        for place, turns in enumerate(both):
            began = time.perf_counter()
            turns.KINDS[name](turns, number)
            took[place].append(1000 * (time.perf_counter() - began))
    return [median(each[WARMING:]) for each in took]


class _Turns:
    """Updates by people of the first body, and all that follows from them but the sending itself."""

    def __init__(self, app: App, made: Province) -> None:
        self._app = app
        self._made = made
        self._worker = Worker(
            app.engine, app.clock, app.application,
            vitals=app.vitals, metrics=app.metrics, on_commit=lambda: None,
        )  # fmt: skip
        self._number = 100_000_000
        self._secret = app._secret()
        keys = Keys(secret=self._secret, bot_username=app.application.bot.username)
        self._composer = Composer(app.engine, app.clock, keys, language="vi")

    def asks(self, number: int) -> None:
        """Ask what waits for oneself."""
        member = member_id(0, COMMENTER)
        self._message(member, chat=user_id(member), text="/viec", entities=[_command(5)])

    def comments(self, number: int) -> None:
        """Comment by a reply to the card of the draft on which half of all comments hang."""
        card = {"message_id": self._made.card_message, **_group(0), **_dated(), "text": "Dự thảo"}
        self._message(
            member_id(0, COMMENTER), chat=group_telegram_id(0), text=f"Đề nghị làm rõ, ý {number}",
            reply_to_message=card,
        )  # fmt: skip

    def votes(self, number: int) -> None:
        """Press a choice on the group's card, now this and now that."""
        choice = list(Choice)[number % 3]
        call = call_of(cast_ballot, vote_id=self._made.vote, choice=choice, chat_id=group_id(0))
        message = {"message_id": 2, **_group(0), **_dated(), "text": "Phiếu"}
        query = {
            "id": f"q{self._number}", "from": _person(member_id(0, COMMENTER)), "message": message,
            "chat_instance": "1", "data": self._kept(call),
        }  # fmt: skip
        self._turn("callback_query", query)

    KINDS: ClassVar[dict[str, Callable[["_Turns", int], None]]] = {
        "/viec": asks, "a comment": comments, "a vote": votes,
    }  # fmt: skip

    def _kept(self, call: Any) -> str:
        key = call.key(self._secret)
        with Group(self._app.engine, now=NOW) as group:
            calls.keep(group.connection, [(key, call)])
        return key

    def _message(self, member: int, *, chat: int, text: str, **more: Any) -> None:
        self._number += 1
        place = _group(0) if chat < 0 else {"chat": {"id": chat, "type": "private", "first_name": "An"}}
        message = {"message_id": self._number, "from": _person(member), "text": text}
        self._turn("message", {**message, **place, **_dated(), **more})

    def _turn(self, kind: str, content: dict[str, Any]) -> None:
        """Store an update, handle it, commit; then word what is to be said and mark it as said."""
        self._number += 1
        body = orjson.dumps({"update_id": self._number, kind: content}).decode()
        arrival = Arrival(kind=kind, body=body, update_id=self._number)
        done = self._worker.store([arrival])
        self._worker._transaction([job for job in self._worker._take(wait=False) if job is not None])
        done.result(0)
        self._says()

    def _says(self) -> None:
        with reading(self._app.engine) as session:
            connection = session.connection()
            parcels = [
                parcel
                for lane in Lane
                for parcel in outbox.waiting(connection, lane=lane, after=0, limit=500)
            ]
            changed = cards.changed(connection, limit=500)
        assert parcels
        for parcel in parcels:
            is_sign = parcel.form is Form.REACTION
            (self._composer.sign if is_sign else self._composer.parcel)(parcel)
        shown = [(card, self._composer.card(card)) for card in changed]
        with Group(self._app.engine, now=NOW) as group:
            outbox.mark(
                group.connection,
                [Mark(id=each.id, state=Sending.SENT, attempts=1, sent_at=NOW) for each in parcels],
            )
            cards.mark_shown(
                group.connection,
                [
                    Shown(id=card.id, changes=said.changes, text_hash=said.fingerprint,
                          message_id=card.message_id, pinned=card.pinned, at=NOW)
                    for card, said in shown
                ],
            )  # fmt: skip


def _command(length: int) -> dict[str, Any]:
    return {"type": "bot_command", "offset": 0, "length": length}


def _person(member: int) -> dict[str, Any]:
    return {"id": user_id(member), "is_bot": False, "first_name": "An"}


def _group(body: int) -> dict[str, Any]:
    return {"chat": {"id": group_telegram_id(body), "type": "supergroup", "title": "Đảng ủy"}}


def _dated() -> dict[str, Any]:
    return {"date": int(NOW.timestamp())}
