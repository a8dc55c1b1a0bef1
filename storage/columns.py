"""Column types that mean the same on SQLite and on PostgreSQL."""

from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, Integer, Table, Text, literal
from sqlalchemy import Enum as SqlEnum
from sqlalchemy.types import TypeEngine
from sqlmodel import Field, SQLModel

# Names let Alembic drop a constraint on SQLite, and let an error say which one was broken.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# A row is written by us, never read from outside: what pydantic would check it with is made where it is
# asked for, which is nowhere.
SQLModel.model_config["defer_build"] = True

# SQLite numbers rows by itself only where the key is a plain INTEGER; PostgreSQL needs 64 bits.
BigKey: TypeEngine[Any] = BigInteger().with_variant(Integer, "sqlite")


def key() -> Any:
    """Give the primary key, numbered by the database."""
    return Field(default=None, primary_key=True, sa_type=BigKey)


def telegram_id(*, primary_key: bool = False, default: Any = ..., index: bool = False) -> Any:
    """Hold an id that Telegram gave: up to 52 bits, may be negative."""
    return Field(default=default, primary_key=primary_key, index=index, sa_type=BigInteger)


def reference(target: str, *, default: Any = ..., index: bool = True) -> Any:
    """Point at a row of ours, `"table.column"`."""
    return Field(default=default, foreign_key=target, index=index, sa_type=BigKey)


def text(*, default: Any = ...) -> Any:
    """Hold text of any length."""
    return Field(default=default, sa_type=Text)


def state(kind: type[StrEnum], *, default: Any = ..., index: bool = False) -> Any:
    """Hold a StrEnum by its value; SQLAlchemy alone would store the names of its members."""
    values = SqlEnum(kind, native_enum=False, length=32, values_callable=lambda e: [m.value for m in e])
    return Field(default=default, index=index, sa_type=values)


def stands_at(column: Column[Any], *states: StrEnum) -> ColumnElement[bool]:
    """Compare with states that are written into the statement itself.

    Only then can a database know that an index of the rows in these states alone answers it. Several
    have to come in the order in which the index names them.
    """
    written = [literal(state, column.type, literal_execute=True) for state in states]
    return column == written[0] if len(written) == 1 else column.in_(written)


def table_of(model: type[SQLModel]) -> Table:
    """Give the table behind a class, for the statements that are too hot for objects."""
    table = model.__dict__["__table__"]
    assert isinstance(table, Table)
    return table
