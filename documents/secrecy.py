"""Any paper looked through for a mark of secrecy: text, Word, PDF, spreadsheets, presentations.

What cannot be looked through is said to be so: a scan, a picture, a file of the old kinds.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from xml.etree import ElementTree as ET

from documents.kinds import kind_of
from documents.lines import Line, Source, line_of, row_of
from documents.marks import check_classification, check_rows
from documents.survey import survey
from rules.drafts import (
    ArchiveTooHeavy,
    DraftClassified,
    DraftEncrypted,
    DraftIsScan,
    DraftRefused,
    FileKind,
    MarkPlace,
)
from rules.secrecy import Inside

_ZIP = b"PK\x03\x04"
_OLD = frozenset({FileKind.DOC, FileKind.RTF, FileKind.SPREADSHEET, FileKind.PRESENTATION})
_HIDDEN_PARTS = re.compile(r"/(?:media|embeddings)/")
_DRAWN = re.compile(r"(?:xl/drawings|ppt/(?:slides|slideMasters|slideLayouts|notesSlides))/[^/]+\.xml")
_SHEETS = re.compile(r"xl/(?:worksheets|chartsheets)/[^/]+\.xml")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MARGIN = re.compile(rb"<(?:\w+:)?(odd|even|first)(Header|Footer)[^>]*>([^<]*)<")
_MARGIN_SIGNS = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-Za-z])')
"""Fonts, sizes and places within a margin's text (ECMA-376 part 1, 18.3.1.46)."""

ROWS_LOOKED_AT = 2_000
"""Of each sheet: a stamp stands above the table, and a file may claim a billion empty rows."""


def look_through(content: bytes, file_name: str) -> Inside:
    """Say how much of a file could be looked through, once no mark of secrecy was found in it.

    Hostile files may take long or much memory: from the bot, use `documents.child`.
    Raises DraftClassified, and ArchiveTooHeavy for a file that is dangerous to whoever opens it.
    """
    try:
        kind = kind_of(content)
        look = _LOOKS.get(kind)
        if look is None or (kind in _OLD and not content.startswith(_ZIP)):
            return _UNREAD.get(kind, Inside.OLD if kind in _OLD else Inside.OTHER)
        return look(content, file_name)
    except (DraftClassified, ArchiveTooHeavy):
        raise
    except DraftEncrypted:
        return Inside.LOCKED
    except DraftIsScan:
        return Inside.SCAN
    except DraftRefused:
        return Inside.OTHER


def _word(content: bytes, _file_name: str) -> Inside:
    from documents.word import read_word

    source = read_word(content)
    check_classification(source, survey(source.lines))
    return Inside.PICTURES if source.unread or _holds_more(content) else Inside.SEEN


def _pdf(content: bytes, _file_name: str) -> Inside:
    from documents.pdf import LEAST_LETTERS, letters_of, pages_of

    pages, stamps = pages_of(content)
    lines = tuple(
        line_of(raw, page=number) for number, page in enumerate(pages, 1) for raw in page.splitlines()
    )
    check_classification(Source(kind=FileKind.PDF, lines=lines, margins=stamps), survey(lines))
    # Of a page without words nobody knows whether it is empty or a picture.
    has_all = pages and all(letters_of(page) >= LEAST_LETTERS for page in pages)
    return Inside.SEEN if has_all else Inside.SCAN


def _text(content: bytes, file_name: str) -> Inside:
    from documents.markdown import read_marked_text

    source = read_marked_text(content, file_name=file_name)
    if file_name.lower().endswith((".csv", ".tsv")):
        check_rows(row_of(re.split(r"[;,\t]", line.text)) for line in source.lines)
    check_classification(source, survey(source.lines))
    return Inside.SEEN


def _sheets(content: bytes, _file_name: str) -> Inside:
    try:
        _check_drawn(content)
        for rows in _rows_of_sheets(content):
            check_rows(rows)
    except (DraftRefused, MemoryError):
        raise
    except Exception:  # noqa: BLE001  openpyxl meets a damaged file with whatever breaks first
        return Inside.OTHER
    return Inside.PICTURES if _holds_more(content) else Inside.SEEN


def _rows_of_sheets(content: bytes) -> Iterator[Iterator[Line]]:
    import warnings

    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl cannot keep does not concern a reader
        for page in load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets:
            page.reset_dimensions()
            rows = page.iter_rows(max_row=ROWS_LOOKED_AT, values_only=True)
            yield (row_of("" if cell is None else str(cell) for cell in row) for row in rows)


def _slides(content: bytes, _file_name: str) -> Inside:
    try:
        _check_drawn(content)
    except (zipfile.BadZipFile, ET.ParseError, ValueError, OSError):
        return Inside.OTHER
    return Inside.PICTURES if _holds_more(content) else Inside.SEEN


def _check_drawn(content: bytes) -> None:
    """Look at what stands outside the cells of sheets, and at all that stands on slides."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if _DRAWN.fullmatch(name):
                check_rows(map(line_of, _drawn_texts(archive.read(name))), place=MarkPlace.TEXT_BOX)
            elif _SHEETS.fullmatch(name):
                for _which, where, said in _MARGIN.findall(archive.read(name)):
                    place = MarkPlace.PAGE_HEADER if where == b"Header" else MarkPlace.PAGE_FOOTER
                    check_rows(map(line_of, _margin_texts(said)), place=place)


def _drawn_texts(part: bytes) -> Iterator[str]:
    if b"<!DOCTYPE" in part:
        message = "a document type is declared"  # no office program writes one
        raise ValueError(message)
    for paragraph in ET.fromstring(part).iter(f"{_DRAWING}p"):  # noqa: S314  bounded, without entities
        yield "".join(text.text or "" for text in paragraph.iter(f"{_DRAWING}t"))


def _margin_texts(said: bytes) -> list[str]:
    """Cut a page header or footer of a sheet into its parts: left, middle, right."""
    import html

    return _MARGIN_SIGNS.sub("\n", html.unescape(said.decode(errors="replace"))).splitlines()


def _holds_more(content: bytes) -> bool:
    """Whether an archive of an office program holds pictures, or files of other programs."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return any(_HIDDEN_PARTS.search(name) for name in archive.namelist())


_LOOKS: dict[FileKind, Callable[[bytes, str], Inside]] = {
    FileKind.DOCX: _word,
    FileKind.PDF: _pdf,
    FileKind.TEXT: _text,
    FileKind.SPREADSHEET: _sheets,
    FileKind.PRESENTATION: _slides,
}
_UNREAD = {FileKind.IMAGE: Inside.PICTURE}
