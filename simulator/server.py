"""The HTTP side: calls in, answers out, with the statuses and bodies of the real server."""

import asyncio
import logging
from http import HTTPStatus
from inspect import isawaitable
from typing import Any

import orjson
from aiohttp import web

from simulator import methods, parameters
from simulator.access import Call
from simulator.calls import LoggedCall
from simulator.errors import CallRefused, bad_request
from simulator.faults import Fault, FaultKind
from simulator.parameters import Upload
from simulator.users import Bot
from simulator.world import World

#: The most a request may carry: the largest upload and room for the rest.
LARGEST_REQUEST = 64 * 1024 * 1024
_LOG = logging.getLogger(__name__)
_JSON = {"Content-Type": "application/json"}
_DONE_BY_LOWER_NAME = {name.lower(): (name, done) for name, done in methods.DONE.items()}


class Reset(Exception):
    """The connection is to be broken instead of answered."""


def request_of(message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:
    """Make the request object of a call: one that may be as large as an upload."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(
        message, payload, protocol, writer, task, loop, client_max_size=LARGEST_REQUEST
    )


class Server:
    """Serves one world to any client of the Bot API."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._methods = parameters.table(strict=world.strict)
        #: Requests that are being worked on, without those that wait in a long poll.
        self.busy = 0

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request."""
        path = request.path
        if path.startswith("/bot"):
            token, _, method = path[4:].partition("/")
            try:
                return await self._serve(request, token, method)
            except Reset:
                if request.transport is not None:
                    request.transport.abort()
                return web.Response(status=500)
        if path.startswith("/file/bot"):
            token, _, file_path = path[9:].partition("/")
            return self._serve_file(token, file_path)
        return _refusal(CallRefused(404, "Not Found"))

    async def _serve(self, request: web.BaseRequest, token: str, method: str) -> web.StreamResponse:
        is_poll = method.lower() == "getupdates"
        self.busy += not is_poll
        chat_id: Any = None
        bot: Bot | None = None
        refused: CallRefused | None = None
        try:
            bot = self._bot(token)
            if is_poll:
                bot.updates.is_asked_for()
            given, uploads = await parameters.received(request)
            chat_id = given.get("chat_id")
            fault = self.world.faults.take(method, _places(chat_id))
            if fault is not None:
                return await self._faulty(fault, bot, method, given, uploads)
            return await self._answer(bot, method, given, uploads)
        except CallRefused as refusal:
            refused = refusal
            return _refusal(refusal)
        except Reset:
            raise
        except Exception as error:  # noqa: BLE001 - a bug here must not look like a lost connection
            _LOG.exception("the simulator failed in %s", method)
            reason = f"Internal Server Error: simulator: {type(error).__name__}: {error}"
            refused = CallRefused(500, reason)
            return _refusal(refused)
        finally:
            self.busy -= not is_poll
            self._log(bot, method, chat_id, refused)

    def _log(self, bot: Bot | None, method: str, chat_id: Any, refused: CallRefused | None) -> None:
        self.world.calls.add(
            LoggedCall(
                at=self.world.clock.now(),
                bot_id=bot.id if bot is not None else 0,
                method=_DONE_BY_LOWER_NAME.get(method.lower(), (method, None))[0],
                chat_id=chat_id,
                code=refused.code if refused is not None else 200,
                description=refused.description if refused is not None else "",
            )
        )

    def _bot(self, token: str) -> Bot:
        bot = self.world.bots.get(token)
        if bot is not None:
            if bot.is_logged_out:
                raise CallRefused(400, "Logged out")
            return bot
        number, colon, _ = token.partition(":")
        if not colon or not number.isdigit() or token.startswith("0"):
            raise CallRefused(401, "Unauthorized: invalid token specified")
        raise CallRefused(401, "Unauthorized")

    async def _answer(
        self, bot: Bot, method: str, given: dict[str, Any], uploads: dict[str, Upload]
    ) -> web.StreamResponse:
        name = method.lower()
        found = _DONE_BY_LOWER_NAME.get(name)
        known = self._methods.get(name)
        if known is None:
            raise CallRefused(404, "Not Found")
        if found is None:
            raise bad_request(f"simulator: method {known.name} is not simulated")
        understood = parameters.understood(known, given, uploads)
        if uploads:
            understood["uploads"] = uploads
        call = Call(world=self.world, bot=bot, method=known.name, parameters=understood)
        result = found[1](call)
        if isawaitable(result):
            result = await result
        if self.world.calls.on_answer is not None:
            self.world.calls.on_answer(known.name, understood, result)
        return web.Response(body=_body(result), headers=_JSON)

    async def _faulty(
        self,
        fault: Fault,
        bot: Bot,
        method: str,
        given: dict[str, Any],
        uploads: dict[str, Upload],
    ) -> web.StreamResponse:
        match fault.kind:
            case FaultKind.ERROR:
                raise _server_fault(fault)
            case FaultKind.PAGE:
                return _page(fault.code)
            case FaultKind.RESET_BEFORE:
                raise Reset
            case FaultKind.RESET_AFTER:
                await self._answer(bot, method, given, uploads)
                raise Reset
            case FaultKind.LATENCY:
                await asyncio.sleep(fault.seconds)
                return await self._answer(bot, method, given, uploads)
            case FaultKind.REPEAT:
                bot.updates.repeat_once()
                return await self._answer(bot, method, given, uploads)
            case FaultKind.SILENCE:
                is_counted = method.lower() != "getupdates"
                self.busy -= is_counted
                try:
                    await asyncio.sleep(fault.seconds)
                finally:
                    self.busy += is_counted
                raise Reset

    def _serve_file(self, token: str, file_path: str) -> web.StreamResponse:
        try:
            self._bot(token)
        except CallRefused as refusal:
            return _refusal(refusal)
        file = self.world.files.at(file_path)
        if file is None:
            return _refusal(CallRefused(404, "Not Found"))
        return web.Response(body=file.content, content_type="application/octet-stream")


def _places(chat_id: Any) -> list[object]:
    """A chat id as calls may spell it, number or text."""
    text = str(chat_id)
    return [chat_id, int(text)] if text.lstrip("-").isdigit() else [chat_id]


def _body(result: Any) -> bytes:
    if isinstance(result, list) and result and isinstance(result[0], bytes):
        return b'{"ok":true,"result":[' + b",".join(result) + b"]}"
    return orjson.dumps({"ok": True, "result": result})


def _refusal(refused: CallRefused) -> web.Response:
    body: dict[str, Any] = {
        "ok": False,
        "error_code": refused.code,
        "description": refused.description,
    }
    if refused.parameters:
        body["parameters"] = refused.parameters
    headers = dict(_JSON)
    if refused.parameters and "retry_after" in refused.parameters:
        headers["Retry-After"] = str(refused.parameters["retry_after"])
    return web.Response(status=refused.code, body=orjson.dumps(body), headers=headers)


def _server_fault(fault: Fault) -> CallRefused:
    if fault.code == 429:
        wait = fault.retry_after
        return CallRefused(429, f"Too Many Requests: retry after {wait}", {"retry_after": wait})
    return CallRefused(fault.code, f"{HTTPStatus(fault.code).phrase}: restart")


def _page(code: int) -> web.Response:
    title = f"{code} {HTTPStatus(code).phrase}"
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>"
    return web.Response(status=code, text=page, content_type="text/html")
