"""Alembic's way into the database. See storage/migrate.py."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from alembic import context
from sqlalchemy import event, text
from sqlmodel import SQLModel

import storage
from storage.engine import make_engine
from storage.rooms import make_room

for module in iter_modules(storage.__path__):
    if module.name != "migrations":
        import_module(f"storage.{module.name}")

MIGRATION = 6_100_401

engine = make_engine(context.config.attributes["url"])

if engine.dialect.name == "sqlite":
    # Batch mode drops and remakes tables: with foreign keys on, that would delete the children's rows.
    @event.listens_for(engine, "connect")
    def _without_foreign_keys(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA foreign_keys=OFF")


with engine.connect() as connection:
    if engine.dialect.name == "postgresql":  # processes that start together take turns
        connection.execute(text("SELECT pg_advisory_xact_lock(:migration)"), {"migration": MIGRATION})
        make_room(connection)
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
engine.dispose()
