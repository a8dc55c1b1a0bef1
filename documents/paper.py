"""What stands on an official paper, in the order in which it is read.

The caller brings the words; the head, the labels and the form belong to the layout of the
standard, so a paper of the Party cannot carry the motto of the state.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from documents.layouts import EndMark
from rules.bodies import Standard
from rules.clauses import Level
from rules.numbering import NUMBER_PREFIXES, TYPE_NAMES, DocumentType


class Align(StrEnum):
    """Where the lines of a paragraph or a cell begin and end."""

    JUSTIFIED = "justified"
    LEFT = "left"
    CENTRED = "centred"
    RIGHT = "right"


@dataclass(frozen=True, kw_only=True)
class Tracked:
    """A change that Word shows as one, and lets its reader accept or reject."""

    is_added: bool  # put in; else taken out
    by: str  # shown beside the change: which version made it
    on: date


@dataclass(frozen=True, kw_only=True)
class Span:
    """A stretch of a paragraph written differently from the rest."""

    text: str
    bold: bool = False
    italic: bool = False
    tracked: Tracked | None = None


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Plain text; line ends in it begin new lines."""

    text: str | tuple[Span, ...]
    align: Align = Align.JUSTIFIED
    is_indented: bool = True


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A bold line of its own: "QUYẾT NGHỊ:", "I. KẾT QUẢ"."""

    text: str
    is_centred: bool = False


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One numbered clause. `title` is bold, `text` follows it."""

    level: Level
    ordinal: str  # as printed: "Điều 1.", "I-", "a)"
    title: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Bullet:
    """A line of a list, printed with a hyphen."""

    text: str


@dataclass(frozen=True, kw_only=True)
class KeyValue:
    """A fact with its name: "Thời gian: 08 giờ 00, ngày 05 tháng 02 năm 2026"."""

    key: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table; widths are shares of the text's width."""

    title: str
    width: float = 1
    align: Align = Align.LEFT


@dataclass(frozen=True, kw_only=True)
class PaperTable:
    """A ruled table; the row of titles comes back on every page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture in the middle of the page, at most as wide as the text."""

    png: bytes
    width_mm: float
    caption: str  # printed below, and read out to those who cannot see the picture


@dataclass(frozen=True, kw_only=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Paragraph | Heading | Clause | Bullet | KeyValue | PaperTable | Picture | PageBreak


@dataclass(frozen=True, kw_only=True)
class Signature:
    """The lines above a signature (`rules.signing`), and the name below it, without titles."""

    heading: tuple[str, ...]
    name: str


@dataclass(frozen=True, kw_only=True)
class Annex:
    """Something attached, on pages of its own; wide tables lie on their side."""

    title: str  # "PHỤ LỤC I"
    subtitle: str
    blocks: tuple[Block, ...]
    is_landscape: bool = False


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One official paper.

    Raises ValueError when the number line is not in the form of the standard, when there is
    neither a kind nor a title, or when more than two people sign.
    """

    standard: Standard
    on: date  # day of issue, or of writing for a draft: it picks the version of the layout
    parent_body: str  # the body above, on the first line of the head; "" where there is none
    body: str  # who issues
    place: str
    number: str = ""  # the whole line, from `rules.numbering`; "" for a paper that has none
    draft: int | None = None  # "Dự thảo lần n"; a draft leaves room for the date
    document_type: DocumentType | None = None  # a letter takes the form of letters
    title: str = ""  # instead of the name of the kind
    abstract: str = ""
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()  # "Căn cứ …", without the sign at the end
    blocks: tuple[Block, ...] = ()
    end_mark: EndMark | None = None  # None: as the layout has it
    signatures: tuple[Signature, ...] = ()  # two for minutes: clerk left, chair right
    recipients: tuple[str, ...] = ()  # without hyphen and sign at the end
    annexes: tuple[Annex, ...] = ()
    is_landscape: bool = False

    def __post_init__(self) -> None:
        prefix = NUMBER_PREFIXES[self.standard]
        if self.number and not self.number.startswith(prefix):
            raise ValueError(f"a {self.standard} number starts with {prefix!r}: {self.number!r}")
        if not self.title and self.document_type is None:
            raise ValueError("a paper has a kind or a title")
        if len(self.signatures) > 2:
            raise ValueError("at most two people sign a paper")

    @property
    def is_letter(self) -> bool:
        """Whether it is a công văn: no title, its subject under the number."""
        return self.document_type is DocumentType.OFFICIAL_LETTER and not self.title

    @property
    def printed_title(self) -> str:
        """The title in capitals, or the name of the kind."""
        if self.title or self.document_type is None:
            return self.title.upper()
        return TYPE_NAMES[self.document_type].name.upper()
