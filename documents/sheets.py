"""Spreadsheets that the house hands out: what people typed stays text, whatever it looks like."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from documents.printable import one_line, printable_text
from rules.sheets import CellValue

if TYPE_CHECKING:
    from xlsxwriter import Workbook as Book
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MAX_CELL_CHARACTERS = 32_767
"""What Excel keeps of a cell."""

MAX_TITLE_CHARACTERS = 31
_NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True, kw_only=True)
class SheetColumn:
    """A column: its title, and how wide it is in letters."""

    title: str
    width: float = 18


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table with one row of titles."""

    title: str  # of the tab
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Workbook:
    """The sheets of one file, and the day of which they tell."""

    sheets: tuple[Sheet, ...]
    on: date


@dataclass(frozen=True, kw_only=True)
class _Formats:
    title: "Format"
    text: "Format"
    day: "Format"
    number: "Format"


def write_xlsx(workbook: Workbook) -> bytes:
    """Write the sheets as .xlsx: titles stay in sight, rows can be filtered, A4 on its side.

    Texts are never formulas or links. The same workbook gives the same bytes.
    """
    # The library comes with the first table: a start does not wait for it.
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    midnight = datetime.combine(workbook.on, time.min, tzinfo=UTC).replace(tzinfo=None)
    book.set_properties({"created": midnight})
    formats = _formats(book)
    taken: set[str] = set()
    for sheet in workbook.sheets:
        title = _tab_title(sheet.title, taken)
        taken.add(title.casefold())
        _write_sheet(book.add_worksheet(title), sheet, formats)
    book.close()
    return out.getvalue()


def _formats(book: "Book") -> _Formats:
    cell = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "border": 1}
    wrapped = {**cell, "text_wrap": True}
    return _Formats(
        title=book.add_format({**wrapped, "bold": True, "align": "center", "bg_color": "#E7EEF7"}),
        text=book.add_format({**wrapped, "num_format": "@"}),
        day=book.add_format({**cell, "num_format": "dd/mm/yyyy", "align": "center"}),
        number=book.add_format(cell),
    )


def _write_sheet(page: "Worksheet", sheet: Sheet, formats: _Formats) -> None:
    last_column = max(0, len(sheet.columns) - 1)
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
        page.write_string(0, index, one_line(column.title), formats.title)
    for number, row in enumerate(sheet.rows, start=1):
        for index, value in enumerate(row):
            _write_cell(page, number, index, value, formats)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(sheet.rows), last_column)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)  # inches
    page.set_footer("&C&P/&N")


def _write_cell(page: "Worksheet", row: int, column: int, value: CellValue, formats: _Formats) -> None:
    if value is None:
        page.write_blank(row, column, None, formats.text)
    elif isinstance(value, date):
        at = datetime.combine(value, time.min, tzinfo=UTC).replace(tzinfo=None)
        page.write_datetime(row, column, at, formats.day)
    elif isinstance(value, str):
        text = printable_text(value)[:MAX_CELL_CHARACTERS]
        page.write_string(row, column, text, formats.text)
    else:
        page.write_number(row, column, value, formats.number)


def _tab_title(title: str, taken: set[str]) -> str:
    """Answer a title that Excel takes for a tab and that no other tab of the file has."""
    clean = one_line(title.translate(_NOT_IN_TITLES))[:MAX_TITLE_CHARACTERS] or "1"
    number = 2
    unique = clean
    while unique.casefold() in taken:
        unique = f"{clean[: MAX_TITLE_CHARACTERS - 4]} {number}"
        number += 1
    return unique
