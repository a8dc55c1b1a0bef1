from dataclasses import replace
from datetime import date

import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from documents.paper import (
    Signature,
)
from rules.numbering import DocumentType
from tests.documents.papers import PARTY, STATE, body_lines, lines, looks, opened, run_of


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
