"""Runs every benchmark and prints what it found."""

import asyncio
import sys

from rich.console import Console
from rich.table import Table

from simulator.page.browsers import MISSING, chromium
from tests.bench import page


def main() -> int:
    if chromium() is None:
        sys.stderr.write(MISSING + "\n")
        return 1
    small, large = asyncio.run(page.measure())
    table = Table("the chat page", f"{small.people} people, {small.messages} messages",
                  f"{large.people} people, {large.messages} messages", "ratio")  # fmt: skip
    for name, before in small.milliseconds.items():
        after = large.milliseconds[name]
        table.add_row(name, f"{before:.0f} ms", f"{after:.0f} ms", f"{after / before:.2f}")
    Console().print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
