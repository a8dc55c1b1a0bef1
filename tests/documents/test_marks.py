"""Papers with a mark of secrecy are refused; papers about secrecy are not."""

import io

import docx
import pytest

from documents.reading import read_draft
from rules.drafts import ClassificationMark, DraftClassified, MarkPlace

PAPER = """\
ĐẢNG ỦY XÃ BÌNH AN
Số 05-NQ/ĐU
{mark}
NGHỊ QUYẾT
về {abstract}

Căn cứ Luật Bảo vệ bí mật nhà nước ngày 15 tháng 11 năm 2018;

1. Bảo mật thông tin; giữ bí mật; mật độ dân số; văn bản mật phải đăng ký.
2. {clause}
"""


def read(mark: str = "", *, abstract: str = "phát triển kinh tế", clause: str = "Hai."):
    text = PAPER.format(mark=mark, abstract=abstract, clause=clause)
    return read_draft(text.encode(), "nq.txt")


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("MẬT", ClassificationMark.CONFIDENTIAL),
        ("Mật", ClassificationMark.CONFIDENTIAL),
        ("TỐI MẬT", ClassificationMark.SECRET),
        ("TUYỆT MẬT", ClassificationMark.TOP_SECRET),
        ("TUYET MAT", ClassificationMark.TOP_SECRET),
        ("(TỐI MẬT)", ClassificationMark.SECRET),
        ("  M Ậ T  ", ClassificationMark.CONFIDENTIAL),
        ("T U Y Ệ T  M Ậ T", ClassificationMark.TOP_SECRET),
        ("Độ mật: Tối mật", ClassificationMark.SECRET),
        ("Mức độ mật: MẬT", ClassificationMark.CONFIDENTIAL),
        ("Tài liệu tuyệt mật", ClassificationMark.TOP_SECRET),
        ("BÍ MẬT NHÀ NƯỚC", ClassificationMark.STATE_SECRET),
        ("Số 06-BC/ĐU          MẬT", ClassificationMark.CONFIDENTIAL),
        ("MA\u0302\u0323T", ClassificationMark.CONFIDENTIAL),  # letters apart
        ("M\u200bẬT", ClassificationMark.CONFIDENTIAL),  # an invisible blank inside
    ],
)
def test_a_mark_on_its_own_is_refused_with_its_line(line, mark):
    with pytest.raises(DraftClassified) as refused:
        read(line)
    assert (refused.value.mark, refused.value.place) == (mark, MarkPlace.TEXT)
    assert refused.value.line == 3


@pytest.mark.parametrize(
    ("line", "abstract", "clause"),
    [
        ("", "phát triển kinh tế", "Hai."),
        ("KHẨN", "công tác bảo vệ bí mật nhà nước", "Hai."),
        ("Độ mật: Không", "mật độ xây dựng", "Hai."),
        ("Độ mật: ........", "bảo mật", "TUYỆT MẬT"),
        ("Dự thảo lần 2", "công tác bảo vệ\nBÍ MẬT NHÀ NƯỚC", "Tối mật; mật."),
    ],
)
def test_words_about_secrecy_are_no_mark(line, abstract, clause):
    assert read(line, abstract=abstract, clause=clause).outline.clauses


def word_file(**margins: str) -> bytes:
    document = docx.Document()
    for text in ("NGHỊ QUYẾT", "về phát triển kinh tế", "1. Một việc.", "2. Hai việc."):
        document.add_paragraph(text)
    section = document.sections[0]
    section.header.paragraphs[0].text = margins.get("header", "")
    section.footer.paragraphs[0].text = margins.get("footer", "")
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


@pytest.mark.parametrize(
    ("margins", "place"),
    [
        ({"header": "MẬT"}, MarkPlace.PAGE_HEADER),
        ({"footer": "Độ mật: Tuyệt mật"}, MarkPlace.PAGE_FOOTER),
    ],
)
def test_a_mark_in_the_margin_of_a_word_file_is_refused(margins, place):
    with pytest.raises(DraftClassified) as refused:
        read_draft(word_file(**margins), "nq.docx")
    assert (refused.value.place, refused.value.line) == (place, None)


def test_an_ordinary_margin_is_no_mark():
    assert read_draft(word_file(header="2", footer="Đảng ủy xã"), "nq.docx").outline.clauses
