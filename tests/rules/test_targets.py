from decimal import Decimal

import pytest

from rules.targets import find_target


@pytest.mark.parametrize(
    ("text", "value", "unit", "phrase"),
    [
        ("tỷ lệ hộ có nước sạch đạt 95 %", "95", "%", "đạt 95 %"),
        ("tăng trưởng đạt từ 8% trở lên", "8", "%", "đạt từ 8% trở lên"),
        ("giảm khoảng 60 - 70% số đơn vị", "60", "%", "giảm khoảng 60 - 70%"),
        ("thu ngân sách 12,5 tỷ đồng", "12.5", "tỷ đồng", "12,5 tỷ đồng"),
        ("làm 3 km đường", "3", "km", "3 km"),
        ("hỗ trợ 1.234 hộ nghèo", "1234", "hộ", "1.234 hộ"),
        ("xây dựng 02 mô hình", "2", "mô hình", "02 mô hình"),
        ("có ít nhất 12 hợp tác xã, 5 trang trại", "12", "hợp tác xã", "ít nhất 12 hợp tác xã"),
        ("giai đoạn 2026 - 2030 trồng 50 ha rừng", "50", "ha", "50 ha"),
    ],
)
def test_a_target_has_a_number_a_unit_and_its_words(text, value, unit, phrase):
    found = find_target(text)
    assert found is not None
    assert (found.value, found.unit, found.phrase) == (Decimal(value), unit, phrase)


@pytest.mark.parametrize(
    "text",
    [
        "theo Điều 5 của Luật",
        "trước ngày 30 tháng 6 năm 2027",
        "Nghị quyết số 12-NQ/ĐU",
        "mức 500.000 đồng/người/tháng",
        "nâng cao chất lượng",
        "2026 là năm đầu nhiệm kỳ",
        "khoản 3 bản này",
    ],
)
def test_other_numbers_are_no_targets(text):
    assert find_target(text) is None
