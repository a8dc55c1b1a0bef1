"""Logs: structured, one line for each event, and never a token in them."""

import logging
import re
import sys
from typing import Any

import structlog

TOKEN = re.compile(r"(?<!\d)\d{6,12}:[A-Za-z0-9_-]{30,}")
"""A bot token wherever it stands, in an address too ("/bot123456:AA…")."""


class Redacting(logging.Formatter):
    """Takes tokens out of the finished line, so that tracebacks and messages of others are covered."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        """Format a record and take tokens out."""
        return TOKEN.sub("<token>", self._inner.format(record))


def configure_logs(level: int = logging.INFO) -> None:
    """Send everything, the libraries' logs too, through one formatter to standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
    inner = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "logger", "event"]),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacting(inner))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # These write addresses with the token, texts of messages, or what says nothing, at lower levels.
    for name in ("httpx", "httpcore", "telegram", "aiohttp.access", "apscheduler", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
