import io
import re
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from PIL import Image

from documents.docx_writer import write_docx
from documents.layouts import EndMark
from documents.paper import (
    Align,
    Annex,
    Bullet,
    Clause,
    Column,
    Heading,
    KeyValue,
    PageBreak,
    Paper,
    PaperTable,
    Paragraph,
    Picture,
    Signature,
    Span,
)
from rules.bodies import BodyKind, Standard
from rules.clauses import Level
from rules.numbering import DocumentType, party_number, state_number
from rules.signing import usual_heading

PARTY = Paper(
    standard=Standard.PARTY,
    on=date(2026, 2, 5),
    parent_body="Đảng bộ tỉnh Khánh Hòa",
    body="Đảng ủy xã Công Hải",
    place="Công Hải",
    number=party_number(7, DocumentType.RESOLUTION, "ĐU"),
    document_type=DocumentType.RESOLUTION,
    abstract="về đẩy mạnh chuyển đổi số",
    bases=("Căn cứ Điều lệ Đảng;", "- Căn cứ Quy chế làm việc"),
    blocks=(
        Clause(level=Level.ROMAN, ordinal="I-", title="MỤC TIÊU"),
        Paragraph(text="Nghị quyết này phổ biến đến chi bộ."),
    ),
    signatures=(Signature(heading=usual_heading(BodyKind.PARTY_COMMITTEE), name="Nguyễn Văn An"),),
    recipients=("Các chi bộ trực thuộc", "Lưu VPĐU."),
)
STATE = replace(
    PARTY,
    standard=Standard.STATE,
    parent_body="",
    body="Ủy ban nhân dân xã Công Hải",
    number=state_number(7, DocumentType.DECISION, "UBND"),
    document_type=DocumentType.DECISION,
    signatures=(
        Signature(heading=usual_heading(BodyKind.PEOPLES_COMMITTEE, is_deputy=True), name="Lê Thị Hoa"),
    ),
)


def opened(paper):
    return docx.Document(io.BytesIO(write_docx(paper)))


def lines(cell):
    return [paragraph.text for paragraph in cell.paragraphs if paragraph.text]


def body_lines(document):
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def run_of(container, text):
    for paragraph in container.paragraphs:
        for run in paragraph.runs:
            if text in run.text:
                return run
    raise AssertionError(text)


def looks(run):
    return (run.font.size.pt, bool(run.bold), bool(run.italic), bool(run.underline))


def member(paper, name="word/document.xml"):
    with ZipFile(io.BytesIO(write_docx(paper))) as archive:
        return archive.read(name).decode()


# --- the page -----------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", [PARTY, STATE], ids=["party", "state"])
def test_the_page_is_a4_with_the_margins_of_the_rules(paper):
    section = opened(paper).sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    found = [section.page_width, section.page_height, *sides]
    expected = [Mm(n) for n in (210, 297, 20, 20, 30, 15)]
    assert [round(length.mm) for length in found] == [round(length.mm) for length in expected]
    assert section.orientation == WD_ORIENT.PORTRAIT


@pytest.mark.parametrize("paper", [PARTY, STATE], ids=["party", "state"])
def test_letters_are_times_new_roman_in_every_script(paper):
    fonts = opened(paper).styles["Normal"].element.rPr.rFonts
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        assert fonts.get(qn(f"w:{script}")) == "Times New Roman"


@pytest.mark.parametrize(("paper", "size"), [(PARTY, 14), (STATE, 13)], ids=["party", "state"])
def test_pages_are_numbered_in_the_middle_of_the_top_from_the_second_on(paper, size):
    section = opened(paper).sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    number = section.header.paragraphs[0]
    assert number.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert number.runs[0].font.size == Pt(size)
    assert [mark.text for mark in number._p.iter(qn("w:instrText"))] == ["PAGE"]


# --- the head -----------------------------------------------------------------------------------


def test_a_party_head_stands_in_its_order():
    table = opened(PARTY).tables[0]
    assert lines(table.cell(0, 0)) == ["ĐẢNG BỘ TỈNH KHÁNH HÒA", "ĐẢNG ỦY XÃ CÔNG HẢI", "*"]
    assert lines(table.cell(0, 1)) == ["ĐẢNG CỘNG SẢN VIỆT NAM"]
    assert lines(table.cell(1, 0)) == ["Số 07-NQ/ĐU"]
    assert lines(table.cell(1, 1)) == ["Công Hải, ngày 05 tháng 02 năm 2026"]
    assert looks(run_of(table.cell(0, 0), "ĐẢNG BỘ")) == (14, False, False, False)
    assert looks(run_of(table.cell(0, 0), "ĐẢNG ỦY")) == (14, True, False, False)
    assert looks(run_of(table.cell(0, 1), "ĐẢNG")) == (15, True, False, False)
    assert looks(run_of(table.cell(1, 1), "ngày")) == (14, False, True, False)


