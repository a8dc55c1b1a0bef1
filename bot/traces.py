"""Exceptions for the log: where each came from and of which kind it is, without what it says.

What an exception says quotes what it was about: `invalid literal for int(): 'Nguyễn Văn A'`, the row
that broke a key, the parameters of a statement. Such words stay out of the log; the ids beside the trace
say where they can be looked up. Only what machines say about themselves is told.
"""

import re
import sqlite3
import traceback
from collections.abc import Iterator
from textwrap import indent
from types import TracebackType
from typing import Any

from sqlalchemy.exc import DBAPIError
from telegram.error import TelegramError

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]

_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def trace_of(exc_info: ExcInfo) -> str:
    """Tell an exception and what led to it, as Python does, but for the words."""
    return "\n".join(_lines(exc_info[1], set()))


def without_quotes(said: str) -> str:
    """Take out what a machine's sentence quotes: `unsupported start tag "…"`."""
    return _QUOTED.sub("…", said)


def _lines(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None and id(earlier) not in seen:
        yield from _lines(earlier, seen)
        yield "which led to"
    yield "Traceback (most recent call last):"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip("\n")
    yield f"{_kind(error)}: {said}" if (said := _said(error)) else _kind(error)
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield indent("\n".join(_lines(one, seen)), "  | ")


def _kind(error: BaseException) -> str:
    kind = type(error)
    return (
        kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    )


def _said(error: BaseException) -> str:
    """Give what a machine says about itself: Telegram, the database, the operating system."""
    match error:
        case TelegramError():
            return without_quotes(error.message)
        case DBAPIError():
            return _said(error.orig) if error.orig is not None else ""
        case Exception(sqlstate=_, diag=_):  # psycopg's, which is not imported where SQLite serves
            return _said_by_postgres(error)
        case sqlite3.Error():
            return without_quotes(str(error))
        case OSError():
            return f"[{error.errno}] {error.strerror}" if error.strerror else ""
        case _:
            return ""


def _said_by_postgres(error: Any) -> str:
    """Name the code, the table and the constraint; the server's sentence holds the row itself."""
    diagnosis = error.diag
    if error.sqlstate is None:  # the server could not be reached, or has gone: nothing was said of a row
        return str(error).partition("\n")[0]
    named = (error.sqlstate, diagnosis.table_name, diagnosis.column_name, diagnosis.constraint_name)
    return " ".join(name for name in named if name)
