"""The voice in which something is said: language, dates, numbers, and the one place that escapes HTML.

`_("Hello {name}", name=…)` looks the sentence up in the reader's language and fills the fields in; what
people typed is escaped there. English sentences are the keys; the Vietnamese ones are written by hand.
"""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from typing import Any

from babel.numbers import format_decimal, format_percent
from markupsafe import Markup

from locales.catalogs import translations
from rules.calendar import local_date, local_time

_LANGUAGE: ContextVar[str] = ContextVar("language", default="vi")


@contextmanager
def speaking(language: str) -> Generator[None]:
    """Say everything inside in one language."""
    token = _LANGUAGE.set(language)
    try:
        yield
    finally:
        _LANGUAGE.reset(token)


def language() -> str:
    """Give the language that is being spoken."""
    return _LANGUAGE.get()


def _(sentence: str, /, **fields: Any) -> Markup:
    """Say a sentence. Fields are escaped unless they are Markup themselves."""
    return Markup(translations(language()).gettext(sentence)).format(**fields)  # noqa: S704


def n_(one: str, many: str, n: int, /, **fields: Any) -> Markup:
    """Say a sentence about a number of things; the number is the field `n`."""
    said = translations(language()).ngettext(one, many, n)
    return Markup(said).format(n=number(n), **fields)  # noqa: S704  the catalogs are ours


def lines(*parts: str | Markup | None) -> Markup:
    """Put sentences below each other; what is None or empty takes no line."""
    return Markup("\n").join(part for part in parts if part)


def number(value: float) -> str:
    """Write a number as it is read here: 1.234,5."""
    return format_decimal(value, locale=language())


def percent(share: float) -> str:
    """Write a share of 1 with at most one decimal: 29,3%."""
    return format_percent(share, format="#,##0.#%", locale=language())


def day(on: date) -> str:
    """Write a date for a chat: 05/02/2026."""
    return f"{on:%d/%m/%Y}"


def moment(at: datetime) -> str:
    """Write a point in time for a chat, as it is in Vietnam: 17:00, 05/02/2026."""
    return f"{local_time(at):%H:%M}, {day(local_date(at))}"


def left(until: date, *, today: date) -> Markup:
    """Say how far a day is away: còn 3 ngày, hôm nay, quá hạn 2 ngày."""
    days = (until - today) // timedelta(days=1)
    if days == 0:
        return _("today")
    if days > 0:
        return n_("{n} day left", "{n} days left", days)
    return n_("{n} day overdue", "{n} days overdue", -days)