def test_a_state_head_stands_in_its_order():
    table = opened(STATE).tables[0]
    assert lines(table.cell(0, 0)) == ["ỦY BAN NHÂN DÂN XÃ CÔNG HẢI"]
    assert lines(table.cell(0, 1)) == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert lines(table.cell(1, 0)) == ["Số: 07/QĐ-UBND"]
    assert looks(run_of(table.cell(0, 1), "CỘNG HÒA")) == (12, True, False, False)
    assert looks(run_of(table.cell(0, 1), "Độc lập")) == (13, True, False, False)


@pytest.mark.parametrize(("paper", "cells"), [(PARTY, [(0, 1)]), (STATE, [(0, 0), (0, 1)])])
def test_rules_are_drawn_under_the_motto_and_under_a_state_issuer(paper, cells):
    table = opened(paper).tables[0]
    ruled = [
        (row, column)
        for row in (0, 1)
        for column in (0, 1)
        if list(table.cell(row, column)._tc.iter(qn("w:pBdr")))
    ]
    assert ruled == cells


def test_a_long_name_of_a_body_breaks_before_its_place():
    name = "Ủy ban Mặt trận Tổ quốc Việt Nam xã Phước Hậu"
    table = opened(replace(STATE, body=name)).tables[0]
    assert lines(table.cell(0, 0)) == ["ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", "XÃ PHƯỚC HẬU"]


def test_the_number_must_be_in_the_form_of_the_standard():
    with pytest.raises(ValueError, match="state number"):
        replace(STATE, number=PARTY.number)
    with pytest.raises(ValueError, match="party number"):
        replace(PARTY, number="07-NQ/ĐU")


def test_no_paper_carries_both_heads():
    assert "CỘNG HÒA" not in member(PARTY)
    assert "ĐẢNG CỘNG SẢN" not in member(STATE)


def test_a_draft_says_which_one_it_is_and_leaves_number_and_date_open():
    number = party_number(None, DocumentType.RESOLUTION, "ĐU")
    table = opened(replace(PARTY, number=number, draft=2)).tables[0]
    assert lines(table.cell(1, 0)) == ["Số       -NQ/ĐU", "Dự thảo lần 2"]
    assert lines(table.cell(1, 1)) == ["Công Hải, ngày     tháng     năm 2026"]


# --- title and bases ----------------------------------------------------------------------------


def test_a_party_title_comes_with_dashes_and_upright_bases():
    document = opened(PARTY)
    assert body_lines(document)[:5] == [
        "NGHỊ QUYẾT",
        "về đẩy mạnh chuyển đổi số",
        "-----",
        "- Căn cứ Điều lệ Đảng;",
        "- Căn cứ Quy chế làm việc.",
    ]
    assert looks(run_of(document, "NGHỊ QUYẾT")) == (16, True, False, False)
    assert looks(run_of(document, "về đẩy mạnh")) == (14, True, False, False)
    assert looks(run_of(document, "Căn cứ")) == (14, False, False, False)


def test_state_bases_are_italic_and_carry_no_hyphen():
    document = opened(STATE)
    assert body_lines(document)[2:4] == ["Căn cứ Điều lệ Đảng;", "Căn cứ Quy chế làm việc."]
    assert looks(run_of(document, "Căn cứ")) == (14, False, True, False)
    assert "-----" not in member(STATE)


LETTER = replace(
    PARTY,
    document_type=DocumentType.OFFICIAL_LETTER,
    number=party_number(45, DocumentType.OFFICIAL_LETTER, "ĐU"),
    abstract="đôn đốc thực hiện Nghị quyết",
    addressees=("Phòng Kinh tế;", "Công an xã"),
    bases=(),
)


def test_a_letter_has_no_title_but_a_subject_under_its_number():
    document = opened(LETTER)
    cell = document.tables[0].cell(1, 0)
    assert lines(cell) == ["Số 45-CV/ĐU", "Về việc đôn đốc thực hiện Nghị quyết"]
    assert looks(run_of(cell, "Về việc")) == (12, False, True, False)
    assert body_lines(document)[:3] == ["Kính gửi:", "- Phòng Kinh tế;", "- Công an xã."]
    assert "CÔNG VĂN" not in member(LETTER)


