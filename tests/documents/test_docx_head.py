from dataclasses import replace

import pytest
from docx.oxml.ns import qn

from rules.bodies import Standard
from rules.numbering import DocumentType, party_number
from tests.documents.papers import LETTER, PARTY, STATE, body_lines, lines, looks, member, opened, run_of


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
