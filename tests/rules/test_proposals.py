"""Clauses built here by hand; whole papers are tried in tests/documents."""

from datetime import date
from decimal import Decimal

from rules.clauses import Node, NodeKind
from rules.completeness import TaskPart, check_completeness
from rules.proposals import propose_tasks

TODAY = date(2026, 11, 23)


def outline(*rows: tuple[int | None, str], kind: NodeKind = NodeKind.CLAUSE) -> list[Node]:
    """Clauses, each with the place of the clause above it."""
    return [
        Node(
            index=index, kind=kind if parent is None else NodeKind.CLAUSE, level=None,
            label=f"{index}.", path=str(index), heading=text, text=text, parent=parent,
            spans=((index + 1, index + 1),),
        )
        for index, (parent, text) in enumerate(rows)
    ]  # fmt: skip


def test_a_sentence_that_says_who_what_and_until_when_becomes_a_task():
    text = (
        "Giao Ban Tuyên giáo chủ trì, phối hợp với Đoàn Thanh niên tổ chức 3 buổi tập huấn, xong "
        "trước ngày 30/6/2027."
    )
    nodes = outline((None, text))
    (task,) = propose_tasks(nodes, today=TODAY)
    assert task.clause == 0
    assert (task.who, task.cooperating) == ("Ban Tuyên giáo", ("Đoàn Thanh niên",))
    assert task.due is not None
    assert (task.due.on, task.due.phrase) == (date(2027, 6, 29), "trước ngày 30/6/2027")
    assert task.target is not None
    assert (task.target.value, task.target.unit) == (Decimal(3), "buổi")
    assert task.what == text.rstrip(".")


def test_clauses_below_a_unit_are_work_of_that_unit():
    nodes = outline(
        (None, "Văn phòng Đảng ủy"),
        (0, "Theo dõi, đôn đốc việc thực hiện."),
        (1, "Tổng hợp hằng tháng."),
        (None, "Hiệu lực"),
        (3, "Nghị quyết có hiệu lực từ ngày ký."),
    )
    assert [(t.clause, t.who) for t in propose_tasks(nodes, today=TODAY)] == [
        (2, "Văn phòng Đảng ủy"),
    ]
    nodes[2:3] = []
    assert (1, "Văn phòng Đảng ủy") in [(t.clause, t.who) for t in propose_tasks(nodes, today=TODAY)]


def test_a_unit_on_a_line_of_its_own_has_the_rest_of_the_clause():
    text = "Trạm Y tế\nChuẩn bị cơ số thuốc.\nTrên đây là Kế hoạch, yêu cầu các đơn vị thực hiện."
    tasks = propose_tasks(outline((None, text)), today=TODAY)
    assert [(t.who, t.what) for t in tasks] == [("Trạm Y tế", "Chuẩn bị cơ số thuốc")]


def test_an_own_unit_goes_before_the_one_above():
    nodes = outline(
        (None, "Giao Ủy ban nhân dân xã thực hiện các việc sau:"),
        (0, "Rà soát quy hoạch."),
        (0, "Công an xã bảo đảm an ninh trật tự."),
    )
    assert [(t.clause, t.who) for t in propose_tasks(nodes, today=TODAY)] == [
        (1, "Ủy ban nhân dân xã"),
        (2, "Công an xã"),
    ]


def test_one_sentence_with_two_deadlines_gives_two_tasks():
    text = (
        "Trạm Y tế tổ chức khám xong trước ngày 01/5/2027 đối với trẻ em, xong trước ngày 01/8/2027 "
        "đối với người già. Chi bộ giám sát."
    )
    tasks = propose_tasks(outline((None, text)), today=TODAY)
    assert [(t.who, t.due.on if t.due else None) for t in tasks] == [
        ("Trạm Y tế", date(2027, 4, 30)),
        ("Trạm Y tế", date(2027, 7, 31)),
        ("Chi bộ", None),
    ]


