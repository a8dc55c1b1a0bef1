"""The few words that SQLite and PostgreSQL spell through different SQLAlchemy constructs."""

from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import Connection, Table


def insert_into(connection: Connection, table: Table) -> Any:
    """Give the dialect's INSERT, which knows ON CONFLICT."""
    return insert_in(connection.dialect.name, table)


def insert_in(dialect: str, table: Table) -> Any:
    """Give the INSERT of a dialect, for statements that are made once."""
    # The other one need not be imported: it is as large as all our own tables.
    return import_module(f"sqlalchemy.dialects.{dialect}").insert(table)


@cache
def _insert_or_ignore(dialect: str, table: Table) -> Any:
    return insert_in(dialect, table).on_conflict_do_nothing()


def insert_or_ignore(connection: Connection, table: Table) -> Any:
    """Give an INSERT that leaves a row alone which breaks a unique constraint."""
    return _insert_or_ignore(connection.dialect.name, table)
