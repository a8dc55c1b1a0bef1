"""Brings a database to the newest shape."""

from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlalchemy.engine import make_url

from storage.engine import engine_for, make_engine


def config(url: str) -> Config:
    """Give Alembic's settings for a database."""
    made = Config()
    made.set_main_option("script_location", str(files("storage") / "migrations"))
    made.attributes["url"] = url
    return made


def migrate(url: str) -> None:
    """Upgrade the database to the newest revision; an empty one is made from nothing."""
    make_engine(url).dispose()  # makes the folder of an SQLite file
    command.upgrade(config(url), "head")


def knows(revision: str) -> bool:
    """Whether this version of the program has a revision; a newer one may have more."""
    scripts = ScriptDirectory(str(files("storage") / "migrations"))
    return any(script.revision == revision for script in scripts.walk_revisions())


def is_there(url: str) -> bool:
    """Whether there is a database of ours at `url`; looking makes none."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").is_file():
        return False
    with engine_for(url) as engine:
        return inspect(engine).has_table("alembic_version")
