"""Numbers that Word counts by itself are read as Word prints them."""

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from documents.outline import outline_of
from documents.survey import survey
from documents.word import read_word
from documents.word_numbers import formatted
from tests.documents.word_files import (
    add_instance,
    add_items,
    add_list,
    content,
    number_paragraph,
    texts,
)


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
