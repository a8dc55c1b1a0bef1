from datetime import date
from decimal import Decimal

import pytest

from rules.sheets import column_letter, date_of, number_of, text_of


@pytest.mark.parametrize(
    ("index", "letters"),
    [(0, "A"), (2, "C"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")],
)
def test_columns_are_lettered_as_in_a_spreadsheet(index, letters):
    assert column_letter(index) == letters


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (12.0, "12"),
        (12, "12"),
        (12.5, "12.5"),
        (date(2026, 9, 5), "05/09/2026"),
        ("  Nguyễn \n Văn\tAn ", "Nguyễn Văn An"),
        ("0912345678", "0912345678"),
    ],
)
def test_a_cell_reads_as_it_looks(value, text):
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2026, 9, 5), date(2026, 9, 5)),
        ("5/9/2026", date(2026, 9, 5)),
        ("05.09.2026", date(2026, 9, 5)),
        ("05-09-2026", date(2026, 9, 5)),
        (" 05 / 09 / 2026 ", date(2026, 9, 5)),
        ("2026-09-05", date(2026, 9, 5)),
        ("ngày 05 tháng 9 năm 2026", date(2026, 9, 5)),
        ("31/02/2026", None),
        ("13/13/2026", None),
        ("9/30/2026", None),  # never month first
        ("5/9/26", None),
        ("quý I", None),
        (46000, None),
        (None, None),
        ("", None),
    ],
)
def test_dates_are_read_day_first_or_not_at_all(value, expected):
    assert date_of(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (12, Decimal(12)),
        (12.5, Decimal("12.5")),
        ("12,5", Decimal("12.5")),
        ("12.5", Decimal("12.5")),
        ("1.234", Decimal(1234)),
        ("1.234.567,8", Decimal("1234567.8")),
        ("1 234", Decimal(1234)),
        ("-3", Decimal(-3)),
        ("12 hộ", None),
        ("1,2,3", None),
        ("", None),
        (None, None),
        (date(2026, 1, 1), None),
    ],
)
def test_numbers_are_read_as_vietnamese_writes_them(value, expected):
    assert number_of(value) == expected
