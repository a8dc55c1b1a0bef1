import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.names import name_sort_key

IN_ORDER = [
    "An",
    "Nguyễn Văn An",
    "Trần An",
    "Lê Thị Anh",
    "Lê Thị Ánh",
    "Vũ Ân",
    "Vũ Ấn",
    "Hoàng Bình",
    "Mai Dung",
    "Bùi Đạt",
    "Đỗ Đạt",
    "Phạm Em",
    "Phạm Êm",
    "Cao Lan",
    "Cao Nga",
    "Lý Oanh",
    "Lý Ông",
    "Lý Ơn",
    "Tạ Thủy",
    "Tạ Ước",
    "Hà Văn Ý",
]


def test_names_are_listed_by_given_name_then_family_and_middle_names():
    keys = [name_sort_key(name) for name in IN_ORDER]
    assert all(earlier < later for earlier, later in pairwise(keys))


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Nguyễn Văn An", "Nguyễn Văn Anh"),  # a shorter name first
        ("Trần Văn An", "Bùi Văn Án"),  # tones of the given name before the family name
        ("Bùi Thị Mai", "Đinh Thị Mai"),
        ("Dương Hoa", "Đặng Hoa"),  # d before đ
        ("Nguyễn Thị Hà", "Nguyễn Văn Hà"),
    ],
)
def test_one_name_comes_before_another(earlier, later):
    assert name_sort_key(earlier) < name_sort_key(later)


@pytest.mark.parametrize("name", IN_ORDER)
def test_the_key_is_the_same_however_the_name_was_encoded(name):
    assert name_sort_key(unicodedata.normalize("NFD", name)) == name_sort_key(name)
    assert name_sort_key(f"  {name.upper()} ") == name_sort_key(name)


@given(st.text())
def test_any_text_has_a_key_of_digits_and_capitals(name):
    key = name_sort_key(name)
    assert key == "" or (key.isascii() and key.isalnum() and key == key.upper())
