"""Spreadsheets that people send: .xlsx and .csv as one table with its rows and columns counted."""

import csv
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO, StringIO

from documents.archives import check_archive
from documents.printable import printable_text
from rules.drafts import FileKind
from rules.sheets import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEET_BYTES,
    CellValue,
    NoHeader,
    NotASheet,
    Row,
    SheetRefused,
    SheetTooLarge,
    SheetUnreadable,
    Table,
    TooManyColumns,
    TooManyRows,
)

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs what begins like this; who writes one with care puts an apostrophe before it."""

MOST_UNPACKED_BYTES = 40 * 1024 * 1024

HEADER_WITHIN = 20
"""Titles stand within so many rows; above them there may be the name of the list."""

LAST_ROW = 20_000
LAST_COLUMN = 1_000
"""Nothing beyond is looked at, empty or not: a file may claim a billion empty rows."""

LARGEST_WHOLE = 2**53
"""A spreadsheet keeps no larger whole number exactly; written out by hand it is a text of digits."""

SEPARATORS = (";", ",", "\t")

_ZIP_START = b"PK\x03\x04"
_UTF_16_STARTS = (b"\xff\xfe", b"\xfe\xff")


def read_table(content: bytes, file_name: str) -> Table:
    """Read the first sheet of a file as a table.

    The header is the first row with at least two filled cells. Formulas give their last result,
    cells of .csv files are texts. Raises SheetTooLarge, NotASheet, SheetUnreadable, NoHeader,
    TooManyRows, TooManyColumns.
    """
    if len(content) > MAX_SHEET_BYTES:
        raise SheetTooLarge(file_name=file_name, size_bytes=len(content), limit_bytes=MAX_SHEET_BYTES)
    extension = file_name.lower().rpartition(".")[2]
    if extension == "xlsx":
        return _table(_xlsx_rows(content, file_name), file_name)
    if extension in {"csv", "tsv"}:
        return _table(_csv_rows(content, file_name), file_name)
    raise NotASheet(file_name=file_name)


def _table(rows: Iterable[Sequence[CellValue]], file_name: str) -> Table:
    numbered = [(n, filled) for n, values in enumerate(rows, start=1) if (filled := _filled(values))]
    header = next((row for row in numbered if _may_be_header(row)), None)
    if header is None:
        raise NoHeader(file_name=file_name)
    header_row, titles = header
    below = [row for row in numbered if row[0] > header_row]
    if len(below) > MAX_ROWS:
        raise TooManyRows(file_name=file_name, limit=MAX_ROWS)
    width = max(len(titles), *(len(values) for _, values in below), 0)
    if width > MAX_COLUMNS:
        raise TooManyColumns(file_name=file_name, limit=MAX_COLUMNS)
    return Table(
        header_row=header_row,
        columns=tuple(_title(value) for value in _widened(titles, width)),
        rows=tuple(Row(number=n, values=_widened(values, width)) for n, values in below),
    )


def _filled(values: Sequence[CellValue]) -> tuple[CellValue, ...]:
    """Answer a row without the empty cells at its end."""
    length = len(values)
    while length and values[length - 1] is None:
        length -= 1
    return tuple(values[:length])


def _may_be_header(row: tuple[int, tuple[CellValue, ...]]) -> bool:
    number, values = row
    return number <= HEADER_WITHIN and sum(value is not None for value in values) >= 2


def _title(value: CellValue) -> str:
    return "" if value is None else " ".join(str(value).split())


def _widened(values: tuple[CellValue, ...], width: int) -> tuple[CellValue, ...]:
    return values + (None,) * (width - len(values))


def _xlsx_rows(content: bytes, file_name: str) -> list[tuple[CellValue, ...]]:
    try:
        check_archive(content, kind=FileKind.SPREADSHEET, most_unpacked_bytes=MOST_UNPACKED_BYTES)
        return list(_values(content, file_name))
    except SheetRefused:
        raise
    except Exception as error:
        # openpyxl meets a damaged file with whatever breaks first: KeyError, TypeError, …
        raise SheetUnreadable(file_name=file_name) from error


def _values(content: bytes, file_name: str) -> Iterator[tuple[CellValue, ...]]:
    # The library comes with the first table: a start does not wait for it.
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl cannot keep does not concern a reader
        page = load_workbook(BytesIO(content), read_only=True, data_only=True).worksheets[0]
        # A file may understate its size, and rows beyond would be dropped without a word.
        page.reset_dimensions()
        for number, row in enumerate(page.iter_rows(values_only=True), start=1):
            if number > LAST_ROW:
                raise TooManyRows(file_name=file_name, limit=MAX_ROWS)
            if len(row) > LAST_COLUMN:
                raise TooManyColumns(file_name=file_name, limit=MAX_COLUMNS)
            yield tuple(_value(value) for value in row)


def _value(value: object) -> CellValue:
    match value:
        case bool():
            return str(value).upper()
        case datetime() if value.time() == time.min:
            return value.date()
        case datetime():
            return f"{value:%d/%m/%Y %H:%M}"
        case int() if abs(value) > LARGEST_WHOLE:
            return str(value)
        case int() | float() | date() | None:
            return value
        case _:
            return printable_text(str(value)).strip() or None


def _csv_rows(content: bytes, file_name: str) -> list[tuple[CellValue, ...]]:
    encoding = "utf-16" if content.startswith(_UTF_16_STARTS) else "utf-8-sig"
    try:
        text = content.decode(encoding)
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=_separator(text)))
    except (UnicodeDecodeError, csv.Error) as error:
        raise SheetUnreadable(file_name=file_name) from error
    return [tuple(_csv_value(value) for value in row) for row in rows]


def _separator(text: str) -> str:
    """Answer the sign that cuts most of the first lines into the same number of cells."""
    lines = text.splitlines()[: HEADER_WITHIN * 2]

    def regularity(separator: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator))
        del widths[0], widths[1]
        return max(((times, width) for width, times in widths.items()), default=(0, 0))

    return max(SEPARATORS, key=regularity)


def _csv_value(text: str) -> CellValue:
    value = printable_text(text).strip()
    # The apostrophe that keeps a text from running as a formula is no part of it.
    if value.startswith("'") and value[1:].startswith(FORMULA_STARTS):
        value = value[1:]
    return value or None
