"""The few words that SQLite and PostgreSQL spell through different SQLAlchemy constructs."""

from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

_INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def insert_into(connection: Connection, table: Table) -> Any:
    """Give the dialect's INSERT, which knows ON CONFLICT."""
    return insert_in(connection.dialect.name, table)


def insert_in(dialect: str, table: Table) -> Any:
    """Give the INSERT of a dialect, for statements that are made once."""
    return _INSERT[dialect](table)


@cache
def _insert_or_ignore(dialect: str, table: Table) -> Any:
    return _INSERT[dialect](table).on_conflict_do_nothing()


def insert_or_ignore(connection: Connection, table: Table) -> Any:
    """Give an INSERT that leaves a row alone which breaks a unique constraint."""
    return _insert_or_ignore(connection.dialect.name, table)
