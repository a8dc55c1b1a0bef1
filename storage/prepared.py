"""Statements of the hot paths: compiled once for each kind of database, then handed to its driver.

SQLAlchemy makes a context, a result and rows anew for whatever is asked, which takes some ten times as
long as SQLite needs to look something up by a key. What is the same each time is made here once; how
values are written and read, and which errors are raised, is SQLAlchemy's own.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from sqlalchemy import Connection, Executable
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError

Values = Mapping[str, Any]
Converters = tuple[tuple[Any, Callable[[Any], Any]], ...]
"""For the names, or the places, of values that a driver does not take or give as they are."""


@dataclass(frozen=True, kw_only=True)
class _Compiled:
    """A statement as one kind of driver takes it."""

    text: str
    constants: Values
    names: tuple[str, ...]  # of what is filled in by its place; empty where that is done by its name
    writes: Converters
    reads: Converters
    row: Any

    def filled(self, values: Values) -> Any:
        given = {**self.constants, **values}
        for name, convert in self.writes:
            given[name] = convert(given[name])
        return tuple([given[name] for name in self.names]) if self.names else given

    def read(self, found: Sequence[Any]) -> Any:
        values = list(found)
        for place, convert in self.reads:
            values[place] = convert(values[place])
        return self.row._make(values)


class Prepared:
    """A statement of SQLAlchemy Core, carried out with the same names each time, in a transaction.

    Where databases spell it differently, it is given as a function of the dialect's name.
    """

    def __init__(self, statement: Executable | Callable[[str], Executable]) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def first(self, connection: Connection, **values: Any) -> Any:
        """Give the first row, by the names of its columns, or None."""
        compiled = self._for(connection, values)
        found = _execute(connection, compiled.text, compiled.filled(values)).fetchone()
        return None if found is None else compiled.read(found)

    def all(self, connection: Connection, **values: Any) -> list[Any]:
        """Give every row."""
        compiled = self._for(connection, values)
        found = _execute(connection, compiled.text, compiled.filled(values)).fetchall()
        return [compiled.read(row) for row in found]

    def run(self, connection: Connection, **values: Any) -> None:
        """Carry it out."""
        compiled = self._for(connection, values)
        _execute(connection, compiled.text, compiled.filled(values))

    def run_for_each(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Carry it out once for each of some rows, of which there may be none."""
        if rows:
            compiled = self._for(connection, rows[0])
            filled = [compiled.filled(values) for values in rows]
            _execute(connection, compiled.text, filled, is_for_each=True)

    def _for(self, connection: Connection, values: Values) -> _Compiled:
        compiled = self._compiled.get(connection.dialect.name)
        if compiled is None:
            compiled = _compile(self._statement, connection.dialect, values)
            self._compiled[connection.dialect.name] = compiled
        return compiled


def _compile(statement: Any, dialect: Dialect, values: Values) -> _Compiled:
    if callable(statement):
        statement = statement(dialect.name)
    made = statement.compile(dialect=dialect, column_keys=list(values))
    binds = {name: bind for bind, name in made.bind_names.items()}
    constants = {name: bind.value for name, bind in binds.items() if name not in values}
    constants |= {column.key: column.default.arg for column in getattr(made, "insert_prefetch", ())}
    columns = getattr(statement, "exported_columns", ())
    return _Compiled(
        text=str(made),
        constants=constants,
        names=tuple(made.positiontup or ()),
        writes=_present(
            (name, bind.type.dialect_impl(dialect).bind_processor(dialect))
            for name, bind in binds.items()
        ),
        reads=_present(
            (place, column.type.dialect_impl(dialect).result_processor(dialect, None))
            for place, column in enumerate(columns)
        ),
        row=namedtuple("Row", [column.key for column in columns]),  # noqa: PYI024  of any types
    )


def _present(converters: Any) -> Converters:
    return tuple((where, convert) for where, convert in converters if convert is not None)


def _execute(connection: Connection, text: str, values: Any, *, is_for_each: bool = False) -> Any:
    """Hand a statement to the driver. Raises what SQLAlchemy raises for the driver's errors."""
    assert connection.in_transaction(), "what is prepared belongs to somebody's transaction"
    cursor = connection.connection.cursor()
    listeners: Any = connection.dispatch
    for hears in listeners.before_cursor_execute:
        hears(connection, cursor, text, values, None, is_for_each)
    try:
        (cursor.executemany if is_for_each else cursor.execute)(text, values)
    except connection.dialect.loaded_dbapi.Error as error:
        _fail(connection, cursor, text, error)
    return cursor


def _fail(connection: Connection, cursor: Any, text: str, error: Any) -> NoReturn:
    dialect, driver = connection.dialect, connection.connection.driver_connection
    is_gone = dialect.is_disconnect(error, driver, cursor)
    if is_gone:
        connection.invalidate(error)
    raise DBAPIError.instance(
        text, None, error, dialect.loaded_dbapi.Error,
        hide_parameters=True, connection_invalidated=is_gone, dialect=dialect,
    ) from error  # fmt: skip
