"""Lists of tasks: each wrong cell is named, and nothing is taken half (S2.13)."""

from datetime import date

import pytest

from rules.assignments import Person
from rules.folding import fold
from rules.sheets import Row, Table
from rules.task_columns import COLUMN_NAMES, TaskColumn, columns_of, is_task_list
from rules.task_lists import (
    Known,
    TaskColumnMissing,
    TaskFault,
    TaskListEmpty,
    TaskListWrong,
    check_task_list,
)
from rules.task_targets import TaskTarget

PEOPLE = [
    Person(id=1, full_name="Nguyễn Văn Bình", post="Bí thư"),
    Person(id=2, full_name="Trần Thị Dung"),
    Person(id=3, full_name="Phạm Văn An", post="Ủy viên"),
    Person(id=4, full_name="Phạm Văn An", post="Công an xã"),
]
KNOWN = Known(
    people=PEOPLE,
    paths=frozenset({"III.2", "Điều 3.2.a"}),
    tasks=frozenset({fold("Đã giao rồi")}),
    today=date(2026, 11, 16),
)
HEADER = ("TT", "Việc", "Người thực hiện", "Phối hợp", "Người kiểm tra", "Hạn", "Sản phẩm",
          "Chỉ tiêu", "Đơn vị tính", "Hiện trạng", "Điều khoản")  # fmt: skip


def line(**changed):
    """One right row; a test names what it changes."""
    values = {
        "what": "Lắp đồng hồ", "owner": "Trần Thị Dung", "helping": None, "inspector": "Nguyễn Văn Bình",
        "due": date(2026, 12, 15), "product": None, "target": None, "unit": None, "baseline": None,
        "clause": None,
    } | changed  # fmt: skip
    return (1, *values.values())


def table(*rows, header=HEADER):
    numbered = tuple(Row(number=n, values=values) for n, values in enumerate(rows, start=3))
    return Table(header_row=2, columns=header, rows=numbered)


def read(*rows):
    return check_task_list(table(*rows), KNOWN, resolution_id=7)


def faults(*rows):
    with pytest.raises(TaskListWrong) as refused:
        read(*rows)
    return [(p.row, p.column, p.fault) for p in refused.value.problems]


def test_a_right_row_becomes_a_task_with_all_that_it_says():
    (entry,) = read(
        line(helping="Mặt trận; Đoàn thanh niên, Mặt trận", due="15/12/2026", product="Biên bản",
             target="120", unit="đồng hồ", baseline=20.0, clause="iii.2")
    )  # fmt: skip
    assert (entry.owner_id, entry.inspector_id, entry.due_on) == (2, 1, date(2026, 12, 15))
    assert entry.cooperating == ("Mặt trận", "Đoàn thanh niên")
    assert entry.target == TaskTarget(value=120, unit="đồng hồ", baseline=20)
    assert (entry.product, entry.clause_path) == ("Biên bản", "III.2")


def test_a_number_in_a_cell_is_not_read_as_a_text():
    (entry,) = read(line(target=234.567, unit="ha"))
    assert entry.target == TaskTarget(value=234.567, unit="ha")


def test_the_unit_may_stand_with_the_number():
    (entry,) = read(line(target="từ 47,4 lên 80 %"))
    assert entry.target == TaskTarget(value=80, unit="%", baseline=47.4)


def test_without_an_inspector_the_plan_decides_later():
    (entry,) = read(line(inspector=None))
    assert entry.inspector_id is None


@pytest.mark.parametrize(
    ("changed", "column", "fault"),
    [
        ({"what": None}, "B", TaskFault.WHAT_MISSING),
        ({"what": "a" * 1001}, "B", TaskFault.WHAT_TOO_LONG),
        ({"what": "đã giao RỒI"}, "B", TaskFault.WHAT_KNOWN),
        ({"owner": None}, "C", TaskFault.NAME_MISSING),
        ({"owner": "Trần Thị Zung"}, "C", TaskFault.NAME_UNKNOWN),
        ({"owner": "Phạm Văn An"}, "C", TaskFault.NAME_AMBIGUOUS),
        ({"inspector": "Ai Đó"}, "E", TaskFault.NAME_UNKNOWN),
        ({"inspector": "tran thi dung"}, "E", TaskFault.INSPECTS_ONESELF),
        ({"due": None}, "F", TaskFault.DUE_UNCLEAR),
        ({"due": "cuối năm"}, "F", TaskFault.DUE_UNCLEAR),
        ({"due": 45_000}, "F", TaskFault.DUE_UNCLEAR),
        ({"due": date(2026, 11, 15)}, "F", TaskFault.DUE_IN_PAST),
        ({"product": "a" * 301}, "G", TaskFault.PRODUCT_TOO_LONG),
        ({"target": "nhiều"}, "H", TaskFault.NUMBER_UNCLEAR),
        ({"baseline": "ít"}, "J", TaskFault.NUMBER_UNCLEAR),
        ({"clause": "V.9"}, "K", TaskFault.CLAUSE_UNKNOWN),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(changed, column, fault):
    assert faults(line(), line(**({"what": "Việc khác"} | changed))) == [(4, column, fault)]


def test_all_wrong_cells_are_named_at_once_in_the_order_of_the_sheet():
    found = faults(line(due="mai"), line(owner="Ai", target="x"), line(what="Việc thứ ba"))
    assert found == [
        (3, "B", TaskFault.WHAT_TWICE), (3, "F", TaskFault.DUE_UNCLEAR),
        (4, "B", TaskFault.WHAT_TWICE), (4, "C", TaskFault.NAME_UNKNOWN),
        (4, "H", TaskFault.NUMBER_UNCLEAR),
    ]  # fmt: skip


def test_who_may_be_meant_is_told_apart_by_the_post():
    with pytest.raises(TaskListWrong) as refused:
        read(line(owner="Phạm Văn An"), line(what="Khác", owner="Tran Thi Zung"))
    assert [p.candidates for p in refused.value.problems] == [
        ("Phạm Văn An (Ủy viên)", "Phạm Văn An (Công an xã)"),
        ("Trần Thị Dung",),
    ]


def test_a_missing_column_is_named_with_those_that_are_there():
    with pytest.raises(TaskColumnMissing) as refused:
        check_task_list(table((1, "x", "y"), header=("TT", "Việc", "Hạn")), KNOWN, resolution_id=7)
    assert (refused.value.column, refused.value.found) == (TaskColumn.OWNER, ("TT", "Việc", "Hạn"))


@pytest.mark.parametrize("rows", [0, 301])
def test_an_empty_list_and_a_huge_one_are_refused(rows):
    with pytest.raises(TaskListEmpty) as refused:
        read(*[line()] * rows)
    assert refused.value.rows == rows


@pytest.mark.parametrize(
    ("header", "is_so"),
    [
        (HEADER, True),
        (("NHIỆM VỤ", "Chủ trì", "Thời hạn"), True),
        (("task", "owner", "due"), True),
        (("Họ và tên", "Chức vụ", "Vai trò"), False),
        (("Việc", "Người thực hiện"), False),
    ],
)
def test_the_header_says_whether_it_is_a_list_of_tasks(header, is_so):
    assert is_task_list(table(header=header)) is is_so


def test_no_two_columns_may_be_headed_alike():
    names = [name for names in COLUMN_NAMES.values() for name in names]
    assert len(names) == len(set(names))
    assert columns_of(table(header=("Thực hiện", "Chủ trì")))[TaskColumn.OWNER] == 1
