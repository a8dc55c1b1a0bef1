"""A terminal in which one person at a time is played: read, write, press buttons, move time."""

import asyncio
import re
import shlex
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from simulator import transcript
from simulator.groups import Group
from simulator.messages import Button, Message
from simulator.people import Person
from simulator.stage import Stage
from simulator.users import Bot
from simulator.writing import NotPossible

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SPAN = re.compile(r"\+?(\d+)\s*([mhd])")
UNITS = {"m": "minutes", "h": "hours", "d": "days"}
MORNING = time(7, 35)

HELP = """\
  vai 3 | vai Mai        đóng vai người khác              · be somebody else
  rieng | nhom           chat riêng với trợ lý | vào nhóm · the private chat | the group
  (chữ bất kỳ)           viết vào cuộc trò chuyện         · write
  2                      bấm nút số 2                     · press button 2
  tra 14 chữ…            trả lời tin số 14                · reply to message 14
  trich 14 "đoạn" chữ…   trả lời, trích một đoạn          · reply quoting a part
  tep đường/dẫn.docx     gửi tệp                          · send a file
  mo https://t.me/…      mở liên kết                      · open a link
  gio +3h | +2d | sang   đẩy đồng hồ                      · move the clock
  xem | giup | thoat     xem lại | trợ giúp | kết thúc    · look again | help | end
"""


class Console:
    """One terminal on a town."""

    def __init__(
        self,
        stage: Stage,
        account: Bot,
        group: Group,
        people: Sequence[tuple[Person, str]],
        folder: Path,
    ) -> None:
        self._stage = stage
        self._account = account
        self._group = group
        self._people = people
        self._folder = folder
        self._person = people[0][0]
        self._is_in_group = False
        self._buttons: list[tuple[Message, Button]] = []
        self._shown: dict[tuple[int, int], str] = {}
        self._verbs: dict[str, Callable[[str], Awaitable[None]]] = {
            "vai": self._be, "as": self._be,
            "rieng": self._go_private, "private": self._go_private,
            "nhom": self._go_group, "group": self._go_group,
            "tra": self._reply, "reply": self._reply,
            "trich": self._quote, "quote": self._quote,
            "tep": self._send, "file": self._send,
            "mo": self._open, "open": self._open,
            "gio": self._move, "clock": self._move,
            "xem": self._look, "look": self._look,
            "giup": self._help, "help": self._help,
        }  # fmt: skip

    async def run(self) -> None:
        """Read commands until the end."""
        await self._help("")
        await self._list_people()
        await self._look("")
        while True:
            line = (await asyncio.to_thread(self._read)).strip()
            if line in ("thoat", "quit", "exit", "\x04"):
                return
            if line:
                await self._do(line)

    def _read(self) -> str:
        at = self._stage.clock.now().astimezone(ZONE)
        where = self._group.title if self._is_in_group else self._account.first_name
        try:
            return input(f"\n{at:%d/%m %H:%M} {self._person.name} → {where} > ")
        except EOFError:
            return "\x04"

    async def _do(self, line: str) -> None:
        verb, _, rest = line.partition(" ")
        try:
            if verb.isdecimal() and not rest:
                await self._press(int(verb))
            elif verb in self._verbs:
                await self._verbs[verb](rest.strip())
            else:
                self._person.writes(self._place, line)
        except (NotPossible, LookupError, OSError, ValueError) as error:
            _say(f"! {error}")
        await self._stage.settle()
        self._show_new()

    @property
    def _place(self) -> Bot | Group:
        return self._group if self._is_in_group else self._account

    async def _be(self, who: str) -> None:
        if not who:
            await self._list_people()
            return
        for number, (person, _post) in enumerate(self._people, start=1):
            if who == str(number) or who.casefold() in person.name.casefold():
                self._person, self._is_in_group = person, False
                await self._look("")
                return
        raise LookupError(f"không có ai là {who!r} · nobody is {who!r}")

    async def _list_people(self) -> None:
        for number, (person, post) in enumerate(self._people, start=1):
            _say(f"  {number:2}  {person.name} — {post}")

    async def _go_private(self, _rest: str) -> None:
        self._is_in_group = False
        await self._look("")

    async def _go_group(self, _rest: str) -> None:
        self._is_in_group = True
        await self._look("")

    async def _reply(self, rest: str) -> None:
        number, _, words = rest.partition(" ")
        self._person.replies(self._message(number), words)

    async def _quote(self, rest: str) -> None:
        number, quoted, *words = shlex.split(rest)
        self._person.replies(self._message(number), " ".join(words), quote=quoted)

    async def _send(self, path: str) -> None:
        name, content = await asyncio.to_thread(_read_file, path)
        self._person.sends_file(self._place, name, content)

    async def _open(self, link: str) -> None:
        self._person.follows(link)
        self._is_in_group = False

    async def _press(self, number: int) -> None:
        if not 0 < number <= len(self._buttons):
            raise LookupError(f"không có nút {number} · no button {number}")
        message, button = self._buttons[number - 1]
        if button.url:
            await self._open(button.url)
            return
        pressed = self._person.presses(button.label, message)
        await self._stage.settle()
        answer = await pressed.answered()
        if answer.text:
            _say(f"  « {answer.text} »")

    async def _move(self, span: str) -> None:
        now = self._stage.clock.now()
        if match := SPAN.fullmatch(span):
            until = now + timedelta(**{UNITS[match[2]]: int(match[1])})
        else:
            until = _next_morning(now)
        while now < until:
            now = min(until, now + timedelta(hours=1))
            await self._stage.go_on(to=now)

    async def _look(self, _rest: str) -> None:
        self._shown.clear()
        self._show_new(most=8)

    async def _help(self, _rest: str) -> None:
        _say(HELP)

    def _message(self, number: str) -> Message:
        for message in self._person.chat(self._place).messages:
            if str(message.id) == number:
                return message
        raise LookupError(f"không có tin {number} · no message {number}")

    def _show_new(self, most: int = 30) -> None:
        """Print what is new or changed in the chat, and the buttons that can be pressed."""
        messages = self._person.chat(self._place).messages
        for message in messages[-most:]:
            said = transcript.write(self._stage.telegram.world, [message])
            key = (message.chat.id, message.id)
            if self._shown.get(key) != said:
                self._shown[key] = said
                _say(f"#{message.id} {said}")
                self._keep_file(message)
        self._buttons = [(message, button) for message in messages[-2:] for button in message.keyboard]
        for number, (_message, button) in enumerate(self._buttons, start=1):
            _say(f"   ({number}) {button.label}" + (f"  {button.url}" if button.url else ""))

    def _keep_file(self, message: Message) -> None:
        file = message.document
        if file is not None and message.author == self._account.full_name:
            path = self._folder / file.name
            path.write_bytes(file.content)
            _say(f"      đã lưu · saved: {path}")


def _next_morning(now: datetime) -> datetime:
    """Give the next working morning, when the daily lists go out."""
    local = now.astimezone(ZONE)
    on = local.date() + timedelta(days=0 if local.time() < MORNING else 1)
    while on.weekday() in (5, 6):
        on += timedelta(days=1)
    return datetime.combine(on, MORNING, ZONE)


def _read_file(path: str) -> tuple[str, bytes]:
    file = Path(path).expanduser()
    return file.name, file.read_bytes()


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
