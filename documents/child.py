"""Strangers' files are read in a process of their own, with bounds on time and memory.

A crafted file can make a parser take minutes or gigabytes; here it takes down nothing but the
process that read it. That process gets neither the environment nor any file of the bot.
"""

import asyncio
import contextlib
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import orjson

from documents.bounded_reading import OUT_OF_MEMORY
from documents.plain_data import Plain, from_plain, overlaps_from, successors_from
from documents.printable import one_line
from rules.clauses import Node
from rules.drafts import (
    LARGEST_DRAFT_BYTES,
    ArchiveTooHeavy,
    DraftBroken,
    DraftClassified,
    DraftRefused,
    DraftTooHeavy,
    DraftTooLarge,
    DraftTooSlow,
    FileKind,
    ReadDraft,
)
from rules.overlaps import Overlap
from rules.refused import Refused
from rules.secrecy import Inside
from rules.sheets import MAX_SHEET_BYTES, SheetTooLarge, SheetUnreadable
from rules.succession import Successor

SECONDS = 30.0
SECONDS_TO_FOLLOW = 120.0
"""Two versions of a thousand pages take a quarter of that."""
MEMORY_BYTES = 1024 * 1024 * 1024

MOST_ANSWER_BYTES = 128 * 1024 * 1024
"""A thousand pages of words, with all that is known of them, come to a tenth of that."""

Worked = TypeVar("Worked")

_PIECE_BYTES = 256 * 1024
_LONGEST_NAME = 255
_HOUSE = Path(__file__).resolve().parent.parent


class _AnswerTooLong(Exception):
    """More came out of the process than any draft could hold."""


async def read_in_child(
    content: bytes,
    file_name: str,
    *,
    seconds: float = SECONDS,
    memory_bytes: int = MEMORY_BYTES,
) -> ReadDraft:
    """Read a draft in a separate process, which is killed when it oversteps its bounds.

    `memory_bytes` bounds the address space of the process (RLIMIT_AS), its libraries included.

    Raises the refusals of `documents.reading.read_draft`, DraftTooSlow and DraftTooHeavy.
    """
    plain = await _done("draft", content, file_name, seconds=seconds, memory_bytes=memory_bytes)
    try:
        return from_plain(plain["draft"])
    except (ValueError, KeyError) as error:
        raise _broken(b"", 0) from error


async def look_in_child(content: bytes, file_name: str, *, seconds: float = SECONDS) -> Inside:
    """Look through any file for a mark of secrecy, and say how much of it could be looked through.

    What oversteps the bounds was not looked through. Raises DraftClassified, ArchiveTooHeavy.
    """
    try:
        plain = await _done("inside", content, file_name, seconds=seconds, memory_bytes=MEMORY_BYTES)
        return Inside(plain["inside"])
    except (DraftClassified, ArchiveTooHeavy):
        raise
    except (DraftRefused, ValueError, KeyError):
        return Inside.OTHER


async def table_in_child(content: bytes, file_name: str, *, seconds: float = SECONDS) -> Plain:
    """Read the table of a spreadsheet, as JSON has it.

    Raises SheetRefused, and DraftClassified where it bears a mark of secrecy.
    """
    if len(content) > MAX_SHEET_BYTES:
        raise SheetTooLarge(file_name=file_name, size_bytes=len(content), limit_bytes=MAX_SHEET_BYTES)
    try:
        plain = await _done("table", content, file_name, seconds=seconds, memory_bytes=MEMORY_BYTES)
        return plain["table"]
    except DraftClassified:
        raise
    except (DraftRefused, KeyError) as error:
        raise SheetUnreadable(file_name=file_name) from error


async def _done(
    task: str, content: bytes, file_name: str, *, seconds: float, memory_bytes: int
) -> Plain:
    """Have something done with a file in a process of its own. Raises what is refused there."""
    if len(content) > LARGEST_DRAFT_BYTES:
        raise DraftTooLarge(size_bytes=len(content), limit_bytes=LARGEST_DRAFT_BYTES)
    answer, complaint, code = await _asked(
        "documents.bounded_reading", task, _argument(file_name),
        given=content, seconds=seconds, memory_bytes=memory_bytes,
    )  # fmt: skip
    return _understood(answer, complaint, code)


async def follow_in_child(
    old: Sequence[Node],
    new: Sequence[Node],
    *,
    seconds: float = SECONDS_TO_FOLLOW,
    memory_bytes: int = MEMORY_BYTES,
) -> tuple[Successor, ...]:
    """Say what became of each part of a version in the next one, in a process that holds up nobody.

    Raises DraftTooSlow and DraftTooHeavy, and DraftBroken where the process broke down.
    """
    return await _worked_out(
        "documents.bounded_following", {"old": old, "new": new}, successors_from,
        seconds=seconds, memory_bytes=memory_bytes,
    )  # fmt: skip


