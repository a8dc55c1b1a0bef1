"""Updates that Telegram brings: ours stores each durably before its 200, python-telegram-bot none.

What is brought asks for no answer (a reply to something that is no draft), so that the servers are
compared and not what bots do afterwards; ours handles it all the same.
"""

import socket
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import orjson
from sqlalchemy import func, select

from storage import columns
from storage.engine import engine_for, reading
from storage.inbox import InboxRow
from tests.bench.findings import Findings, table_of
from tests.bench.house import installed
from tests.bench.processes import Process, running, wait_until
from tests.bench.telegram import TelegramProcess, telegram_process

ROUNDS, WARMING, UPDATES, AT_ONCE = 5, 200, 1500, 40  # as many connections as Telegram makes
SECRET = "khong-ai-doan-duoc"


def measure() -> Findings:
    """Measure both servers in interleaved rounds."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        telegram = stack.enter_context(telegram_process())
        house = installed(telegram, folder, "ours", 1)
        token, _ = telegram.bot(name="ptb", groups=0)
        ports = {"ours": _free_port(), "ptb": _free_port()}
        environment = {
            "WEBHOOK_URL": f"http://127.0.0.1:{ports['ours']}/", "WEBHOOK_SECRET": SECRET,
            "WEBHOOK_PORT": f"{ports['ours']}",
        }  # fmt: skip
        ours = stack.enter_context(house.running(**environment))
        house.settles(ours)
        ptb = stack.enter_context(
            running(
                "-m", "tests.bench.peers.ptb_echo", BOT_TOKEN=token, BOT_API_URL=telegram.url(),
                AT_ONCE="1", WEBHOOK_PORT=f"{ports['ptb']}", WEBHOOK_SECRET=SECRET,
            )
        )  # fmt: skip
        for process, port in ((ours, ports["ours"]), (ptb, ports["ptb"])):
            wait_until(lambda port=port: _is_open(port), process)
        bot_id = int(house.environment["BOT_TOKEN"].partition(":")[0])
        rates, brought = _play({"ours": ours, "ptb": ptb}, ports, telegram, bot_id)
        kept = _kept(house.database)
        assert kept == brought, f"{kept} updates kept of {brought}"
    table = table_of("updates brought by webhook", "per second", "CPU each")
    for said, name in (("ours, stored first", "ours"), ("python-telegram-bot, nothing stored", "ptb")):
        rate, cpu = (median(figures) for figures in zip(*rates[name], strict=True))
        table.add_row(said, f"{rate:.0f}", f"{1e6 * cpu:.0f} µs")
    ratio = median(r for r, _ in rates["ours"]) / median(r for r, _ in rates["ptb"])
    return Findings(tables=(table,), ratios={"webhook_vs_ptb": ratio})


def _play(
    bots: dict[str, Process], ports: dict[str, int], telegram: TelegramProcess, bot_id: int
) -> tuple[dict[str, list[tuple[float, float]]], int]:
    rates: dict[str, list[tuple[float, float]]] = {name: [] for name in bots}
    number = 0
    for process in bots.values():
        process.holds_still()
    for _ in range(ROUNDS):
        for name, process in bots.items():
            process.goes_on()
            for updates in (WARMING, UPDATES):
                bodies = [_update(number + each, bot_id) for each in range(updates)]
                number += updates
                before = process.cpu_seconds
                seconds = telegram.posts(port=ports[name], secret=SECRET, bodies=bodies, at_once=AT_ONCE)
            cpu = (process.cpu_seconds - before) / UPDATES
            rates[name].append((UPDATES / seconds, cpu))
            process.holds_still()
    for process in bots.values():
        process.goes_on()
    return rates, ROUNDS * (WARMING + UPDATES)


def _update(number: int, bot_id: int) -> bytes:
    chat = {"id": -1002000000001, "type": "supergroup", "title": "Đảng ủy xã Công Hải"}
    bot = {"id": bot_id, "is_bot": True, "first_name": "Trợ lý", "username": "ours_bot"}
    person = {"id": 5100000007, "is_bot": False, "first_name": "Đồng chí Mai", "language_code": "vi"}
    replied = {"message_id": 1, "from": bot, "chat": chat, "date": 1795000000, "text": "Chào đồng chí."}
    message = {
        "message_id": 10 + number, "from": person, "chat": chat, "date": 1795000100,
        "reply_to_message": replied, "text": f"Tôi đã đọc ({number}).",
    }  # fmt: skip
    return orjson.dumps({"update_id": 1_000_000 + number, "message": message})


def _kept(database: str) -> int:
    with engine_for(database) as engine, reading(engine) as session:
        count = select(func.count()).select_from(columns.table_of(InboxRow))
        return session.connection().execute(count).scalar_one()


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def _is_open(port: int) -> bool:
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", port)) == 0
