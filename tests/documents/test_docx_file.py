import io
import re
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from documents.docx_writer import write_docx
from documents.paper import (
    Annex,
    Bullet,
    Clause,
    Column,
    Heading,
    KeyValue,
    Paper,
    PaperTable,
    Paragraph,
    Picture,
    Signature,
    Span,
)
from rules.bodies import Standard
from rules.clauses import Level
from rules.numbering import DocumentType
from tests.documents.papers import (
    LETTER,
    PARTY,
    STATE,
    body_lines,
    member,
    opened,
    png,
)


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
