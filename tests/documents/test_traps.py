"""What real papers do to those who read them by pattern: one row for each trap, with what it must be.

The traps are those met in published papers; each is read as lines of a text file.
"""

import unicodedata

import pytest

from documents.markdown import read_markdown
from documents.outline import outline_of
from documents.plain_text import read_text
from documents.reading import read_draft
from documents.survey import survey
from rules.clauses import NodeKind, ProblemKind
from rules.drafts import DraftIsScan
from tests.documents.generated.checking import lost_lines
from tests.documents.generated.papers import made_paper
from tests.documents.generated.word import word_file

HEAD = "NGHỊ QUYẾT\nVề nước sạch nông thôn\n\n"
LONG = "Ủy ban nhân dân xã chủ trì, phối hợp với các đoàn thể tổ chức thực hiện, báo cáo kết quả"
WRAPPED = (
    "Ủy ban nhân dân xã chủ trì, phối hợp với các đoàn thể tổ chức thực\n"
    "hiện, báo cáo kết quả với Đảng ủy xã và Mặt trận Tổ quốc Việt Nam"
)

TRAPS = [
    (
        "no article at all, straight after the formula",
        "QUYẾT NGHỊ:\nI. KẾT QUẢ\n1. Nước sạch\na) Thôn Một;\nb) Thôn Hai.\nII. NHIỆM VỤ\n1. Chung\n",
        ["I", "I.1", "I.1.a", "I.1.b", "II", "II.1"],
    ),
    (
        "no article at all, straight after the preamble",
        "Căn cứ Điều lệ Đảng;\n1- Một việc\n- Thôn Một;\n- Thôn Hai.\n2- Hai việc\n",
        ["1", "1.-1", "1.-2", "2"],
    ),
    (
        "a citation at the beginning of a wrapped line",
        (
            f"Điều 1. {WRAPPED} theo\nĐiều 2. Người đứng đầu chịu trách nhiệm theo Luật và\n"
            f"Điều 107 của Bộ luật Lao động.\n{WRAPPED} và\nĐiều 1 chịu trách nhiệm.\nĐiều 2. Hiệu lực\n"
        ),
        ["Điều 1", "Điều 2"],
    ),
    (
        "an article in quotation marks",
        "Điều 1. Sửa đổi như sau:\n“Điều 3. Nguồn vốn\n1. Ngân sách.\n2. Dân.”.\nĐiều 2. Hết\n",
        ["Điều 1", "Điều 2"],
    ),
    (
        "a span of years over the end of a line",
        f"Điều 1. {WRAPPED} 2026\n- 2030, phấn đấu đạt kế hoạch.\nĐiều 2. Hiệu lực\n1. Một;\n- Gạch.\n",
        ["Điều 1", "Điều 2", "Điều 2.1", "Điều 2.1.-1"],
    ),
    (
        "an annex that begins again at article 1",
        (
            "Điều 1. Ban hành quy chế.\nĐiều 2. Hiệu lực.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Thị Hoa\n"
            "QUY CHẾ\nLàm việc\n(Kèm theo Quyết định số 2/QĐ-UBND)\nĐiều 1. Phạm vi\nĐiều 2. Chế độ\n"
        ),
        ["Điều 1", "Điều 2", "PL1.Điều 1", "PL1.Điều 2"],
    ),
    (
        "I as a letter after H, and as a numeral below it",
        "".join(f"{letter}. VIỆC {letter}\n" for letter in "ABCDEGHI") + "I. Một\nII. Hai\n",
        [*"ABCDEGHI", "I.I", "I.II"],
    ),
    ("C. Mác between two letters", "A. MỘT\nNhư\nC. Mác đã viết.\nB. HAI\n", ["A", "B"]),
    ("V.I. Lê-nin between two numerals", "I. MỘT\nNhư sau.\nV.I. Lê-nin viết.\nII. HAI\n", ["I", "II"]),
    (
        "thousands and dates with points",
        "1. Một\n1.1. Nước\n1.234 hộ tham gia.\n30.000 ha rừng.\n19.8.2016 là hội.\n1.2. Điện\n2. Hai\n",
        ["1", "1.1", "1.2", "2"],
    ),
    (
        "numbers of papers",
        "1. Theo\n066.17/2026/QĐ-TTg của Thủ tướng.\n2. Theo\n05/NQ-HĐND ngày 5/9.\n3. Hết\n",
        ["1", "2", "3"],
    ),
    (
        "three ranks of numbers",
        "1. Một\n1.1. A\n1.1.1. B\n1.1.2. C\n1.2. D\n2. Hai\n2.1. E\n",
        ["1", "1.1", "1.1.1", "1.1.2", "1.2", "2", "2.1"],
    ),
    (
        "parts that are words",
        "PHẦN THỨ NHẤT\nMỞ ĐẦU\nPhần lớn đã có.\nPHẦN THỨ HAI\nKẾT\n1. A\n2. B\n",
        ["PHẦN THỨ NHẤT", "PHẦN THỨ HAI", "PHẦN THỨ HAI.1", "PHẦN THỨ HAI.2"],
    ),
    (
        "counts in words, with a colon",
        "Một là: làm đường.\nHai là: trồng cây.\nBa là, thu gom rác.\n",
        ["Một là", "Hai là", "Ba là"],
    ),
    (
        "points without f, j, w, z",
        "1. Một\n" + "".join(f"{p}) V;\n" for p in "abcdđeghiklm") + "2. Hai\n",
        ["1", *(f"1.{point}" for point in "abcdđeghiklm"), "2"],
    ),
    (
        "points as Word counts them",
        "1. Một\n" + "".join(f"{p}) V;\n" for p in "abcdefgh") + "2. Hai\n",
        ["1", *(f"1.{point}" for point in "abcdefgh"), "2"],
    ),
    ("a named page number", "1. Một việc\nTrang 2\n2. Hai việc\n", ["1", "2"]),
    (
        "blanks that are none",
        "Điều\u00a01.\u00a0Phạm vi\n1.\u00a0Một\n\u200b2.\u202fHai\n\ufeffĐiều 2. Hết\n",
        ["Điều 1", "Điều 1.1", "Điều 1.2", "Điều 2"],
    ),
    (
        "look-alikes of Đ and of the hyphen",
        "\u00d0iều 1. Một\n– A;\n− B;\n\u0110iều 2. Hai\n",
        ["Điều 1", "Điều 1.-1", "Điều 1.-2", "Điều 2"],
    ),
    (
        "letters apart from their marks",
        unicodedata.normalize("NFD", "Điều 1. Một việc\nđ) Không phải điểm.\nĐiều 2. Hai việc\n"),
        ["Điều 1", "Điều 2"],
    ),
]


