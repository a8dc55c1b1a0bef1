"""The pitfalls of real papers, each in a made-up one."""

from documents.lines import line_of, row_of
from documents.outline import outline_of
from documents.survey import survey
from rules.clauses import NodeKind
from tests.documents.outlines import PARTY, STATE, kinds, letters, outline, paths, printed, problems


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


def test_no_letter_is_lost_between_lines_and_nodes():
    for text in (PARTY, STATE, WRAPPED):
        assert letters(printed(outline(text))) == letters(text)
