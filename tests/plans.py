"""How the databases carry out what the bot asks: which statements would read the whole of a table.

Statements are gathered while the bot runs, whoever asks them, so that a new query is covered by itself.
A plan is judged by the tables and their indexes alone, not by how many rows a test happens to have.
"""

import re
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Boolean, Connection, Engine, Enum, Index, event
from sqlmodel import SQLModel

SMALL = {
    "body": "one row for each committee of the installation",
    "calendar_override": "a few days a year",
    "held": "what waits for the morning: empty again at half past seven",
    "journal_head": "one row",
    "room": "one row",
    "secret": "one row",
}
"""Tables that may be read as a whole, and why they stay small."""

WHOLE = {
    "storage.journal.verify": "the whole chain is what is to be checked",
    "storage.secrecy.forget_file": "a secret file is looked for in three days of updates; this is rare",
    "storage.personal_data.": "whoever is to be forgotten is looked for in every column of every table",
}
"""Functions, or the functions of a module, that read whole tables because that is what they are for."""

_HOUSE = Path(__file__).parents[1]
_OTHERS = ("tests.", "simulator.", "storage.migrat")
"""Where statements come from that are asked before or beside the bot."""

_WATCHED = ("SELECT", "UPDATE", "DELETE", "WITH")
_SETTINGS = {
    "sqlite": (),
    # As if the tables were so large that reading one as a whole is the last resort.
    "postgresql": ("enable_seqscan",),
}


class Statements:
    """What a database was asked, each statement once, with the values it came with first."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, tuple[Any, str]]] = {"sqlite": {}, "postgresql": {}}

    def gather(self, connection: Connection, _cursor: Any, text: str, values: Any, *rest: Any) -> None:
        """Take up a statement, unless a test or the simulator has asked it on its own behalf."""
        found = self._found[connection.dialect.name]
        if text not in found and text.startswith(_WATCHED):
            found[text] = (values[0] if rest[-1] else values, _asker())

    def full_scans(self, engine: Engine, judged: set[str]) -> list[str]:
        """Name statements that would read a whole table; those that were judged before are left out."""
        asked = self._found[engine.dialect.name].items()
        new = {text: said for text, said in asked if text not in judged and _counts(said[1])}
        judged.update(new)
        with engine.connect().execution_options(begin="DEFERRED") as connection:
            for setting in _SETTINGS[engine.dialect.name]:
                connection.exec_driver_sql(f"SET LOCAL {setting} = off")
            return [
                f"{who} reads all of {table}: {text}"
                for text, (values, who) in new.items()
                for table in _SCANS[engine.dialect.name](connection, text, values)
                if table in SQLModel.metadata.tables and table not in SMALL
            ]


@contextmanager
def statements() -> Generator[Statements]:
    """Gather what every engine is asked meanwhile."""
    found = Statements()
    event.listen(Engine, "before_cursor_execute", found.gather)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", found.gather)


def _asker() -> str:
    """Name the function of ours that asks."""
    frame = sys._getframe(2)
    while frame is not None:
        if module := _module_of(frame.f_code.co_filename):
            return f"{module}.{frame.f_code.co_name}"
        frame = frame.f_back
    return ""


@cache
def _module_of(name: str) -> str:
    """Give the module of ours that a file holds; nothing where it is none."""
    file = Path(name)
    if not file.is_relative_to(_HOUSE) or ".venv" in file.parts or file.name == "plans.py":
        return ""
    return ".".join(file.relative_to(_HOUSE).with_suffix("").parts)


def _counts(who: str) -> bool:
    return not who.startswith((*WHOLE, *_OTHERS))


def _scans_of_sqlite(connection: Connection, text: str, values: Any) -> Iterator[str]:
    """Name tables that are read as a whole, or by a column of so few values that it is the same."""
    for *_, line in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values):
        table = line.split()[1] if line.startswith(("SCAN", "SEARCH")) else ""
        index = re.search(r" INDEX (\w+)", line)
        if index and _is_of_few_rows(index[1]):
            continue
        if line.startswith("SCAN") or (
            table and _are_of_few_values(table, re.findall(r"(\w+)[=<>]", line))
        ):
            yield table


def _scans_of_postgresql(connection: Connection, text: str, values: Any) -> Iterator[str]:
    told = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {text}", values).scalar_one()
    (plan,) = orjson.loads(told) if isinstance(told, str) else told
    # Over tables without rows PostgreSQL joins in any order. SQLite judges joins, by indexes alone.
    if not re.search(r"'Node Type': '(Nested Loop|Hash Join|Merge Join)'", str(plan)):
        yield from _whole_tables(plan["Plan"])


def _whole_tables(node: dict[str, Any], table: str = "") -> Iterator[str]:
    table = node.get("Relation Name", table)
    index = node.get("Index Name")
    if node["Node Type"] == "Seq Scan":
        yield table
    elif index and not _is_of_few_rows(index):
        named = re.findall(r"\b(\w+)\b", node.get("Index Cond", ""))
        used = [word for word in named if word in SQLModel.metadata.tables[table].columns]
        if not used or _are_of_few_values(table, used):
            yield table
    for inner in node.get("Plans", ()):
        yield from _whole_tables(inner, table)


def _is_of_few_rows(name: str) -> bool:
    """Whether an index holds only what waits for something."""
    indexes: Iterator[Index] = (i for t in SQLModel.metadata.tables.values() for i in t.indexes)
    return any(i.name == name and i.dialect_options["sqlite"]["where"] is not None for i in indexes)


def _are_of_few_values(table: str, used: list[str]) -> bool:
    known = SQLModel.metadata.tables.get(table)
    found = [known.columns[name].type for name in used if known is not None and name in known.columns]
    return bool(found) and all(isinstance(each, Enum | Boolean) for each in found)


_SCANS = {"sqlite": _scans_of_sqlite, "postgresql": _scans_of_postgresql}
