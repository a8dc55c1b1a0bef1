"""Migrations: a migrated database is the same as a fresh one, on both engines."""

import pytest
from alembic import command
from sqlalchemy import inspect
from sqlmodel import SQLModel

from storage.engine import make_engine
from storage.migrate import config, migrate


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


def test_a_migrated_database_equals_a_fresh_one(new_database, engine):
    if make_engine(new_database).dialect.name != engine.dialect.name:
        pytest.skip("compared engine by engine")
    migrate(new_database)
    migrated = make_engine(new_database)
    assert shape(migrated) == shape(engine)
    migrated.dispose()


def test_the_tables_say_nothing_that_no_migration_says(new_database):
    migrate(new_database)
    command.check(config(new_database))


def test_every_revision_goes_down_and_up_again(new_database):
    migrate(new_database)
    command.downgrade(config(new_database), "base")
    emptied = make_engine(new_database)
    assert shape(emptied) == {}
    emptied.dispose()
    migrate(new_database)


def test_the_fresh_schema_names_its_constraints():
    nameless = [
        f"{table.name}: {constraint}"
        for table in SQLModel.metadata.tables.values()
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert nameless == []
