"""The page's address on this machine: the files of the page, uploads, downloads, and the tabs.

It answers browsers of this machine only: the Host must be loopback, and whatever changes something must
come from the page itself (Origin), so that no other page in the same browser can act here.
"""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from importlib.resources import as_file, files
from types import TracebackType
from typing import Self
from urllib.parse import quote, urlsplit

from aiohttp import web

from simulator.files import LARGEST_DOWNLOAD
from simulator.page.hall import Hall
from simulator.page.live import Tab
from simulator.page.shown import GENERAL
from simulator.writing import NotPossible

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

_HALL = web.AppKey("hall", Hall)
_FOLDER = files("simulator.page") / "static"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PageServer:
    """`async with PageServer(hall)`: the page at `url` until the block ends."""

    def __init__(self, hall: Hall, *, port: int = 0) -> None:
        self.url = ""
        self._hall = hall
        self._port = port
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        self._hall.opens()
        application = web.Application(
            middlewares=[_of_this_machine], client_max_size=LARGEST_DOWNLOAD + 1
        )
        application[_HALL] = self._hall
        with as_file(_FOLDER) as folder:
            application.add_routes([
                web.get("/", _page), web.get("/live", _live), web.post("/send", _take_file),
                web.get("/file", _give_file), web.static("/static", folder),
            ])  # fmt: skip
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._hall.closes()
        if self._runner is not None:
            await self._runner.cleanup()


@web.middleware
async def _of_this_machine(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse whatever does not come from a browser of this machine, or from another page."""
    if _host_of(f"//{request.host}") not in LOOPBACK:
        raise web.HTTPMisdirectedRequest(text="this page is for this machine only")
    if _changes_something(request) and request.headers.get("Origin") != f"http://{request.host}":
        raise web.HTTPForbidden(text="this does not come from the page")
    response = await handler(request)
    if not response.prepared:
        response.headers.update(HEADERS)
    return response


def _host_of(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _changes_something(request: web.Request) -> bool:
    return request.method != "GET" or request.path == "/live"


async def _page(_request: web.Request) -> web.Response:
    return web.Response(
        body=(_FOLDER / "index.html").read_bytes(), content_type="text/html", charset="utf-8"
    )


async def _live(request: web.Request) -> web.WebSocketResponse:
    return await Tab(request.app[_HALL]).serve(request)


async def _take_file(request: web.Request) -> web.Response:
    """Send a file as a person would."""
    asked = request.query
    try:
        actor = request.app[_HALL].actor(asked.get("as"))
        chat = actor.chat(asked.get("chat"))
        topic = chat.topics.get(int(asked.get("topic") or GENERAL))
        content = await request.read()
        caption = asked.get("caption", "")
        actor.person.sends_file(chat, asked["name"], content, caption=caption, topic=topic)
    except web.HTTPRequestEntityTooLarge:
        return _refusal(f"a bot can be sent at most {LARGEST_DOWNLOAD // 1024 // 1024} MB")
    except (NotPossible, LookupError, ValueError) as error:
        return _refusal(str(error))
    return web.json_response({"ok": True})


def _refusal(sentence: str) -> web.Response:
    return web.json_response({"error": sentence}, status=HTTPStatus.BAD_REQUEST)


async def _give_file(request: web.Request) -> web.Response:
    """Give a message's document or picture to somebody who can see it."""
    asked = request.query
    try:
        message = request.app[_HALL].actor(asked.get("as")).message(dict(asked))
    except (LookupError, ValueError):
        raise web.HTTPNotFound from None
    if message.photo is not None:
        return web.Response(
            body=message.photo.content, content_type=_picture_type(message.photo.content)
        )
    if message.document is None:
        raise web.HTTPNotFound
    named = f"attachment; filename*=UTF-8''{quote(message.document.name, safe='')}"
    return web.Response(
        body=message.document.content,
        content_type="application/octet-stream",
        headers={"Content-Disposition": named},
    )


def _picture_type(content: bytes) -> str:
    return "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
