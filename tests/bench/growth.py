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
from typing import Any

from pydantic import SecretStr
from sqlalchemy import Engine

from bot.app import App, build
from bot.installation import spare_the_collector
from bot.schedule import TICKS
from bot.settings import Settings
from simulator.clock import MovableClock
from simulator.telegram import Telegram
from storage.work import Group
from tests.bench._databases import NewDatabase, new_databases
from tests.bench._geography import NOW, Size
from tests.bench._province import fill_province
from tests.bench._turns import Turns
from tests.bench.findings import Findings, table_of

FEW, MANY = 10_000, 1_000_000
ROUNDS = 5
TURNS = 60
WARMING = 5

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
            both.append(Turns(await _reached(telegram, clock, engine, stack), made))
        few, many = {}, {}
        for name in Turns.KINDS:
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


def _taken(both: list[Turns], name: str) -> list[float]:
    """Let an update of a kind come to both in turns, and give the median of each."""
    took: list[list[float]] = [[], []]
    for number in range(TURNS + WARMING):
        for place, turns in enumerate(both):
            began = time.perf_counter()
            turns.KINDS[name](turns, number)
            took[place].append(1000 * (time.perf_counter() - began))
    return [median(each[WARMING:]) for each in took]
