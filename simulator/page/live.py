"""One browser tab: whom it follows, what it asks, what it is told."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import WSMsgType, web

from simulator.calls import LoggedCall
from simulator.chats import Chat
from simulator.messages import Message
from simulator.page import curtain, shown
from simulator.page.doings import DOINGS, Actor
from simulator.page.shown import Json, chat_id
from simulator.world import Event, Happening
from simulator.writing import NotPossible

if TYPE_CHECKING:
    from simulator.page.hall import Hall

PAUSE = 0.03
"""Seconds in which changes are gathered, so that a busy moment is told once."""

CALLS_AT_ONCE = 200
CALLS_SHOWN_FIRST = 60


class Tab:
    """The connection of one tab. What changes is gathered and told a moment later, each thing once."""

    def __init__(self, hall: "Hall") -> None:
        self._hall = hall
        self._socket = web.WebSocketResponse(heartbeat=30, max_msg_size=64 * 1024)
        self._followed: dict[str, Actor] = {}
        self._watches_calls = False
        self._wake = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._messages: dict[tuple[Chat, int], Message] = {}
        self._chats: dict[Chat, None] = {}
        self._typing: dict[Chat, None] = {}
        self._calls: list[LoggedCall] = []
        self._news: dict[str, Json] = {}
        self._requests: dict[str, Callable[[Json], Awaitable[Any]]] = {
            "follow": self._follow,
            "unfollow": self._unfollow,
            "open": self._open,
            "read": self._read,
            "clock": self._clock,
            "weather": self._weather,
            "power": self._power,
            "watch": self._watch,
            "outbox": self._outbox,
            "journal": self._journal,
            "offer": self._offer,
        }

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Talk with the tab until it is closed."""
        await self._socket.prepare(request)
        await self._send(self._hall.greeting())
        teller = asyncio.create_task(self._tell())
        self._hall.comes(self)
        try:
            async for frame in self._socket:
                if frame.type is WSMsgType.TEXT:
                    self._begin(orjson.loads(frame.data))
        finally:
            self._hall.goes(self)
            for task in (teller, *self._tasks):
                task.cancel()
        return self._socket

    async def close(self) -> None:
        """End it from this side."""
        await self._socket.close()

    # --- what happens in the town

    def happened(self, event: Event) -> None:
        """Note a change, to be told to those who can see it."""
        if event.kind is Happening.ACTION_SHOWN:
            self._typing[event.chat] = None
        elif event.message is not None and event.kind not in _OF_NO_INTEREST:
            self._messages[event.chat, event.message.id] = event.message
        self._chats[event.chat] = None
        self._wake.set()

    def called(self, call: LoggedCall) -> None:
        """Note a call of the Bot API."""
        if self._watches_calls:
            self._calls.append(call)
            del self._calls[:-CALLS_AT_ONCE]
            self._wake.set()

    def hears(self, news: Json) -> None:
        """Note news for everybody; of each kind only the latest is told."""
        self._news[news["event"]] = news
        self._wake.set()

    async def _tell(self) -> None:
        with contextlib.suppress(ConnectionError):
            while True:
                await self._wake.wait()
                await asyncio.sleep(PAUSE)
                self._wake.clear()
                for event in self._gathered():
                    await self._send(event)

    def _gathered(self) -> list[Json]:
        messages, self._messages = self._messages, {}
        chats, self._chats = self._chats, {}
        typing, self._typing = self._typing, {}
        calls, self._calls = self._calls, []
        news, self._news = self._news, {}
        told: list[Json] = list(news.values())
        for actor in self._followed.values():
            reach = set(actor.chats())
            told += [self._message(actor, each) for each in messages.values() if each.chat in reach]
            told += [self._typed(actor, chat) for chat in typing if chat in reach]
            told += [self._summary(actor, chat) for chat in chats if chat in reach]
        if calls:
            world = self._hall.world
            told.append({"event": "calls", "calls": [curtain.call(world, each) for each in calls]})
        return told

    def _message(self, actor: Actor, said: Message) -> Json:
        place = {"as": str(actor.person.id), "chat": chat_id(said.chat)}
        if said.is_deleted:
            return {"event": "gone", **place, "message": said.id}
        return {"event": "message", **place, "message": shown.message(actor.person, said)}

    def _summary(self, actor: Actor, chat: Chat) -> Json:
        line = shown.summary(actor.person, chat, self._hall.read_until(actor.person, chat))
        return {"event": "chat", "as": str(actor.person.id), "chat": line}

    def _typed(self, actor: Actor, chat: Chat) -> Json:
        name = self._hall.bot.full_name
        return {"event": "typing", "as": str(actor.person.id), "chat": chat_id(chat), "name": name}

    # --- what is asked

    def _begin(self, asked: Json) -> None:
        """Answer in the background: some answers take their time."""
        task = asyncio.create_task(self._answer(asked))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, asked: Json) -> None:
        try:
            answer = await self._done(asked)
        except (NotPossible, LookupError, ValueError, TypeError) as error:
            answer = {"error": str(error)}
        with contextlib.suppress(ConnectionError):
            await self._send({"re": asked.get("id"), **(answer or {})})

    async def _done(self, asked: Json) -> Json | None:
        wanted = asked.get("do")
        if wanted in self._requests:
            return await self._requests[wanted](asked)
        if wanted in DOINGS:
            return await DOINGS[wanted](self._hall.actor(asked["as"]), asked)
        raise LookupError(f"nobody here can {wanted!r}")

    async def _follow(self, asked: Json) -> Json:
        actor = self._hall.actor(asked["as"])
        self._followed[str(asked["as"])] = actor
        return {"chats": [self._summary(actor, chat)["chat"] for chat in actor.chats()]}

    async def _unfollow(self, asked: Json) -> None:
        self._followed.pop(str(asked["as"]), None)

    async def _open(self, asked: Json) -> Json:
        actor = self._hall.actor(asked["as"])
        chat = actor.chat(asked["chat"])
        self._hall.has_read(actor.person, chat)
        self._news_of(chat)
        return shown.opened(
            actor.person, chat, topic=_number(asked.get("topic")), before=_number(asked.get("before"))
        )

    async def _read(self, asked: Json) -> None:
        actor = self._hall.actor(asked["as"])
        chat = actor.chat(asked["chat"])
        self._hall.has_read(actor.person, chat)
        self._news_of(chat)

    def _news_of(self, chat: Chat) -> None:
        self._chats[chat] = None
        self._wake.set()

    async def _clock(self, asked: Json) -> Json:
        return {"arrived": await self._hall.moves_clock(str(asked["to"]))}

    async def _weather(self, asked: Json) -> None:
        await self._hall.controls.change_weather(str(asked["weather"]))
        self._hall.tells_state()

    async def _power(self, asked: Json) -> None:
        await self._hall.controls.switch(str(asked["power"]))
        self._hall.tells_state()

    async def _watch(self, asked: Json) -> Json:
        self._watches_calls = bool(asked.get("is_on"))
        world = self._hall.world
        latest = world.calls.latest[-CALLS_SHOWN_FIRST:] if self._watches_calls else []
        return {"calls": [curtain.call(world, each) for each in latest]}

    async def _outbox(self, _asked: Json) -> Json:
        return {"rows": await asyncio.to_thread(curtain.outbox, self._hall.engine, self._hall.world)}

    async def _journal(self, _asked: Json) -> Json:
        return {"rows": await asyncio.to_thread(curtain.journal, self._hall.engine)}

    async def _offer(self, asked: Json) -> None:
        await self._hall.offers(str(asked["offer"]))

    async def _send(self, said: Json) -> None:
        await self._socket.send_str(orjson.dumps(said).decode())


_OF_NO_INTEREST = {Happening.BUTTON_PRESSED, Happening.BUTTON_ANSWERED}


def _number(given: Any) -> int | None:
    return None if given is None else int(given)
