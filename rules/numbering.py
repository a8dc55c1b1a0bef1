"""Kinds of official papers, their numbers and symbols, and dates as papers write them.

Party: Quy định 399-QĐ/TW (9/1/2026) and the layout guideline of the Central Office. State: Decree
30/2020/NĐ-CP, Appendices I and III.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from rules.bodies import BodyKind, Standard
from rules.refused import Refused

SeriesKey = NewType("SeriesKey", str)
"""Names one counter within one body's register: papers with the same key share their numbers."""

BLANK_NUMBER = " " * 6
"""Room for a number that the clerk writes in when the paper is signed."""

BLANK_DATE = " " * 5


class DocumentType(StrEnum):
    """What kind of paper it is (tên loại)."""

    RESOLUTION = "resolution"
    DECISION = "decision"
    REGULATION = "regulation"
    RULES_OF_PROCEDURE = "rules_of_procedure"
    CONCLUSION = "conclusion"
    DIRECTIVE = "directive"
    CIRCULAR = "circular"
    COMMUNIQUE = "communique"
    NOTICE = "notice"
    GUIDELINE = "guideline"
    PROGRAMME = "programme"
    PLAN = "plan"
    OPTION_PLAN = "option_plan"
    SCHEME = "scheme"
    PROJECT = "project"
    REPORT = "report"
    MINUTES = "minutes"
    SUBMISSION = "submission"
    OFFICIAL_LETTER = "official_letter"
    URGENT_TELEGRAM = "urgent_telegram"
    CONTRACT = "contract"
    MEMORANDUM = "memorandum"
    AGREEMENT = "agreement"
    AUTHORISATION = "authorisation"
    INVITATION = "invitation"
    INTRODUCTION = "introduction"
    LEAVE_PERMIT = "leave_permit"
    DISPATCH_SLIP = "dispatch_slip"
    FORWARDING_SLIP = "forwarding_slip"
    NOTICE_SLIP = "notice_slip"


@dataclass(frozen=True, kw_only=True)
class TypeName:
    """How a kind of paper is called, and abbreviated in a symbol."""

    name: str  # as in a title, in lower case but for the first letter
    party: str | None = None  # None: the Party has no such paper
    state: str | None = None  # None: the state has no such paper; "": it goes without


TYPE_NAMES = {
    DocumentType.RESOLUTION: TypeName(name="Nghị quyết", party="NQ", state="NQ"),
    DocumentType.DECISION: TypeName(name="Quyết định", party="QĐ", state="QĐ"),
    DocumentType.REGULATION: TypeName(name="Quy định", party="QĐ", state="QyĐ"),
    DocumentType.RULES_OF_PROCEDURE: TypeName(name="Quy chế", party="QC", state="QC"),
    DocumentType.CONCLUSION: TypeName(name="Kết luận", party="KL"),
    DocumentType.DIRECTIVE: TypeName(name="Chỉ thị", party="CT", state="CT"),
    DocumentType.CIRCULAR: TypeName(name="Thông tri", party="TT"),
    DocumentType.COMMUNIQUE: TypeName(name="Thông cáo", state="TC"),
    DocumentType.NOTICE: TypeName(name="Thông báo", party="TB", state="TB"),
    DocumentType.GUIDELINE: TypeName(name="Hướng dẫn", party="HD", state="HD"),
    DocumentType.PROGRAMME: TypeName(name="Chương trình", party="CTr", state="CTr"),
    DocumentType.PLAN: TypeName(name="Kế hoạch", party="KH", state="KH"),
    DocumentType.OPTION_PLAN: TypeName(name="Phương án", party="PA", state="PA"),
    DocumentType.SCHEME: TypeName(name="Đề án", party="ĐA", state="ĐA"),
    DocumentType.PROJECT: TypeName(name="Dự án", state="DA"),
    DocumentType.REPORT: TypeName(name="Báo cáo", party="BC", state="BC"),
    DocumentType.MINUTES: TypeName(name="Biên bản", party="BB", state="BB"),
    DocumentType.SUBMISSION: TypeName(name="Tờ trình", party="TTr", state="TTr"),
    DocumentType.OFFICIAL_LETTER: TypeName(name="Công văn", party="CV", state=""),
    DocumentType.URGENT_TELEGRAM: TypeName(name="Công điện", state="CĐ"),
    DocumentType.CONTRACT: TypeName(name="Hợp đồng", state="HĐ"),
    DocumentType.MEMORANDUM: TypeName(name="Bản ghi nhớ", state="BGN"),
    DocumentType.AGREEMENT: TypeName(name="Bản thỏa thuận", state="BTT"),
    DocumentType.AUTHORISATION: TypeName(name="Giấy ủy quyền", state="GUQ"),
    DocumentType.INVITATION: TypeName(name="Giấy mời", party="GM", state="GM"),
    DocumentType.INTRODUCTION: TypeName(name="Giấy giới thiệu", party="GGT", state="GGT"),
    DocumentType.LEAVE_PERMIT: TypeName(name="Giấy nghỉ phép", party="GNP", state="GNP"),
    DocumentType.DISPATCH_SLIP: TypeName(name="Phiếu gửi", state="PG"),
    DocumentType.FORWARDING_SLIP: TypeName(name="Phiếu chuyển", party="PC", state="PC"),
    DocumentType.NOTICE_SLIP: TypeName(name="Phiếu báo", state="PB"),
}