@pytest.mark.parametrize(("text", "paths"), [row[1:] for row in TRAPS], ids=[row[0] for row in TRAPS])
def test_no_trap_makes_a_clause_or_loses_one(text, paths):
    lines = read_text(HEAD + text).lines
    found = outline_of(survey(lines))
    assert lost_lines([line.text for line in lines], found) == []
    assert [node.path for node in found.clauses] == paths


def draft(text: str):
    return read_draft(text.encode(), "du-thao.txt")


CLOSING = "Nơi nhận:\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Thị Hoa\n"


def test_number_and_date_are_those_of_the_head_and_not_of_a_cited_paper():
    read = draft(
        "HỘI ĐỒNG NHÂN DÂN\nXÃ BÌNH AN\nSố: 043/2026/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Bình An, ngày 05 tháng 9 năm 2026\nQUYẾT ĐỊNH\nVề nước\nCăn cứ Nghị quyết số: 17/2022/UBTVQH15 "
        "ngày 23/3/2022;\nĐiều 1. Một\n" + CLOSING
    )
    assert (read.head.symbol, f"{read.head.issued_on}") == ("043/2026/QĐ-UBND", "2026-09-05")


def test_a_number_that_is_still_blank_leaves_the_symbol():
    read = draft(
        "ĐẢNG BỘ TỈNH\nĐẢNG ỦY XÃ BÌNH AN\n*\nSố      ĐA/ĐUK\nĐẢNG CỘNG SẢN VIỆT NAM\n\nĐỀ ÁN\nvề nước\n"
        "I. MỘT\nII. HAI\n"
    )
    assert read.head.symbol == "ĐA/ĐUK"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("thực hiện nhiệm v ụ quá c ảnh hàng hóa", ProblemKind.BROKEN_SPACES),
        ("Đểbảo đảm nguồn nước của Đảng bộxã", ProblemKind.LOST_SPACES),
        ("giai đoạn 20162020 theo 22NQ/TW", ProblemKind.LOST_DASH),
        (f"{LONG} NĂM TIẾP THEO II. Mục tiêu {LONG * 6}", ProblemKind.RUN_ON_HEADING),
        (unicodedata.normalize("NFD", "thực hiện đầy đủ"), ProblemKind.NOT_NFC),
        ("việc\u200b này", ProblemKind.HIDDEN_CHARACTERS),
    ],
)
def test_damage_is_named_and_never_repaired(line, kind):
    read = draft(f"{HEAD}1. {line}\n2. Hai việc cần làm ngay.\n")
    assert kind in {problem.kind for problem in read.outline.problems}
    shown = unicodedata.normalize("NFC", line).replace("\u200b", "")
    assert read.outline.clauses[0].text == shown


def test_a_stamp_may_be_the_only_date_and_is_noise():
    read = draft(f"{HEAD}1. Một việc\n29-09-2025 13:41:12 +07:00\n2. Hai việc\n")
    assert [node.text for node in read.outline.nodes if node.kind is NodeKind.NOISE] == [
        "29-09-2025 13:41:12 +07:00"
    ]


def test_marks_of_markdown_are_no_part_of_the_text():
    lines = read_markdown(
        "# NGHỊ QUYẾT\n\n**Điều 1. Phạm vi**\n\n1\\. Một\n\n\\- A;\n\n2\\. Hai\n"
    ).lines
    found = outline_of(survey(lines))
    assert [(n.path, n.text) for n in found.clauses] == [
        ("Điều 1", "Phạm vi"), ("Điều 1.1", "Một"), ("Điều 1.1.-1", "A;"), ("Điều 1.2", "Hai"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "closing",
    [
        CLOSING,
        "T/M ĐẢNG ỦY\nBÍ THƯ\nLò Văn Tịnh\n",
        "CHỦ TỊCH\n\nLê Thị Hoa\n",
        "TUQ. BỘ TRƯỞNG\nVỤ TRƯỞNG\n",
    ],
)
def test_an_annex_does_not_stick_to_the_last_clause(closing):
    read = draft(f"{HEAD}1. Một\n2. Hai\n{closing}PHỤ LỤC\nDANH MỤC\nThôn Một\nThôn Hai\n")
    assert [node.path for node in read.outline.clauses] == ["1", "2"]
    annex = next(node for node in read.outline.nodes if node.kind is NodeKind.ANNEX)
    assert annex.text.endswith("Thôn Một\nThôn Hai")


def test_a_scan_is_refused_and_a_made_paper_in_word_is_read_whole():
    with pytest.raises(DraftIsScan):
        read_draft(scan(), "quet.pdf")
    read = read_draft(word_file(made_paper(21)), "du-thao.docx")
    assert lost_lines(read.lines, read.outline) == []


def scan() -> bytes:
    """A page with a signature stamped on it and no words."""
    import io

    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
