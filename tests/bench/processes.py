"""Processes that are measured, each held to one core: Telegram on the first, the bots on the last."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

CORES = sorted(os.sched_getaffinity(0))
FOR_TELEGRAM, FOR_BOTS = {CORES[0]}, {CORES[-1]}
HOUSE = Path(__file__).parents[2]
_TICK = os.sysconf("SC_CLK_TCK")


class Process:
    """A bot that runs by itself. What it says goes to a file that is shown when it ends too early."""

    def __init__(self, *command: str, folder: Path | None = None, **environment: str) -> None:
        self._said = tempfile.TemporaryFile("w+")  # noqa: SIM115  open for as long as it runs
        self.began = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, *command],
            cwd=folder or HOUSE,
            env=os.environ | {"PYTHONPATH": str(HOUSE)} | environment,
            stdout=self._said,
            stderr=subprocess.STDOUT,
        )
        os.sched_setaffinity(self._process.pid, FOR_BOTS)

    def may_use(self, cores: set[int]) -> None:
        """Let it run on other cores than the bots' own, from its next thread on, and with all it has."""
        for task in Path(f"/proc/{self._process.pid}/task").iterdir():
            os.sched_setaffinity(int(task.name), cores)

    @property
    def cpu_seconds(self) -> float:
        """What it has worked so far, all threads together."""
        fields = self._proc("stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICK

    @property
    def megabytes(self) -> float:
        """What it holds in memory for itself."""
        lines = self._proc("smaps_rollup").splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024

    def holds_still(self) -> None:
        """Take no more processor until `goes_on`: what is held back must not disturb others."""
        self._process.send_signal(signal.SIGSTOP)

    def goes_on(self) -> None:
        """Work again."""
        self._process.send_signal(signal.SIGCONT)

    def dies(self) -> None:
        """Kill it."""
        self._process.kill()
        self._process.wait()

    def ends(self) -> None:
        """Stop it."""
        self.goes_on()
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def check(self) -> None:
        """Raise RuntimeError with what it said where it has ended."""
        if self._process.poll() is not None:
            self._said.seek(0)
            raise RuntimeError(f"{self._process.args}: {self._said.read()[-4000:]}")

    def _proc(self, name: str) -> str:
        return Path(f"/proc/{self._process.pid}/{name}").read_text()


@contextmanager
def running(*command: str, folder: Path | None = None, **environment: str) -> Generator[Process]:
    """Run a process for a while."""
    process = Process(*command, folder=folder, **environment)
    try:
        yield process
    finally:
        process.ends()


def wait_until(done: Callable[[], bool], *processes: Process, within: float = 60.0) -> None:
    """Look again and again. Raises TimeoutError, and RuntimeError where a process has ended."""
    patience = time.monotonic() + within
    while not done():
        for process in processes:
            process.check()
        if time.monotonic() > patience:
            raise TimeoutError
        time.sleep(0.01)
