"""The simulated Telegram as a process of its own, with people who write and press as told.

Bots are asked to do something at once or one after the other; what is timed is what Telegram sees, from
the moment when everything has been written until the last answer is there.
"""

import asyncio
import multiprocessing
import os
import re
import resource
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from random import Random
from typing import Any

from simulator import posting, pressing
from simulator.clock import MovableClock
from simulator.faults import Fault
from simulator.groups import Group
from simulator.limits import NO_LIMITS, FloodLimits
from simulator.messages import Message
from simulator.people import Person
from simulator.telegram import Telegram
from simulator.users import Bot
from tests.bench.processes import FOR_TELEGRAM

ANSWERS = frozenset({"setMessageReaction", "sendMessage"})
SAID = (
    "Đề nghị làm rõ nguồn kinh phí thực hiện, tránh trông chờ ngân sách cấp trên.",
    "Mục 2: thời hạn lắp đồng hồ nước nên lùi đến hết quý I/2027 cho kịp nghiệm thu.",
    "Tôi cơ bản nhất trí với dự thảo; cần bổ sung trách nhiệm của các chi bộ trực thuộc.",
    "Chỉ tiêu 80% số hộ là cao so với điều kiện của thôn Bắc Sơn, đề nghị cân nhắc.",
)
"""What members write; one of four names the clause it is about."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A group with its writer, by Telegram's numbers."""

    group: int
    person: int


@dataclass(frozen=True, kw_only=True)
class Round:
    """What one round took."""

    seconds: float
    telegram_busy: float
    """The share of that time in which Telegram itself was at work."""


class _Town:
    """What happens in Telegram's process."""

    def __init__(self, telegram: Telegram, clock: MovableClock) -> None:
        self.telegram, self.clock = telegram, clock
        self.bots: dict[str, Bot] = {}
        self.places: dict[str, list[tuple[Group, Person]]] = {}
        self.people_of: dict[str, list[Person]] = {}
        self._chance = Random(1)
        self._awaited: set[tuple[int, int]] = set()
        self._all_there = asyncio.Event()
        telegram.calls.on_answer = self._answered

    def url(self) -> str:
        return self.telegram.url

    def file(self, name: str, content: bytes) -> str:
        return self.telegram.world.files.add_document(name, content).file.file_id

    def bot(self, name: str, groups: int) -> tuple[str, list[Place]]:
        """Make a bot with its groups, in each of which it is an administrator."""
        bot = self.bots[name] = self.telegram.new_bot(name, f"{name}_bot")
        for number in range(groups):
            person = self.telegram.person(f"Đồng chí {number}")
            group = self.telegram.group(f"Đảng ủy xã số {number}", person)
            group.adds(bot)
            group.promotes(bot)
            self.places.setdefault(name, []).append((group, person))
        bot.updates.clear()
        return bot.token, [
            Place(group=group.id, person=person.id) for group, person in self.places.get(name, [])
        ]

    def same_cards(self, name: str, like: str) -> None:
        """Let another bot show in its groups what ours shows in its own: answers are then as long."""
        for (group, _), (other, _) in zip(self.places[name], self.places[like], strict=True):
            card = _card(other)
            posting.post(
                self.telegram.world, group.chat, sender=self.bots[name],
                text=card.text, entities=card.entities, markup=card.markup,
            )  # fmt: skip

    def said(self, name: str) -> int:
        """Let somebody say something in a bot's first group; the number of the message."""
        [(group, person), *_] = self.places[name]
        return person.writes(group, SAID[0]).id

    def is_polled(self, name: str) -> bool:
        return self.bots[name].updates.is_polled

    def limits(self, *, are_on: bool) -> None:
        self.telegram.world.flood.limits = FloodLimits() if are_on else NO_LIMITS

    def latency(self, seconds: float) -> None:
        self.telegram.faults.clear()
        if seconds:
            self.telegram.faults.sometimes(fault=Fault.latency(seconds), probability=1.0)

    def calls(self, method: str) -> int:
        return self.telegram.calls.by_method[method]

    async def round(self, name: str, chats: int, updates: int) -> Round:
        """Let people write, and wait until each has an answer."""
        places = self.places[name][:chats]
        cards = [_card(group) for group, _ in places]
        for number in range(updates):
            self._writes(places[number % chats][1], cards[number % chats], number)
        began, worked = time.perf_counter(), _cpu()
        await self._wait_for_all()
        seconds = time.perf_counter() - began
        return Round(seconds=seconds, telegram_busy=(_cpu() - worked) / seconds)

    async def one_by_one(self, name: str, updates: int) -> list[float]:
        """Let one person write, and write again when the answer is there; the waits in seconds."""
        [(group, person), *_] = self.places[name]
        waits = []
        for number in range(updates):
            self._writes(person, _card(group), number)
            began = time.perf_counter()
            await self._wait_for_all()
            waits.append(time.perf_counter() - began)
            await asyncio.sleep(0.005)
        return waits

    def people(self, name: str, count: int) -> list[int]:
        """Let people open private chats with a bot; their numbers."""
        self.people_of[name] = [self.telegram.person(f"Ông {number}") for number in range(count)]
        for person in self.people_of[name]:
            person.has_started(self.bots[name])
        return [person.id for person in self.people_of[name]]

    def heard(self, name: str) -> list[tuple[int, float]]:
        """Say how many messages each of these people has got, and when the last one came."""
        found = []
        for person in self.people_of[name]:
            said = person.chat(self.bots[name]).messages
            found.append((len(said), max((m.sent_at.timestamp() for m in said), default=0.0)))
        return found

    def flood_waits(self) -> int:
        return self.telegram.calls.flood_waits

    async def presses(self, name: str, count: int, per_second: float) -> list[float]:
        """Let somebody press a button again and again; the waits for the answers in seconds."""
        [(group, person), *_] = self.places[name]
        pressed = []
        for _ in range(count):
            pressed.append(asyncio.create_task(self._presses(group, person)))
            await asyncio.sleep(self._chance.expovariate(per_second))
        return await asyncio.gather(*pressed)

    async def _presses(self, group: Group, person: Person) -> float:
        card = _card(group)
        button = next(each for each in card.keyboard if each.data)
        began = time.perf_counter()
        await pressing.press(self.telegram.world, person.user, card, button).answered(30)
        return time.perf_counter() - began

    async def posts(self, port: int, secret: str, bodies: list[bytes], at_once: int) -> float:
        """Bring updates to a bot's own server, over so many connections; the seconds it took."""
        waiting = iter(bodies)
        lines = [await asyncio.open_connection("127.0.0.1", port) for _ in range(at_once)]
        began = time.perf_counter()
        await asyncio.gather(*(_bring(*line, waiting, port, secret) for line in lines))
        seconds = time.perf_counter() - began
        for _, writer in lines:
            writer.close()
        return seconds

    def _writes(self, person: Person, card: Message, number: int) -> None:
        said = person.replies(card, f"{SAID[number % len(SAID)]} ({number})")
        self._awaited.add((said.chat.id, said.id))

    async def _wait_for_all(self) -> None:
        while self._awaited:
            self._all_there.clear()
            await asyncio.wait_for(self._all_there.wait(), 120)

    def _answered(self, method: str, parameters: dict[str, Any], _result: Any) -> None:
        if method not in ANSWERS:
            return
        message = parameters.get("message_id") or parameters.get("reply_parameters", {}).get(
            "message_id"
        )
        self._awaited.discard((parameters["chat_id"], message))
        if not self._awaited:
            self._all_there.set()


