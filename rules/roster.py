"""Reading a roster that a clerk has sent: each wrong cell is named, and nothing is taken half (S3.4)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from rules.folding import fold
from rules.members import VOTES_BY_DEFAULT, Role
from rules.refused import Refused
from rules.sheets import Row, Table, column_letter, text_of


class RosterColumn(StrEnum):
    """What a roster tells of a person."""

    NAME = "name"
    POST = "post"
    ROLE = "role"
    VOTES = "votes"
    AREAS = "areas"


COLUMN_NAMES = MappingProxyType(
    {
        RosterColumn.NAME: ("ho va ten", "ho ten", "ho, ten", "full name", "name"),
        RosterColumn.POST: ("chuc vu", "chuc danh", "post", "office"),
        RosterColumn.ROLE: ("vai tro", "role"),
        RosterColumn.VOTES: ("bieu quyet", "quyen bieu quyet", "votes", "vote"),
        RosterColumn.AREAS: (
            "phu trach",
            "dia ban phu trach",
            "linh vuc phu trach",
            "areas",
            "in charge of",
        ),
    }
)
"""How the columns may be headed, folded."""

ROLE_NAMES = MappingProxyType(
    {
        Role.SECRETARY: ("bi thu", "chu tich", "secretary", "chair"),
        Role.DEPUTY: ("pho bi thu", "pho bi thu thuong truc", "pho chu tich", "deputy secretary"),
        Role.STANDING_MEMBER: (
            "uy vien ban thuong vu", "uy vien thuong vu", "uvbtv", "standing committee member",
        ),
        Role.MEMBER: ("uy vien", "uy vien ban chap hanh", "dang uy vien", "uvbch", "committee member"),
        Role.CLERK: ("thu ky", "van thu", "chanh van phong", "clerk"),
        Role.INSPECTOR: ("uy ban kiem tra", "kiem tra", "inspector"),
        Role.SPECIALIST: ("cong chuc", "chuyen mon", "chuyen vien", "specialist official"),
        Role.FRONT: ("mat tran", "doan the", "mat tran to quoc", "front"),
        Role.UNIT: ("don vi", "don vi truc thuoc", "chi bo", "thon", "unit"),
        Role.OBSERVER: ("khach moi", "du thinh", "observer"),
    }
)  # fmt: skip
"""How a role may be written, folded."""

YES = frozenset({"co", "x", "yes", "y", "1", "true"})
NO = frozenset({"khong", "no", "n", "0", "false", "-"})

_ROLES = MappingProxyType({name: role for role, names in ROLE_NAMES.items() for name in names})


class CellFault(StrEnum):
    """What is wrong with a cell."""

    NAME_MISSING = "name_missing"
    NAME_TWICE = "name_twice"
    ROLE_UNKNOWN = "role_unknown"
    VOTES_UNCLEAR = "votes_unclear"


@dataclass(frozen=True, kw_only=True)
class CellProblem:
    """One wrong cell, where the clerk will find it."""

    row: int
    column: str  # the letter over the column
    fault: CellFault
    value: str


@dataclass(frozen=True, kw_only=True)
class RosterEntry:
    """One line of a roster, checked."""

    full_name: str
    role: Role
    votes: bool
    post: str  # the office as printed, e.g. "Phó Bí thư Thường trực"
    areas: str  # areas or units in charge (S3.4), as printed


@dataclass(eq=False, kw_only=True)
class RosterColumnMissing(Refused):
    """The file has no column for something that a roster needs."""

    column: RosterColumn
    found: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class RosterWrong(Refused):
    """Some cells are wrong; nothing of the roster was taken."""

    problems: tuple[CellProblem, ...]


@dataclass(eq=False, kw_only=True)
class RosterEmpty(Refused):
    """There is nobody on the roster."""


def check_roster(table: Table) -> tuple[RosterEntry, ...]:
    """Read a roster. Raises RosterColumnMissing, RosterEmpty, or RosterWrong with every wrong cell."""
    columns = _columns(table)
    if not table.rows:
        raise RosterEmpty
    problems = [*_names_twice(table, columns)]
    entries = []
    for row in table.rows:
        wrong = list(_problems(row, columns))
        problems += wrong
        if not wrong:
            entries.append(_entry(row, columns))
    if problems:
        raise RosterWrong(problems=tuple(sorted(problems, key=lambda p: (p.row, p.column))))
    return tuple(entries)


def role_of(text: str) -> Role | None:
    """Read a role as people write it: "Phó Bí thư", "ủy viên", "clerk"."""
    return _ROLES.get(fold(text))


def _columns(table: Table) -> dict[RosterColumn, int]:
    folded = [" ".join(fold(name).split()) for name in table.columns]
    found = {
        column: folded.index(name)
        for column, names in COLUMN_NAMES.items()
        for name in names
        if name in folded
    }
    for needed in (RosterColumn.NAME, RosterColumn.ROLE):
        if needed not in found and not (needed is RosterColumn.ROLE and RosterColumn.POST in found):
            raise RosterColumnMissing(column=needed, found=tuple(filter(None, table.columns)))
    # Where there is no column for roles, the office says it.
    found.setdefault(RosterColumn.ROLE, found.get(RosterColumn.POST, 0))
    return found


def _cell(row: Row, columns: dict[RosterColumn, int], column: RosterColumn) -> str:
    return text_of(row.values[columns[column]]) if column in columns else ""


def _problems(row: Row, columns: dict[RosterColumn, int]) -> Iterator[CellProblem]:
    checks = (
        (RosterColumn.NAME, CellFault.NAME_MISSING, bool),
        (RosterColumn.ROLE, CellFault.ROLE_UNKNOWN, lambda text: role_of(text) is not None),
        (RosterColumn.VOTES, CellFault.VOTES_UNCLEAR, lambda text: not text or fold(text) in YES | NO),
    )
    for column, fault, is_right in checks:
        text = _cell(row, columns, column)
        if not is_right(text):
            yield _problem(row, columns, column, fault, text)


def _names_twice(table: Table, columns: dict[RosterColumn, int]) -> Iterator[CellProblem]:
    names = [fold(_cell(row, columns, RosterColumn.NAME)) for row in table.rows]
    often = Counter(names)
    for row, name in zip(table.rows, names, strict=True):
        if name and often[name] > 1:
            text = _cell(row, columns, RosterColumn.NAME)
            yield _problem(row, columns, RosterColumn.NAME, CellFault.NAME_TWICE, text)


def _problem(
    row: Row, columns: dict[RosterColumn, int], column: RosterColumn, fault: CellFault, value: str
) -> CellProblem:
    letter = column_letter(columns[column])
    return CellProblem(row=row.number, column=letter, fault=fault, value=value)


def _entry(row: Row, columns: dict[RosterColumn, int]) -> RosterEntry:
    role = role_of(_cell(row, columns, RosterColumn.ROLE))
    assert role is not None
    said = fold(_cell(row, columns, RosterColumn.VOTES))
    return RosterEntry(
        full_name=_cell(row, columns, RosterColumn.NAME),
        role=role,
        votes=said in YES if said else role in VOTES_BY_DEFAULT,
        post=_cell(row, columns, RosterColumn.POST),
        areas=_cell(row, columns, RosterColumn.AREAS),
    )
