"""What stands around the clauses of a real paper: page heads, stamps, notes, marks, the closing."""

import pytest

from documents.markdown import read_markdown
from documents.outline import outline_of
from documents.survey import survey
from rules.clauses import NodeKind
from tests.documents.outlines import kinds, letters, outline, paths, printed

GAZETTE = """\
CÔNG BÁO/Số 271/Ngày 12-05-2026
84

NGHỊ QUYẾT
Về bảo hiểm

Điều 1. Các chi phí khám bệnh, chữa bệnh bảo hiểm y tế vượt dự
toán được thanh toán từ nguồn dự phòng, trong đó các cơ sở khám
Ký bởi: CÔNG BÁO
Cơ quan: VĂN PHÒNG CHÍNH PHỦ
Ngày ký: 2026-05-08 16:42:06 +07:00

CÔNG BÁO/Số 271/Ngày 12-05-2026
85


bệnh có trách nhiệm báo cáo kết quả thực hiện.
Điều 2. Hiệu lực thi hành
"""


def test_page_headers_numbers_and_stamps_are_noise_and_the_clause_goes_on_behind_them():
    found = outline(GAZETTE)
    clause = found.clauses[0]
    assert clause.text == (
        "Các chi phí khám bệnh, chữa bệnh bảo hiểm y tế vượt dự toán được thanh toán từ nguồn dự "
        "phòng, trong đó các cơ sở khám bệnh có trách nhiệm báo cáo kết quả thực hiện."
    )
    assert clause.spans == ((7, 8), (17, 17))
    assert [n.spans for n in found.nodes if n.kind is NodeKind.NOISE] == [((1, 3),), ((9, 16),)]
    assert letters(printed(found)) == letters(GAZETTE)


def test_footnotes_are_notes_and_do_not_interrupt_the_clause():
    found = outline(
        "LUẬT\nVề nhà\n\nĐiều 1. Phạm vi\n1. Nhà ở.\n2.1 Đất ở gồm đất\n" + " " * 40 + "\n"
        "1 Khoản này được bổ sung theo Luật số 5.\nvà có hiệu lực.\n"
        "CÔNG BÁO/Số 2/Ngày 1-1-2026\ntrong khu dân cư.\n3. Đất khác.\n"
    )
    assert paths(found) == ["Điều 1", "Điều 1.1", "Điều 1.2", "Điều 1.3"]
    assert found.clauses[2].text == "Đất ở gồm đất trong khu dân cư."
    note = next(n for n in found.nodes if n.kind is NodeKind.NOTE)
    assert note.text == "1 Khoản này được bổ sung theo Luật số 5. và có hiệu lực."


def test_markdown_as_pandoc_writes_it_is_read_without_its_marks():
    text = (
        "  ----------------------- -------------------------\n"
        "   **ĐẢNG ỦY XÃ BÌNH AN\\   **ĐẢNG CỘNG SẢN VIỆT NAM**\n"
        "          \\***\n"
        "  ----------------------- -------------------------\n\n"
        "**NGHỊ QUYẾT**\n\n**QUYẾT NGHỊ**\n\n**1.** Thông qua các báo cáo sau\nđây:\n\n"
        "\\- Báo cáo thứ nhất.\n\n\\- Báo cáo thứ hai.\n\n2\\. Giao Ban Thường vụ *chỉ đạo*.\n"
    )
    source = read_markdown(text)
    assert [line.text for line in source.lines[1:3]] == [
        "ĐẢNG ỦY XÃ BÌNH AN | ĐẢNG CỘNG SẢN VIỆT NAM",
        "* | ",
    ]
    found = outline_of(survey(source.lines))
    assert paths(found) == ["1", "1.-1", "1.-2", "2"]
    assert found.clauses[0].text == "Thông qua các báo cáo sau đây:"
    assert found.clauses[3].text == "Giao Ban Thường vụ chỉ đạo."


@pytest.mark.parametrize(
    ("closing", "ends"),
    [
        (
            "Nơi nhận: TM. ỦY BAN NHÂN DÂN\n- UBND tỉnh; CHỦ TỊCH\n- Lưu: VT.\nTrần Văn Bình\n",
            ["signature"],
        ),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn Bình\n", ["signature"]),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Bình\n", ["signature"]),
        ("T/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\nTrần Bình\n", ["signature"]),
        ("BÍ THƯ\n\n\nTrần Văn Bình\nNơi nhận:\n- Lưu.\n", ["signature", "recipients"]),
        (
            "Nơi nhận:      TM. ỦY BAN NHÂN DÂN\n- Như trên;      CHỦ TỊCH\n- Lưu: VT.\n",
            ["signature"],
        ),
    ],
)
def test_the_closing_does_not_stick_to_the_last_clause(closing, ends):
    found = outline("KẾ HOẠCH\nVề việc\n\n1. Một việc.\n2. Hai việc.\n" + closing)
    assert paths(found) == ["1", "2"]
    assert kinds(found)[-len(ends) :] == ends
    assert found.clauses[1].text == "Hai việc."


def test_a_post_in_capitals_without_a_name_below_is_a_heading():
    found = outline(
        "QUY CHẾ\nLàm việc\n\n1. Phân công\nBÍ THƯ\nPhụ trách chung các mặt công tác.\n2. Họp.\n"
    )
    assert paths(found) == ["1", "2"]
    assert kinds(found) == ["title", "clause", "clause"]


def test_numbers_that_continue_behind_a_signature_are_still_clauses():
    found = outline(
        "BÁO CÁO\nVề việc\n\n1. Một.\n2. Hai.\nTM. BAN CHỈ ĐẠO\nNguyễn Văn An\n3. Ba là việc rất dài "
        + "và cần nói rõ " * 8
        + ".\n"
    )
    assert paths(found) == ["1", "2", "3"]


def test_an_empty_text_has_no_node_and_a_blank_one_has_noise():
    assert outline("").nodes == ()
    assert kinds(outline("\n \n")) == ["noise"]
