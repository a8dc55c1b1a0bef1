"""What the disk does meanwhile: a machine that others use too keeps everybody waiting now and then."""

import os
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

PAGE = bytes(4096)
EVERY = 0.02
"""Seconds between two pages."""


@contextmanager
def disk_watched(folder: Path) -> Generator[list[float]]:
    """Bring a page to the disk again and again; the seconds that each one took."""
    waits: list[float] = []
    over = threading.Event()
    file = os.open(folder / "page", os.O_CREAT | os.O_WRONLY, 0o600)

    def watch() -> None:
        while not over.wait(EVERY):
            began = time.perf_counter()
            os.pwrite(file, PAGE, 0)
            os.fdatasync(file)
            waits.append(time.perf_counter() - began)

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield waits
    finally:
        over.set()
        watching.join()
        os.close(file)
