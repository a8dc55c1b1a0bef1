"""Rows made within the database, by statements that count: a million of them in seconds."""

from typing import Any

from pydantic_core import PydanticUndefined
from sqlalchemy import Connection, Integer, case, cast, func, literal, select, text
from sqlalchemy import insert as insert_core
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import SQLModel

from storage import columns
from storage.bodies import BodyRow

Value = Any
"""A constant, or an expression over the number of the row."""


def fill(connection: Connection, model: type[SQLModel], count: int, **values: Value) -> None:
    """Insert `count` rows; a value may be an expression over `I`, the number of the row from 0."""
    numbers = select(literal(0).label("i")).cte("numbers", recursive=True)
    numbers = numbers.union_all(select(numbers.c.i + 1).where(numbers.c.i < count - 1))
    table = columns.table_of(model)
    given = {**_defaults(model), **values}
    said = [
        (value(numbers.c.i) if callable(value) else literal(value, table.c[name].type)).label(name)
        for name, value in given.items()
    ]
    connection.execute(insert_core(table).from_select(list(given), select(*said)))


def _defaults(model: type[SQLModel]) -> dict[str, Value]:
    fields = model.model_fields.items()
    return {
        name: field.default
        for name, field in fields
        if field.default is not PydanticUndefined and field.default is not None
    }


def numbered(before: int = 1) -> Value:
    """Number the rows."""
    return lambda i: i + before


def pick(of: Value, *choices: Value) -> Value:
    """Choose by a number from 0; the last choice is for all greater ones."""
    *first, last = map(_plain, choices)
    return case(*((of == at, value) for at, value in enumerate(first)), else_=last)


def either(condition: Value, one: Value, other: Value) -> Value:
    """Choose by a condition."""
    return case((condition, _plain(one)), else_=_plain(other))


def _plain(value: Value) -> Value:
    """Give the text of an enum: drivers have ideas of their own about enums."""
    return str(value) if isinstance(value, str) else value


def words(*parts: Value) -> Value:
    """Put text together, numbers too."""
    said: Any = literal("")
    for part in parts:
        said = said + (
            cast(part, columns.table_of(BodyRow).c.name.type)
            if isinstance(part, ColumnElement)
            else part
        )
    return said


def count_on(connection: Connection) -> None:
    """Let the database number new rows behind those that were numbered here."""
    if connection.dialect.name != "postgresql":
        return
    for table in SQLModel.metadata.sorted_tables:
        if "id" in table.columns and isinstance(table.c.id.type, Integer):
            last = connection.execute(select(func.max(table.c.id))).scalar_one()
            sequence = connection.execute(
                text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": f'"{table.name}"'}
            ).scalar_one()
            if last is not None and sequence is not None:
                connection.execute(
                    text("SELECT setval(:sequence, :last)"), {"sequence": sequence, "last": last}
                )