def test_a_state_letter_writes_its_subject_short():
    letter = replace(LETTER, standard=Standard.STATE, number="Số: 12/UBND-VX", addressees=("A",))
    document = opened(letter)
    assert lines(document.tables[0].cell(1, 0))[1] == "V/v đôn đốc thực hiện Nghị quyết"
    assert body_lines(document)[0] == "Kính gửi: A"


@pytest.mark.parametrize(
    ("standard", "label"), [(Standard.PARTY, "Kính trình:"), (Standard.STATE, "Kính gửi:")]
)
def test_a_submission_is_addressed_as_its_standard_wants(standard, label):
    paper = replace(
        PARTY,
        standard=standard,
        number="",
        document_type=DocumentType.SUBMISSION,
        addressees=("Ban Thường vụ",),
    )
    assert f"{label} Ban Thường vụ" in body_lines(opened(paper))


# --- the text -----------------------------------------------------------------------------------


def test_party_text_stands_18_points_apart_justified_and_indented():
    text = opened(PARTY).paragraphs[-2]
    assert text.text == "Nghị quyết này phổ biến đến chi bộ./."
    form = text.paragraph_format
    assert (form.line_spacing, form.space_after) == (Pt(18), Pt(6))
    assert form.first_line_indent is not None
    assert round(form.first_line_indent.mm) == 10
    assert text.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY


def test_state_text_keeps_its_line_spacing_within_one_and_a_half():
    form = opened(STATE).paragraphs[-2].paragraph_format
    assert isinstance(form.line_spacing, float)
    assert 1 <= form.line_spacing <= 1.5
    assert form.first_line_indent is not None
    assert round(form.first_line_indent.mm, 1) == 12.7


@pytest.mark.parametrize(
    ("block", "mark", "expected"),
    [
        (Paragraph(text="Hết."), None, "Hết./."),
        (Paragraph(text="Hết./."), None, "Hết./."),
        (Paragraph(text="Hết;"), EndMark.STOP, "Hết."),
        (Paragraph(text="Hết"), EndMark.NONE, "Hết"),
        (Paragraph(text="v.v.."), None, "v.v../."),
        (Paragraph(text=(Span(text="A "), Span(text="hết.", bold=True))), None, "A hết./."),
        (Bullet(text="Hết."), None, "- Hết./."),
        (Clause(level=Level.POINT, ordinal="a)", text="Hết."), None, "a) Hết./."),
        (KeyValue(key="Kết thúc", value="11 giờ."), None, "Kết thúc: 11 giờ./."),
        (Heading(text="QUYẾT NGHỊ:"), None, "QUYẾT NGHỊ:"),
    ],
)
def test_the_last_words_get_the_end_mark_once(block, mark, expected):
    assert body_lines(opened(replace(PARTY, blocks=(block,), end_mark=mark)))[-1] == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (
            Clause(level=Level.CHAPTER, ordinal="Chương I", title="Quy định chung"),
            [("Chương I", True, True), ("QUY ĐỊNH CHUNG", True, True)],
        ),
        (
            Clause(level=Level.ARTICLE, ordinal="Điều 1.", title="Phạm vi", text="1. Một\n2. Hai"),
            [("Điều 1. Phạm vi", True, False), ("1. Một", False, False), ("2. Hai", False, False)],
        ),
        (
            Clause(level=Level.ARTICLE, ordinal="Điều 1.", text="Thông qua đề án."),
            [("Điều 1. Thông qua đề án.", True, False)],
        ),
        (
            Clause(level=Level.ITEM, ordinal="1-", title="Mục tiêu.", text="Đến năm 2030"),
            [("1- Mục tiêu. Đến năm 2030", True, False)],
        ),
        (
            Clause(level=Level.POINT, ordinal="a)", text="Một việc"),
            [("a) Một việc", False, False)],
        ),
    ],
)
def test_clauses_are_set_by_their_rank(clause, expected):
    paper = replace(PARTY, bases=(), blocks=(clause,), end_mark=EndMark.NONE)
    found = [p for p in opened(paper).paragraphs if p.text][3:]
    assert [
        (p.text, bool(p.runs[0].bold), p.alignment == WD_ALIGN_PARAGRAPH.CENTER) for p in found
    ] == expected


TABLE = PaperTable(
    columns=(Column(title="TT", width=1, align=Align.CENTRED), Column(title="Nội dung", width=3)),
    rows=(("1", "Góp ý\nhai dòng"), ("2", "")),
)


