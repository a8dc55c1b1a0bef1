"""A draft as it was handed in: what its file says of itself, and why a file is not taken.

A refused file is not stored, not even in part (S0.5, S2.43).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from rules.bodies import Standard
from rules.clauses import Outline
from rules.notices import Errand, Notice
from rules.numbering import DocumentType
from rules.refused import Refused

LARGEST_DRAFT_BYTES = 20 * 1024 * 1024
"""What a bot may download. https://core.telegram.org/bots/api#getfile"""


class FileKind(StrEnum):
    """What a file is by its content, whatever its name says."""

    DOCX = "docx"
    PDF = "pdf"
    TEXT = "text"
    MARKDOWN = "markdown"
    DOC = "doc"  # Word before 2007
    RTF = "rtf"  # often named .doc
    MACRO_WORD = "docm"
    SPREADSHEET = "spreadsheet"
    PRESENTATION = "presentation"
    OPEN_DOCUMENT = "open_document"
    HTML = "html"
    IMAGE = "image"
    ARCHIVE = "archive"
    UNKNOWN = "unknown"


class ClassificationMark(StrEnum):
    """A degree of secrecy (độ mật) stamped on a paper; no such paper belongs in a chat."""

    # The words are those of Law 29/2018/QH14, Article 8, and no passwords.
    CONFIDENTIAL = "mật"
    SECRET = "tối mật"  # noqa: S105 - a degree of secrecy
    TOP_SECRET = "tuyệt mật"  # noqa: S105 - a degree of secrecy
    STATE_SECRET = "bí mật nhà nước"  # noqa: S105 - a degree of secrecy


class MarkPlace(StrEnum):
    """Where a classification mark was found."""

    TEXT = "text"
    PAGE_HEADER = "page_header"
    PAGE_FOOTER = "page_footer"
    TEXT_BOX = "text_box"


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftHead:
    """What the head zone of a draft says; a person confirms every word of it.

    All texts are as printed, and empty where the draft does not say.
    """

    #: whose layout it follows; None where it shows neither head, or both
    standard: Standard | None = None
    #: "NGHỊ QUYẾT", "KẾ HOẠCH" …
    type_name: str = ""
    #: None where the type is none of those that a committee issues
    document_type: DocumentType | None = None
    #: "113/NQ-CP", "60-NQ/TW"; "-NQ/ĐU" where the number is still blank
    symbol: str = ""
    issuer: str = ""
    parent_body: str = ""
    place: str = ""
    issued_on: date | None = None
    #: what the document is about (trích yếu), without its type
    abstract: str = ""
    #: one entry for each "Căn cứ …" and its like, in order
    legal_bases: tuple[str, ...] = ()
    #: the post and the name in the signature, "" where it is not signed by name
    signer_post: str = ""
    signer_name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadDraft:
    """A draft file as read: every line, its outline, and what its head says."""

    kind: FileKind
    #: the lines of the file, in Unicode NFC, otherwise as they stand there
    lines: tuple[str, ...]
    outline: Outline
    head: DraftHead


@dataclass(eq=False, kw_only=True)
class DraftRefused(Refused):
    """A file cannot be taken as a draft. The family of all refusals below."""


@dataclass(eq=False, kw_only=True)
class DraftTooLarge(DraftRefused):
    """The file has more bytes than a bot may fetch."""

    size_bytes: int
    limit_bytes: int


@dataclass(eq=False, kw_only=True)
class DraftKindNotReadable(DraftRefused):
    """The file is none of .docx, .pdf, .txt and .md, whatever it is called."""

    file_name: str
    kind: FileKind


@dataclass(eq=False, kw_only=True)
class DraftIsLegacyWord(DraftRefused):
    """A .doc or .rtf file: to be saved as .docx and sent again."""

    file_name: str
    kind: FileKind


@dataclass(eq=False, kw_only=True)
class ArchiveTooHeavy(DraftRefused):
    """A small file that unpacks into far too much (a "zip bomb")."""

    members: int
    unpacked_bytes: int
    #: unpacked bytes for each packed byte, rounded down
    ratio: int


@dataclass(eq=False, kw_only=True)
class DraftIsScan(DraftRefused):
    """Pictures of pages without a text layer: nothing in it can be quoted or searched."""

    pages: int
    pages_with_text: int


@dataclass(eq=False, kw_only=True)
class DraftEncrypted(DraftRefused):
    """The file asks for a password."""


@dataclass(eq=False, kw_only=True)
class DraftEmpty(DraftRefused):
    """The file holds no word at all."""


@dataclass(eq=False, kw_only=True)
class DraftBroken(DraftRefused):
    """The file is damaged. `detail` is for the log, not for people."""

    kind: FileKind
    detail: str


@dataclass(eq=False, kw_only=True)
class DraftNotUnicode(DraftRefused):
    """A text file in an old encoding (TCVN3, VNI, cp1258 …): to be saved as UTF-8."""

    #: the first byte that is not UTF-8, counted from 0
    offset: int


@dataclass(eq=False, kw_only=True)
class DraftTooSlow(DraftRefused):
    """Reading the file took longer than allowed."""

    seconds: float


@dataclass(eq=False, kw_only=True)
class DraftTooHeavy(DraftRefused):
    """Reading the file took more memory than allowed."""

    memory_bytes: int


@dataclass(eq=False, kw_only=True)
class DraftClassified(DraftRefused):
    """The paper bears a mark of secrecy (Law 29/2018/QH14 on state secrets)."""

    is_forgotten: ClassVar[bool] = True

    mark: ClassificationMark
    place: MarkPlace
    #: the line of the text, counted from 1; None in a header, footer or text box
    line: int | None


@dataclass(frozen=True, kw_only=True)
class ReadingDraft(Notice):
    """The file has arrived and is being read."""

    is_secret: ClassVar[bool] = True

    file_name: str


@dataclass(frozen=True, kw_only=True)
class NewOrVersion(Notice):
    """Asks whether a file is a new resolution or a new version of an open one."""

    is_secret: ClassVar[bool] = True

    file_id: str
    file_name: str


@dataclass(frozen=True, kw_only=True)
class DraftForm(Notice):
    """What is known of a draft and what is still missing, with the next thing to do."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class DraftFields(Notice):
    """What is known of a draft, each with a button to correct it."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class DraftOutline(Notice):
    """The clauses of a version, a page of them."""

    draft_id: int
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class DraftProblems(Notice):
    """What looks wrong in a version, and what its tasks lack."""

    draft_id: int


@dataclass(frozen=True, kw_only=True)
class ClausePage(Notice):
    """One clause in full."""

    clause_id: int


@dataclass(frozen=True, kw_only=True)
class ChooseType(Notice):
    """The kinds of papers that the body may issue."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class ChooseAudience(Notice):
    """Who is to be asked for comments."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class ReadDraftFile(Errand):
    """Fetch a draft that was handed in and read it."""

    chat_id: int  # where to answer
    body_id: int
    resolution_id: int | None  # None for a new one
    member_id: int
    file_id: str
    file_name: str
    initiative_id: int | None = None  # of which it is the draft


@dataclass(eq=False, kw_only=True)
class AbstractEmpty(Refused):
    """The abstract is empty or says nothing."""
