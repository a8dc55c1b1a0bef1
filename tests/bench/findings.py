"""What a benchmark has found: tables for people, and ratios by name for those who compare runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rich.table import Table


@dataclass(frozen=True, kw_only=True)
class Findings:
    """The figures of one module. Every ratio comes from one run, measured side by side."""

    tables: tuple[Table, ...] = ()
    ratios: Mapping[str, float] = field(default_factory=dict)
    remark: str = ""  # why something was left out


def table_of(title: str, *columns: str) -> Table:
    """Give a table whose first column names things and whose others hold figures."""
    made = Table(title)
    for column in columns:
        made.add_column(column, justify="right")
    return made
