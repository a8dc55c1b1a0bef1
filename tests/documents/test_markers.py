import pytest

from documents.lines import line_of, row_of
from documents.markers import bare_label, markers_of, printed_next
from documents.ordinals import Counting, follows, letter_rank


def readings(text: str, *, notes: int = 0) -> list[tuple[str, str]]:
    return [(m.level.value, m.label) for m in markers_of(line_of(text), notes=notes)]


@pytest.mark.parametrize(
    ("text", "level", "label"),
    [
        ("Phần thứ nhất", "part", "Phần thứ nhất"),
        ("PHẦN II. NHIỆM VỤ", "part", "PHẦN II."),
        ("Chương IV", "chapter", "Chương IV"),
        ("CHƯƠNG 2 TỔ CHỨC", "chapter", "CHƯƠNG 2"),
        ("Mục 3. Thể thức", "section", "Mục 3."),
        ("Tiểu mục 1", "subsection", "Tiểu mục 1"),
        ("Điều 12. Hiệu lực", "article", "Điều 12."),
        ("Điều 5a: Bổ sung", "article", "Điều 5a:"),
        ("Đie\u0302\u0300u 7. Chữ rời", "article", "Điều 7."),
        ("\u00d0iều 7. Chữ giống", "article", "Điều 7."),
        ("II- Mục tiêu", "roman", "II-"),
        ("IX.Giải pháp", "roman", "IX."),
        ("1. Nội dung", "item", "1."),
        ("12\u00a0– Nội dung", "item", "12 -"),
        ("3/ Nội dung", "item", "3/"),
        ("4.Nội dung", "item", "4."),
        ("2.1- Mục tiêu", "subitem", "2.1-"),
        ("1.2.3. Mục tiêu", "subitem", "1.2.3."),
        ("đ) Nội dung", "point", "đ)"),
        ("(2) Nội dung", "paren", "(2)"),
        ("(b) Nội dung", "paren", "(b)"),
        ("iv) Nội dung", "paren", "iv)"),
        ("Ba là: nội dung", "ordinal_prose", "Ba là:"),
        ("Thứ hai, nội dung", "ordinal_prose", "Thứ hai,"),
        ("– Nội dung", "dash", "-"),
        ("+ Nội dung", "plus", "+"),
        ("* Nội dung", "star", "*"),
        ("• Nội dung", "bullet", "•"),
    ],
)
def test_a_line_may_begin_with_an_ordinal(text, level, label):
    assert readings(text)[0] == (level, label)


@pytest.mark.parametrize(
    "text",
    [
        "Phần lớn các hộ đã thoát nghèo",
        "Chương trình mục tiêu quốc gia",
        "Chương II Nghị định này có hiệu lực",
        "Mục tiêu chung",
        "Điều 107 của Bộ luật Lao động.",
        "Điều 1 chịu trách nhiệm thi hành",
        "1/3 thời gian đi cơ sở",
        "10-12% số hộ",
        "19.8.2016 là ngày ban hành",
        "66.17/2026/NQ-CP",
        "Thứ hai hàng tuần",
        "Năm 2026 là năm đầu",
        "-5 độ C",
        "+84 204 3856624",
        "-----",
        "***",
        "Nội dung",
        "",
    ],
)
def test_a_line_that_only_resembles_an_ordinal_is_none(text):
    assert readings(text) == []


def test_a_row_of_a_table_begins_no_clause():
    assert markers_of(row_of(["1. Nhiệm vụ", "30/6/2027"])) == ()


def test_one_capital_letter_can_be_read_in_two_ways():
    assert readings("I. Mục tiêu") == [("roman", "I."), ("letter", "I.")]
    assert readings("D. Mục tiêu") == [("letter", "D.")]


def test_a_number_behind_an_ordinal_is_a_footnote_only_where_there_is_one():
    assert ("item", "18.") not in readings("18.2 Cổng thông tin")
    assert ("item", "18.") in readings("18.2 Cổng thông tin", notes=2)
    assert ("item", "1.") not in readings("1.234 hộ được hỗ trợ", notes=25)


@pytest.mark.parametrize(("before", "after"), ["ab", "cd", "dđ", "de", "đe", "eg", "ef", "vx", "vw"])
def test_points_run_as_papers_do_or_as_word_does(before, after):
    assert follows(Counting.LETTER, (letter_rank(before), 0), (letter_rank(after), 0))


@pytest.mark.parametrize(
    ("counting", "before", "after", "answer"),
    [
        (Counting.NUMBER, (7, 0), (8, 0), True),
        (Counting.NUMBER, (7, 0), (7, 1), True),  # 7, 7a
        (Counting.NUMBER, (7, 2), (8, 0), True),  # 7b, 8
        (Counting.NUMBER, (7, 0), (9, 0), False),
        (Counting.PATH, (1, 1), (1, 2), True),
        (Counting.PATH, (1, 4), (2, 1), True),
        (Counting.PATH, (1, 4), (3, 1), False),
        (Counting.LETTER, (1, 0), (7, 0), False),
    ],
)
def test_one_ordinal_follows_another(counting, before, after, answer):
    assert follows(counting, before, after) is answer


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("Điều 5. Nội dung", (3, 0), "Điều 4."),
        ("IV- Nội dung", (2, 0), "III-"),
        ("IV- Nội dung", None, "I-"),
        ("g) Nội dung", (letter_rank("d"), 0), "đ)"),
        ("1.4. Nội dung", (1, 2), "1.3."),
        ("Năm là, nội dung", (3, 0), "Bốn là,"),
        ("PHẦN THỨ TƯ", (2, 0), "PHẦN THỨ BA"),
    ],
)
def test_the_missing_ordinal_is_printed_as_its_neighbours_are(text, before, expected):
    assert printed_next(markers_of(line_of(text))[0], before) == expected


def test_a_path_has_ordinals_without_points_and_brackets():
    assert [bare_label(markers_of(line_of(text))[0]) for text in ("Điều 3. A", "II- A", "a) A")] == [
        "Điều 3",
        "II",
        "a",
    ]