NUMBER_PREFIXES = {Standard.PARTY: "Số ", Standard.STATE: "Số: "}
"""What stands before the symbol: the Party writes no colon."""

_ISSUED_BY_A_COMMITTEE = frozenset(
    {
        DocumentType.RESOLUTION,
        DocumentType.DECISION,
        DocumentType.REGULATION,
        DocumentType.RULES_OF_PROCEDURE,
        DocumentType.CONCLUSION,
        DocumentType.NOTICE,
        DocumentType.REPORT,
        DocumentType.PLAN,
        DocumentType.PROGRAMME,
        DocumentType.SCHEME,
        DocumentType.OPTION_PLAN,
        DocumentType.SUBMISSION,
        DocumentType.OFFICIAL_LETTER,
        DocumentType.MINUTES,
    }
)

ISSUABLE_TYPES = {
    BodyKind.PARTY_COMMITTEE: _ISSUED_BY_A_COMMITTEE,
    BodyKind.STANDING_COMMITTEE: (
        _ISSUED_BY_A_COMMITTEE - {DocumentType.RULES_OF_PROCEDURE} | {DocumentType.GUIDELINE}
    ),
    BodyKind.BRANCH: _ISSUED_BY_A_COMMITTEE - {DocumentType.REGULATION},
}
"""What Party bodies at the grassroots may issue (399-QĐ/TW, Art. 11 and 13)."""


@dataclass(eq=False, kw_only=True)
class TypeUnknownToStandard(Refused):
    """The Party, or the state, has no papers of this kind."""

    document_type: DocumentType
    standard: Standard


def abbreviation(standard: Standard, document_type: DocumentType) -> str:
    """Answer the letters that stand for the kind in a symbol; raises TypeUnknownToStandard."""
    names = TYPE_NAMES[document_type]
    letters = names.party if standard is Standard.PARTY else names.state
    if letters is None:
        raise TypeUnknownToStandard(document_type=document_type, standard=standard)
    return letters


def is_authorised(issuer: BodyKind, document_type: DocumentType) -> bool:
    """Tell whether 399-QĐ/TW gives this body papers of this kind; a no is a warning, not a wall.

    Nobody at the grassroots issues chỉ thị or thông tri, yet handbooks still list them. State
    bodies answer for themselves: for them it is enough that the state knows the kind.
    """
    allowed = ISSUABLE_TYPES.get(issuer)
    if allowed is None:
        return TYPE_NAMES[document_type].state is not None
    return document_type in allowed


