"""The one door: what a draft says of itself, and which files are turned away."""

import io
from datetime import date

import docx
import pytest

from documents.reading import read_draft
from rules.bodies import Standard
from rules.clauses import DocumentPart, ProblemKind
from rules.drafts import (
    FileKind,
)
from rules.numbering import DocumentType
from tests.documents.cost import costs_less_than
from tests.documents.drafts import DRAFT, word_file


def test_a_party_draft_says_what_it_is():
    head = read_draft(DRAFT.encode(), "nq.txt").head
    assert head.standard is Standard.PARTY
    assert (head.type_name, head.document_type) == ("NGHỊ QUYẾT", DocumentType.RESOLUTION)
    assert head.abstract == "về phát triển kinh tế tập thể"
    assert head.symbol == "-NQ/ĐU"
    assert (head.issuer, head.parent_body) == ("ĐẢNG ỦY XÃ BÌNH AN", "ĐẢNG BỘ TỈNH SƠN TRANG")
    assert (head.place, head.issued_on) == ("Bình An", date(2026, 9, 5))
    assert head.legal_bases == (
        "Căn cứ Quy định số 12-QĐ/TU, ngày 01 tháng 02 năm 2024 của Tỉnh ủy;",
        "Xét đề nghị của Ban Thường vụ Đảng ủy,",
    )
    assert (head.signer_post, head.signer_name) == ("BÍ THƯ", "Lò Văn Tịnh")


def test_number_and_date_are_never_those_of_a_cited_paper():
    blank = DRAFT.replace("ngày 05 tháng 9 năm 2026", "ngày     tháng     năm 2026")
    head = read_draft(blank.replace("Số     -NQ/ĐU\n", "").encode(), "nq.txt").head
    assert (head.symbol, head.issued_on) == ("", None)


@pytest.mark.parametrize(
    ("line", "symbol"),
    [
        ("Số: 113/NQ-CP", "113/NQ-CP"),
        ("Số 60-NQ/TW", "60-NQ/TW"),
        ("Số: 08/2022/QĐ-TTg", "08/2022/QĐ-TTg"),
        ("Số: 043/2025/QĐ-UBND", "043/2025/QĐ-UBND"),
        ("Số        -CV/ĐU", "-CV/ĐU"),
        ("Số      ĐA/ĐUK", "ĐA/ĐUK"),
        ("Số 12-CTr/TU", "12-CTr/TU"),
        ("Số: 17/2022/UBTVQH15", "17/2022/UBTVQH15"),
    ],
)
def test_symbols_are_read_in_all_their_forms(line, symbol):
    text = f"{line}\n\nNGHỊ QUYẾT\nvề việc\n\n1. Một.\n2. Hai.\n"
    assert read_draft(text.encode(), "x.txt").head.symbol == symbol


def test_a_head_whose_columns_ran_together_is_still_read():
    text = (
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "XÃ BÌNH AN Độc lập - Tự do - Hạnh phúc\n"
        "Số: 12/KH-UBND Bình An, ngày 05 tháng 3 năm 2027\n"
        "KẾ HOẠCH\nPhòng, chống thiên tai\n1. Một.\n2. Hai.\n"
    )
    head = read_draft(text.encode(), "x.txt").head
    assert (head.issuer, head.symbol) == ("ỦY BAN NHÂN DÂN XÃ BÌNH AN", "12/KH-UBND")
    assert (head.place, head.issued_on) == ("Bình An", date(2027, 3, 5))


def test_a_letter_has_its_date_below_its_subject():
    text = (
        "ĐẢNG ỦY XÃ BÌNH AN\nSố 45-CV/ĐU\nV/v đôn đốc thực hiện\n"
        "Bình An, ngày 05 tháng 3 năm 2027\nKính gửi: Công an xã\n1. Một.\n2. Hai.\n"
    )
    head = read_draft(text.encode(), "x.txt").head
    assert (head.document_type, head.abstract) == (DocumentType.OFFICIAL_LETTER, "đôn đốc thực hiện")
    assert (head.place, head.issued_on) == ("Bình An", date(2027, 3, 5))


def test_party_head_and_state_motto_in_one_paper_are_pointed_out():
    mixed = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" + DRAFT
    draft = read_draft(mixed.encode(), "x.txt")
    assert draft.head.standard is None
    assert ProblemKind.MIXED_HEADS in {problem.kind for problem in draft.outline.problems}


def test_missing_parts_are_named():
    draft = read_draft(b"1. M\xe1\xbb\x99t vi\xe1\xbb\x87c.\n2. Hai vi\xe1\xbb\x87c.\n", "x.txt")
    missing = {p.expected for p in draft.outline.problems if p.kind is ProblemKind.MISSING_PART}
    assert missing == set(DocumentPart)


