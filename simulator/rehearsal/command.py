"""`nghiquyet rehearse`: a whole resolution played through, and what came of it."""

import asyncio
import os
import re
import sys
import tempfile
import time
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import orjson
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from simulator import transcript
from simulator.rehearsal.company import Company, NotTaken
from simulator.rehearsal.report import Figures, report
from simulator.rehearsal.script import plays
from simulator.rehearsal.town import town
from simulator.rehearsal.watching import audience


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """How large the rehearsal shall be."""

    members: int
    citizens: int
    tasks: int
    seed: int
    days: int = 60
    is_watched: bool = False


def rehearse(
    draft: Path, wishes: Wishes, *, json_file: Path | None, transcript_file: Path | None
) -> int:
    """Play a draft through and write down what came of it; give the exit code."""
    began = time.monotonic()
    messages = Console(stderr=True)
    try:
        content = _read(draft)
        played, said = asyncio.run(_play(draft.name, content, wishes, messages))
    except NotTaken as refused:
        messages.print(_first_sentence(str(refused)), style="red", markup=False, soft_wrap=True)
        return 2
    figures = {**played, "wall_seconds": round(time.monotonic() - began, 1)}
    _hand_out(said, transcript_file)
    if json_file is not None:
        json_file.write_bytes(orjson.dumps(figures, option=orjson.OPT_INDENT_2) + b"\n")
    _sum_up(figures, messages)
    return 0


def _read(draft: Path) -> bytes:
    try:
        return draft.read_bytes()
    except FileNotFoundError:
        raise NotTaken(f"Không có tệp “{draft}”.") from None
    except IsADirectoryError:
        raise NotTaken(f"“{draft}” là thư mục, không phải tệp.") from None
    except OSError as error:
        raise NotTaken(f"Không mở được tệp “{draft}”: {error.strerror}.") from None


def _first_sentence(said: str) -> str:
    """Give what is the matter, without the advice that follows it."""
    return re.split(r"(?<=[.!?])\s", said, maxsplit=1)[0]


async def _play(name: str, content: bytes, wishes: Wishes, messages: Console) -> tuple[Figures, str]:
    """Build a town, play, and give the figures and what every chat saw. Raises NotTaken."""
    with (
        tempfile.TemporaryDirectory(prefix="nghiquyet-rehearsal-", dir=_memory()) as folder,
        _bar(messages, is_shown=not wishes.is_watched) as bar,
    ):
        line = bar.add_task("họp mặt · gathering", total=1.0)
        async with (
            town(Path(folder), members=wishes.members, seed=wishes.seed) as made,
            audience(made) if wishes.is_watched else nullcontext(),
        ):
            company = Company(
                town=made, draft_name=name, draft=content,
                citizens=wishes.citizens, tasks=wishes.tasks, days=wishes.days,
            )  # fmt: skip
            await plays(company, lambda what, done: bar.update(line, description=what, completed=done))
            return report(company), transcript.write_all(made.telegram.world)


def _memory() -> str | None:
    """Give a folder in memory where the system has one: nobody needs this database tomorrow."""
    memory = "/dev/shm"  # noqa: S108  the folder within gets a name of its own
    return memory if os.access(memory, os.W_OK) else None


def _bar(console: Console, *, is_shown: bool) -> Progress:
    """Show how far the play is, where somebody looks on; in a file it would be one stale line."""
    return Progress(
        TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(),
        console=console, transient=True, disable=not (is_shown and console.is_terminal),
    )  # fmt: skip


def _hand_out(said: str, file: Path | None) -> None:
    """Give what every chat saw: to a file, or to whoever reads the output."""
    if file is None:
        sys.stdout.write(said + "\n")
    else:
        file.write_text(said + "\n", "utf-8")


def _sum_up(figures: Figures, console: Console) -> None:
    for part, found in figures.items():
        console.print(f"[bold]{part}[/bold] {orjson.dumps(found).decode()}", soft_wrap=True)
