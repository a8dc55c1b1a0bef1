"""A door for whoever watches over the bot: health as JSON, figures for Prometheus.

`/health/live`: whether the process moves at all; if not, it is to be restarted. `/health/ready`: whether
it does its work; if not, somebody is to be told. `/health`: what is wrong and since when. `/metrics`:
all figures. It has a port of its own, shows no text, no name and no token, and changes nothing.
"""

import asyncio
import os
from collections.abc import AsyncGenerator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from importlib.metadata import version
from typing import Any

import orjson
from aiohttp import web
from prometheus_client import ProcessCollector
from prometheus_client.core import Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from bot.health import Health, Report, age
from bot.logs import TOKEN
from storage.backlog import Queue


@asynccontextmanager
async def health_page(bots: Sequence[Health], *, host: str, port: int) -> AsyncGenerator[None]:
    """Keep the door open for all bots of this process. Raises OSError where the port is taken."""
    page = _Page(bots)
    application = web.Application()
    application.router.add_get("/health", page.summary)
    application.router.add_get("/health/live", page.live)
    application.router.add_get("/health/ready", page.ready)
    application.router.add_get("/metrics", page.metrics)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield
    finally:
        await runner.cleanup()
        for health in bots:
            health.close()


class _Page:
    """The four answers."""

    def __init__(self, bots: Sequence[Health]) -> None:
        self._bots = bots
        self._process = ProcessCollector(registry=None)

    async def live(self, _: web.Request) -> web.Response:
        """Say whether the process moves."""
        stuck = [health.bot for health in self._bots if not health.is_alive]
        return _json({"status": "stuck" if stuck else "live", "stuck": stuck}, is_well=not stuck)

    async def ready(self, _: web.Request) -> web.Response:
        """Say whether the bots do their work, and if not, why."""
        said = _verdict(await self._reports())
        return _json(said, is_well=not said["troubles"])

    async def summary(self, _: web.Request) -> web.Response:
        """Say everything, whatever it is."""
        reports = await self._reports()
        live = all(health.is_alive for health in self._bots)
        process = {"live": live, "process": os.getpid(), "version": version("nghiquyet")}
        return _json(_verdict(reports) | process | {"bots": list(map(_figures, reports))}, is_well=True)

    async def metrics(self, request: web.Request) -> web.Response:
        """Give the figures, in the text format that is asked for."""
        reports = await self._reports()
        families: dict[str, Metric] = {family.name: family for family in self._process.collect()}
        for health, report in zip(self._bots, reports, strict=True):
            for family in health.families(report):
                whole = families.setdefault(
                    family.name, Metric(family.name, family.documentation, family.type)
                )
                whole.samples += [
                    sample._replace(labels={"bot": health.bot, **sample.labels})
                    for sample in family.samples
                ]
        encode, content_type = choose_encoder(request.headers.get("Accept", ""))
        return web.Response(body=encode(_Collected(families)), headers={"Content-Type": content_type})

    async def _reports(self) -> list[Report]:
        return await asyncio.gather(*(health.report() for health in self._bots))


class _Collected(Collector):
    """Families that have been collected already, in the place of a registry."""

    def __init__(self, families: Mapping[str, Metric]) -> None:
        self._families = families

    def collect(self) -> Iterator[Metric]:
        """Give them."""
        yield from self._families.values()


def _verdict(reports: Iterable[Report]) -> dict[str, Any]:
    troubles = [
        {
            "bot": report.bot,
            "part": part,
            "what": trouble.what,
            "since": trouble.since.isoformat(timespec="seconds"),
        }
        for report in reports
        for part, trouble in report.troubles.items()
    ]
    return {"status": "not ready" if troubles else "ready", "troubles": troubles}


def _figures(report: Report) -> dict[str, Any]:
    backlog = report.backlog
    return {
        "bot": report.bot,
        "roles": list(report.roles),
        "held_by_any_process": list(report.held),
        "database": {"round_trip_seconds": round(backlog.round_trip, 6)} if backlog else None,
        "inbox": _queues(backlog.inbox.items(), report.at) if backlog else None,
        "outbox": _queues(backlog.outbox.items(), report.at) if backlog else None,
    }


def _queues(queues: Iterable[tuple[str, Queue]], now: datetime) -> dict[str, Any]:
    return {
        name: {"waiting": queue.depth, "oldest_seconds": round(age(queue, now), 1)}
        for name, queue in queues
    }


def _json(answer: dict[str, Any], *, is_well: bool) -> web.Response:
    """Answer 200 or 503. A token has no way into it; should it find one, it is taken out here."""
    body = orjson.dumps(answer, option=orjson.OPT_INDENT_2).decode() + "\n"
    return web.Response(
        text=TOKEN.sub("<token>", body), content_type="application/json", status=200 if is_well else 503
    )
