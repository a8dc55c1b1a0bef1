"""How a list of tasks is headed."""

from enum import StrEnum
from types import MappingProxyType

from rules.folding import fold
from rules.sheets import Table


class TaskColumn(StrEnum):
    """What a list tells of a task."""

    WHAT = "what"
    OWNER = "owner"
    COOPERATING = "cooperating"
    INSPECTOR = "inspector"
    DUE = "due"
    PRODUCT = "product"
    TARGET = "target"
    UNIT = "unit"
    BASELINE = "baseline"
    CLAUSE = "clause"


COLUMN_NAMES = MappingProxyType(
    {
        TaskColumn.WHAT: ("viec", "noi dung", "nhiem vu", "noi dung cong viec", "cong viec", "task"),
        TaskColumn.OWNER: (
            "nguoi thuc hien", "chu tri", "nguoi chu tri", "thuc hien", "owner", "who",
        ),
        TaskColumn.COOPERATING: ("phoi hop", "don vi phoi hop", "cooperating", "helping"),
        TaskColumn.INSPECTOR: (
            "nguoi kiem tra", "kiem tra", "theo doi", "don doc", "inspector", "looked after by",
        ),
        TaskColumn.DUE: ("han", "thoi han", "han hoan thanh", "thoi gian hoan thanh", "due", "by when"),
        TaskColumn.PRODUCT: ("san pham", "ket qua", "product"),
        TaskColumn.TARGET: ("chi tieu", "target"),
        TaskColumn.UNIT: ("don vi tinh", "dvt", "unit"),
        TaskColumn.BASELINE: ("hien trang", "hien nay", "baseline"),
        TaskColumn.CLAUSE: ("dieu khoan", "can cu", "clause"),
    }
)  # fmt: skip
"""How the columns may be headed, folded."""

NEEDED_COLUMNS = (TaskColumn.WHAT, TaskColumn.OWNER, TaskColumn.DUE)
"""A list without an inspector's column gets them from the inspection plan."""


def columns_of(table: Table) -> dict[TaskColumn, int]:
    """Say which column of a table holds what; of two names that fit, the one listed first counts."""
    folded = [" ".join(fold(name).split()) for name in table.columns]
    return {
        column: folded.index(name)
        for column, names in COLUMN_NAMES.items()
        for name in reversed(names)
        if name in folded
    }


def is_task_list(table: Table) -> bool:
    """Say whether a table is headed like a list of tasks."""
    return all(column in columns_of(table) for column in NEEDED_COLUMNS)