async def _bring(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    bodies: Iterator[bytes],
    port: int,
    secret: str,
) -> None:
    head = (
        f"POST / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\nContent-Length: "
    ).encode()
    for body in bodies:
        writer.write(head + str(len(body)).encode() + b"\r\n\r\n" + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        if not answer.startswith(b"HTTP/1.1 200"):
            raise ConnectionError(answer.decode())
        if length := re.search(rb"(?i)content-length: *(\d+)", answer):
            await reader.readexactly(int(length[1]))


def _card(group: Group) -> Message:
    """What people answer: the pinned card, or where nothing is pinned what the bot said last."""
    said = [m for m in group.messages if isinstance(m.sender, Bot) and not m.is_service]
    return (group.pinned or said)[-1]


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def _serve(line: Connection) -> None:
    clock = MovableClock(datetime.now(UTC), pace=1.0)  # noqa: TID251  the bots have no other
    async with Telegram(clock=clock, limits=NO_LIMITS) as telegram:
        town = _Town(telegram, clock)
        while asked := await asyncio.to_thread(line.recv):
            verb, given = asked
            try:
                result = getattr(town, verb)(**given)
                line.send((await result if asyncio.iscoroutine(result) else result, None))
            except Exception as error:  # noqa: BLE001  the other process shows it
                line.send((None, f"{type(error).__name__}: {error}"))


def _process(line: Connection) -> None:
    os.sched_setaffinity(0, FOR_TELEGRAM)
    asyncio.run(_serve(line))


class TelegramProcess:
    """The other end: every verb of the town can be called here."""

    def __init__(self, line: Connection) -> None:
        self._line = line

    def __getattr__(self, verb: str) -> Any:
        def call(**given: Any) -> Any:
            self._line.send((verb, given))
            result, error = self._line.recv()
            if error:
                raise RuntimeError(f"{verb}: {error}")
            return result

        return call


@contextmanager
def telegram_process() -> Generator[TelegramProcess]:
    """Run a Telegram beside us."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_process, args=(theirs,), daemon=True)
    process.start()
    try:
        yield TelegramProcess(ours)
    finally:
        ours.send(None)
        process.join(10)
        process.kill()
