"""Durable comments beside echoes that store nothing: replies in groups, answered in Telegram's sight.

Ours stores the update, the comment, its journal row and its receipt, commits, puts the sign on the
message and brings the card up to date. The peers answer with a message; only the newcomer's bot stores
a row.
"""

import tempfile
from collections import defaultdict
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from tests.bench.findings import Findings, table_of
from tests.bench.house import comments_kept, our_bot
from tests.bench.processes import Process, running, wait_until
from tests.bench.telegram import TelegramProcess, telegram_process

ROUNDS = 5
GROUPS = 64
LONE = 150


@dataclass(frozen=True, kw_only=True)
class Row:
    """One way in which people write."""

    name: str
    said: str
    chats: int
    updates: int
    latency: float = 0.0

    @property
    def at_once(self) -> int:
        """How many updates a peer may handle at once: in one chat they go one after the other."""
        return 1 if self.chats == 1 else 64


ROWS = (
    Row(name="sequential", said="one chat, one after the other", chats=1, updates=640),
    Row(name="64", said="64 chats at once", chats=GROUPS, updates=1920),
    Row(name="64_40ms", said="64 chats at once, 40 ms away", chats=GROUPS, updates=1280, latency=0.04),
)


@dataclass(frozen=True, kw_only=True)
class Peer:
    """Another bot, and how much of the load it is given so that a round takes no longer than ours."""

    name: str
    said: str
    module: str
    share: float = 1.0


PEERS = (
    Peer(name="aiogram", said="aiogram echo", module="tests.bench.peers.aiogram_echo"),
    Peer(name="ptb", said="python-telegram-bot echo", module="tests.bench.peers.ptb_echo", share=0.5),
    Peer(name="naive", said="newcomer's bot", module="tests.bench.peers.newcomer", share=0.25),
)


@dataclass(kw_only=True)
class Contender:
    """A bot that runs, and what was measured of it, by row."""

    account: str
    process: Process
    share: float = 1.0
    rates: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    cpu: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    telegram_busy: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    waits: list[float] = field(default_factory=list)
    written: int = 0

    def plays(self, telegram: TelegramProcess, row: Row) -> None:
        """Answer one round; everybody else holds still."""
        updates = int(row.updates * self.share)
        with self._awake(telegram):
            before = self.process.cpu_seconds
            took = telegram.round(name=self.account, chats=row.chats, updates=updates)
            self.rates[row.name].append(updates / took.seconds)
            self.cpu[row.name].append((self.process.cpu_seconds - before) / updates)
            self.telegram_busy[row.name].append(took.telegram_busy)
        self.written += updates

    def waits_for(self, telegram: TelegramProcess) -> None:
        """Answer people who write one at a time to a bot that has nothing else to do."""
        with self._awake(telegram):
            self.waits = telegram.one_by_one(name=self.account, updates=LONE)
        self.written += LONE

    @contextmanager
    def _awake(self, telegram: TelegramProcess) -> Generator[None]:
        self.process.goes_on()
        telegram.round(name=self.account, chats=1, updates=5)  # whoever was held still wakes up first
        self.written += 5
        yield
        self.process.holds_still()


def measure() -> Findings:
    """Measure all bots in interleaved rounds through one Telegram."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        telegram = stack.enter_context(telegram_process())
        process = stack.enter_context(our_bot(telegram, folder, "ours", GROUPS))
        ours = Contender(account="ours", process=process)
        process.holds_still()
        peers = {
            (peer.name, at_once): _peer(stack, telegram, folder, peer, at_once)
            for peer in PEERS
            for at_once in (1, 64)
        }
        for row in ROWS:
            contenders = [ours, *(peers[peer.name, row.at_once] for peer in PEERS)]
            telegram.latency(seconds=row.latency)
            for _ in range(ROUNDS):
                for contender in contenders:
                    contender.plays(telegram, row)
        telegram.latency(seconds=0)
        for contender in (ours, *(peers[peer.name, 1] for peer in PEERS)):
            contender.waits_for(telegram)
        process.goes_on()
        kept = comments_kept(folder, "ours")
        assert kept == ours.written, f"{kept} comments kept of {ours.written}"
    return _findings(ours, peers)


def _peer(
    stack: ExitStack, telegram: TelegramProcess, folder: Path, peer: Peer, at_once: int
) -> Contender:
    account = f"{peer.name}{at_once}"
    token, _ = telegram.bot(name=account, groups=GROUPS)
    telegram.same_cards(name=account, like="ours")
    process = stack.enter_context(
        running(
            "-m", peer.module, BOT_TOKEN=token, BOT_API_URL=telegram.url(), AT_ONCE=f"{at_once}",
            DATABASE_URL=f"sqlite+aiosqlite:///{folder / account}.db",
        )
    )  # fmt: skip
    wait_until(lambda: telegram.is_polled(name=account), process)
    process.holds_still()
    return Contender(account=account, process=process, share=peer.share)


def _findings(ours: Contender, peers: dict[tuple[str, int], Contender]) -> Findings:
    ratios, tables = {}, []
    for row in ROWS:
        table = table_of(
            f"comments: {row.said}", "per second", "ours over it", "CPU each", "Telegram busy"
        )
        others = [(peer.said, peer.name, peers[peer.name, row.at_once]) for peer in PEERS]
        for said, name, contender in [("ours, durable", "", ours), *others]:
            ratio = median(ours.rates[row.name]) / median(contender.rates[row.name])
            if name:
                ratios[f"comments_vs_{name}_{row.name}"] = ratio
            table.add_row(
                said, f"{median(contender.rates[row.name]):.0f}", f"{ratio:.2f}",
                f"{1e6 * median(contender.cpu[row.name]):.0f} µs",
                f"{median(contender.telegram_busy[row.name]):.0%}",
            )  # fmt: skip
        tables.append(table)
    lone = table_of("comments: one at a time, nothing else to do", "median", "99 in 100")
    for said, contender in [("ours", ours), *((peer.said, peers[peer.name, 1]) for peer in PEERS)]:
        lone.add_row(
            said, f"{1000 * median(contender.waits):.1f} ms",
            f"{1000 * quantiles(contender.waits, n=100)[-1]:.1f} ms",
        )  # fmt: skip
    return Findings(tables=(*tables, lone), ratios=ratios)
