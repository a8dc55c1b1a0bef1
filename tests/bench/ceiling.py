"""What the simulated Telegram can take: no bot is measured faster than this.

A bare client, with nothing but sockets, calls from the core on which bots are measured.
"""

import asyncio
import os
import time
from collections.abc import Iterator
from statistics import median
from urllib.parse import urlsplit

import orjson

from tests.bench.findings import Findings, table_of
from tests.bench.processes import CORES, FOR_BOTS
from tests.bench.telegram import TelegramProcess, telegram_process

ROUNDS, CALLS, AT_ONCE = 3, 3000, 64


def measure() -> Findings:
    """Call the two methods with which comments are answered, as fast as can be."""
    table = table_of("the simulated Telegram, asked by a bare client", "calls per second")
    os.sched_setaffinity(0, FOR_BOTS)
    try:
        with telegram_process() as telegram:
            token, [place] = telegram.bot(name="bare", groups=1)
            message = telegram.said(name="bare")
            sign = {"message_id": message, "reaction": [{"type": "emoji", "emoji": "✍"}]}
            answer = {"text": "Đã ghi nhận.", "reply_parameters": {"message_id": message}}
            for method, given in (("setMessageReaction", sign), ("sendMessage", answer)):
                body = orjson.dumps({"chat_id": place.group} | given)
                rates = [CALLS / _round(telegram, token, method, body) for _ in range(ROUNDS)]
                table.add_row(method, f"{median(rates):.0f}")
    finally:
        os.sched_setaffinity(0, CORES)
    return Findings(tables=(table,))


def _round(telegram: TelegramProcess, token: str, method: str, body: bytes) -> float:
    address = urlsplit(telegram.url())
    head = (
        f"POST /bot{token}/{method} HTTP/1.1\r\nHost: {address.netloc}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode()
    return asyncio.run(_call(address.port or 0, head + body))


async def _call(port: int, call: bytes) -> float:
    left = iter(range(CALLS))
    lines = [await asyncio.open_connection("127.0.0.1", port) for _ in range(AT_ONCE)]
    began = time.perf_counter()
    await asyncio.gather(*(_line(*line, call, left) for line in lines))
    seconds = time.perf_counter() - began
    for _, writer in lines:
        writer.close()
    return seconds


async def _line(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, call: bytes, left: Iterator[int]
) -> None:
    for _ in left:
        writer.write(call)
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        length = head.lower().partition(b"content-length: ")[2].partition(b"\r")[0]
        await reader.readexactly(int(length))
