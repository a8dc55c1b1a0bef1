"""The pitfalls of real papers, each in a made-up one."""

import re

import pytest

from documents.lines import line_of, row_of
from documents.markdown import read_markdown
from documents.outline import outline_of
from documents.plain_text import read_text
from documents.survey import survey
from rules.clauses import NodeKind, Outline, ProblemKind


def outline(text: str) -> Outline:
    found = outline_of(survey(read_text(text).lines))
    assert found.lines_covered == found.lines == len(text.splitlines())
    return found


def hard_outline(*paragraphs: str) -> Outline:
    """Of a source that knows its paragraphs, as Word files do."""
    return outline_of(survey([line_of(text, begins=True) for text in paragraphs]))


def paths(found: Outline) -> list[str]:
    return [node.path for node in found.clauses]


def kinds(found: Outline) -> list[str]:
    return [node.kind.value for node in found.nodes]


def problems(found: Outline) -> list[tuple[str, tuple[int, ...], str, str]]:
    return [(p.kind.value, p.lines, p.expected, p.found) for p in found.problems]


PARTY = """\
ĐẢNG BỘ TỈNH SƠN TRANG
ĐẢNG ỦY XÃ BÌNH AN
*
Số     -NQ/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Bình An, ngày 05 tháng 9 năm 2026

NGHỊ QUYẾT
về phát triển kinh tế tập thể giai đoạn 2026 - 2030
-----

- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;
- Xét đề nghị của Ban Thường vụ Đảng ủy,

I- TÌNH HÌNH
1- Kết quả
Những năm qua kinh tế tập thể phát triển.
2- Hạn chế
- Quy mô nhỏ, 1.234 hộ tham gia;
- Vốn ít.
II- MỤC TIÊU
1- Mục tiêu chung
2- Mục tiêu cụ thể
2.1- Về kinh tế
2.2- Về xã hội
III- TỔ CHỨC THỰC HIỆN
1- Văn phòng Đảng ủy theo dõi, đôn đốc.
Nơi nhận:
- Các chi bộ trực thuộc;
- Lưu VPĐU.
T/M BAN CHẤP HÀNH
BÍ THƯ


Lò Văn Tịnh
"""


def test_a_party_resolution_without_articles_keeps_every_line():
    found = outline(PARTY)
    assert kinds(found)[:3] == ["letterhead", "title", "preamble"]
    assert kinds(found)[-2:] == ["recipients", "signature"]
    assert paths(found) == [
        "I", "I.1", "I.2", "I.2.-1", "I.2.-2", "II", "II.1", "II.2", "II.2.1", "II.2.2", "III", "III.1",
    ]  # fmt: skip
    assert problems(found) == []


def test_a_clause_carries_label_heading_and_running_text():
    found = outline(PARTY)
    clause = next(node for node in found.nodes if node.path == "I.1")
    assert (clause.label, clause.heading) == ("1-", "Kết quả")
    assert clause.text == "Kết quả\nNhững năm qua kinh tế tập thể phát triển."
    assert (clause.first_line, clause.last_line) == (16, 17)
    assert found.node_at(17) == clause
    assert [node.path for node in found.ancestors(clause)] == ["I"]
    assert found.full_text(found.clauses[0].index).startswith("I- TÌNH HÌNH\n1- Kết quả\nNhững năm")


STATE = """\
HỘI ĐỒNG NHÂN DÂN
XÃ BÌNH AN
Số: 12/NQ-HĐND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bình An, ngày 12 tháng 12 năm 2026
NGHỊ QUYẾT
Về nhiệm vụ năm 2027
HỘI ĐỒNG NHÂN DÂN XÃ BÌNH AN
Căn cứ Luật Tổ chức chính quyền địa phương;
QUYẾT NGHỊ:
Điều 1. Thông qua kế hoạch với các nội dung sau:
I. MỤC TIÊU
1. Tổng quát
2. Chỉ tiêu
a) Thu ngân sách đạt 12,5 tỷ đồng.
b) Hộ nghèo còn 3,2%.
II. NHIỆM VỤ
1. Nông nghiệp
Điều 2. Tổ chức thực hiện
Ủy ban nhân dân xã chịu trách nhiệm thi hành./.
Nơi nhận:
- Lưu: VT.
CHỦ TỊCH
Nguyễn Thị Hoa
"""


def test_roman_parts_inside_an_article_do_not_end_the_count_of_articles():
    assert paths(outline(STATE)) == [
        "Điều 1", "Điều 1.I", "Điều 1.I.1", "Điều 1.I.2", "Điều 1.I.2.a", "Điều 1.I.2.b", "Điều 1.II",
        "Điều 1.II.1", "Điều 2",
    ]  # fmt: skip


def test_a_title_in_capitals_is_not_taken_for_the_enacting_formula():
    text = STATE.replace("NGHỊ QUYẾT", "QUYẾT ĐỊNH").replace("QUYẾT NGHỊ:", "QUYẾT ĐỊNH:")
    found = outline(text)
    assert [n.heading for n in found.nodes if n.kind is NodeKind.TITLE] == [
        "QUYẾT ĐỊNH Về nhiệm vụ năm 2027"
    ]
    preamble = next(n for n in found.nodes if n.kind is NodeKind.PREAMBLE)
    assert preamble.text.endswith("QUYẾT ĐỊNH:")


