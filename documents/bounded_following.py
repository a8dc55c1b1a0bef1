"""The process in which two versions of a text are compared: a long one takes seconds of thought.

It is begun by `documents/child.py`, gets the parts of both versions as JSON, and answers in JSON.
"""

import sys
from collections.abc import Iterable
from typing import Any

import orjson

from documents.bounded_reading import OUT_OF_MEMORY, bound, leave
from rules.clauses import Level, Node, NodeKind
from rules.succession import succession


def main() -> int:
    """Read two versions from standard input, write what became of each part to standard output."""
    memory_bytes, seconds = sys.argv[1:3]
    bound(int(memory_bytes), float(seconds))
    try:
        said = orjson.loads(sys.stdin.buffer.read())
        answer = orjson.dumps(succession(nodes_from(said["old"]), nodes_from(said["new"])))
    except MemoryError:
        return OUT_OF_MEMORY
    sys.stdout.buffer.write(answer)
    return 0


def nodes_from(plain: Iterable[dict[str, Any]]) -> tuple[Node, ...]:
    """Give parts as they were before they were written down as JSON; where they stood is not needed."""
    return tuple(
        Node(
            index=part["index"], kind=NodeKind(part["kind"]), label=part["label"], path=part["path"],
            level=Level(part["level"]) if part["level"] else None, heading=part["heading"],
            text=part["text"], parent=part["parent"], spans=(),
        )
        for part in plain
    )  # fmt: skip


if __name__ == "__main__":
    leave(main())