async def compare_in_child(
    own: Sequence[Node],
    in_force: Sequence[Sequence[str]],
    *,
    seconds: float = SECONDS_TO_FOLLOW,
    memory_bytes: int = MEMORY_BYTES,
) -> tuple[Overlap, ...]:
    """Say which clauses of a draft stand in texts in force already, in a process that holds up nobody.

    Raises as `follow_in_child`.
    """
    return await _worked_out(
        "documents.bounded_comparing", {"own": own, "in_force": in_force}, overlaps_from,
        seconds=seconds, memory_bytes=memory_bytes,
    )  # fmt: skip


async def _worked_out(
    module: str,
    given: dict[str, Sequence[Any]],
    understood: Callable[[object], Worked],
    *,
    seconds: float,
    memory_bytes: int,
) -> Worked:
    """Have a module work something out of texts that were read before."""
    answer, complaint, code = await _asked(
        module, given=orjson.dumps(given), seconds=seconds, memory_bytes=memory_bytes
    )
    try:
        return understood(orjson.loads(answer))
    except ValueError as error:
        raise _broken(complaint, code) from error


async def _asked(
    module: str, *arguments: str, given: bytes, seconds: float, memory_bytes: int
) -> tuple[bytes, bytes, int | None]:
    """Have a module do its work in a process of its own: its answer, its complaints, its exit code."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, str(memory_bytes), str(seconds), *arguments,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE, cwd=_HOUSE, env={"PYTHONUTF8": "1"},
    )  # fmt: skip
    try:
        answer, complaint = await asyncio.wait_for(_conversation(child, given), seconds)
    except TimeoutError as error:
        raise DraftTooSlow(seconds=seconds) from error
    except _AnswerTooLong as error:
        raise DraftTooHeavy(memory_bytes=MOST_ANSWER_BYTES) from error
    finally:
        # Also when the waiting task is cancelled: no process may outlive its reader.
        if child.returncode is None:
            child.kill()
            await child.wait()
    _check_end(child.returncode, seconds=seconds, memory_bytes=memory_bytes)
    return answer, complaint, child.returncode


async def _conversation(child: Process, content: bytes) -> tuple[bytes, bytes]:
    """Give the file, take the answer and the complaints. Raises _AnswerTooLong."""
    assert child.stdin
    assert child.stdout
    assert child.stderr
    _, answer, complaint = await asyncio.gather(
        _give(child.stdin, content), _taken(child.stdout), _taken(child.stderr)
    )
    await child.wait()
    return answer, complaint


async def _give(pipe: asyncio.StreamWriter, content: bytes) -> None:
    # A reader that has broken down takes no more; what it said of that is in its complaint.
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        pipe.write(content)
        await pipe.drain()
    pipe.close()


async def _taken(pipe: asyncio.StreamReader) -> bytes:
    taken = bytearray()
    while piece := await pipe.read(_PIECE_BYTES):
        taken += piece
        if len(taken) > MOST_ANSWER_BYTES:
            raise _AnswerTooLong
    return bytes(taken)


def _check_end(code: int | None, *, seconds: float, memory_bytes: int) -> None:
    """Raises DraftTooSlow and DraftTooHeavy where a bound of the kernel ended the process."""
    if code == -signal.SIGXCPU:
        raise DraftTooSlow(seconds=seconds)
    # Killed by nobody here: a machine without memory left chose this process.
    if code in {OUT_OF_MEMORY, -signal.SIGKILL}:
        raise DraftTooHeavy(memory_bytes=memory_bytes)


def _argument(file_name: str) -> str:
    """A file name that fits on a command line, whoever made it up."""
    return one_line(file_name)[-_LONGEST_NAME:]


def _understood(answer: bytes, complaint: bytes, code: int | None) -> Plain:
    try:
        plain: Plain = orjson.loads(answer)
        if "refused" not in plain:
            return plain
        refusal = Refused.read(plain["refused"], plain["facts"])
    except (ValueError, KeyError, TypeError) as error:
        raise _broken(complaint, code) from error
    raise refusal


def _broken(complaint: bytes, code: int | None) -> DraftBroken:
    last = complaint.decode(errors="replace").strip().rpartition("\n")[2]
    return DraftBroken(kind=FileKind.UNKNOWN, detail=f"exit code {code}: {last}")
