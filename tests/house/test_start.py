"""What a start does not wait for: libraries that only some of the work needs come with that work."""

import subprocess
import sys

LATER = {
    "PIL", "alembic", "docx", "holidays", "lxml", "openpyxl", "pypdf", "segno", "simulator",
    "xlsxwriter",
}  # fmt: skip
EVERYTHING = (
    "from bot import installation; from bot.texts import wording; from bot.errands import runner"
)


def imported_by(code):
    code += "; import sys; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return ran.stdout.split()


def test_a_start_imports_no_library_that_only_some_of_the_work_needs():
    found = imported_by(f"{EVERYTHING}; wording.load(); runner.load()")
    assert "bot.app" in found
    assert LATER & set(found) == set()


def test_a_file_needs_no_driver_of_a_server():
    found = imported_by(
        "from storage.engine import make_engine; from storage.roles import hold_of; "
        "from storage import inbox, outbox; hold_of(make_engine('sqlite://'))"
    )
    assert "storage.roles" in found
    assert {"psycopg", "storage.server_roles"} & set(found) == set()


def test_a_day_is_looked_up_without_the_other_countries():
    found = imported_by(
        "from rules.calendar import WorkCalendar; from datetime import date; "
        "assert not WorkCalendar().is_working_day(date(2026, 9, 2))"
    )
    assert "holidays" in found
    assert "holidays.countries" not in found
