"""Brings a database to the newest shape."""

import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from storage.engine import engine_for, reading

if TYPE_CHECKING:
    from alembic.config import Config

_VERSION = text("SELECT version_num FROM alembic_version")


def config(url: str) -> "Config":
    """Give Alembic's settings for a database."""
    from alembic.config import Config

    made = Config(stdout=sys.stdout)  # as it is now: Alembic keeps the one of its first import
    made.set_main_option("script_location", str(files("storage") / "migrations"))
    made.attributes["url"] = url
    return made


def migrate(url: str) -> None:
    """Upgrade the database to the newest revision; an empty one is made from nothing."""
    with engine_for(url) as engine:  # it makes the folder of an SQLite file
        if _is_newest(engine):
            return  # as at nearly every start, which so goes without a tenth of a second of imports
    from alembic import command

    command.upgrade(config(url), "head")


def _is_newest(engine: Engine) -> bool:
    """Whether there are tables of ours, of the newest revision."""
    try:
        with reading(engine) as session:
            return session.connection().execute(_VERSION).scalars().all() == [newest()]
    except DBAPIError:  # there is no such table; whatever else it is, Alembic will say
        return False


def newest() -> str:
    """Give the newest revision: their files are named by number."""
    versions = files("storage") / "migrations" / "versions"
    return max(each.name.partition("_")[0] for each in versions.iterdir() if each.name.endswith(".py"))


def knows(revision: str) -> bool:
    """Whether this version of the program has a revision; a newer one may have more."""
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(files("storage") / "migrations"))
    return any(script.revision == revision for script in scripts.walk_revisions())


def is_there(url: str) -> bool:
    """Whether there is a database of ours at `url`; looking makes none."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").is_file():
        return False
    with engine_for(url) as engine:
        return inspect(engine).has_table("alembic_version")