def party_symbol(number: int | None, document_type: DocumentType, body: str) -> str:
    """Write number and symbol as the Party does: "07-NQ/ĐU"; None leaves room for the number."""
    return f"{_digits(number)}-{abbreviation(Standard.PARTY, document_type)}/{body}"


def state_symbol(
    number: int | None,
    document_type: DocumentType,
    body: str,
    *,
    year: int | None = None,
    unit: str = "",
) -> str:
    """Write number and symbol as the state does: "07/NQ-HĐND", "12/UBND-VX" for a letter.

    `year` is for normative papers ("12/2026/NQ-HĐND"), `unit` names who drafted a letter.
    """
    letters = abbreviation(Standard.STATE, document_type)
    symbol = "-".join(part for part in (letters, body, unit) if part)
    return "/".join(part for part in (_digits(number), str(year or ""), symbol) if part)


def party_number(number: int | None, document_type: DocumentType, body: str) -> str:
    """Write the number line of a Party paper: "Số 07-NQ/ĐU"."""
    return NUMBER_PREFIXES[Standard.PARTY] + party_symbol(number, document_type, body)


def state_number(
    number: int | None,
    document_type: DocumentType,
    body: str,
    *,
    year: int | None = None,
    unit: str = "",
) -> str:
    """Write the number line of a state paper: "Số: 07/NQ-HĐND"."""
    symbol = state_symbol(number, document_type, body, year=year, unit=unit)
    return NUMBER_PREFIXES[Standard.STATE] + symbol


def number_line(standard: Standard, number: int | None, document_type: DocumentType, body: str) -> str:
    """Write the number line in the form of the standard; None leaves room for the number."""
    write = party_number if standard is Standard.PARTY else state_number
    return write(number, document_type, body)


def _digits(number: int | None) -> str:
    if number is None:
        return BLANK_NUMBER
    if number < 1:
        raise ValueError(f"numbers start at 1, not at {number}")
    return f"{number:02d}"


def party_series(document_type: DocumentType, body: str, *, term: str) -> SeriesKey:
    """Name the counter of a Party paper: one for each kind and term of the committee.

    `term` is the body's own name for the years from congress to congress ("2025-2030"). Quyết định
    and quy định share their letters, so they share a counter: no two papers get one symbol.
    """
    return SeriesKey(f"party/{body}/{abbreviation(Standard.PARTY, document_type)}/{term}")


def state_series(
    document_type: DocumentType, body: str, *, issued_on: date, is_normative: bool = False
) -> SeriesKey:
    """Name the counter of a state paper: one for each kind and calendar year."""
    letters = abbreviation(Standard.STATE, document_type) or "CV"
    register = "normative/" if is_normative else ""
    return SeriesKey(f"state/{body}/{register}{letters}/{issued_on.year}")


def official_date(on: date) -> str:
    """Write a date as papers do: "ngày 05 tháng 02 năm 2026", "ngày 12 tháng 9 năm 2026".

    Days below 10 and the months 1 and 2 take a zero, so that nothing can be written in before
    them; the months 3 to 9 need none (Decree 30/2020, Appendix I, II.4).
    """
    return f"ngày {on.day:02d} tháng {_month(on)} năm {on.year}"


def official_date_line(place: str, on: date) -> str:
    """Write place and date of issue: "Công Hải, ngày 05 tháng 02 năm 2026"."""
    return f"{place}, {official_date(on)}"


def blank_date_line(place: str, *, year: int | None = None) -> str:
    """Write place and date of a draft, with room for the day, the month and perhaps the year."""
    return f"{place}, ngày{BLANK_DATE}tháng{BLANK_DATE}năm {year or BLANK_DATE}".rstrip()


def citation_date(on: date) -> str:
    """Write a date as papers cite it: "05/9/2026", with the zeros of the official form."""
    return f"{on.day:02d}/{_month(on)}/{on.year}"


def _month(on: date) -> str:
    return f"{on.month:02d}" if on.month < 3 else str(on.month)
