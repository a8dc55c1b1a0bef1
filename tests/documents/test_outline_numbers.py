"""Counts of real drafts: with gaps and doubles, begun again, of mixed signs, or none at all."""

from rules.clauses import NodeKind, ProblemKind
from tests.documents.outlines import hard_outline, outline, paths, problems


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


def test_mixed_signs_continue_one_list():
    found = outline("CÔNG VĂN\nVề việc\n\n1/ Một.\na/ Một a.\nb/ Một b.\n2) Hai.\n3. Ba.\n")
    assert paths(found) == ["1", "1.a", "1.b", "2", "3"]


def test_paths_are_unique_even_where_a_count_begins_again():
    found = hard_outline("KẾ HOẠCH", "1. A", "2. B", "1. C", "2. D", "1. E")
    assert paths(found) == ["1", "2", "1(2)", "2(2)", "1(3)"]
    assert len(set(paths(found))) == 5


def test_problem_kinds_of_the_outline_are_those_of_the_rules():
    assert {p.kind for p in hard_outline("1. A", "3. B").problems} == {ProblemKind.NUMBERING_GAP}
