from dataclasses import replace

import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

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
    PaperTable,
    Paragraph,
    Picture,
    Span,
)
from rules.clauses import Level
from tests.documents.papers import PARTY, STATE, body_lines, lines, looks, opened, png, run_of


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
    assert table.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    assert header.cells[1].paragraphs[0].runs[0].bold
    assert lines(table.cell(1, 1)) == ["Góp ý", "hai dòng"]
    assert [round(cell.width.mm) for cell in header.cells] == [41, 124]
    assert looks(run_of(table.cell(1, 1), "Góp ý"))[0] == 12


def test_a_page_does_not_end_inside_a_row_unless_the_row_is_long():
    long = replace(TABLE, rows=(("1", "Góp ý"), ("2", "dài " * 200)))
    _titles, short, much = opened(replace(PARTY, blocks=(long,))).tables[1].rows
    assert short._tr.trPr.find(qn("w:cantSplit")) is not None
    assert much._tr.trPr is None


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