WRAPPED = """\
NGHỊ QUYẾT
Về việc làm

Điều 1. Người sử dụng lao động thực hiện đúng các quy định tại
Điều 107 của Bộ luật Lao động và các văn bản hướng dẫn thi hành
Điều 1 chịu trách nhiệm trước pháp luật; trường hợp quy định tại
Điều 2. Thì thực hiện theo hướng dẫn của cơ quan có thẩm quyền, ghi
1.234 hộ vào danh sách trước ngày
19. Việc này do các thôn và các tổ dân phố trên địa bàn xã thực hiện.
Điều 2. Nghị quyết này có hiệu lực kể từ ngày được thông qua, và các
cơ quan có liên quan chịu trách nhiệm thi hành.
"""


def test_wrapped_citations_at_the_start_of_a_line_are_no_clauses():
    found = outline(WRAPPED)
    assert paths(found) == ["Điều 1", "Điều 2"]
    assert found.clauses[1].first_line == 10
    assert "thi hành Điều 1 chịu trách nhiệm" in found.clauses[0].text


def test_quoted_articles_of_an_amending_paper_stay_in_the_article_that_quotes_them():
    found = outline(
        "NGHỊ QUYẾT\nSửa đổi\n\nĐiều 1. Sửa đổi như sau:\n“Điều 2. Nguồn vốn\n1. Ngân sách xã.\n"
        'Điều 3. Hiệu lực.”.\nĐiều 2. Bổ sung như sau:\n"Điều 3. Mức chi\na) Mười đồng."\n'
        "Điều 3. Hiệu lực của nghị quyết.\n"
    )
    assert paths(found) == ["Điều 1", "Điều 2", "Điều 3"]
    assert found.clauses[2].heading == "Hiệu lực của nghị quyết."


def test_a_quotation_that_is_never_closed_does_not_swallow_the_rest():
    found = outline(
        "NGHỊ QUYẾT\nVề nhà\n\nĐiều 1. Gọi là “nhà ở.\nĐiều 2. Hiệu lực.\nĐiều 3. Thi hành.\n"
    )
    assert paths(found) == ["Điều 1", "Điều 2", "Điều 3"]


def test_annexes_begin_their_own_count():
    annex = (
        "QUY CHẾ\nLàm việc của Tổ công tác\n(Ban hành kèm theo Nghị quyết số 12/NQ-HĐND)\n"
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\nChương II\nTỔ CHỨC\nĐiều 2. Tổ trưởng\n"
        "PHỤ LỤC II\nDanh mục\n1. Một việc\n2. Hai việc\n"
    )
    found = outline(STATE + annex)
    assert paths(found)[9:] == [
        "PL1.Chương I", "PL1.Điều 1", "PL1.Chương II", "PL1.Điều 2", "PL2.1", "PL2.2",
    ]  # fmt: skip
    assert [n.heading for n in found.nodes if n.kind is NodeKind.ANNEX] == ["QUY CHẾ", "PHỤ LỤC II"]
    assert problems(found) == []


def test_articles_are_counted_through_all_chapters():
    found = outline(
        "QUY CHẾ\nLàm việc\n\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\nĐiều 2. Nguyên tắc\n"
        "Chương II\nTỔ CHỨC BỘ MÁY\nVÀ NHIỆM VỤ\nMục 1\nTỔ CHỨC\nĐiều 3. Tổ trưởng\n1. Phân công.\n"
        "Mục 2\nNHIỆM VỤ\nĐiều 4. Nhiệm vụ\n"
    )
    assert paths(found) == [
        "Chương I", "Điều 1", "Điều 2", "Chương II", "Chương II.Mục 1", "Điều 3", "Điều 3.1",
        "Chương II.Mục 2", "Điều 4",
    ]  # fmt: skip
    chapter = found.clauses[3]
    assert chapter.heading == "TỔ CHỨC BỘ MÁY VÀ NHIỆM VỤ"
    assert [n.path for n in found.children(chapter.index)] == ["Chương II.Mục 1", "Chương II.Mục 2"]


def test_a_single_capital_is_a_letter_or_a_roman_numeral_by_its_place():
    letters = outline(
        "BÁO CÁO\nVề tình hình\n\n" + "\n".join(f"{letter}. NỘI DUNG" for letter in "ABCDEGHIK") + "\n"
    )
    assert paths(letters) == list("ABCDEGHIK")
    both = outline("BÁO CÁO\nVề việc\n\nA. ĐẦU\nI. Một\nII. Hai\nB. SAU\nI. Một\nC. CUỐI\n")
    assert paths(both) == ["A", "A.I", "A.II", "B", "B.I", "C"]
    assert (
        outline("BÁO CÁO\nVề việc\n\nI. Mở đầu\nC. Mác viết như vậy.\nII. Kết luận\n").clauses[0].text
        == "Mở đầu\nC. Mác viết như vậy."
    )


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


