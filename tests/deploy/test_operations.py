"""What the operators' pages say is so: figures, troubles, commands, settings and links."""

import re
from datetime import UTC, datetime

import pytest
import typer

from bot.__main__ import cli
from bot.health import Backlog, Health, Report
from bot.metrics import Metrics
from bot.settings import Settings
from bot.vitals import Part, Vitals
from locales.extraction import HOUSE
from simulator.clock import MovableClock
from storage.backlog import Queue
from storage.engine import engine_for

PAGES = ("operations.md", "van-hanh.md")
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
NOT_OURS = {"PGPASSWORD"}


class _Idle:
    stuck_for = 0.0

    def lags(self):
        return {"votes.close_due_votes": 0.0}


def read(name):
    return (HOUSE / "docs" / name).read_text("utf-8")


def told():
    """Give the names of all figures, as Prometheus knows them."""
    clock = MovableClock(NOW)
    backlog = Backlog(round_trip=0.001, inbox={"press": Queue()}, outbox={"reply": Queue()})
    report = Report(bot="7", at=NOW, troubles={}, roles=(), backlog=backlog, held=())
    with engine_for("sqlite://") as engine:
        health = Health(
            7, engine, clock, vitals=Vitals(clock), metrics=Metrics(), writer=_Idle(), ticking=_Idle(),
            roles=set,
        )  # fmt: skip
        families = list(health.families(report))
        health.close()
    return {each.name + "_total" * (each.type == "counter") for each in families}


def test_every_figure_is_explained_and_every_explained_figure_is_there():
    assert set(re.findall(r"`(nghiquyet_\w+)", read("operations.md"))) == told()


@pytest.mark.parametrize("page", PAGES)
def test_every_trouble_has_its_line(page):
    for part in (*Part, "start"):
        assert re.search(rf"(?m)^\| `{part}` \|", read(page)), part


@pytest.mark.parametrize("page", PAGES)
def test_every_command_and_setting_is_one_that_there_is(page):
    commands = set(typer.main.get_group(cli).commands)
    written = re.findall(r"(?:`|bin/|&& |[A-Z]=\S+ )nghiquyet ([a-z]+)", read(page))
    assert written
    assert set(written) <= commands
    settings = set(re.findall(r"\b([A-Z]{2,}(?:_[A-Z]+)*)=", read(page))) - NOT_OURS
    assert {name.lower() for name in settings} <= Settings.model_fields.keys()


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page):
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", read(page)):
        assert (HOUSE / "docs" / link).exists(), link
