"""Brings a database to the newest shape."""

from importlib.resources import files

from alembic import command
from alembic.config import Config

from storage.engine import make_engine


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
