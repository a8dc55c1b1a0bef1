"""The units for systemd: it takes them, and lets the bot do little more than its work."""

import shutil
import subprocess
import tomllib

import pytest

from locales.extraction import HOUSE

UNITS = ("nghiquyet.service", "nghiquyet@.service")
EXPOSURE = 20
"""Tenths of what `systemd-analyze security` may find; 100 would be a service that may do everything."""


@pytest.fixture
def analyze():
    """Systemd's own judgement."""
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("no systemd-analyze on this machine")

    def ask(*words):
        return subprocess.run([tool, *words], capture_output=True, text=True, check=False)

    return ask


def read(name):
    return (HOUSE / "deploy" / name).read_text("utf-8")


@pytest.mark.parametrize("name", UNITS)
def test_systemd_takes_the_unit(analyze, name, tmp_path):
    program = tmp_path / "nghiquyet"
    program.write_text("#!/bin/sh\n", "utf-8")
    program.chmod(0o755)
    unit = tmp_path / name
    unit.write_text(read(name).replace("/opt/nghiquyet/.venv/bin/nghiquyet", str(program)), "utf-8")
    verdict = analyze("verify", "--man=no", str(unit))
    assert (verdict.returncode, verdict.stderr) == (0, "")


@pytest.mark.parametrize("name", UNITS)
def test_the_bot_is_let_do_little_more_than_its_work(analyze, name):
    unit = str(HOUSE / "deploy" / name)
    verdict = analyze("security", "--offline=true", "--no-pager", f"--threshold={EXPOSURE}", unit)
    if "unrecognized option" in verdict.stderr:
        pytest.skip("this systemd-analyze judges only what runs")
    assert verdict.returncode == 0, verdict.stdout


def test_a_worker_differs_from_a_lone_bot_in_its_name_and_ports_alone():
    one, many = (read(name).partition("[Unit]")[2].splitlines() for name in UNITS)
    assert [line for line in one if line not in many] == ["Description=Nghị quyết"]
    assert [line for line in many if line not in one] == [
        "Description=Nghị quyết, worker %i",
        "Environment=HEALTH_PORT=910%i WEBHOOK_PORT=844%i",
    ]


def test_what_the_service_may_not_compile_is_compiled_by_make_setup():
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))
    folders = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert all("Environment=PYTHONDONTWRITEBYTECODE=1" in read(name) for name in UNITS)
    recipe = (HOUSE / "Makefile").read_text("utf-8").partition("\nsetup:")[2].partition("\n\n")[0]
    assert "--compile-bytecode" in recipe
    assert f"compileall -q {' '.join(folders)}\n" in recipe + "\n"