def test_gaps_and_doubles_are_named_with_what_was_expected():
    found = hard_outline(
        "KẾ HOẠCH", "Về việc", "1. Một", "2. Hai", "4. Bốn", "4. Bốn nữa", "a) A", "c) C"
    )
    assert problems(found) == [
        ("numbering_gap", (5,), "3.", "4."),
        ("duplicate_ordinal", (6,), "5.", "4."),
        ("numbering_gap", (8,), "b)", "c)"),
    ]
    assert paths(found) == ["1", "2", "4", "4(2)", "4(2).a", "4(2).c"]


def test_text_between_the_formula_and_the_first_clause_is_pointed_out():
    found = hard_outline("NGHỊ QUYẾT", "Về việc", "QUYẾT NGHỊ:", "Nhất trí như sau.", "Điều 1. Một")
    assert problems(found) == [("text_outside_clauses", (4,), "", "")]
    node = found.node_at(4)
    assert node is not None
    assert node.kind is NodeKind.PREAMBLE


def test_where_nothing_is_numbered_paragraphs_stand_for_clauses():
    found = hard_outline("BÀI VIẾT", "Đoạn thứ nhất của bài.", "Đoạn thứ hai của bài.")
    assert [(n.path, n.text) for n in found.clauses] == [
        ("¶1", "Đoạn thứ nhất của bài."),
        ("¶2", "Đoạn thứ hai của bài."),
    ]
    assert problems(found) == [("no_clause", (), "", "")]


def test_a_paragraph_behind_a_list_of_dashes_is_a_clause_of_its_own():
    long = "Báo cáo về việc thực hiện nghị quyết của Ban Chấp hành Đảng bộ xã trong năm qua"
    found = hard_outline(
        "NGHỊ QUYẾT", "QUYẾT NGHỊ", "1. Thông qua:", f"- {long} một;", f"- {long} hai.",
        "Giao Ban Thường vụ chỉ đạo hoàn thiện các báo cáo.", "Giao Văn phòng phát hành.", "2. Hai.",
    )  # fmt: skip
    assert paths(found) == ["1", "1.-1", "1.-2", "1.¶1", "1.¶2", "2"]


def test_kinds_of_dashes_keep_their_ranks_within_a_clause():
    found = hard_outline(
        "KẾ HOẠCH", "Về việc", "1. Việc", "- Một:", "+ A", "+ B", "- Hai:", "+ C", "* D", "2. Việc",
        "* X", "- Y",
    )  # fmt: skip
    assert paths(found) == [
        "1", "1.-1", "1.-1.+1", "1.-1.+2", "1.-2", "1.-2.+1", "1.-2.+1.*1", "2", "2.*1", "2.*1.-1",
    ]  # fmt: skip


def test_rows_of_a_table_belong_to_the_clause_above_them_each_as_a_line():
    lines = [
        line_of("KẾ HOẠCH", begins=True),
        line_of("1. Phân công", begins=True),
        row_of(["TT", "Nhiệm vụ", "Chủ trì"]),
        row_of(["1", "Tuyên truyền", "Ban Xây dựng Đảng"]),
        line_of("2. Hiệu lực", begins=True),
    ]
    found = outline_of(survey(lines))
    assert paths(found) == ["1", "2"]
    assert found.clauses[0].text == (
        "Phân công\nTT | Nhiệm vụ | Chủ trì\n1 | Tuyên truyền | Ban Xây dựng Đảng"
    )


def test_a_list_above_the_first_chapter_is_part_of_the_preamble():
    found = outline(
        "LUẬT\nVề nhà\n\nLuật này được sửa đổi bởi:\n1. Luật số 5.\n2. Luật số 6.\n"
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n"
    )
    assert paths(found) == ["Chương I", "Điều 1"]


def test_mixed_signs_continue_one_list():
    found = outline("CÔNG VĂN\nVề việc\n\n1/ Một.\na/ Một a.\nb/ Một b.\n2) Hai.\n3. Ba.\n")
    assert paths(found) == ["1", "1.a", "1.b", "2", "3"]


def test_paths_are_unique_even_where_a_count_begins_again():
    found = hard_outline("KẾ HOẠCH", "1. A", "2. B", "1. C", "2. D", "1. E")
    assert paths(found) == ["1", "2", "1(2)", "2(2)", "1(3)"]
    assert len(set(paths(found))) == 5


def test_an_empty_text_has_no_node_and_a_blank_one_has_noise():
    assert outline("").nodes == ()
    assert kinds(outline("\n \n")) == ["noise"]


def test_no_letter_is_lost_between_lines_and_nodes():
    for text in (PARTY, STATE, WRAPPED, GAZETTE):
        found = outline(text)
        said = "".join(node.printed for node in found.nodes)
        strokes = re.compile(r"[\W_]+")
        assert len(strokes.sub("", said)) == len(strokes.sub("", text))


def test_problem_kinds_of_the_outline_are_those_of_the_rules():
    assert {p.kind for p in hard_outline("1. A", "3. B").problems} == {ProblemKind.NUMBERING_GAP}