def test_a_table_repeats_its_titles_and_fills_the_width():
    table = opened(replace(PARTY, blocks=(TABLE,))).tables[1]
    header = table.rows[0]
    assert [cell.text for cell in header.cells] == ["TT", "Nội dung"]
    assert header._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1]._tr.find(qn("w:trPr")) is None
    assert header.cells[1].paragraphs[0].runs[0].bold
    assert lines(table.cell(1, 1)) == ["Góp ý", "hai dòng"]
    assert [round(cell.width.mm) for cell in header.cells] == [41, 124]
    assert looks(run_of(table.cell(1, 1), "Góp ý"))[0] == 12


def test_a_row_that_does_not_fit_its_columns_is_a_bug():
    with pytest.raises(ValueError, match="zip"):
        write_docx(replace(PARTY, blocks=(replace(TABLE, rows=(("1",),)),)))


def test_a_wide_table_lies_on_its_side():
    document = opened(replace(PARTY, blocks=(TABLE,), is_landscape=True))
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    width = sum(cell.width.mm for cell in document.tables[1].rows[0].cells)
    assert width == pytest.approx(297 - 40, abs=1)


def png(width, height):
    out = io.BytesIO()
    Image.new("L", (width, height), 255).save(out, format="PNG")
    return out.getvalue()


@pytest.mark.parametrize("size", [(1080, 1300), (1080, 9000), (9000, 1080)])
def test_a_picture_fits_the_page_and_tells_what_it_shows(size):
    picture = Picture(png=png(*size), width_mm=200, caption="Biểu đồ <1>")
    document = opened(replace(PARTY, blocks=(picture,)))
    shape = document.inline_shapes[0]
    assert shape.width.mm <= 165.1
    assert shape.height.mm <= 210
    assert shape.width / shape.height == pytest.approx(size[0] / size[1], rel=0.01)
    assert shape._inline.docPr.get("descr") == "Biểu đồ <1>"
    assert "Biểu đồ <1>" in body_lines(document)


def test_annexes_begin_on_pages_of_their_own_and_stay_numbered():
    annex = Annex(title="Phụ lục I", subtitle="Danh mục", blocks=(PageBreak(), TABLE), is_landscape=True)
    document = opened(replace(PARTY, annexes=(annex, replace(annex, is_landscape=False))))
    shapes = [section.orientation for section in document.sections]
    assert shapes == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    assert not document.sections[1].different_first_page_header_footer
    assert document.sections[1].header.is_linked_to_previous
    assert {"PHỤ LỤC I", "Danh mục"} <= set(body_lines(document))


# --- the ending ---------------------------------------------------------------------------------


def test_a_party_paper_is_signed_on_behalf_with_a_light_post():
    left, right = opened(PARTY).tables[-1].rows[0].cells
    assert lines(right) == ["T/M ĐẢNG ỦY", "BÍ THƯ", "Nguyễn Văn An"]
    assert [looks(run_of(right, text)) for text in lines(right)] == [
        (14, True, False, False),
        (14, False, False, False),
        (14, True, False, False),
    ]
    assert right.paragraphs[-1].paragraph_format.space_before >= Pt(4 * 16)
    assert lines(left) == ["Nơi nhận:", "- Các chi bộ trực thuộc;", "- Lưu VPĐU."]
    assert looks(run_of(left, "Nơi nhận")) == (14, False, False, True)
    assert looks(run_of(left, "Lưu")) == (12, False, False, False)


def test_a_state_paper_is_signed_in_bold_by_a_deputy_for_the_chair():
    left, right = opened(STATE).tables[-1].rows[0].cells
    assert lines(right) == [
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Lê Thị Hoa",
    ]
    assert all(looks(run_of(right, text))[1] for text in lines(right))
    assert looks(run_of(left, "Nơi nhận")) == (12, True, True, False)
    assert looks(run_of(left, "Lưu")) == (11, False, False, False)


def test_before_2026_the_party_put_commas_between_recipients():
    left = opened(replace(PARTY, on=date(2025, 7, 1))).tables[-1].rows[0].cells[0]
    assert lines(left)[1:] == ["- Các chi bộ trực thuộc,", "- Lưu VPĐU."]


def test_minutes_are_signed_by_the_clerk_on_the_left_and_the_chair_on_the_right():
    minutes = replace(
        PARTY,
        document_type=DocumentType.MINUTES,
        number="",
        signatures=(
            Signature(heading=("Thư ký",), name="Phạm Thị Dung"),
            Signature(heading=("Chủ trì",), name="Nguyễn Văn An"),
        ),
    )
    *_, signed, recipients = opened(minutes).tables
    assert [lines(cell) for cell in signed.rows[0].cells] == [
        ["THƯ KÝ", "Phạm Thị Dung"],
        ["CHỦ TRÌ", "Nguyễn Văn An"],
    ]
    assert lines(recipients.cell(0, 0))[0] == "Nơi nhận:"
    with pytest.raises(ValueError, match="two people"):
        replace(minutes, signatures=minutes.signatures * 2)


