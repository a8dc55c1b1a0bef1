"""Reading a list of tasks that somebody has sent: each wrong cell is named, nothing is taken half."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from rules.assignments import LONGEST_PRODUCT, LONGEST_WHAT, Person, named, nearly_named
from rules.folding import fold
from rules.notices import Errand, Notice
from rules.refused import Refused
from rules.sheets import Row, Table, column_letter, date_of, text_of
from rules.task_columns import NEEDED_COLUMNS, TaskColumn, columns_of
from rules.task_targets import TaskTarget, target_of

MOST_TASKS = 300
"""More tasks of one resolution than that nobody looks after."""


class TaskFault(StrEnum):
    """What is wrong with a cell."""

    WHAT_MISSING = "what_missing"
    WHAT_TOO_LONG = "what_too_long"
    WHAT_TWICE = "what_twice"
    WHAT_KNOWN = "what_known"  # the resolution has this task already
    NAME_MISSING = "name_missing"
    NAME_UNKNOWN = "name_unknown"
    NAME_AMBIGUOUS = "name_ambiguous"
    INSPECTS_ONESELF = "inspects_oneself"
    DUE_UNCLEAR = "due_unclear"
    DUE_IN_PAST = "due_in_past"
    NUMBER_UNCLEAR = "number_unclear"
    PRODUCT_TOO_LONG = "product_too_long"
    CLAUSE_UNKNOWN = "clause_unknown"


@dataclass(frozen=True, kw_only=True)
class TaskProblem:
    """One wrong cell, where the sender will find it."""

    row: int
    column: str  # the letter over the column
    fault: TaskFault
    value: str
    candidates: tuple[str, ...] = ()  # who may be meant


@dataclass(frozen=True, kw_only=True)
class TaskEntry:
    """One line of a list, checked."""

    what: str
    owner_id: int
    inspector_id: int | None
    due_on: date
    cooperating: tuple[str, ...] = ()
    product: str = ""
    target: TaskTarget | None = None
    clause_path: str = ""


@dataclass(frozen=True, kw_only=True)
class Known:
    """Against what a list is checked."""

    people: Sequence[Person]
    paths: frozenset[str]  # of the issued text's clauses
    tasks: frozenset[str]  # what the resolution has already, folded
    today: date


@dataclass(frozen=True, kw_only=True)
class TaskListTemplate(Notice):
    """An empty list to fill in, with the names of the body's members."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class ChooseListed(Notice):
    """For which resolution the tasks of a list are."""

    is_secret: ClassVar[bool] = True

    file_id: str
    file_name: str


