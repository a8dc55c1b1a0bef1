"""A press while a broadcast goes out to thousands, and the broadcast beside what Telegram allows.

The database lies in memory here. A disk that others use too holds a commit up for half a second now
and then, whatever else goes on, and of a hundred presses it is those that the slowest tell of.
"""

import os
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from statistics import median, quantiles

from rules.consultation import InvitedToComment
from simulator.limits import FloodLimits
from storage.accounts import ensure_account
from storage.chats import ChatKind, ensure_chat
from storage.engine import engine_for
from storage.work import Group
from tests.bench.findings import Findings, table_of
from tests.bench.house import installed
from tests.bench.processes import wait_until
from tests.bench.telegram import TelegramProcess, telegram_process

PEOPLE = 3000
ALLOWED = PEOPLE / FloodLimits().bulk_per_second
"""Seconds in which Telegram takes so many messages to different chats."""

ROUNDS, PRESSES = 5, 100
RATE = ROUNDS * PRESSES / ALLOWED
"""Presses a second: as many while the broadcast goes out as on the idle bot."""


def measure() -> Findings:
    """Measure on the real clock, with Telegram's limits."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-", dir=_memory())))
        telegram = stack.enter_context(telegram_process())
        house = installed(telegram, folder, "ours", 1)
        chats = _desks(house.database, telegram.people(name="ours", count=PEOPLE))
        process = stack.enter_context(house.running())
        house.settles(process)
        telegram.limits(are_on=True)
        telegram.presses(name="ours", count=20, per_second=2 * RATE)
        idle = _pressed(telegram)
        said = telegram.calls(method="sendMessage")
        began = datetime.now(UTC).timestamp()  # noqa: TID251  the simulated Telegram has the same
        telling = threading.Thread(target=_tells, args=(house.database, chats))
        telling.start()
        busy = _pressed(telegram)
        telling.join()
        wait_until(lambda: telegram.calls(method="sendMessage") >= said + PEOPLE, process, within=120)
        heard = telegram.heard(name="ours")
        while not all(count for count, _ in heard):  # a call that was refused is made again
            process.check()
            time.sleep(1)
            heard = telegram.heard(name="ours")
        waits = telegram.flood_waits()
    first, last = min(at for _, at in heard), max(at for _, at in heard)
    assert all(count for count, _ in heard), "somebody has heard nothing"
    copies = sum(count for count, _ in heard) - PEOPLE
    return _findings(idle, busy, last - first, first - began, waits, copies)


@dataclass(frozen=True, kw_only=True)
class Pressed:
    """What was waited for answers, in seconds, round by round."""

    waits: list[list[float]]

    @property
    def tail(self) -> float:
        """What 99 in 100 presses of an ordinary round were answered within."""
        return median(quantiles(waits, n=100, method="inclusive")[-1] for waits in self.waits)


def _memory() -> str | None:
    """Give a folder in memory where the system has one."""
    memory = "/dev/shm"
    return memory if os.access(memory, os.W_OK) else None


def _pressed(telegram: TelegramProcess) -> Pressed:
    rounds = range(ROUNDS)
    return Pressed(waits=[telegram.presses(name="ours", count=PRESSES, per_second=RATE) for _ in rounds])


def _desks(database: str, people: list[int]) -> list[int]:
    now = datetime.now(UTC)  # noqa: TID251
    chats = []
    with (
        engine_for(database) as engine,
        Group(engine, now=now) as group,
        group.unit(cause="bench") as work,
    ):
        for person in people:
            desk = ensure_chat(work.session, telegram_id=person, kind=ChatKind.PRIVATE, title="")
            ensure_account(work.session, user_id=person, chat_id=desk.id or 0, now=now)
            chats.append(desk.id or 0)
    return chats


def _tells(database: str, chats: list[int]) -> None:
    """Tell everybody, committee by committee: no group of the real house is larger."""
    with engine_for(database) as engine:
        for first in range(0, len(chats), 100):
            now = datetime.now(UTC)  # noqa: TID251
            with Group(engine, now=now) as group, group.unit(cause="bench") as work:
                for chat_id in chats[first : first + 100]:
                    work.tell(InvitedToComment(consultation_id=1), chat_id=chat_id)


def _findings(
    idle: Pressed, busy: Pressed, took: float, after: float, waits: int, copies: int
) -> Findings:
    presses = table_of(
        f"answer to a press, {ROUNDS} rounds of {PRESSES}", "median", "99 in 100", "slowest of all"
    )
    for said, pressed in (("nothing else to do", idle), (f"broadcast to {PEOPLE:,} chats", busy)):
        figures = [median(chain(*pressed.waits)), pressed.tail, max(chain(*pressed.waits))]
        presses.add_row(said, *(f"{1000 * figure:.1f} ms" for figure in figures))
    broadcast = table_of("the broadcast", "measured")
    broadcast.add_row("time", f"{took:.1f} s")
    broadcast.add_row("what Telegram's limit allows", f"{ALLOWED:.0f} s")
    broadcast.add_row("begins after", f"{after:.1f} s")
    broadcast.add_row("429s", f"{waits}")
    broadcast.add_row("copies", f"{copies}")
    ratios = {
        "button_p99_under_broadcast": busy.tail / idle.tail,
        "broadcast_vs_limit": took / ALLOWED,
    }
    return Findings(tables=(presses, broadcast), ratios=ratios)
