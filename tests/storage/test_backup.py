"""A copy of all data: made beside the writer, put back where nothing is, and refused anywhere else."""

import shutil
import stat
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text
from sqlmodel import SQLModel

from storage import backup
from storage.engine import engine_for
from storage.inbox import Arrival, store
from storage.work import Group

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
WRITTEN = "Đồng chí viết: “ý kiến” \\N\t\n'; DROP TABLE --"

pytestmark = pytest.mark.usefixtures("postgresql_tools")


@pytest.fixture
def filled(new_databases):
    """A database with a few rows in it."""
    url = new_databases(is_migrated=True)
    with engine_for(url) as engine, Group(engine, now=NOW) as group:
        store(group.connection, [Arrival(kind="message", body=WRITTEN, update_id=7)], now=NOW)
        for n in range(3):
            with group.unit(cause=f"update:{n}") as work:
                work.record("Happened", which=n)
    return url


def rows(url):
    with engine_for(url) as engine, engine.connect() as connection:
        return {
            name: sorted(map(str, connection.execute(select(table)).all()))
            for name, table in SQLModel.metadata.tables.items()
        }


def test_what_was_copied_is_put_back_as_it_was(filled, new_databases, tmp_path):
    elsewhere = new_databases()
    with engine_for(filled) as engine, Group(engine, now=NOW) as busy:
        store(busy.connection, [Arrival(kind="message", body="{}", update_id=8)], now=NOW)
        backup.back_up(filled, tmp_path / "copy")  # beside a writer in the middle of something
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o600
    verdict = backup.restore(elsewhere, tmp_path / "copy")
    assert verdict.is_whole
    assert verdict.rows == 3
    restored = rows(elsewhere)
    assert len(restored["inbox"]) == 1  # what was not committed was not there yet
    assert restored == {**rows(filled), "inbox": restored["inbox"]}
    with engine_for(elsewhere) as engine, Group(engine, now=NOW) as group:
        store(group.connection, [Arrival(kind="message", body="{}", update_id=9)], now=NOW)  # ids go on


def test_a_journal_that_was_changed_is_found_after_the_restoring(filled, new_databases, tmp_path):
    with engine_for(filled) as engine, engine.begin() as connection:
        connection.execute(text("UPDATE journal SET fact = 'Other' WHERE seq = 2"))
    backup.back_up(filled, tmp_path / "copy")
    assert not backup.restore(new_databases(), tmp_path / "copy").is_whole


def test_nothing_is_written_over(filled, new_databases, tmp_path):
    (tmp_path / "there").write_bytes(b"letters")
    with pytest.raises(backup.FileThere):
        backup.back_up(filled, tmp_path / "there")
    assert (tmp_path / "there").read_bytes() == b"letters"
    backup.back_up(filled, tmp_path / "copy")
    before = rows(filled)
    with pytest.raises(backup.PlaceTaken):
        backup.restore(filled, tmp_path / "copy")
    assert rows(filled) == before


def test_a_copy_cut_short_or_made_by_a_newer_version_is_not_put_back(filled, new_databases, tmp_path):
    elsewhere = new_databases()
    backup.back_up(filled, tmp_path / "copy")
    whole = (tmp_path / "copy").read_bytes()
    (tmp_path / "half").write_bytes(whole[: len(whole) // 2])
    with pytest.raises((backup.NotOurs, backup.ToolFailed)):
        backup.restore(elsewhere, tmp_path / "half")
    with engine_for(filled) as engine, engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    backup.back_up(filled, tmp_path / "newer")
    with pytest.raises(backup.TooNew):
        backup.restore(elsewhere, tmp_path / "newer")
    assert backup.restore(elsewhere, tmp_path / "copy").is_whole  # the place is still empty


def test_a_log_left_by_an_earlier_sqlite_file_is_not_taken_for_a_part_of_the_copy(
    migrated_sqlite, tmp_path
):
    url = f"sqlite:///{tmp_path}/house.db"
    shutil.copy(migrated_sqlite, tmp_path / "house.db")
    backup.back_up(url, tmp_path / "copy")
    (tmp_path / "house.db").unlink()
    (tmp_path / "house.db-wal").write_bytes(b"left behind")
    with pytest.raises(backup.PlaceTaken):
        backup.restore(url, tmp_path / "copy")


def test_a_copy_of_the_other_kind_of_database_is_named(filled, new_databases, tmp_path):
    copy = tmp_path / "copy"
    copy.write_bytes(b"PGDMP" if filled.startswith("sqlite") else b"SQLite format 3\0")
    with pytest.raises(backup.OtherKind):
        backup.restore(new_databases(), copy)


def test_a_machine_without_the_tools_of_postgresql_says_which_one(filled, tmp_path, monkeypatch):
    if filled.startswith("sqlite"):
        pytest.skip("SQLite needs none")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(backup.ToolMissing, match="pg_dump"):
        backup.back_up(filled, tmp_path / "copy")
    assert not list(tmp_path.glob("copy*"))
