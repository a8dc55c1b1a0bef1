"""The process in which one stranger's file is read: bounded by the kernel before it sees a byte.

It is begun by `documents/child.py`, gets nothing but the file, and answers in JSON.
"""

import contextlib
import gc
import os
import resource
import sys
from typing import Any, NoReturn

import orjson

from rules.drafts import ArchiveTooHeavy
from rules.refused import Refused

OUT_OF_MEMORY = 3
"""The exit code that says so."""

LARGEST_WRITTEN_BYTES = 1024 * 1024
"""Room for the compiled form of a library, and for nothing that fills a disk."""


def main() -> int:
    """Do one thing with the file on standard input, write what came of it to standard output."""
    memory_bytes, seconds, task, file_name = sys.argv[1:5]
    bound(int(memory_bytes), float(seconds))
    # One file makes a tree of a hundred thousand nodes, and the process ends with it.
    gc.set_threshold(200_000, 50, 100)
    try:
        answer = orjson.dumps(TASKS[task](sys.stdin.buffer.read(), file_name))
    except Refused as refusal:
        answer = orjson.dumps({"refused": type(refusal).__name__, "facts": refusal.facts()})
    except MemoryError:
        return OUT_OF_MEMORY
    sys.stdout.buffer.write(answer)
    return 0


# Each task brings its own libraries; a process that does one thing loads those of one.
def _draft(content: bytes, file_name: str) -> dict[str, Any]:
    from documents.reading import read_draft

    return {"draft": read_draft(content, file_name)}


def _table(content: bytes, file_name: str) -> dict[str, Any]:
    from documents.secrecy import look_through
    from documents.sheet_reader import read_table

    # What unpacks into too much is refused as a table, in words about tables.
    with contextlib.suppress(ArchiveTooHeavy):
        look_through(content, file_name)
    return {"table": read_table(content, file_name)}


def _inside(content: bytes, file_name: str) -> dict[str, Any]:
    from documents.secrecy import look_through

    return {"inside": look_through(content, file_name)}


TASKS = {"draft": _draft, "table": _table, "inside": _inside}


def bound(memory_bytes: int, seconds: float) -> None:
    """Let this process have no more than that, and write next to nothing."""
    _limit(resource.RLIMIT_AS, memory_bytes)
    # The parent's clock may stop with the parent; the kernel's does not.
    _limit(resource.RLIMIT_CPU, int(seconds) + 1)
    _limit(resource.RLIMIT_FSIZE, LARGEST_WRITTEN_BYTES)
    _limit(resource.RLIMIT_CORE, 0)


def _limit(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def leave(code: int) -> NoReturn:
    """End at once: a tree of a hundred thousand nodes need not be taken down piece by piece."""
    sys.stdout.flush()
    os._exit(code)


if __name__ == "__main__":
    leave(main())
