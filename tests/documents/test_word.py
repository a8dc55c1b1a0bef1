"""Word files as their readers see them: what is inserted, hidden, drawn or noted beside the text."""

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn

from documents.outline import outline_of
from documents.survey import survey
from documents.word import read_word
from rules.drafts import DraftBroken, FileKind, MarkPlace
from tests.documents.word_files import add_xml, content, texts


def test_inserted_text_is_read_and_deleted_and_hidden_text_is_not():
    document = docx.Document()
    add_xml(
        document,
        '<w:r><w:t xml:space="preserve">Giữ </w:t></w:r>'
        '<w:ins w:id="1"><w:r><w:t>thêm</w:t></w:r></w:ins>'
        '<w:del w:id="2"><w:r><w:delText>xóa</w:delText></w:r></w:del>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>",
    )
    assert texts(document) == ["Giữ thêm"]


def test_a_paragraph_whose_end_is_struck_out_runs_on():
    document = docx.Document()
    add_xml(
        document,
        '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Một </w:t></w:r>',
    )
    add_xml(document, "<w:r><w:t>hai</w:t></w:r>")
    assert texts(document) == ["Một hai"]


def test_capitals_that_only_the_style_makes_are_capitals():
    document = docx.Document()
    add_xml(document, "<w:r><w:rPr><w:caps/></w:rPr><w:t>Nghị quyết</w:t></w:r>")
    assert texts(document) == ["NGHỊ QUYẾT"]


def test_breaks_tabs_controls_and_links_keep_their_text_in_order():
    document = docx.Document()
    add_xml(
        document,
        "<w:r><w:t>Một</w:t><w:br/><w:t>hai</w:t><w:tab/><w:t>ba</w:t><w:noBreakHyphen/></w:r>"
        "<w:sdt><w:sdtContent><w:r><w:t>bốn</w:t></w:r></w:sdtContent></w:sdt>"
        '<w:hyperlink><w:r><w:t>năm</w:t></w:r></w:hyperlink><w:r><w:br w:type="page"/></w:r>',
    )
    assert texts(document) == ["Một", "hai\tba-bốnnăm"]


BOX = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
    "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r>"
    "<w:t>{text}</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>"
)


def test_a_text_box_is_read_once_behind_its_paragraph():
    document = docx.Document()
    add_xml(document, f"<w:r><w:t>Đoạn</w:t>{BOX.format(text='Khung')}</w:r>")
    source = read_word(content(document))
    assert [line.text for line in source.lines] == ["Đoạn", "Khung"]
    assert (MarkPlace.TEXT_BOX, "Khung") in source.margins


def test_headers_and_footers_are_no_lines_but_can_be_looked_at():
    document = docx.Document()
    document.add_paragraph("Nội dung")
    document.sections[0].header.paragraphs[0].text = "Đầu trang"
    document.sections[0].footer.paragraphs[0].text = "Chân trang"
    source = read_word(content(document))
    assert [line.text for line in source.lines] == ["Nội dung"]
    assert set(source.margins) == {
        (MarkPlace.PAGE_HEADER, "Đầu trang"),
        (MarkPlace.PAGE_FOOTER, "Chân trang"),
    }


def test_rows_are_lines_and_layout_tables_are_read_cell_by_cell():
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "ĐẢNG ỦY XÃ BÌNH AN\nSố 05-NQ/ĐU"
    head.cell(0, 1).text = "ĐẢNG CỘNG SẢN VIỆT NAM"
    tasks = document.add_table(2, 3)
    for row, cells in zip(
        tasks.rows, (("TT", "Việc", "Hạn"), ("1", "Họp\ndân", "30/6/2027")), strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    source = read_word(content(document))
    assert [line.text for line in source.lines] == [
        "ĐẢNG ỦY XÃ BÌNH AN",
        "Số 05-NQ/ĐU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "TT | Việc | Hạn",
        "1 | Họp dân | 30/6/2027",
    ]
    assert source.lines[4].cells == ("1", "Họp dân", "30/6/2027")


def test_a_table_within_a_table_loses_nothing():
    document = docx.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "Ngoài"
    inner = outer.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text = "Trong"
    inner.cell(0, 1).text = "cùng"
    assert texts(document)[0].split() == ["Ngoài", "|", "Trong", "|", "cùng"]


def test_a_footnote_follows_the_paragraph_that_calls_it_and_is_no_clause():
    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH")
    add_xml(document, '<w:r><w:t>1. Một việc</w:t><w:footnoteReference w:id="2"/></w:r>')
    document.add_paragraph("2. Hai việc")
    notes = (
        f'<?xml version="1.0"?><w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r>'
        "<w:t>Theo báo cáo.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    add_part(document, notes.encode())
    source = read_word(content(document))
    assert [(line.text, line.is_note) for line in source.lines[1:]] == [
        ("1. Một việc", False),
        ("1 Theo báo cáo.", True),
        ("2. Hai việc", False),
    ]
    found = outline_of(survey(source.lines))
    assert [node.kind.value for node in found.nodes] == ["title", "clause", "note", "clause"]


def add_part(document, notes: bytes) -> None:
    from docx.opc.constants import CONTENT_TYPE as CT
    from docx.opc.constants import RELATIONSHIP_TYPE as RT
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    package = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), CT.WML_FOOTNOTES, notes, package)
    document.part.relate_to(part, RT.FOOTNOTES)


def test_an_archive_that_is_no_word_file_inside_is_broken():
    with pytest.raises(DraftBroken) as refused:
        read_word(b"PK\x03\x04 and then nothing")
    assert refused.value.kind is FileKind.DOCX


def test_styles_based_on_each_other_in_a_circle_do_not_hang():
    document = docx.Document()
    first, second = document.styles["Quote"], document.styles["List"]
    for style, base in ((first, second), (second, first)):
        based = style.element.find(qn("w:basedOn"))
        if based is None:
            based = OxmlElement("w:basedOn")
            style.element.insert(1, based)
        based.set(qn("w:val"), base.style_id)
    document.add_paragraph("Nội dung", style="Quote")
    assert texts(document) == ["Nội dung"]
