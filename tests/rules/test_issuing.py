"""Numbers, dates and recipients of issued papers (S0.12)."""

from datetime import date

import pytest

from rules.bodies import BodyKind, Standard
from rules.issuing import (
    IssueDateWrong,
    Register,
    check_issue_date,
    next_number,
    number_in,
    proposed_recipients,
    recipients_in,
)
from rules.numbering import DocumentType, TypeUnknownToStandard

RESOLUTIONS = Register(
    standard=Standard.PARTY, document_type=DocumentType.RESOLUTION, body_symbol="ĐU", term="2025-2030"
)
COUNCIL = Register(
    standard=Standard.STATE, document_type=DocumentType.RESOLUTION, body_symbol="HĐND", term="2026-2031"
)
LAW = Register(
    standard=Standard.STATE, document_type=DocumentType.RESOLUTION, body_symbol="HĐND",
    term="2026-2031", is_normative=True,
)  # fmt: skip
AUTUMN, NEW_YEAR = date(2026, 11, 25), date(2027, 1, 4)


@pytest.mark.parametrize(
    ("register", "number", "symbol"),
    [(RESOLUTIONS, 7, "07-NQ/ĐU"), (COUNCIL, 7, "07/NQ-HĐND"), (LAW, 12, "12/2026/NQ-HĐND")],
)
def test_a_symbol_is_written_as_the_standard_has_it(register, number, symbol):
    assert register.symbol(number, AUTUMN) == symbol


def test_the_party_counts_by_term_and_the_state_by_year():
    assert RESOLUTIONS.series(AUTUMN) == RESOLUTIONS.series(NEW_YEAR)
    assert COUNCIL.series(AUTUMN) != COUNCIL.series(NEW_YEAR)
    assert COUNCIL.series(AUTUMN) != LAW.series(AUTUMN)


def test_a_kind_that_the_party_does_not_know_has_no_number():
    telegram = Register(
        standard=Standard.PARTY, document_type=DocumentType.URGENT_TELEGRAM, body_symbol="ĐU", term=""
    )
    with pytest.raises(TypeUnknownToStandard):
        telegram.symbol(1, AUTUMN)


@pytest.mark.parametrize(("taken", "proposed"), [([], 1), ([1, 2, 3], 4), ([7], 8), ([9, 2], 10)])
def test_the_number_after_the_highest_is_proposed(taken, proposed):
    assert next_number(taken) == proposed


@pytest.mark.parametrize(
    ("said", "number"),
    [("7", 7), (" 07 ", 7), ("số 12-NQ/ĐU", 12), ("Số: 3/NQ-HĐND", 3), ("0", None), ("bảy", None),
     ("", None), ("99999", None), ("123456789012345678901234567890", None), ("-5", 5), ("７", None),
     ("7/2026/NQ-HĐND", 7), ("50% số hộ", None), ("=1+1", None), ("khoảng 7", None)],
)  # fmt: skip
def test_a_typed_number_is_read(said, number):
    assert number_in(said) == number


@pytest.mark.parametrize("on", [date(2026, 11, 24), date(2026, 11, 27)])
def test_a_paper_is_dated_between_its_adoption_and_today(on):
    between = {"adopted_on": date(2026, 11, 25), "today": date(2026, 11, 26)}
    check_issue_date(date(2026, 11, 25), **between)
    check_issue_date(date(2026, 11, 26), **between)
    with pytest.raises(IssueDateWrong):
        check_issue_date(on, **between)


def test_recipients_are_taken_apart():
    said = "Nơi nhận:\n- Thường trực Tỉnh ủy (báo cáo),\n  - Các chi bộ   trực thuộc;\n\n- Lưu VPĐU."
    assert recipients_in(said) == (
        "Thường trực Tỉnh ủy (báo cáo)", "Các chi bộ trực thuộc", "Lưu VPĐU",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("drafted", "usual", "proposed"),
    [
        (("Các chi bộ", "Lưu VPĐU"), ("Tỉnh ủy",), ("Các chi bộ", "Lưu VPĐU")),
        ((), ("- Tỉnh ủy;",), ("Tỉnh ủy", "Lưu Văn phòng Đảng ủy")),
        ((), (), ("Lưu Văn phòng Đảng ủy",)),
    ],
)
def test_the_draft_s_own_recipients_come_first_and_the_files_last(drafted, usual, proposed):
    found = proposed_recipients(BodyKind.PARTY_COMMITTEE, usual=usual, drafted=drafted)
    assert found == proposed
