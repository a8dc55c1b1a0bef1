"""Issuing: number, date, signer and recipients make an adopted text a paper in force (S0.12)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar

from rules.bodies import BodyKind, Standard
from rules.folding import nfc
from rules.notices import Lane, Notice
from rules.numbering import (
    DocumentType,
    SeriesKey,
    party_series,
    party_symbol,
    state_series,
    state_symbol,
)
from rules.refused import Refused

LARGEST_NUMBER = 9999

FILED_AT = MappingProxyType(
    {
        BodyKind.PARTY_COMMITTEE: "Lưu Văn phòng Đảng ủy",
        BodyKind.STANDING_COMMITTEE: "Lưu Văn phòng Đảng ủy",
        BodyKind.BRANCH: "Lưu Chi bộ",
        BodyKind.PEOPLES_COUNCIL: "Lưu: VT",
        BodyKind.PEOPLES_COMMITTEE: "Lưu: VT",
    }
)
"""The last line of the recipients: where the original is filed."""

NORMATIVE = MappingProxyType(
    {
        BodyKind.PEOPLES_COUNCIL: DocumentType.RESOLUTION,
        BodyKind.PEOPLES_COMMITTEE: DocumentType.DECISION,
    }
)
"""The papers by which the state makes law in a commune: their symbols carry the year (Law 64/2025)."""


@dataclass(frozen=True, kw_only=True)
class Register:
    """In which book of numbers a paper is entered."""

    standard: Standard
    document_type: DocumentType
    body_symbol: str
    term: str
    is_normative: bool = False

    def series(self, on: date) -> SeriesKey:
        """Name the counter: of the term for the Party, of the year for the state.

        Raises TypeUnknownToStandard.
        """
        if self.standard is Standard.PARTY:
            return party_series(self.document_type, self.body_symbol, term=self.term)
        return state_series(
            self.document_type, self.body_symbol, issued_on=on, is_normative=self.is_normative
        )

    def symbol(self, number: int, on: date) -> str:
        """Write number and symbol: "07-NQ/ĐU", "12/2026/NQ-HĐND". Raises TypeUnknownToStandard."""
        if self.standard is Standard.PARTY:
            return party_symbol(number, self.document_type, self.body_symbol)
        year = on.year if self.is_normative else None
        return state_symbol(number, self.document_type, self.body_symbol, year=year)


def next_number(taken: Iterable[int]) -> int:
    """Propose the number after the highest one."""
    return max(taken, default=0) + 1


_NUMBER = re.compile(r"\W*(?:số\W*)?(?P<number>[0-9]+)(?:[\s/-].*)?", re.IGNORECASE | re.DOTALL)


def number_in(text: str) -> int | None:
    """Read a number that somebody typed: "7", "07", "số 07-NQ/ĐU"; None for words that only hold one."""
    said = _NUMBER.fullmatch(nfc(text).strip())
    number = int(said["number"][:6]) if said else 0
    return number if 1 <= number <= LARGEST_NUMBER else None


def check_issue_date(on: date, *, adopted_on: date, today: date) -> None:
    """Raise IssueDateWrong unless the paper is dated between its adoption and today."""
    if not adopted_on <= on <= today:
        raise IssueDateWrong(earliest=adopted_on, latest=today)


def proposed_recipients(
    kind: BodyKind, *, usual: Sequence[str], drafted: Sequence[str]
) -> tuple[str, ...]:
    """Propose the recipients: those that the draft names, else the body's usual ones; filed at last."""
    named = [line for line in map(_bare, drafted or usual) if line]
    if not any(line.startswith("Lưu") for line in named):
        named.append(FILED_AT[kind])
    return tuple(named)


def recipients_in(text: str) -> tuple[str, ...]:
    """Take recipients apart, one a line, without dashes and signs at the end; the label is left out."""
    lines = (_bare(line) for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith(("Nơi nhận", "Nơi gửi")))


def _bare(line: str) -> str:
    return " ".join(line.split()).lstrip("-–•* ").rstrip(";,. ")


@dataclass(frozen=True, kw_only=True)
class IssuePreview(Notice):
    """A paper as it will be printed, before it is issued."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class ChooseSigner(Notice):
    """Who may sign."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class PaperProof(Notice):
    """The whole paper as a file, before it is issued."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class IssuedPaper(Notice):
    """The issued paper, for the group and for every member."""

    lane: ClassVar[Lane] = Lane.BROADCAST

    issued_id: int


@dataclass(eq=False, kw_only=True)
class NumberTaken(Refused):
    """Another paper of the same register bears the number."""

    symbol: str
    next_free: int


@dataclass(eq=False, kw_only=True)
class IssueDateWrong(Refused):
    """A paper is dated on the day of its adoption at the earliest, and not in the future."""

    earliest: date
    latest: date


@dataclass(eq=False, kw_only=True)
class SignerUnfit(Refused):
    """Only the head and the deputies sign."""

    full_name: str


@dataclass(eq=False, kw_only=True)
class PlanChanged(Refused):
    """Somebody has changed number, date, signer or recipients since the preview was shown."""


@dataclass(eq=False, kw_only=True)
class RecipientsEmpty(Refused):
    """A paper goes to somebody, if only to the files."""


@dataclass(eq=False, kw_only=True)
class VotedTextLost(Refused):
    """The stored text is not the one that was adopted: it must not be issued."""
