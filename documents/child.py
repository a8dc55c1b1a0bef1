"""Strangers' files are read in a process of their own, with bounds on time and memory.

A crafted file can make a parser take minutes or gigabytes; here it takes down nothing but the
process that read it. That process gets neither the environment nor any file of the bot.
"""

import asyncio
import resource
import sys
from pathlib import Path

import orjson

from documents.plain_data import Plain, from_plain
from documents.printable import one_line
from rules.drafts import (
    LARGEST_DRAFT_BYTES,
    DraftBroken,
    DraftRefused,
    DraftTooHeavy,
    DraftTooLarge,
    DraftTooSlow,
    FileKind,
    ReadDraft,
)

SECONDS = 30.0
MEMORY_BYTES = 1024 * 1024 * 1024

_LONGEST_NAME = 255
_HOUSE = Path(__file__).resolve().parent.parent
_OUT_OF_MEMORY = 3


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
    if len(content) > LARGEST_DRAFT_BYTES:
        raise DraftTooLarge(size_bytes=len(content), limit_bytes=LARGEST_DRAFT_BYTES)
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "documents.child", str(memory_bytes), str(seconds), _argument(file_name),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE, cwd=_HOUSE, env={"PYTHONUTF8": "1"},
    )  # fmt: skip
    try:
        answer, complaint = await asyncio.wait_for(child.communicate(content), seconds)
    except TimeoutError as error:
        raise DraftTooSlow(seconds=seconds) from error
    finally:
        # Also when the waiting task is cancelled: no process may outlive its reader.
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode == _OUT_OF_MEMORY:
        raise DraftTooHeavy(memory_bytes=memory_bytes)
    return _understood(answer, complaint, child.returncode)


def _argument(file_name: str) -> str:
    """A file name that fits on a command line, whoever made it up."""
    return one_line(file_name)[-_LONGEST_NAME:]


def _understood(answer: bytes, complaint: bytes, code: int | None) -> ReadDraft:
    try:
        plain: Plain = orjson.loads(answer)
        if "refused" not in plain:
            return from_plain(plain["draft"])
        refusal = DraftRefused.read(plain["refused"], plain["facts"])
    except (ValueError, KeyError, TypeError) as error:
        last = complaint.decode(errors="replace").strip().rpartition("\n")[2]
        detail = f"exit code {code}: {last}"
        raise DraftBroken(kind=FileKind.UNKNOWN, detail=detail) from error
    raise refusal


def _bound(memory_bytes: int, seconds: float) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    # The parent's clock may stop with the parent; the kernel's does not.
    processor_seconds = int(seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (processor_seconds, processor_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Read a draft from standard input, write it or its refusal to standard output."""
    memory_bytes, seconds, file_name = sys.argv[1:4]
    _bound(int(memory_bytes), float(seconds))
    try:
        from documents.reading import read_draft

        answer = orjson.dumps({"draft": read_draft(sys.stdin.buffer.read(), file_name)})
    except DraftRefused as refusal:
        facts = {"refused": type(refusal).__name__, "facts": refusal.facts()}
        answer = orjson.dumps(facts)
    except MemoryError:
        return _OUT_OF_MEMORY
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
