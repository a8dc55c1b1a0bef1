"""Runs the benchmarks of this folder and prints what they found: `make bench`.

A benchmark is a module here with a function `measure()` that gives its `Findings`. `ONLY=comments,page`
runs some of them; `JSON=FILE` writes every ratio by name.
"""

import json
import logging
import signal
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Annotated

import typer
from rich.console import Console

from bot.logs import configure_logs
from tests import bench


def main(
    only: Annotated[str, typer.Option(help="Modules, with commas between")] = "",
    json_file: Annotated[Path | None, typer.Option("--json", help="Where to write the ratios")] = None,
) -> None:
    """Measure side by side."""
    configure_logs(logging.WARNING)  # of what is measured in this process
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # bots that are measured end with us
    console, ratios = Console(), {}
    for name in _wanted(only):
        findings = import_module(f"tests.bench.{name}").measure()
        for table in findings.tables:
            console.print(table)
        if findings.remark:
            console.print(f"{name}: {findings.remark}")
        ratios |= findings.ratios
        if json_file is not None:  # after each: half an hour's figures do not hang on the last one
            json_file.write_text(json.dumps(ratios, indent=2) + "\n")
    for name, ratio in ratios.items():
        console.print(f"{name:<40} {ratio:.2f}")


def _wanted(only: str) -> list[str]:
    known = [
        each.name
        for each in iter_modules(bench.__path__)
        if not each.name.startswith("_")
        and hasattr(import_module(f"tests.bench.{each.name}"), "measure")
    ]
    wanted = only.split(",") if only else known
    if unknown := sorted(set(wanted) - set(known)):
        raise typer.BadParameter(f"{', '.join(unknown)}: there are {', '.join(known)}")
    return wanted


if __name__ == "__main__":
    typer.run(main)
