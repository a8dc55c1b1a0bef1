"""Whatever the text: no line lost, no crash, and time that grows with the lines."""

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.lines import line_of, row_of
from documents.markdown import read_markdown
from documents.outline import outline_of
from documents.plain_text import read_text
from documents.survey import survey
from rules.clauses import NodeKind
from tests.documents.cost import costs_less_than

PIECES = [
    "Điều 1. Phạm vi", "Điều 2. Đối tượng", "Điều 7.", "Chương I", "CHƯƠNG II", "Mục 1",
    "I. MỤC TIÊU", "II- Nhiệm vụ", "1. Một", "2. Hai:", "3.5 Năm", "1.1. Một một", "a) A;",
    "b) B", "đ) Đ", "- gạch", "+ cộng", "* sao", "Một là, một", "(1) ngoặc", "NGHỊ QUYẾT",
    "QUYẾT NGHỊ:", "Về việc", "Căn cứ Luật;", "Nơi nhận:", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN",
    "CHỦ TỊCH", "Nguyễn Văn An", "PHỤ LỤC", "Mẫu số 01", "(Kèm theo Nghị quyết số 1)",
    "CÔNG BÁO/Số 1/Ngày 1-1-2026", "84", "85", "-----", "", "  ", "\f", "“Điều 3. Trích",
    "hết trích”.", '"Điều 4. Trích', " " * 30, "1 Ghi chú", "chữ thường tiếp theo",
    "Một câu văn dài đủ để lấp đầy một dòng của trang giấy và chảy sang dòng kế tiếp",
]  # fmt: skip

lines = st.one_of(st.sampled_from(PIECES), st.text(max_size=40))
texts = st.lists(lines, max_size=40).map("\n".join)


def check(found) -> None:
    assert found.lines_covered == found.lines
    for node in found.nodes:
        assert node.spans
        assert node.parent is None or node.parent < node.index
    paths = [node.path for node in found.nodes if node.kind in {NodeKind.CLAUSE, NodeKind.ANNEX}]
    assert len(paths) == len(set(paths))


@settings(max_examples=300, deadline=None)
@given(texts)
def test_every_line_of_any_text_is_in_exactly_one_node(text):
    source = read_text(text)
    assert len(source.lines) == len(text.splitlines())
    check(outline_of(survey(source.lines)))


@settings(max_examples=150, deadline=None)
@given(texts)
def test_every_line_of_any_markdown_is_in_exactly_one_node(text):
    source = read_markdown(text)
    assert len(source.lines) == len(text.splitlines())
    check(outline_of(survey(source.lines)))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(lines.map(lambda t: [t]), st.lists(lines, min_size=2, max_size=3)), max_size=30)
)
def test_every_paragraph_and_row_of_any_word_file_is_in_exactly_one_node(rows):
    found = [
        line_of(row[0].replace("\n", " "), begins=True) if len(row) == 1 else row_of(row) for row in rows
    ]
    check(outline_of(survey(found)))


def made_lines(count):
    block = "\n".join(PIECES[:32] + PIECES[33:]) + "\n"
    return read_text(block * (count // len(PIECES))).lines


def test_time_grows_with_the_lines_and_not_with_their_square():
    few, many = made_lines(4_000), made_lines(16_000)
    assert costs_less_than(
        4 * 2.5, lambda: outline_of(survey(many)), beside=lambda: outline_of(survey(few))
    )
