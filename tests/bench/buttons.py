"""A press while a broadcast goes out to thousands, and the broadcast beside what Telegram allows."""

import tempfile
import threading
import time
from contextlib import ExitStack
from datetime import UTC, datetime
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
from tests.bench.telegram import telegram_process

PEOPLE = 3000
ALLOWED = PEOPLE / FloodLimits().bulk_per_second
"""Seconds in which Telegram takes so many messages to different chats."""

IDLE_PRESSES, BUSY_PRESSES = 400, 500
IDLE_RATE, BUSY_RATE = 10.0, BUSY_PRESSES / ALLOWED  # a second


def measure() -> Findings:
    """Measure on the real clock, with Telegram's limits."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        telegram = stack.enter_context(telegram_process())
        house = installed(telegram, folder, "ours", 1)
        chats = _desks(house.database, telegram.people(name="ours", count=PEOPLE))
        process = stack.enter_context(house.running())
        house.settles(process)
        telegram.limits(are_on=True)
        telegram.presses(name="ours", count=20, per_second=IDLE_RATE)
        idle = telegram.presses(name="ours", count=IDLE_PRESSES, per_second=IDLE_RATE)
        said = telegram.calls(method="sendMessage")
        began = datetime.now(UTC).timestamp()  # noqa: TID251  the simulated Telegram has the same
        telling = threading.Thread(target=_tells, args=(house.database, chats))
        telling.start()
        busy = telegram.presses(name="ours", count=BUSY_PRESSES, per_second=BUSY_RATE)
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
    idle: list[float], busy: list[float], took: float, after: float, waits: int, copies: int
) -> Findings:
    presses = table_of("answer to a press", "median", "99 in 100")
    for said, waited in (("nothing else to do", idle), (f"broadcast to {PEOPLE:,} chats", busy)):
        tail = quantiles(waited, n=100)[-1]
        presses.add_row(said, f"{1000 * median(waited):.1f} ms", f"{1000 * tail:.1f} ms")
    broadcast = table_of("the broadcast", "measured")
    broadcast.add_row("time", f"{took:.1f} s")
    broadcast.add_row("what Telegram's limit allows", f"{ALLOWED:.0f} s")
    broadcast.add_row("begins after", f"{after:.1f} s")
    broadcast.add_row("429s", f"{waits}")
    broadcast.add_row("copies", f"{copies}")
    ratio = quantiles(busy, n=100)[-1] / quantiles(idle, n=100)[-1]
    return Findings(
        tables=(presses, broadcast),
        ratios={"button_p99_under_broadcast": ratio, "broadcast_vs_limit": took / ALLOWED},
    )
