"""A copy of all data, made while the bot runs, and put back where nothing is yet.

SQLite copies itself (`VACUUM INTO`: one consistent moment, beside the writer). PostgreSQL's own tools do
it there; they come with its client package and are looked for on PATH. A copy holds personal data: its
file is the owner's alone.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.engine import URL, make_url

from storage import journal
from storage.engine import engine_for, reading
from storage.migrate import knows, migrate
from storage.rooms import schema_of

OWNER_ONLY = 0o600

SUFFIX = {"sqlite": ".db", "postgresql": ".dump"}
"""How the name of a copy ends, by kind of database."""

_MAGIC = {b"SQLite format 3\0": "sqlite", b"PGDMP": "postgresql"}


class NoCopy(Exception):
    """A copy cannot be made, or cannot be put back."""


class FileThere(NoCopy):
    """A file of this name is there; it is not written over."""


class NoFile(NoCopy):
    """The file cannot be read or written; the text is the system's reason."""


class PlaceTaken(NoCopy):
    """Where the copy is to be put back, there is data already."""


class NotOurs(NoCopy):
    """The file is no copy of our data, or was cut short."""


class OtherKind(NoCopy):
    """The copy was made on the other kind of database; the text names that one."""


class TooNew(NoCopy):
    """The copy was made by a newer version of the program than this one."""


class ToolMissing(NoCopy):
    """A program of PostgreSQL is not installed; the text is its name."""


class ToolFailed(NoCopy):
    """A program of PostgreSQL gave up; the text is what it said."""


def kind_of(url: str) -> str:
    """Name the kind of a database, as in `SUFFIX`."""
    return make_url(url).get_backend_name()


def back_up(url: str, file: Path) -> None:
    """Copy all data into a new file. Raises NoCopy; a copy that failed leaves no file."""
    copy = {"sqlite": _copy_sqlite, "postgresql": _copy_postgresql}[kind_of(url)]
    with _made(file) as unfinished:
        copy(make_url(url), unfinished)


def restore(url: str, file: Path) -> journal.Verdict:
    """Put a copy back where nothing is, bring it to the newest shape, and follow its journal.

    Raises NoCopy: nothing has been changed then.
    """
    kind = kind_of(url)
    if (found := _kind_of_copy(file)) != kind:
        raise OtherKind(found)
    if not _is_empty(url):
        raise PlaceTaken
    put_back = {"sqlite": _restore_sqlite, "postgresql": _restore_postgresql}[kind]
    put_back(make_url(url), file)
    migrate(url)
    with engine_for(url) as engine, reading(engine) as session:
        return journal.verify(session.connection())


@contextmanager
def _made(file: Path) -> Generator[Path]:
    """Give a file to write into that becomes `file` when it is finished."""
    if file.exists():
        raise FileThere
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
    except OSError as error:
        raise NoFile(error.strerror) from None
    try:
        yield unfinished
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def _kind_of_copy(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            head = opened.read(16)
    except OSError as error:
        raise NoFile(error.strerror) from None
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            return kind
    raise NotOurs


def _is_empty(url: str) -> bool:
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        # A write-ahead log that was left behind would be taken for a part of the file put beside it.
        beside = (Path(f"{address.database}{end}") for end in ("", "-wal", "-journal"))
        return not any(path.exists() and path.stat().st_size for path in beside)
    with engine_for(url) as engine:
        return not inspect(engine).get_table_names()


def _copy_sqlite(address: URL, into: Path) -> None:
    source = Path(address.database or "").absolute().as_uri()
    with closing(sqlite3.connect(f"{source}?mode=rw", uri=True, isolation_level=None)) as connection:
        try:
            connection.execute("VACUUM INTO ?", [str(into)])
        except sqlite3.OperationalError as error:
            raise NoFile(str(error)) from None


def _restore_sqlite(address: URL, file: Path) -> None:
    target = Path(address.database or "")
    with _made_anew(target) as unfinished:
        shutil.copyfile(file, unfinished)
        _check_sqlite(unfinished)


@contextmanager
def _made_anew(target: Path) -> Generator[Path]:
    """Give a file to write into that takes the place of an empty one, if that is there."""
    if target.exists():
        target.unlink()
    with _made(target) as unfinished:
        yield unfinished


def _check_sqlite(file: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            [[sound]] = connection.execute("PRAGMA integrity_check(1)")
            revisions = [row[0] for row in connection.execute("SELECT version_num FROM alembic_version")]
    except sqlite3.DatabaseError:
        raise NotOurs from None
    if sound != "ok":
        raise NotOurs
    _check_revisions(revisions)


def _copy_postgresql(address: URL, into: Path) -> None:
    _run(
        address,
        "pg_dump",
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        f"--file={into}",
        *_of_room(address),
    )


def _of_room(address: URL) -> list[str]:
    """Say which schema is copied: all of them where the place is no room."""
    schema = schema_of(address)
    return [f"--schema={schema}"] if schema else []


def _restore_postgresql(address: URL, file: Path) -> None:
    said = _run(None, "pg_restore", "--data-only", "--table=alembic_version", "--file=-", str(file))
    rows = said.partition("FROM stdin;\n")[2].partition("\n\\.")[0]
    if not rows:
        raise NotOurs
    _check_revisions(rows.split())
    _run(
        address, "pg_restore", "--no-owner", "--no-privileges", "--single-transaction",
        "--exit-on-error", str(file),
    )  # fmt: skip


def _check_revisions(revisions: list[str]) -> None:
    if not all(map(knows, revisions)):
        raise TooNew


def _run(address: URL | None, tool: str, *words: str) -> str:
    """Run a program of PostgreSQL. The password goes by the environment, where nobody else sees it."""
    path = shutil.which(tool)
    if path is None:
        raise ToolMissing(tool)
    environment, where = dict(os.environ), []
    if address is not None:
        plain = address.set(drivername="postgresql", password=None)
        where = [f"--dbname={plain.render_as_string(hide_password=False)}"]
        if address.password:
            environment["PGPASSWORD"] = str(address.password)
    command = [path, "--no-password", *where, *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise ToolFailed(next(iter(done.stderr.strip().splitlines()), f"exit code {done.returncode}"))
    return done.stdout
