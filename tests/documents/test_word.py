"""Word files built here, with what Word counts, hides and draws beside the text."""

import io

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from documents.outline import outline_of
from documents.survey import survey
from documents.word import read_word
from documents.word_numbers import formatted
from rules.drafts import DraftBroken, FileKind, MarkPlace


def content(document) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def texts(document) -> list[str]:
    return [line.text for line in read_word(content(document)).lines]


def add_list(document, *levels: tuple[str, str], number: int = 77, overrides: str = "") -> int:
    """An automatic list: for each level the form of its number and the text around it."""
    numbering = document.part.numbering_part.element
    rows = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for place, (form, text) in enumerate(levels)
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{rows}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    return add_instance(document, number, number, overrides)


def add_instance(document, number: int, abstract: int, overrides: str = "") -> int:
    numbering = document.part.numbering_part.element
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
            f"{overrides}</w:num>"
        )
    )
    return number


def number_paragraph(paragraph, number: int, level: int = 0) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        )
    )


def add_items(document, number: int, *items: tuple[int, str]) -> None:
    for level, text in items:
        number_paragraph(document.add_paragraph(text), number, level)


def add_xml(document, inner: str) -> None:
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))


def test_automatic_numbers_are_written_out_as_word_prints_them():
    document = docx.Document()
    number = add_list(
        document,
        ("upperRoman", "Phần %1."),
        ("decimal", "Điều %2."),
        ("decimal", "%2.%3."),
        ("lowerLetter", "%4)"),
    )
    add_items(
        document, number,
        (0, "Chung"), (1, "Phạm vi"), (2, "Một"), (2, "Hai"), (3, "A"), (3, "B"), (1, "Đối tượng"),
        (2, "Một"), (0, "Riêng"), (1, "Lại từ đầu"),
    )  # fmt: skip
    assert texts(document) == [
        "Phần I. Chung", "Điều 1. Phạm vi", "1.1. Một", "1.2. Hai", "a) A", "b) B", "Điều 2. Đối tượng",
        "2.1. Một", "Phần II. Riêng", "Điều 1. Lại từ đầu",
    ]  # fmt: skip


def test_a_new_instance_of_a_list_starts_where_it_says():
    document = docx.Document()
    first = add_list(document, ("decimal", "%1."))
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    second = add_instance(document, 78, 77, override)
    add_items(document, first, (0, "một"), (0, "hai"))
    add_items(document, second, (0, "năm"), (0, "sáu"))
    assert texts(document) == ["1. một", "2. hai", "5. năm", "6. sáu"]


def test_two_instances_without_an_override_share_one_count():
    document = docx.Document()
    first = add_list(document, ("decimal", "%1."))
    second = add_instance(document, 78, 77)
    add_items(document, first, (0, "một"))
    add_items(document, second, (0, "hai"))
    assert texts(document) == ["1. một", "2. hai"]


def test_numbers_may_come_from_the_style_and_be_taken_away_by_the_paragraph():
    document = docx.Document()
    number = add_list(document, ("decimal", "%1."))
    style = document.styles["List Number"]
    style.element.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="{number}"/></w:numPr>')
    )
    document.add_paragraph("một", style="List Number")
    plain = document.add_paragraph("không số", style="List Number")
    number_paragraph(plain, 0)
    document.add_paragraph("hai", style="List Number")
    assert texts(document) == ["1. một", "không số", "2. hai"]


def test_bullets_of_symbol_letters_are_shown_as_the_signs_they_are():
    document = docx.Document()
    signs = add_list(document, ("bullet", "\uf0b7"), ("bullet", "-"), ("bullet", "o"))
    add_items(document, signs, (0, "một"), (1, "hai"), (2, "ba"))
    assert texts(document) == ["• một", "- hai", "○ ba"]


@pytest.mark.parametrize(
    ("value", "form", "printed"),
    [
        (7, "decimalZero", "07"),
        (4, "lowerRoman", "iv"),
        (28, "lowerLetter", "bb"),
        (3, "upperLetter", "C"),
        (3, "none", ""),
        (3, "chineseCounting", "3"),
    ],
)
def test_counters_are_printed_in_their_form(value, form, printed):
    assert formatted(value, form) == printed


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


def test_automatic_numbers_make_clauses():
    document = docx.Document()
    for text in ("NGHỊ QUYẾT", "Về phát triển kinh tế", "QUYẾT NGHỊ:"):
        document.add_paragraph(text)
    number = add_list(document, ("decimal", "Điều %1."), ("decimal", "%2."), ("lowerLetter", "%3)"))
    add_items(
        document, number, (0, "Mục tiêu"), (1, "Một"), (2, "A"), (2, "B"), (1, "Hai"), (0, "Thi hành")
    )
    found = outline_of(survey(read_word(content(document)).lines))
    assert [node.path for node in found.clauses] == [
        "Điều 1", "Điều 1.1", "Điều 1.1.a", "Điều 1.1.b", "Điều 1.2", "Điều 2",
    ]  # fmt: skip


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
