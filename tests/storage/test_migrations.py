"""Migrations: a migrated database is the same as a fresh one, on both engines."""

import uuid

import pytest
from alembic import command
from sqlalchemy import inspect, text
from sqlmodel import SQLModel

from storage.engine import make_engine
from storage.migrate import config, migrate


@pytest.fixture(params=["sqlite", "postgresql"])
def nowhere(request, tmp_path):
    """The address of a database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.db"
        return
    server = request.getfixturevalue("postgresql_server")
    engine = make_engine(server)
    name = f"empty_{uuid.uuid4().hex[:12]}"
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    address, _, query = server.partition("?")
    yield f"{address.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


def shape(engine):
    """Tables, columns, keys and indexes, as the database tells them."""
    found = inspect(engine)
    return {
        table: {
            "columns": {(c["name"], str(c["type"]), c["nullable"]) for c in found.get_columns(table)},
            "key": found.get_pk_constraint(table)["constrained_columns"],
            "foreign": {
                (*key["constrained_columns"], key["referred_table"])
                for key in found.get_foreign_keys(table)
            },
            "unique": {tuple(each["column_names"]) for each in found.get_unique_constraints(table)},
            "indexes": {
                (i["name"], tuple(i["column_names"]), i["unique"]) for i in found.get_indexes(table)
            },
        }
        for table in found.get_table_names()
        if table != "alembic_version"
    }


def test_a_migrated_database_equals_a_fresh_one(nowhere, engine):
    if make_engine(nowhere).dialect.name != engine.dialect.name:
        pytest.skip("compared engine by engine")
    migrate(nowhere)
    migrated = make_engine(nowhere)
    assert shape(migrated) == shape(engine)
    migrated.dispose()


def test_the_tables_say_nothing_that_no_migration_says(nowhere):
    migrate(nowhere)
    command.check(config(nowhere))


def test_every_revision_goes_down_and_up_again(nowhere):
    migrate(nowhere)
    command.downgrade(config(nowhere), "base")
    emptied = make_engine(nowhere)
    assert shape(emptied) == {}
    emptied.dispose()
    migrate(nowhere)


def test_the_fresh_schema_names_its_constraints():
    nameless = [
        f"{table.name}: {constraint}"
        for table in SQLModel.metadata.tables.values()
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert nameless == []
