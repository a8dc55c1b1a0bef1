"""The disk of a PostgreSQL server is full, for true: the bot waits, says so once, and goes on."""

import random
import shutil
import string
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy.exc import DBAPIError

from tests.conftest import _on_server
from tests.torture.test_database_away import (
    asks_meanwhile,
    database_url,
    engine,
    on_own_server,
    own_server,
    told,
)  # fmt: skip

__all__ = ["database_url", "engine", "on_own_server", "own_server", "told"]

MEGABYTES = 256
"""A fresh server with our tables takes some 100."""

CHANCE = random.Random(8)
DENSE_MESSAGE = "".join(CHANCE.choices(string.ascii_letters + string.digits, k=4000))
"""Words that repeat themselves are stored in next to no room; these want a page that is not there."""

pytestmark = pytest.mark.long


@pytest.fixture
def server_folder():
    """A small disk, where this account may have one."""
    with TemporaryDirectory(prefix="house-small-", ignore_cleanup_errors=True) as folder:
        mount = shutil.which("mount") or "mount"
        asked = [mount, "-t", "tmpfs", "-o", f"size={MEGABYTES}m,mode=755", "house", folder]
        try:
            subprocess.run(asked, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("a disk of its own can be mounted by an administrator alone")
        yield folder
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def filled(folder):
    """Leave not a byte on the disk."""
    ballast = Path(folder) / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    assert shutil.disk_usage(folder).free == 0
    yield
    ballast.unlink()


@contextmanager
def no_room_for_rows(server, folder):
    """Fill the disk of a server that has just laid by a new piece of its log."""
    _on_server(server.url, "SELECT pg_switch_wal()")
    _on_server(server.url, "CHECKPOINT")
    with filled(folder):
        yield


@contextmanager
def no_room_for_its_log(server, folder):
    """Fill the disk of a server that needs a new piece of its log: it gives up, and is started later."""
    with filled(folder):
        with suppress(DBAPIError):
            _on_server(server.url, "SELECT pg_switch_wal()")
            _on_server(server.url, "CHECKPOINT")
        yield
    server.start()


@pytest.mark.parametrize(
    ("full", "because"),
    [(no_room_for_rows, "No space left on device"), (no_room_for_its_log, "")],
)
async def test_a_server_whose_disk_is_full_is_waited_for(
    full, because, own_server, on_own_server, server_folder, alarms, troubles, committee, told
):
    def trouble(_engine, _told):
        return full(own_server, server_folder)

    assert on_own_server == committee.town.bot.settings.database_url
    said = await asks_meanwhile(committee, trouble, told, says=DENSE_MESSAGE)
    assert said.endswith(because)
    assert troubles() == [("database", True), ("database", False)]
    assert alarms() == ["trouble"]
