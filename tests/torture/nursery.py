"""Bots forked from a process that has imported everything, so that hundreds of them can be killed.

Each line on standard input asks for one; its process id is printed.
"""

import asyncio
import os
import signal
import sys
from datetime import date
from importlib import import_module
from pkgutil import iter_modules

import handlers
from bot.errands import runner
from bot.texts import wording
from rules.calendar import WorkCalendar
from tests.torture.bot_process import serve


def main():
    wording.load()
    runner.load()
    for module in iter_modules(handlers.__path__):
        import_module(f"handlers.{module.name}")
    WorkCalendar().is_working_day(date(2026, 1, 1))  # reads the tables of holidays
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever dies is gone at once
    while sys.stdin.readline():
        child = os.fork()
        if child == 0:
            _be_a_bot()
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


def _be_a_bot():
    WorkCalendar().is_working_day(date(2026, 1, 1))  # reads the tables of holidays
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    asyncio.run(serve())
    os._exit(0)  # what the mother has open is not the child's to close


if __name__ == "__main__":
    main()
