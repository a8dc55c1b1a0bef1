"""A book of a draft: read in a process of its own, beside python-docx doing nothing but opening it."""

import asyncio
import io
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import docx
import orjson

from bot.installation import spare_the_collector
from documents.child import read_in_child
from documents.plain_data import from_plain
from documents.reading import read_draft
from rules.drafts import ReadDraft
from tests.bench.findings import Findings, table_of
from tests.documents.generated.papers import made_paper
from tests.documents.generated.word import word_file

SEED, CLAUSES = 3, 5_000
"""Some 700 000 letters: about 320 pages in 14 points."""

TRIES = 7
HOUSE = Path(__file__).parents[2]


def measure() -> Findings:
    """Both read the same file in turn, so that a busy machine is busy for both.

    Both look for garbage as seldom as the bot does: a look at all that is held here falls into either.
    """
    spare_the_collector()
    content = word_file(made_paper(SEED, clauses=CLAUSES))
    read = read_draft(content, "du-thao.docx")
    ways: dict[str, Callable[[], object]] = {
        "python-docx, paragraphs and cells": lambda: _opened(content),
        "read here": lambda: read_draft(content, "du-thao.docx"),
        "read in a process of its own": lambda: asyncio.run(read_in_child(content, "du-thao.docx")),
        "of that: a process begun, with its libraries": _begun,
        "of that: written there, read and checked here": lambda: _crossed(read),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(TRIES):
        for name, way in ways.items():
            began = time.monotonic()
            way()
            taken[name].append(time.monotonic() - began)
    table = table_of(f"a draft of {_opened(content)} letters", "median", "least")
    for name, times in taken.items():
        table.add_row(name, f"{1000 * median(times):.0f} ms", f"{1000 * min(times):.0f} ms")
    theirs, here, child, *_parts = (median(times) for times in taken.values())
    return Findings(
        tables=(table,),
        ratios={"docx_vs_python_docx": child / theirs, "docx_here_vs_python_docx": here / theirs},
    )


def _begun() -> None:
    """Begin a process as the child is begun, with all it needs to read a Word file."""
    needs = "import documents.bounded_reading, documents.reading, documents.word"
    subprocess.run([sys.executable, "-c", needs], cwd=HOUSE, env={"PYTHONUTF8": "1"}, check=True)


def _crossed(read: ReadDraft) -> None:
    """Let a draft cross between two processes."""
    from_plain(orjson.loads(orjson.dumps({"draft": read}))["draft"])


def _opened(content: bytes) -> int:
    """How many letters python-docx finds, table cells in."""
    document = docx.Document(io.BytesIO(content))
    letters = sum(len(paragraph.text) for paragraph in document.paragraphs)
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    return letters + sum(len(cell.text) for cell in cells)