def test_a_signature_never_stands_alone_on_a_page():
    document = opened(PARTY)
    assert all(p.paragraph_format.keep_with_next for p in document.paragraphs[-2:])
    assert document.tables[-1].rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None


def test_a_paper_without_signatures_and_recipients_ends_with_its_text():
    document = opened(replace(PARTY, signatures=(), recipients=()))
    assert len(document.tables) == 1
    assert body_lines(document)[-1] == "Nghị quyết này phổ biến đến chi bộ./."


# --- the file -----------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", [PARTY, STATE, LETTER], ids=["party", "state", "letter"])
def test_the_same_paper_gives_the_same_bytes(paper):
    assert write_docx(paper) == write_docx(replace(paper))
    assert write_docx(paper) != write_docx(replace(paper, abstract="khác"))


def test_the_file_tells_nothing_of_the_machine_or_the_hour():
    with ZipFile(io.BytesIO(write_docx(PARTY))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name]
    properties = opened(PARTY).core_properties
    assert properties.author == "Đảng ủy xã Công Hải"
    assert properties.title == "NGHỊ QUYẾT về đẩy mạnh chuyển đổi số"
    assert properties.created.isoformat() == "2026-02-05T00:00:00+00:00"
    assert "python" not in (properties.comments + properties.last_modified_by).lower()


def test_word_does_not_take_the_file_for_an_old_one():
    found = re.findall(
        r'w:name="compatibilityMode"[^>]*w:val="(\d+)"', member(PARTY, "word/settings.xml")
    )
    assert found == ["15"]


HOSTILE = "a\x00\x1b\u202eb\ud800 { PAGE } </w:t><w:instrText>DDEAUTO</w:instrText> & \ufffe =1+1"


def test_hostile_words_stay_words_wherever_they_are_put():
    paper = Paper(
        standard=Standard.PARTY,
        on=date(2026, 2, 5),
        parent_body=HOSTILE,
        body=HOSTILE,
        place=HOSTILE,
        number=f"Số {HOSTILE}",
        document_type=DocumentType.OFFICIAL_LETTER,
        abstract=HOSTILE,
        addressees=(HOSTILE, HOSTILE),
        bases=(HOSTILE,),
        blocks=(
            Paragraph(text=HOSTILE),
            Paragraph(text=(Span(text=HOSTILE, italic=True),)),
            Heading(text=HOSTILE, is_centred=True),
            Clause(level=Level.SECTION, ordinal=HOSTILE, title=HOSTILE, text=HOSTILE),
            Clause(level=Level.ITEM, ordinal=HOSTILE, title=HOSTILE, text=HOSTILE),
            Bullet(text=HOSTILE),
            KeyValue(key=HOSTILE, value=HOSTILE),
            PaperTable(columns=(Column(title=HOSTILE),), rows=((HOSTILE,),)),
            Picture(png=png(10, 10), width_mm=10, caption=HOSTILE),
        ),
        signatures=(Signature(heading=(HOSTILE, HOSTILE), name=HOSTILE),),
        recipients=(HOSTILE,),
        annexes=(Annex(title=HOSTILE, subtitle=HOSTILE, blocks=()),),
    )
    document = opened(paper)
    assert list(document.element.iter(qn("w:instrText"))) == []
    assert list(document.element.iter(qn("w:fldSimple"))) == []
    written = member(paper)
    assert not re.search("[\x00-\x08\x0e-\x1f\u202a-\u202e\ud800-\udfff\ufffe]", written)
    assert "ab { PAGE } &lt;/w:t&gt;&lt;w:instrText&gt;DDEAUTO" in written


@pytest.mark.parametrize("empty", ["", "   ", "\x00"])
def test_empty_words_make_no_error(empty):
    paper = replace(
        PARTY,
        parent_body=empty,
        abstract=empty,
        blocks=(Paragraph(text=empty), Clause(level=Level.POINT, ordinal=empty, text=empty)),
        recipients=(empty,),
    )
    assert opened(paper).tables


def test_a_paper_has_a_kind_or_a_title():
    with pytest.raises(ValueError, match="kind or a title"):
        replace(PARTY, document_type=None)
    titled = replace(PARTY, document_type=None, title="Bảng tổng hợp ý kiến", number="")
    assert body_lines(opened(titled))[0] == "BẢNG TỔNG HỢP Ý KIẾN"
