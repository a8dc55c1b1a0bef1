"""The same stage as in the stories; here things go wrong on it.

What goes wrong lies in Telegram or in the process: one kind of database shows it. Tests that are
about the database itself ask for `either_database`.
"""

import logging

import orjson
import pytest

from simulator.telegram import Telegram
from storage.engine import make_engine
from tests.conftest import empty
from tests.stories.conftest import committee, town
from tests.torture.discretion import quoted
from tests.torture.listening import HEARD, listening

__all__ = ["committee", "town"]


@pytest.fixture(autouse=True)
def _the_log_quotes_nobody(request):
    """Whatever goes wrong in a test, no line of its log tells anything private, at any level."""
    HEARD.clear()
    with listening(logging.DEBUG):
        yield
    said = "\n".join(out.getvalue() for out in HEARD)
    for telegram in _telegrams(request.node.funcargs.values()):
        assert quoted(said, telegram) == []


def _telegrams(given):
    """Find every Telegram on which a test has played."""
    given = list(given)
    found = [*given, *(getattr(each, "town", None) for each in given)]
    found += [getattr(each, "telegram", None) for each in found]
    return {id(each): each for each in found if isinstance(each, Telegram)}.values()


@pytest.fixture
def database_url(empty_sqlite, tmp_path):
    """The address of a fresh SQLite file."""
    file = tmp_path / "house.db"
    file.write_bytes(empty_sqlite.read_bytes())
    return f"sqlite:///{file}"


@pytest.fixture
def engine(database_url):
    """An engine on that file."""
    made = make_engine(database_url)
    yield made
    made.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def either_database(request):
    """The address of a fresh database of each kind."""
    if request.param == "sqlite":
        yield request.getfixturevalue("database_url")
        return
    url, engine = request.getfixturevalue("postgresql_database")
    yield url
    empty(engine)


@pytest.fixture
def logged():
    """The lines of the log so far, from the level that an operator reads."""
    with listening() as out:
        yield lambda: [orjson.loads(line) for line in out.getvalue().splitlines()]


@pytest.fixture
def troubles(logged):
    """What the log says of troubles so far: which part, and whether it began or is over."""
    return lambda: [
        (line["part"], line["event"] == "trouble")
        for line in logged()
        if line["event"] in ("trouble", "trouble is over")
    ]


@pytest.fixture
def alarms(logged):
    """What the log says so far that an operator would stop at: warnings and worse."""
    return lambda: [
        line["event"] for line in logged() if line["level"] in ("warning", "error", "critical")
    ]


_TOLD = []


@pytest.fixture
def tell():
    """Have figures printed at the end of the run, under a heading."""

    def note(heading, figures):
        _TOLD.append(heading)
        for name, figure in figures.items():
            shown = figure if not isinstance(figure, list) else len(figure)
            _TOLD.extend([f"    {name}: {shown}", *(f"        {each}" for each in _some(figure))])

    return note


def _some(figure):
    return figure[:20] if isinstance(figure, list) else ()


def pytest_terminal_summary(terminalreporter):
    if _TOLD:
        terminalreporter.section("what the torture found")
        for line in _TOLD:
            terminalreporter.line(line)
