"""What it takes to have the bot there: memory, start-up, and processor while nothing happens."""

import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from statistics import median

from tests.bench.findings import Findings, table_of
from tests.bench.house import installed
from tests.bench.processes import Process, running, wait_until
from tests.bench.telegram import TelegramProcess, telegram_process

STARTS = 3
COMMENTS = 320
IDLE = 15.0
"""Seconds for which nothing happens."""

Figures = dict[str, list[float]]


def measure() -> Findings:
    """Start both bots in turn, let them answer, and leave them alone."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        telegram = stack.enter_context(telegram_process())
        house = installed(telegram, folder, "ours", 8)
        with house.running() as process:
            house.settles(process)
        token, _ = telegram.bot(name="ptb", groups=8)
        telegram.same_cards(name="ptb", like="ours")
        runs: dict[str, Callable[[], AbstractContextManager[Process]]] = {
            "ours": house.running,
            "ptb": lambda: running(
                "-m", "tests.bench.peers.ptb_echo",
                BOT_TOKEN=token, BOT_API_URL=telegram.url(), AT_ONCE="1",
            ),
        }  # fmt: skip
        found: dict[str, Figures] = {name: {"start": [], "memory": [], "idle": []} for name in runs}
        for _ in range(STARTS):
            for name, run in runs.items():
                _try(telegram, name, run, found[name])
    return _findings(found)


def _try(
    telegram: TelegramProcess,
    name: str,
    run: Callable[[], AbstractContextManager[Process]],
    figures: Figures,
) -> None:
    before = telegram.calls(method="deleteWebhook")
    with run() as process:
        # The last thing that both do before they ask for updates.
        wait_until(lambda: telegram.calls(method="deleteWebhook") > before, process)
        figures["start"].append(time.monotonic() - process.began)
        telegram.round(name=name, chats=8, updates=COMMENTS)
        figures["memory"].append(process.megabytes)
        time.sleep(2)
        worked = process.cpu_seconds
        time.sleep(IDLE)
        figures["idle"].append((process.cpu_seconds - worked) / IDLE)


def _findings(found: dict[str, Figures]) -> Findings:
    table = table_of("being there", "ours", "python-telegram-bot echo", "ratio")
    ratios = {}
    for name, said, unit in (
        ("start", "until it asks for updates", "{:.2f} s"),
        ("memory", f"memory after {COMMENTS} comments", "{:.0f} MB"),
        ("idle", "processor while nothing happens", "{:.2%}"),
    ):
        ours, ptb = median(found["ours"][name]), median(found["ptb"][name])
        ratios[name] = ours / ptb if ptb else 0.0
        table.add_row(said, unit.format(ours), unit.format(ptb), f"{ratios[name]:.2f}")
    return Findings(
        tables=(table,),
        ratios={"memory_vs_ptb_echo": ratios["memory"], "startup_vs_ptb_echo": ratios["start"]},
    )