def test_rows_of_a_table_of_tasks_are_tasks():
    rows = (
        "PHỤ LỤC",
        "TT | Nhiệm vụ | Chủ trì | Thời gian",
        "1 | Xây dựng đề án du lịch cộng đồng | Ủy ban nhân dân xã | Quý II/2027",
        "2 | Sửa nhà văn hóa thôn Nà Lốm | Ban Quản lý dự án | 30/9/2027",
    )
    nodes = outline((None, "\n".join(rows)), kind=NodeKind.ANNEX)
    assert [(t.what, t.who, t.due.on) for t in propose_tasks(nodes, today=TODAY) if t.due] == [
        ("Xây dựng đề án du lịch cộng đồng", "Ủy ban nhân dân xã", date(2027, 6, 30)),
        ("Sửa nhà văn hóa thôn Nà Lốm", "Ban Quản lý dự án", date(2027, 9, 30)),
    ]


def test_lists_of_units_in_an_annex_give_nobody_work():
    nodes = outline(
        (None, "DANH SÁCH"), (0, "Các đơn vị được sáp nhập"), (1, "Thôn Nà Lốm."), kind=NodeKind.ANNEX
    )
    assert propose_tasks(nodes, today=TODAY) == []


def test_statements_and_past_conditions_are_no_tasks():
    nodes = outline(
        (None, "Kinh tế của xã tăng trưởng khá, đời sống được nâng lên."),
        (None, "Hợp đồng được giao kết trước ngày 01 tháng 4 năm 2022."),
        (None, "Nghị quyết này đã được thông qua ngày 12 tháng 12 năm 2026."),
    )
    assert propose_tasks(nodes, today=TODAY) == []


def test_names_of_towns_do_not_end_a_sentence():
    nodes = outline((None, "Ủy ban nhân dân TP. Sơn La hướng dẫn. Công an xã kiểm tra."))
    assert [t.who for t in propose_tasks(nodes, today=TODAY)] == [
        "Ủy ban nhân dân TP. Sơn La",
        "Công an xã",
    ]


def missing(*rows: tuple[int | None, str]) -> dict[int, set[TaskPart]]:
    found = check_completeness(outline(*rows), today=TODAY)
    return {incomplete.clause: set(incomplete.missing) for incomplete in found}


FULL = (
    "Giao Ban Tuyên giáo tổ chức tuyên truyền, bảo đảm 95% hộ dân nắm được, xong trước ngày "
    "30/6/2027; Ủy ban Kiểm tra Đảng ủy giám sát."
)


def test_a_clause_that_says_all_six_things_is_complete():
    assert missing((None, FULL)) == {}


def test_each_missing_part_is_named():
    assert missing((None, FULL.replace(", xong trước ngày 30/6/2027", ""))) == {0: {TaskPart.DEADLINE}}
    assert missing((None, FULL.replace("Ủy ban Kiểm tra Đảng ủy giám sát", "hết"))) == {
        0: {TaskPart.INSPECTOR}
    }
    assert missing((None, FULL.replace("Giao Ban Tuyên giáo tổ", "Tổ"))) == {0: {TaskPart.DOER}}
    assert missing((None, "Công an lập.")) == {0: set(TaskPart) - {TaskPart.DOER}}


def test_what_the_clauses_below_say_counts_for_the_clause():
    rows = ((None, FULL.replace(", xong trước ngày 30/6/2027", "")), (0, "Sơ kết hằng tháng."))
    assert 0 not in missing(*rows)


def test_one_clause_that_watches_over_the_whole_resolution_is_enough():
    bare = FULL.replace("Ủy ban Kiểm tra Đảng ủy giám sát", "hết")
    watch = (
        "Văn phòng Đảng ủy theo dõi, đôn đốc việc thực hiện Nghị quyết, định kỳ báo cáo đầy đủ kế hoạch."
    )
    assert missing((None, bare), (None, watch)) == {}


def test_a_text_without_tasks_is_not_blamed():
    assert missing((None, "Kinh tế của xã tăng trưởng khá.")) == {}
