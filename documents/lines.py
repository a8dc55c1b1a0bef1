"""A draft's lines as every reader of files hands them to the outline."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from documents.printable import printable_text
from rules.drafts import FileKind, MarkPlace
from rules.folding import match_form, nfc

BAR = "|"
"""What parts the cells of a row where it is one line of text."""


@dataclass(kw_only=True, slots=True)  # not frozen: thousands are made, and half as fast
class Line:
    """One line of a file, or one row of a table with its cells joined by " | "."""

    #: what is shown: composed letters, nothing invisible, otherwise as in the file
    text: str
    #: the same for patterns: as long as `text`, one kind of blank and dash, no blanks around
    matched: str
    #: True where the source says that a paragraph begins; None where lines may be wrapped
    begins: bool | None = None
    #: from 1; always 1 where the source knows no pages
    page: int = 1
    #: True for the text of a footnote
    is_note: bool = False
    #: the cells of a row; empty where the line is no row
    cells: tuple[str, ...] = ()
    #: True where letters and their marks came apart (not NFC)
    was_apart: bool = False
    #: True where control or direction marks were taken out
    had_hidden: bool = False

    @property
    def is_blank(self) -> bool:
        """Nothing to be seen."""
        return not self.matched


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """What a file holds: its lines, and texts that stand outside the lines."""

    kind: FileKind
    lines: tuple[Line, ...]
    #: page headers, footers and text boxes, looked at for marks of secrecy only
    margins: tuple[tuple[MarkPlace, str], ...] = ()
    #: what the file holds and this house does not read ("altChunk", "picture" …)
    unread: tuple[str, ...] = field(default=())


def line_of(
    raw: str,
    *,
    begins: bool | None = None,
    page: int = 1,
    is_note: bool = False,
    cells: Iterable[str] = (),
) -> Line:
    """One raw line made showable, with notes on what had to be changed for that."""
    composed = nfc(raw)
    text = printable_text(composed).replace("\n", " ")
    return Line(
        text=text,
        matched=match_form(text).strip(),
        begins=begins,
        page=page,
        is_note=is_note,
        cells=tuple(match_form(cell).strip() for cell in cells),
        was_apart=composed != raw,
        had_hidden=len(text) != len(composed),
    )


def row_of(cells: Iterable[str], *, page: int = 1) -> Line:
    """A row of a table as one line."""
    held = [" ".join(cell.split()) for cell in cells]
    return line_of(f" {BAR} ".join(held), begins=True, page=page, cells=held)
