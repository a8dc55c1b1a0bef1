import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.folding import fold, match_form, nfc


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Ủy ban nhân dân", "uy ban nhan dan"),
        ("Uỷ ban", "uy ban"),
        ("ĐẢNG BỘ", "dang bo"),
        ("\u00d0ẢNG", "dang"),  # eth for Đ
        ("Nguyễn Thị Hường", "nguyen thi huong"),
        (unicodedata.normalize("NFD", "Đặng Ước"), "dang uoc"),
        ("nghị quyết số 05-NQ/ĐU", "nghi quyet so 05-nq/du"),
        ("", ""),
    ],
)
def test_folding_takes_away_case_tones_and_diacritics(typed, folded):
    assert fold(typed) == folded


def without_marks(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")


def slow_fold(text: str) -> str:
    bare = without_marks(without_marks(text).casefold())
    return bare.translate(dict.fromkeys(map(ord, "đĐ\u00d0\u00f0\u0189\u0256"), "d"))


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x1EFF)))
def test_the_table_folds_as_unicode_decomposition_does(text):
    assert fold(text) == slow_fold(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "matched"),
    [
        ("Số\u00a012", "Số 12"),
        ("2020\u20132025", "2020-2025"),
        ("nhiệm\u00ad vụ\u200b", "nhiệm vụ"),
        ("\ufeff\u00d0iều 1", "Điều 1"),
        ("Đie\u0302\u0300u 1", "Điều 1"),
    ],
)
def test_what_patterns_see_has_one_kind_of_blank_and_dash(typed, matched):
    assert match_form(typed) == matched


@given(st.text(alphabet="ab\u00a0\u2013\u00d0ộệđ-. "))
def test_a_composed_text_keeps_its_length_for_patterns(text):
    assert len(match_form(nfc(text))) == len(nfc(text))
