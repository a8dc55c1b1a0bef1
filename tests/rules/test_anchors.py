"""Which clause a comment is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.anchors import Place, named_paths, quoted

CLAUSES = (
    "I. TÌNH HÌNH",
    "1. Đến hết năm 2026 có 80% số hộ dân được dùng nước sạch.",
    "2. Giao Ủy ban nhân dân xã chủ trì, xong trước 15/12/2026.",
    "II. TỔ CHỨC THỰC HIỆN",
    "1. Giao Ủy ban nhân dân xã báo cáo.",
    "2. Văn phòng theo dõi 🌾, đôn đốc.",
)
PLACES = tuple(Place(clause_id=number, text=text) for number, text in enumerate(CLAUSES))
SHOWN = "Dự thảo lần 1 🏛\n" + "\n".join(CLAUSES)


def at(text, nth=0):
    """Where a text stands in the message, as Telegram counts."""
    index = -1
    for _ in range(nth + 1):
        index = SHOWN.index(text, index + 1)
    return len(SHOWN[:index].encode("utf-16-le")) // 2


def clause_of(place):
    assert place is not None
    return place.clause_id


@pytest.mark.parametrize(
    ("quote", "clause"),
    [
        ("80% số hộ dân", 1),
        ("80%  số hộ\ndân", 1),
        ("80% so ho dan", 1),
        ("theo dõi 🌾, đôn đốc", 5),
        ("TÌNH HÌNH", 0),
        ("xong trước 15/12/2026.\nII. TỔ CHỨC THỰC HIỆN\n1. Giao Ủy ban", 2),
    ],
)
def test_a_quotation_leads_to_its_clause(quote, clause):
    assert clause_of(quoted(PLACES, quote)) == clause


def test_letters_stored_apart_are_the_same_letters():
    apart = "h\u01a1\u0323p ly\u0301"  # as some keyboards send "hợp lý"
    place = Place(clause_id=7, text="Nơi ở hợp lý")
    assert quoted([place], apart) is place


@pytest.mark.parametrize(("nth", "clause"), [(0, 2), (1, 4)])
def test_the_same_words_twice_are_told_apart_by_their_place(nth, clause):
    words = "Giao Ủy ban nhân dân xã"
    found = quoted(PLACES, words, quote_at=at(words, nth), shown=SHOWN)
    assert clause_of(found) == clause


def test_without_a_place_the_first_one_is_meant():
    assert clause_of(quoted(PLACES, "Giao Ủy ban nhân dân xã")) == 2


@pytest.mark.parametrize("quote", ["không có ở đâu cả", "", "   \n "])
def test_what_stands_nowhere_leads_nowhere(quote):
    assert quoted(PLACES, quote, quote_at=0, shown=SHOWN) is None


@given(clause=st.sampled_from(range(len(CLAUSES))), data=st.data())
def test_any_part_of_a_clause_with_its_place_leads_to_that_clause(clause, data):
    text = CLAUSES[clause]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    part = text[start:end]
    if not part.strip():
        return
    line = SHOWN.index(text) + start
    units = len(SHOWN[:line].encode("utf-16-le")) // 2
    assert clause_of(quoted(PLACES, part, quote_at=units, shown=SHOWN)) == clause


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ("Điều 3: đề nghị bỏ", "Điều 3"),
        ("dieu 3 de nghi bo", "Điều 3"),
        ("Khoản 2 Điều 5 chưa rõ", "Điều 5.2"),
        ("Điểm đ, khoản 2, Điều 5: thừa", "Điều 5.2.đ"),
        ("điểm a khoản 1 điều 12 nên sửa", "Điều 12.1.a"),
        ("Điều 3.2 chưa rõ", "Điều 3.2"),
        ("mục II.2 cần thêm", "II.2"),
        ("Muc iii.1 - them so lieu", "III.1"),
        ("Phần IV nên gọn hơn", "IV"),
        ("III.1: thêm số liệu", "III.1"),
        ("II) bổ sung", "II"),
        ("2.1 – sửa lại", "2.1"),
        ("Chương II: đồng ý", "Chương II"),
        ("phụ lục 1 thiếu cột", "PL1"),
    ],
)
def test_first_words_name_a_clause(said, path):
    assert named_paths(said)[0] == path


@pytest.mark.parametrize(
    "said",
    [
        "5 hộ dân chưa có nước",
        "1.5 tỷ đồng là quá nhiều",
        "Vì sao bỏ Điều 3?",
        "điều này không hợp lý",
        "Mục tiêu quá cao",
        "ý kiến khác",
        "Lưu ý: giá",
        "",
    ],
)
def test_other_first_words_name_none(said):
    assert named_paths(said) == ()
