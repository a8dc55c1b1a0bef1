from datetime import date, timedelta

import pytest

from rules.bodies import BodyKind, Standard
from rules.numbering import (
    BLANK_NUMBER,
    ISSUABLE_TYPES,
    TYPE_NAMES,
    DocumentType,
    TypeUnknownToStandard,
    abbreviation,
    blank_date_line,
    citation_date,
    is_authorised,
    number_line,
    official_date,
    official_date_line,
    party_number,
    party_series,
    party_symbol,
    state_number,
    state_series,
    state_symbol,
)

RESOLUTION = DocumentType.RESOLUTION


@pytest.mark.parametrize(
    ("number", "document_type", "body", "expected"),
    [
        (7, RESOLUTION, "ĐU", "Số 07-NQ/ĐU"),
        (10, RESOLUTION, "ĐU", "Số 10-NQ/ĐU"),
        (123, DocumentType.OFFICIAL_LETTER, "ĐU", "Số 123-CV/ĐU"),
        (1, DocumentType.REGULATION, "ĐU", "Số 01-QĐ/ĐU"),
        (2, DocumentType.SUBMISSION, "VPĐU", "Số 02-TTr/VPĐU"),
        (None, RESOLUTION, "CB", f"Số {BLANK_NUMBER}-NQ/CB"),
    ],
)
def test_a_party_number_has_no_colon_and_a_hyphen_before_the_kind(number, document_type, body, expected):
    assert party_number(number, document_type, body) == expected


@pytest.mark.parametrize(
    ("number", "document_type", "body", "options", "expected"),
    [
        (7, RESOLUTION, "HĐND", {}, "Số: 07/NQ-HĐND"),
        (12, RESOLUTION, "HĐND", {"year": 2026}, "Số: 12/2026/NQ-HĐND"),
        (5, DocumentType.REGULATION, "UBND", {}, "Số: 05/QyĐ-UBND"),
        (12, DocumentType.OFFICIAL_LETTER, "UBND", {"unit": "VX"}, "Số: 12/UBND-VX"),
        (12, DocumentType.OFFICIAL_LETTER, "UBND", {}, "Số: 12/UBND"),
        (None, RESOLUTION, "HĐND", {}, f"Số: {BLANK_NUMBER}/NQ-HĐND"),
    ],
)
def test_a_state_number_has_a_colon_and_a_slash_before_the_kind(
    number, document_type, body, options, expected
):
    assert state_number(number, document_type, body, **options) == expected


def test_the_standard_decides_the_form_of_a_number():
    assert number_line(Standard.PARTY, 7, RESOLUTION, "ĐU") == "Số 07-NQ/ĐU"
    assert number_line(Standard.STATE, 7, RESOLUTION, "HĐND") == "Số: 07/NQ-HĐND"


def test_a_citation_takes_the_symbol_without_the_word_for_number():
    assert party_symbol(12, RESOLUTION, "ĐU") == "12-NQ/ĐU"
    assert state_symbol(7, RESOLUTION, "HĐND") == "07/NQ-HĐND"


@pytest.mark.parametrize("number", [0, -1])
def test_numbers_start_at_one(number):
    with pytest.raises(ValueError, match="start at 1"):
        party_number(number, RESOLUTION, "ĐU")


@pytest.mark.parametrize(
    ("standard", "document_type"),
    [
        (Standard.STATE, DocumentType.CONCLUSION),
        (Standard.STATE, DocumentType.CIRCULAR),
        (Standard.PARTY, DocumentType.CONTRACT),
    ],
)
def test_a_kind_that_the_standard_lacks_is_refused(standard, document_type):
    with pytest.raises(TypeUnknownToStandard) as refused:
        abbreviation(standard, document_type)
    assert refused.value.document_type is document_type
    assert refused.value.standard is standard


def test_every_kind_has_a_name_and_at_least_one_standard():
    assert set(TYPE_NAMES) == set(DocumentType)
    for names in TYPE_NAMES.values():
        assert names.name[0].isupper()
        assert names.party is not None or names.state is not None


