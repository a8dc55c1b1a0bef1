"""Logs: structured, one line for each event; never a token, and never what people wrote, in them."""

import logging
import os
import re
import sys
import threading
from types import TracebackType
from typing import Any, Literal

import structlog
from structlog.typing import EventDict

from bot.traces import trace_of

TOKEN = re.compile(r"(?<!\d)\d{6,12}:[A-Za-z0-9_-]{30,}")
"""A bot token wherever it stands, in an address too ("/bot123456:AA…")."""

QUIET = {
    # Addresses with the token, or texts of messages, stand in what these write at lower levels.
    "httpx": logging.WARNING, "httpcore": logging.WARNING, "telegram": logging.WARNING,
    "aiohttp.access": logging.WARNING,
    # These quote the papers that people send.
    "pypdf": logging.CRITICAL, "PIL": logging.WARNING, "fontTools": logging.WARNING,
    # These have nothing to say.
    "apscheduler": logging.WARNING, "alembic": logging.WARNING,
}  # fmt: skip
"""From which level the logs of libraries are heard at all."""

LogFormat = Literal["logfmt", "json"]

_FIRST = ("timestamp", "level", "logger", "event")


log = structlog.get_logger(__name__)


class Redacting(logging.Formatter):
    """Takes tokens out of the finished line, so that tracebacks and messages of others are covered."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        """Format a record and take tokens out."""
        return TOKEN.sub("<token>", self._inner.format(record))


def configure_logs(level: int = logging.INFO, *, shape: LogFormat = "logfmt") -> None:
    """Send everything, the libraries' logs too, through one formatter to standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _say_process,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
    inner = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, _first_line],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.ExceptionRenderer(trace_of),
            _renderer(shape),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacting(inner))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name, quiet in QUIET.items():
        logging.getLogger(name).setLevel(quiet)


def log_what_nobody_catches() -> None:
    """Have faults that end the process, or a thread of it, logged like all others."""

    def end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, Exception):
            log.critical("ended by a fault", exc_info=(kind, error, trace))

    sys.excepthook = end
    threading.excepthook = lambda ended: end(
        ended.exc_type, ended.exc_value or ended.exc_type(), ended.exc_traceback
    )


def _renderer(shape: LogFormat) -> Any:
    if shape == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.processors.LogfmtRenderer(key_order=_FIRST)


def _say_process(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Tell the lines of several workers apart."""
    event["process"] = os.getpid()
    return event


def _first_line(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Keep the first line of what a library says: asyncio goes on with a repr of the exception."""
    event["event"] = str(event["event"]).partition("\n")[0]
    return event
