"""What identifies somebody is covered, and the law's days are counted (Law 91/2025/QH15)."""

from datetime import date

import pytest

from rules.calendar import WorkCalendar
from rules.personal_data import DataSpans, RequestKind, covered

NAMES = ("Chamaléa Thị Lan",)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Gọi tôi 0905 123 456 nhé", "Gọi tôi […] nhé"),
        ("SĐT: 0905.123.456, cảm ơn", "SĐT: […], cảm ơn"),
        ("+84 905 123 456", "[…]"),
        ("Máy bàn 0259 3822 822.", "Máy bàn […]."),
        ("CCCD 058190001234", "CCCD […]"),
        ("thư: lan.chamalea@thon.vn", "thư: […]"),
        ("Zalo https://zalo.me/0905123456 hoặc t.me/lan", "Zalo […] hoặc […]"),
        ("hỏi @lan_bacson", "hỏi […]"),
        ("Tôi là Chamaléa Thị Lan, thôn Bắc Sơn", "Tôi là […], thôn Bắc Sơn"),
        ("Ký tên: CHAMALEA THI LAN", "Ký tên: […]"),
        # what only looks like it stays
        ("Kinh phí 1.200.000.000 đồng", "Kinh phí 1.200.000.000 đồng"),
        ("Lắp 120 đồng hồ, dài 3,5 km", "Lắp 120 đồng hồ, dài 3,5 km"),
        ("Ngày 20/01/2027, 80% số hộ", "Ngày 20/01/2027, 80% số hộ"),
        ("Điều 3 khoản 2: giao chị Lan", "Điều 3 khoản 2: giao chị Lan"),
        ("Thị Lan và Chamaléa là tên hai thôn", "Thị Lan và Chamaléa là tên hai thôn"),
        ("", ""),
    ],
)
def test_what_identifies_the_sender_is_covered_and_nothing_else(said, kept):
    assert covered(said, NAMES) == kept


def test_a_name_of_one_word_is_left_in_peace():
    assert covered("Hoa quả bán được giá", ("Hoa",)) == "Hoa quả bán được giá"


@pytest.mark.parametrize(
    ("kind", "due_on"),
    [
        (RequestKind.EXPORT, date(2026, 12, 3)),
        (RequestKind.WITHDRAW, date(2026, 12, 8)),
        (RequestKind.DELETE, date(2026, 12, 13)),
    ],
)
def test_the_days_of_the_law_are_counted_from_the_next_day(kind, due_on):
    assert DataSpans().due_on(kind, date(2026, 11, 23)) == due_on


def test_a_request_is_acknowledged_within_working_days():
    friday = date(2026, 11, 20)
    # the 24th is a day off: Monday the 23rd is the first, Wednesday the 25th the second
    assert DataSpans().acknowledge_on(friday, WorkCalendar()) == date(2026, 11, 25)
