"""The register of documents from above that a body has to concretise (văn bản cấp trên; S1.7, S1.8)."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.folding import fold, match_form
from rules.notices import Errand, Notice
from rules.refused import Refused

LONGEST_SYMBOL = 60
LONGEST_SAID = 300


class UpperField(StrEnum):
    """What is told of a document from above, in the order in which it is asked for."""

    SYMBOL = "symbol"  # số, ký hiệu
    ISSUER = "issuer"
    ISSUED_ON = "issued_on"
    ABOUT = "about"  # trích yếu
    THEME = "theme"  # nhóm vấn đề: what is merged into one plan (S1.8)
    DUE = "due"  # by when it is to be concretised, where it says so


NEEDED = frozenset(UpperField) - {UpperField.DUE}
"""Not every document gives a date."""


class UpperState(StrEnum):
    """Whether something has still to be done about a document."""

    WAITING = "waiting"  # no resolution of ours concretises it yet
    LINKED = "linked"  # one or several do
    SET_ASIDE = "set_aside"  # a person says that nothing of it has to be concretised here


@dataclass(frozen=True, kw_only=True)
class UpperDocumentList(Notice):
    """The documents from above of a body, by theme, with what of them is covered."""

    page: int = 0


@dataclass(frozen=True, kw_only=True)
class UpperDocumentPage(Notice):
    """One document from above: what is known of it, and the next thing to do."""

    document_id: int


@dataclass(frozen=True, kw_only=True)
class UpperDocumentFile(Notice):
    """The file of a document, as it was sent."""

    document_id: int


@dataclass(frozen=True, kw_only=True)
class UpperDocumentFields(Notice):
    """What is known of a document, each with a button to correct it."""

    document_id: int


@dataclass(frozen=True, kw_only=True)
class ChooseTheme(Notice):
    """The themes that the register has already."""

    document_id: int


@dataclass(frozen=True, kw_only=True)
class UpperClauses(Notice):
    """The clauses of a document, to tick those that require something of the body, a page of them."""

    document_id: int
    page: int = 0
    is_whole: bool = False  # also those in which no phrase of duty was found


@dataclass(frozen=True, kw_only=True)
class ChooseLinked(Notice):
    """The drafts of the body by which a document may be concretised."""

    document_id: int


@dataclass(frozen=True, kw_only=True)
class ChooseUpperDocuments(Notice):
    """The register, to tick what a draft concretises: one document, several, or a whole theme."""

    resolution_id: int
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class ReadUpperDocument(Errand):
    """Fetch a document from above, or take what was written of it, and read it."""

    chat_id: int  # where to answer
    body_id: int
    member_id: int
    file_id: str  # "" where its text was written
    file_name: str
    text: str = ""


@dataclass(eq=False, kw_only=True)
class SymbolTaken(Refused):
    """The register has a document with this symbol already."""

    document_id: int
    symbol: str


@dataclass(eq=False, kw_only=True)
class NotADate(Refused):
    """A document cannot have been issued on a day that is still to come."""

    on: date


def symbol_key(symbol: str) -> str:
    """Make a symbol comparable: blanks, dashes and diacritics do not tell two documents apart.

    "Số 57-NQ/TW", "57 - NQ/TW" and "57–nq/tw" are one; the empty key is nobody's.
    """
    key = re.sub(r"\s+", "", fold(match_form(symbol))).removeprefix("so").lstrip(":")
    return key if any(sign.isdigit() for sign in key) else ""


@dataclass(frozen=True, kw_only=True)
class ToldOfUpper:
    """What is known of a document, as far as rules ask for it."""

    symbol: str
    issuer: str
    issued_on: date | None
    about: str
    theme: str


def missing_of(told: ToldOfUpper) -> tuple[UpperField, ...]:
    """Give what is still to be told, in the order in which it is asked for."""
    known = {
        UpperField.SYMBOL: told.symbol,
        UpperField.ISSUER: told.issuer,
        UpperField.ISSUED_ON: told.issued_on,
        UpperField.ABOUT: told.about,
        UpperField.THEME: told.theme,
    }
    return tuple(field for field in UpperField if field in NEEDED and not known[field])