@pytest.mark.parametrize(
    ("line", "kind", "example"),
    [
        ("Các nhiệm v ụ trọng tâm và quá c ảnh", ProblemKind.BROKEN_SPACES, "v ụ"),
        ("Đểbảo đảm, Đảng bộxã cần làm", ProblemKind.LOST_SPACES, "Đểbảo"),
        ("Đại hội lần thứI của Đảng bộ", ProblemKind.LOST_SPACES, "thứI"),
        ("giai đoạn 20162020 và tiếp theo", ProblemKind.LOST_DASH, "20162020"),
        ("theo Nghị quyết số 22NQ/TW của Đảng", ProblemKind.LOST_DASH, "22NQ/TW"),
        ("chữ rời Vie\u0323\u0302t Nam", ProblemKind.NOT_NFC, ""),
        ("đảo chiều \u202evăn bản\u202c ở đây", ProblemKind.HIDDEN_CHARACTERS, ""),
        ("có ký tự \0 lạ ở đây", ProblemKind.HIDDEN_CHARACTERS, ""),
        ("Bài rất dài. " * 60 + "những năm II. Nhiệm vụ", ProblemKind.RUN_ON_HEADING, "II. Nhiệm"),
        ("x" * 4000 + "bộxã" + "x" * 4000, ProblemKind.LOST_SPACES, "x" * 60),
    ],
)
def test_damaged_text_is_pointed_out_by_line_with_an_example_and_left_as_it_is(line, kind, example):
    draft = read_draft(f"KẾ HOẠCH\nVề việc\n\n1. Một.\n2. {line}\n".encode(), "x.txt")
    assert [(p.lines, p.found) for p in draft.outline.problems if p.kind is kind] == [((5,), example)]


@pytest.mark.parametrize(
    "line",
    [
        "theo điểm b ở trên và điểm c ở dưới",
        "huyện Krông Pắk, xã Ea Súp, tỉnh Đắk Lắk",
        "Quyết định số 12-QĐ/TU, giai đoạn 2016-2020",
        "thưởng 500.000 đồng/người, dài 5 km ở thôn",
        "Ủy ban nhân dân, UBND, HĐND, CTr, TTg, QyĐ",
    ],
)
def test_sound_text_is_not_suspected(line):
    draft = read_draft(f"KẾ HOẠCH\nVề việc\n\n1. Một.\n2. {line}.\n".encode(), "x.txt")
    kinds = {p.kind for p in draft.outline.problems} - {ProblemKind.MISSING_PART}
    assert kinds == set()


def test_control_and_direction_marks_are_not_shown():
    draft = read_draft("1. Một\u202e hai\0.\n2. Ba.\n".encode(), "x.txt")
    assert draft.lines[0] == "1. Một hai."


@pytest.mark.parametrize("name", ["nq.docx", "nq.pdf", "nq.exe", ""])
def test_the_kind_is_told_by_content_and_not_by_name(name):
    assert read_draft(DRAFT.encode(), name).kind is FileKind.TEXT
    assert read_draft(word_file(DRAFT), name).kind is FileKind.DOCX


def test_text_with_the_marks_of_markdown_is_markdown():
    marked = DRAFT.replace("1. Mục", "**1.** Mục").replace("2. Nhiệm", "2\\. Nhiệm")
    assert read_draft(marked.encode(), "nq.md").kind is FileKind.MARKDOWN
    assert read_draft(("# Điều\n" + marked).encode(), "nq.txt").kind is FileKind.MARKDOWN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_text_is_read_with_and_without_a_byte_order_mark(encoding):
    bom = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert read_draft(bom + DRAFT.encode(encoding), "x.txt").lines[5] == "NGHỊ QUYẾT"


def test_a_single_line_of_a_megabyte_is_read_in_no_time():
    def read(words: int) -> None:
        line = "1. " + "phát triển kinh tế " * words
        draft = read_draft(f"KẾ HOẠCH\nVề việc\n\n{line}\n2. Hai.\n".encode(), "x.txt")
        assert [node.path for node in draft.outline.clauses] == ["1", "2"]

    assert costs_less_than(4 * 2.5, lambda: read(60_000), beside=lambda: read(15_000))


def test_a_thick_word_file_costs_a_few_times_what_its_parser_costs():
    clauses = "\n".join(
        f"Điều {n}. Nội dung\n1. Các cơ quan có trách nhiệm thực hiện nghiêm túc nghị quyết này.\n"
        "a) Tăng cường công tác tuyên truyền, vận động nhân dân tham gia phát triển kinh tế."
        for n in range(1, 500)
    )
    content = word_file("NGHỊ QUYẾT\nVề việc lớn\n" + clauses)

    def parse() -> int:
        return sum(len(p.text) for p in docx.Document(io.BytesIO(content)).paragraphs)

    assert costs_less_than(5, lambda: read_draft(content, "nq.docx"), beside=parse)