@dataclass(frozen=True, kw_only=True)
class TaskListRead(Notice):
    """What a list would give to whom, before anybody is given anything."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class ReadTaskList(Errand):
    """Fetch a list of tasks and read its table."""

    chat_id: int  # where to answer
    resolution_id: int
    member_id: int
    file_id: str
    file_name: str


@dataclass(frozen=True, kw_only=True)
class ReadTable(Errand):
    """Fetch a table that nobody has asked for: its columns say what it is."""

    chat_id: int
    user_id: int
    file_id: str
    file_name: str


@dataclass(eq=False, kw_only=True)
class TaskColumnMissing(Refused):
    """The file has no column for something that every task needs."""

    resolution_id: int
    column: TaskColumn
    found: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class TaskListWrong(Refused):
    """Some cells are wrong; nothing of the list was taken."""

    resolution_id: int
    problems: tuple[TaskProblem, ...]


@dataclass(eq=False, kw_only=True)
class TaskListEmpty(Refused):
    """There is no task on the list, or far too many."""

    rows: int
    limit: int


def check_task_list(table: Table, known: Known, *, resolution_id: int) -> tuple[TaskEntry, ...]:
    """Read a list. Raises TaskColumnMissing, TaskListEmpty, or TaskListWrong with every wrong cell."""
    columns = columns_of(table)
    for needed in NEEDED_COLUMNS:
        if needed not in columns:
            found = tuple(filter(None, table.columns))
            raise TaskColumnMissing(resolution_id=resolution_id, column=needed, found=found)
    if not 0 < len(table.rows) <= MOST_TASKS:
        raise TaskListEmpty(rows=len(table.rows), limit=MOST_TASKS)
    lines = [_Line(row, columns, known) for row in table.rows]
    problems = [problem for line in lines for problem in line.problems()] + list(_twice(lines))
    if problems:
        problems.sort(key=lambda problem: (problem.row, problem.column))
        raise TaskListWrong(resolution_id=resolution_id, problems=tuple(problems))
    return tuple(line.entry() for line in lines)


def _twice(lines: Sequence["_Line"]) -> Iterator[TaskProblem]:
    often = Counter(fold(line.text(TaskColumn.WHAT)) for line in lines)
    for line in lines:
        what = line.text(TaskColumn.WHAT)
        if what and often[fold(what)] > 1:
            yield line.problem(TaskColumn.WHAT, TaskFault.WHAT_TWICE)


class _Line:
    """One row of a list while it is read."""

    def __init__(self, row: Row, columns: dict[TaskColumn, int], known: Known) -> None:
        self._row = row
        self._columns = columns
        self._known = known

    def text(self, column: TaskColumn) -> str:
        """Give what a reader sees in a cell; "" where there is no such column."""
        return text_of(self._row.values[self._columns[column]]) if column in self._columns else ""

    def problem(
        self, column: TaskColumn, fault: TaskFault, candidates: tuple[str, ...] = ()
    ) -> TaskProblem:
        """Say that a cell is wrong, and where it stands."""
        return TaskProblem(
            row=self._row.number,
            column=column_letter(self._columns[column]),
            fault=fault,
            value=self.text(column),
            candidates=candidates,
        )

    def problems(self) -> Iterator[TaskProblem]:
        """Name every wrong cell of the row."""
        yield from self._wrong_words()
        yield from self._wrong_people()
        yield from self._wrong_due()
        yield from self._wrong_numbers()

    def _wrong_words(self) -> Iterator[TaskProblem]:
        what, product = self.text(TaskColumn.WHAT), self.text(TaskColumn.PRODUCT)
        checks = (
            (TaskColumn.WHAT, TaskFault.WHAT_MISSING, not what),
            (TaskColumn.WHAT, TaskFault.WHAT_TOO_LONG, len(what) > LONGEST_WHAT),
            (TaskColumn.WHAT, TaskFault.WHAT_KNOWN, fold(what) in self._known.tasks),
            (TaskColumn.PRODUCT, TaskFault.PRODUCT_TOO_LONG, len(product) > LONGEST_PRODUCT),
        )
        yield from (self.problem(column, fault) for column, fault, is_wrong in checks if is_wrong)
        path = self.text(TaskColumn.CLAUSE)
        if path and self._clause_path() is None:
            yield self.problem(TaskColumn.CLAUSE, TaskFault.CLAUSE_UNKNOWN)

    def _wrong_people(self) -> Iterator[TaskProblem]:
        found = []
        for column in (TaskColumn.OWNER, TaskColumn.INSPECTOR):
            name = self.text(column)
            people = named(name, self._known.people) if name else []
            found.append([person.id for person in people])
            if name and len(people) != 1:
                fault = TaskFault.NAME_AMBIGUOUS if people else TaskFault.NAME_UNKNOWN
                near = people or nearly_named(name, self._known.people)
                yield self.problem(column, fault, tuple(_told_apart(person) for person in near))
        owner, inspector = found
        if not self.text(TaskColumn.OWNER):
            yield self.problem(TaskColumn.OWNER, TaskFault.NAME_MISSING)
        if len(owner) == 1 and owner == inspector:
            yield self.problem(TaskColumn.INSPECTOR, TaskFault.INSPECTS_ONESELF)

    def _wrong_due(self) -> Iterator[TaskProblem]:
        on = date_of(self._row.values[self._columns[TaskColumn.DUE]])
        if on is None:
            yield self.problem(TaskColumn.DUE, TaskFault.DUE_UNCLEAR)
        elif on < self._known.today:
            yield self.problem(TaskColumn.DUE, TaskFault.DUE_IN_PAST)

    def _wrong_numbers(self) -> Iterator[TaskProblem]:
        for column in (TaskColumn.TARGET, TaskColumn.BASELINE):
            if self.text(column) and self._number(column) is None:
                yield self.problem(column, TaskFault.NUMBER_UNCLEAR)

    def _number(self, column: TaskColumn) -> TaskTarget | None:
        """Read a cell as a number with its unit. What is a number there is not read as a text."""
        value = self._row.values[self._columns[column]] if column in self._columns else None
        if isinstance(value, int | float):
            return TaskTarget(value=float(value), unit="")
        return target_of(text_of(value))

    def _clause_path(self) -> str | None:
        said = fold(self.text(TaskColumn.CLAUSE)).replace(" ", "").rstrip(".")
        return next((path for path in self._known.paths if fold(path).replace(" ", "") == said), None)

    def entry(self) -> TaskEntry:
        """Read a row in which nothing is wrong."""
        (owner,) = named(self.text(TaskColumn.OWNER), self._known.people)
        inspectors = named(self.text(TaskColumn.INSPECTOR), self._known.people)
        due_on = date_of(self._row.values[self._columns[TaskColumn.DUE]])
        assert due_on is not None
        helpers = self.text(TaskColumn.COOPERATING).replace(";", ",").split(",")
        return TaskEntry(
            what=self.text(TaskColumn.WHAT),
            owner_id=owner.id,
            inspector_id=inspectors[0].id if inspectors else None,
            due_on=due_on,
            cooperating=tuple(dict.fromkeys(name.strip() for name in helpers if name.strip())),
            product=self.text(TaskColumn.PRODUCT),
            target=self._target(),
            clause_path=self._clause_path() or "",
        )

    def _target(self) -> TaskTarget | None:
        target = self._number(TaskColumn.TARGET)
        if target is None:
            return None
        before = self._number(TaskColumn.BASELINE)
        return TaskTarget(
            value=target.value,
            unit=self.text(TaskColumn.UNIT) or target.unit,
            baseline=before.value if before else target.baseline,
        )


def _told_apart(person: Person) -> str:
    return f"{person.full_name} ({person.post})" if person.post else person.full_name
