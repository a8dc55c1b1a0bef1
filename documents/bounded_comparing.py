"""The process in which a draft is compared with texts in force: hundreds of them take seconds.

It is begun by `documents/child.py`, gets the draft and what the clauses of the others say as JSON, and
answers in JSON.
"""

import sys

import orjson

from documents.bounded_following import nodes_from
from documents.bounded_reading import OUT_OF_MEMORY, bound, leave
from rules.overlaps import find_overlaps


def main() -> int:
    """Read the texts from standard input, write the overlaps to standard output."""
    memory_bytes, seconds = sys.argv[1:3]
    bound(int(memory_bytes), float(seconds))
    try:
        said = orjson.loads(sys.stdin.buffer.read())
        answer = orjson.dumps(find_overlaps(nodes_from(said["own"]), said["in_force"]))
    except MemoryError:
        return OUT_OF_MEMORY
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    leave(main())
