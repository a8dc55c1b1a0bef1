"""Tables that people send: what is in a cell, where it stands, and why a file is refused."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rules.refused import Refused

CellValue = str | int | float | date | None
"""What a cell holds. A point in time inside a day is kept as its text."""

MAX_SHEET_BYTES = 5_000_000
MAX_ROWS = 5_000
MAX_COLUMNS = 60


@dataclass(eq=False, kw_only=True)
class SheetRefused(Refused):
    """A file cannot be taken as a table."""

    file_name: str


@dataclass(eq=False, kw_only=True)
class NotASheet(SheetRefused):
    """The file is of a kind that holds no table that can be read (only .xlsx and .csv can)."""


@dataclass(eq=False, kw_only=True)
class SheetTooLarge(SheetRefused):
    """The file is heavier than any roster or task list needs to be."""

    size_bytes: int
    limit_bytes: int


@dataclass(eq=False, kw_only=True)
class SheetUnreadable(SheetRefused):
    """The file is damaged, locked by a password, packed like a bomb or not what its name says."""


@dataclass(eq=False, kw_only=True)
class TooManyRows(SheetRefused):
    """The table has more rows than one import takes."""

    limit: int


@dataclass(eq=False, kw_only=True)
class TooManyColumns(SheetRefused):
    """The table has more columns than one import takes."""

    limit: int


@dataclass(eq=False, kw_only=True)
class NoHeader(SheetRefused):
    """The table has no row of column names."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line below the header. Blank lines are left out, but keep their numbers."""

    number: int  # as the spreadsheet counts, from 1
    values: tuple[CellValue, ...]  # one for each column; None where the cell is empty


@dataclass(frozen=True, kw_only=True)
class Table:
    """The first sheet of a file: a row of column names and what stands below it."""

    header_row: int  # as the spreadsheet counts, from 1
    columns: tuple[str, ...]  # "" where a column has no name
    rows: tuple[Row, ...]


def column_letter(index: int) -> str:
    """Answer the letters over a column: 0 is "A", 25 is "Z", 26 is "AA"."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def text_of(value: CellValue) -> str:
    """Answer what a reader sees in the cell: whole numbers bare, dates day first, one line."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    return "" if value is None else " ".join(str(value).split())


_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_IN_WORDS = re.compile(r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)


def date_of(value: CellValue) -> date | None:
    """Answer the date in a cell, or None where there is none that is sure.

    Texts are read day first with a year of four digits ("5/9/2026", "05.09.2026", "ngày 05 tháng
    9 năm 2026"), or as ISO dates. A bare number is not a date: which one, nobody can see.
    """
    if isinstance(value, date):
        return value
    text = text_of(value) if isinstance(value, str) else ""
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(text) or _IN_WORDS.fullmatch(text):
        day, month, year = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")


def number_of(value: CellValue) -> Decimal | None:
    """Answer the number in a cell, or None. Texts are Vietnamese: "1.234,5" is 1234.5.

    A single point before anything but three digits is taken as a decimal point ("12.5").
    """
    if isinstance(value, int | float):
        return Decimal(str(value))
    text = text_of(value).replace(" ", "") if isinstance(value, str) else ""
    if _GROUPED.fullmatch(text):
        text = text.replace(".", "")
    text = text.replace(",", ".")
    return Decimal(text) if re.fullmatch(r"[+-]?\d+(?:\.\d+)?", text) else None
