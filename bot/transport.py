"""The wire to Telegram: python-telegram-bot's request interface on aiohttp.

Errors come out as python-telegram-bot's own, with one distinction added: whether a request that failed
may have been carried out all the same. No error carries an address, because addresses hold the token.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast

import aiohttp
import orjson
from telegram._utils.defaultvalue import DEFAULT_NONE
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

# python-telegram-bot 22 gives spans as numbers, with a warning, unless this is set; 23 will not.
os.environ.setdefault("PTB_TIMEDELTA", "true")

CONNECT_TIMEOUT = 10.0
READ_TIMEOUT = 30.0
"""Seconds. The server waits out flood limits of up to 8 seconds by itself: a slow send is normal."""

KEEP_ALIVE = 15.0
"""Seconds an idle connection is kept: shorter than servers keep it, so that none is used half closed."""

DOWNLOAD_LIMIT = 20 * 1024 * 1024
"""Bytes. https://core.telegram.org/bots/api#getfile"""


Tell = Callable[[str, TelegramError | None], None]
"""Who is told of each method called, and of the error where it was answered by one."""


class NotDelivered(NetworkError):
    """The request never left: it is safe to repeat."""


class MaybeDelivered(TimedOut):
    """The request left and no answer came: it may have been carried out."""

    def __init__(self, message: str) -> None:
        super().__init__(message)


@dataclass(frozen=True)
class Upload:
    """A file that goes up with a request."""

    name: str
    content: bytes


@dataclass(frozen=True)
class _Body:
    """Parameters ready for the wire; takes the place of python-telegram-bot's RequestData."""

    parameters: dict[str, Any]
    uploads: dict[str, Upload] = field(default_factory=dict)


class Transport(BaseRequest):
    """One pool of connections, for python-telegram-bot's own calls and for ours."""

    def __init__(self, *, token: str, api_url: str, tell: Tell | None = None) -> None:
        api_url = api_url.rstrip("/")
        self._methods = f"{api_url}/bot{token}/"
        self._files = f"{api_url}/file/bot{token}/"
        self._session: aiohttp.ClientSession | None = None
        self._tell = tell or _tell_nobody

    def __repr__(self) -> str:
        return "Transport()"

    @property
    def read_timeout(self) -> float:
        """Seconds that an answer is waited for."""
        return READ_TIMEOUT

    async def initialize(self) -> None:
        """Open the pool. Doing it twice changes nothing."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=128, keepalive_timeout=KEEP_ALIVE)
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                skip_auto_headers=("Accept", "User-Agent"),
            )

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()

    async def call(
        self,
        method: str,
        parameters: dict[str, Any],
        uploads: dict[str, Upload] | None = None,
        *,
        read_timeout: float = READ_TIMEOUT,
    ) -> Any:
        """Call a method of the Bot API and return its `result` as plain JSON.

        Raises TelegramError; NotDelivered and MaybeDelivered say what is known of a lost request.
        """
        body = cast("RequestData", _Body(parameters, uploads or {}))
        try:
            result = await self.post(
                self._methods + method, request_data=body, read_timeout=read_timeout
            )
        except KeyError:
            error = NetworkError(f"{method}: an answer without a result")
            self._tell(method, error)
            raise error from None
        except TelegramError as error:
            self._tell(method, error)
            raise
        self._tell(method, None)
        return result

    async def download(self, file_path: str) -> bytes:
        """Fetch a file that getFile has told the path of. Raises TelegramError."""
        return await self.retrieve(self._files + file_path)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = DEFAULT_NONE,
        write_timeout: ODVInput[float] = DEFAULT_NONE,  # noqa: ARG002  the interface's parameters
        connect_timeout: ODVInput[float] = DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: ODVInput[float] = DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Send one request; the answer's status and body, whatever they are."""
        assert self._session is not None, "initialize() comes first"
        timeout = _timeout(read_timeout if isinstance(read_timeout, (int, float)) else READ_TIMEOUT)
        try:
            async with self._session.request(
                method, _address(url), timeout=timeout, allow_redirects=False, **_body(request_data)
            ) as response:
                body = await _read(response)
                if response.status >= 300 and not body.startswith(b"{"):
                    raise NetworkError(f"HTTP {response.status}, and not from Telegram")
                return response.status, body
        except TelegramError:
            raise
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotDelivered(type(error).__name__) from None
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise MaybeDelivered(type(error).__name__) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer. Raises TelegramError for what is not a JSON object (a proxy's page)."""
        try:
            answer = orjson.loads(payload)
        except orjson.JSONDecodeError:
            raise TelegramError("the answer is not JSON") from None
        if not isinstance(answer, dict):
            raise TelegramError("the answer is not a JSON object")
        return answer


def _tell_nobody(_method: str, _error: TelegramError | None) -> None:
    pass


@lru_cache
def _address(url: str) -> URL:
    return URL(url)


@lru_cache
def _timeout(read_timeout: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(sock_connect=CONNECT_TIMEOUT, sock_read=read_timeout)


def _body(data: RequestData | _Body | None) -> dict[str, Any]:
    """Say how aiohttp shall send the parameters: JSON where it can be, a form where files go up."""
    if data is None:
        return {}
    if isinstance(data, _Body) and not data.uploads:
        return {
            "data": orjson.dumps(data.parameters),
            "headers": {"Content-Type": "application/json"},
        }
    form = aiohttp.FormData()
    if isinstance(data, _Body):
        for name, value in data.parameters.items():
            form.add_field(name, value if isinstance(value, str) else orjson.dumps(value).decode())
        for name, upload in data.uploads.items():
            form.add_field(name, upload.content, filename=upload.name)
        return {"data": form}
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    return {"data": form}


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """Read a body up to the size that Telegram itself allows for a file."""
    body = bytearray()
    async for chunk in response.content.iter_chunked(64 * 1024):
        body += chunk
        if len(body) > DOWNLOAD_LIMIT + 1024:
            raise NetworkError("the answer is larger than any answer of Telegram may be")
    return bytes(body)
