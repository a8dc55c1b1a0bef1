"""PDF files: the text layer, page by page."""

import io
import zlib
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from documents.lines import Line, Source, line_of
from rules.drafts import DraftBroken, DraftEncrypted, DraftIsScan, FileKind, MarkPlace

MOST_PAGES = 1_000
"""No committee reads a draft of more; a crafted file may claim millions."""

MOST_STAMPS = 100
"""On one page."""

LEAST_LETTERS = 20
"""A page with fewer has no text layer, at most a stamp or a page number."""

Stamps = tuple[tuple[MarkPlace, str], ...]
"""As `documents.lines.Source` holds what stands outside the lines."""

_DAMAGE = (
    PyPdfError, KeyError, ValueError, AttributeError, IndexError, TypeError, OSError,
    RecursionError, NotImplementedError, AssertionError, ArithmeticError, zlib.error,
)  # fmt: skip


def read_pdf(content: bytes) -> Source:
    """A PDF file. Raises DraftEncrypted, DraftIsScan and DraftBroken."""
    pages, stamps = pages_of(content)
    _check_text_layer(pages)
    lines: list[Line] = [
        line_of(raw, page=number)
        for number, page in enumerate(pages, start=1)
        for raw in page.splitlines()
    ]
    return Source(kind=FileKind.PDF, lines=tuple(lines), margins=stamps)


def pages_of(content: bytes) -> tuple[list[str], Stamps]:
    """The text layer of each page, "" where there is none, and what is stamped or typed upon them.

    Raises DraftEncrypted and DraftBroken.
    """
    try:
        # A reader of strangers' files meets damage wherever its parser looks.
        return _page_texts(content)
    except (FileNotDecryptedError, DependencyError) as error:
        raise DraftEncrypted from error
    except _DAMAGE as error:
        raise DraftBroken(kind=FileKind.PDF, detail=repr(error)) from error


def _page_texts(content: bytes) -> tuple[list[str], Stamps]:
    reader = PdfReader(io.BytesIO(content))
    # Many papers are only protected against printing and open with an empty password.
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileNotDecryptedError
    if len(reader.pages) > MOST_PAGES:
        message = f"{len(reader.pages)} pages"
        raise ValueError(message)
    return [page.extract_text() for page in reader.pages], tuple(_stamps(reader))


def _stamps(reader: PdfReader) -> Iterator[tuple[MarkPlace, str]]:
    """Texts that a reader of PDF files lays upon a page (ISO 32000-1, 12.5.6): a stamp, typed words."""
    for page in reader.pages:
        for each in (page.annotations or ())[:MOST_STAMPS]:
            said = each.get_object()
            if said.get("/Subtype") in {"/Stamp", "/FreeText", "/Watermark"}:
                for line in str(said.get("/Contents", "")).splitlines():
                    yield MarkPlace.TEXT_BOX, line


def _check_text_layer(pages: list[str]) -> None:
    """Refuse a scan, also one whose header or signature alone was typed or stamped.

    Raises DraftIsScan.
    """
    with_text = sum(letters_of(page) >= LEAST_LETTERS for page in pages)
    if 2 * with_text < len(pages) or not with_text:
        raise DraftIsScan(pages=len(pages), pages_with_text=with_text)


def letters_of(page: str) -> int:
    """How many letters the text layer of a page has."""
    return sum(map(str.isalpha, page))
