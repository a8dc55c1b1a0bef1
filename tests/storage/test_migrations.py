"""Migrations: a migrated database is the same as a fresh one; every step keeps the data, both ways."""

from collections import defaultdict
from datetime import UTC, date, datetime

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, inspect, text
from sqlmodel import SQLModel

from storage.backup import kind_of
from storage.engine import engine_for
from storage.migrate import config, migrate, newest

VALUES = {
    bool: lambda _n: True,
    int: lambda n: n,
    float: float,
    str: str,
    bytes: lambda n: str(n).encode(),
    date: lambda n: date(2026, 1, n % 28 + 1),
    datetime: lambda n: datetime(2026, 1, n % 28 + 1, tzinfo=UTC),
}
"""A value of each type, from a number."""

MOVED = {("trace", "clause_id"): "several clauses can cover a requirement: trace_clause holds them"}
"""Columns whose data went to another table on the way up, and come back on the way down."""


def shape(engine):
    """All that the database tells of its tables."""
    found = inspect(engine)
    return {
        table: {
            "columns": {
                (c["name"], str(c["type"]), c["nullable"], c["default"])
                for c in found.get_columns(table)
            },
            "key": found.get_pk_constraint(table),
            "foreign": sorted(map(str, found.get_foreign_keys(table))),
            "unique": sorted(
                (each["name"], *each["column_names"]) for each in found.get_unique_constraints(table)
            ),
            "checks": sorted(
                (each["name"], each["sqltext"]) for each in found.get_check_constraints(table)
            ),
            "indexes": sorted(map(index, found.get_indexes(table)), key=str),
        }
        for table in found.get_table_names()
        if table != "alembic_version"
    }


def index(found):
    options = {name: str(option) for name, option in found.get("dialect_options", {}).items()}
    return found["name"], *found["column_names"], bool(found["unique"]), sorted(options.items())


@pytest.fixture
def migrated_database(new_databases):
    """A database that was made from nothing by every migration."""
    return new_databases(is_migrated=True)


def test_a_migrated_database_equals_a_fresh_one(migrated_database, request):
    _, fresh = request.getfixturevalue(f"{kind_of(migrated_database)}_database")
    with engine_for(migrated_database) as migrated:
        assert shape(migrated) == shape(fresh)


def test_the_tables_say_nothing_that_no_migration_says(migrated_database):
    command.check(config(migrated_database))


def test_a_database_that_is_behind_or_empty_is_brought_forward(migrated_database):
    alembic = config(migrated_database)
    for back in ("-1", "base"):
        command.downgrade(alembic, back)
        migrate(migrated_database)
        migrate(migrated_database)  # where nothing is to be done
        with engine_for(migrated_database) as engine:
            assert inspect(engine).has_table("outbox")


def test_the_revisions_form_one_chain():
    scripts = ScriptDirectory.from_config(config("sqlite://"))
    assert scripts.get_heads() == [newest()]
    assert sorted(each.revision for each in scripts.walk_revisions()) == [
        f"{n:04}" for n in range(1, len(list(scripts.walk_revisions())) + 1)
    ]


def test_every_revision_goes_up_and_down_and_keeps_the_data(new_database):
    """Each table holds two rows before the next step; what a step does not drop is there after it."""
    alembic = config(new_database)
    chain = [each.revision for each in ScriptDirectory.from_config(alembic).walk_revisions()]
    looked_at, tables, before = Looked(), [], {}
    for revision in reversed(chain):
        command.upgrade(alembic, revision)
        new_tables = looked_at.tables_in(new_database)
        assert shared(contents(new_database, new_tables), before) == shared(before, before)
        if before:
            command.downgrade(alembic, "-1")
            assert contents(new_database, tables) == before
            command.upgrade(alembic, revision)
        tables = new_tables
        before = filled = fill(new_database, tables)
    assert all(len(rows) == 2 for rows in filled.values()), "a table was left empty"
    command.downgrade(alembic, "base")
    with engine_for(new_database) as engine:
        assert shape(engine) == {}


def contents(url, tables):
    """The rows of each table, as dictionaries in the order of their keys."""
    with engine_for(url) as engine, engine.connect() as connection:
        return {table.name: rows_of(connection, table) for table in tables}


def rows_of(connection, table):
    """As the driver gives them: making a statement of each table's columns takes longer than asking."""
    keys = ", ".join(f'"{column.name}"' for column in table.primary_key)
    found = connection.exec_driver_sql(f'SELECT * FROM "{table.name}" ORDER BY {keys}')
    return [dict(row._mapping) for row in found]


def shared(rows, before):
    """What is left of the tables and columns that were there before."""
    return {
        name: [
            {column: row[column] for column in old if (name, column) not in MOVED}
            for row, old in zip(rows[name], kept, strict=True)
        ]
        for name, kept in before.items()
        if name in rows
    }


class Looked:
    """What was seen of the tables at the last look: only those that have changed are looked at anew."""

    def __init__(self):
        self._found, self._said = MetaData(), {}

    def tables_in(self, url):
        """The tables as the database itself describes them: looking takes longer than all the rest."""
        found = MetaData()
        with engine_for(url) as engine, engine.connect() as connection:
            said = defaultdict(list)
            for name, what in connection.execute(_SAID[engine.dialect.name]):
                said[name].append(what)
            for name, table in self._found.tables.items():
                if said[name] == self._said[name]:
                    table.to_metadata(found)
            found.reflect(
                connection, only=[name for name in said if said[name] and name not in found.tables]
            )
        self._found, self._said = found, said
        return [table for table in found.sorted_tables if table.name != "alembic_version"]


_SAID = {
    "sqlite": text("SELECT tbl_name, sql FROM sqlite_master ORDER BY tbl_name, name"),
    "postgresql": text("""
        SELECT relname, concat(attname, ' ', format_type(atttypid, atttypmod), ' ', attnotnull)
        FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
        WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
          AND attnum > 0 AND NOT attisdropped
        UNION ALL
        SELECT relname, pg_get_constraintdef(pg_constraint.oid)
        FROM pg_class JOIN pg_constraint ON conrelid = pg_class.oid
        WHERE relnamespace = current_schema()::regnamespace
        ORDER BY 1, 2
    """),
}
"""Each table, and what makes it up."""


def fill(url, tables):
    """Put two rows into each empty table, each pointing at both rows of the tables it refers to."""
    with engine_for(url) as engine, engine.begin() as connection:
        filled = {}
        for table in tables:
            if not rows_of(connection, table):
                connection.execute(table.insert(), [made(table, n, filled) for n in (1, 2)])
            filled[table.name] = rows_of(connection, table)
        return filled


def made(table, n, keys):
    row = {}
    for place, column in enumerate(table.columns):
        target = next(iter(column.foreign_keys), None)
        if target is None:
            row[column.name] = VALUES[column.type.python_type](n)
        elif target.column.table.name in keys:
            row[column.name] = keys[target.column.table.name][(n + place) % 2][target.column.name]
    return row


def test_the_fresh_schema_names_its_constraints():
    nameless = [
        f"{table.name}: {constraint}"
        for table in SQLModel.metadata.tables.values()
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert nameless == []