def test_within_a_standard_only_decisions_and_regulations_share_letters():
    party = [names.party for names in TYPE_NAMES.values() if names.party]
    state = [names.state for names in TYPE_NAMES.values() if names.state is not None]
    assert [letters for letters in set(party) if party.count(letters) > 1] == ["QĐ"]
    assert len(state) == len(set(state))


def test_a_party_counter_lasts_a_term_and_a_state_counter_a_year():
    first = party_series(RESOLUTION, "ĐU", term="2025-2030")
    assert first == party_series(RESOLUTION, "ĐU", term="2025-2030")
    assert first != party_series(RESOLUTION, "ĐU", term="2030-2035")
    assert first != party_series(DocumentType.PLAN, "ĐU", term="2025-2030")
    last_day = state_series(RESOLUTION, "HĐND", issued_on=date(2026, 12, 31))
    assert last_day == state_series(RESOLUTION, "HĐND", issued_on=date(2026, 1, 1))
    assert last_day != state_series(RESOLUTION, "HĐND", issued_on=date(2027, 1, 1))
    assert last_day != state_series(RESOLUTION, "HĐND", issued_on=date(2026, 12, 31), is_normative=True)


def test_papers_whose_symbols_could_be_equal_share_a_counter():
    assert party_series(DocumentType.DECISION, "ĐU", term="2025-2030") == party_series(
        DocumentType.REGULATION, "ĐU", term="2025-2030"
    )


@pytest.mark.parametrize(
    ("issuer", "document_type", "expected"),
    [
        (BodyKind.PARTY_COMMITTEE, RESOLUTION, True),
        (BodyKind.PARTY_COMMITTEE, DocumentType.RULES_OF_PROCEDURE, True),
        (BodyKind.PARTY_COMMITTEE, DocumentType.GUIDELINE, False),
        (BodyKind.STANDING_COMMITTEE, DocumentType.RULES_OF_PROCEDURE, False),
        (BodyKind.STANDING_COMMITTEE, DocumentType.GUIDELINE, True),
        (BodyKind.BRANCH, RESOLUTION, True),
        (BodyKind.BRANCH, DocumentType.REGULATION, False),
        (BodyKind.BRANCH, DocumentType.GUIDELINE, False),
        (BodyKind.PEOPLES_COUNCIL, RESOLUTION, True),
        (BodyKind.PEOPLES_COMMITTEE, DocumentType.DIRECTIVE, True),
        (BodyKind.PEOPLES_COMMITTEE, DocumentType.CONCLUSION, False),
    ],
)
def test_each_body_issues_what_its_statute_gives_it(issuer, document_type, expected):
    assert is_authorised(issuer, document_type) is expected


def test_nobody_in_the_party_at_the_grassroots_issues_directives_or_circulars():
    for issuer in ISSUABLE_TYPES:
        assert not is_authorised(issuer, DocumentType.DIRECTIVE)
        assert not is_authorised(issuer, DocumentType.CIRCULAR)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 9, 10), "ngày 10 tháng 9 năm 2026"),
        (date(2026, 10, 1), "ngày 01 tháng 10 năm 2026"),
        (date(2026, 12, 12), "ngày 12 tháng 12 năm 2026"),
    ],
)
def test_official_dates_take_a_zero_where_a_digit_could_be_forged(on, expected):
    assert official_date(on) == expected
    assert official_date_line("Công Hải", on) == f"Công Hải, {expected}"


def test_every_day_of_a_year_keeps_to_the_rule_of_zeros():
    for offset in range(365):
        on = date(2026, 1, 1) + timedelta(days=offset)
        _, day, _, month, _, year = official_date(on).split()
        assert (int(day), int(month), int(year)) == (on.day, on.month, on.year)
        assert len(day) == 2
        assert month.startswith("0") is (on.month in {1, 2})


def test_a_draft_leaves_room_for_the_date():
    assert blank_date_line("Công Hải", year=2026) == "Công Hải, ngày     tháng     năm 2026"
    assert blank_date_line("Công Hải") == "Công Hải, ngày     tháng     năm"


def test_citations_write_zeros_as_papers_do():
    assert citation_date(date(2026, 9, 5)) == "05/9/2026"
    assert citation_date(date(2026, 2, 15)) == "15/02/2026"
