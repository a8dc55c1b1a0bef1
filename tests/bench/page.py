"""The chat page in a small town and in a large one: opening, a message on its way, looking back."""

import asyncio
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from playwright.async_api import Browser, Page, async_playwright

from simulator.groups import Group
from simulator.page.browsers import MISSING, chromium
from simulator.page.hall import Hall, Part
from simulator.page.server import PageServer
from simulator.people import Person
from simulator.rehearsal.demo import hall_of
from simulator.rehearsal.town import Town, town
from tests.bench.findings import Findings, table_of

SMALL, LARGE = (10, 50), (200, 5000)
TRIES = 5
LIVE = 60
FRAMES = 180

_LONGEST_FRAME = """(frames) => new Promise((done) => {
    const log = document.querySelector('.log');
    let longest = 0, last = performance.now(), left = frames;
    const step = (now) => {
        longest = Math.max(longest, now - last);
        last = now;
        log.scrollTop = Math.max(0, log.scrollTop - 400);
        left -= 1;
        if (left > 0) requestAnimationFrame(step); else done(longest);
    };
    requestAnimationFrame(step);
})"""


@dataclass(kw_only=True)
class Figures:
    """What one town took, in milliseconds."""

    people: int
    messages: int
    milliseconds: dict[str, float] = field(default_factory=dict)


def measure() -> Findings:
    """Measure both towns in one browser."""
    if chromium() is None:
        return Findings(remark=MISSING)
    small, large = asyncio.run(_measure())
    sizes = (f"{town.people} people, {town.messages} messages" for town in (small, large))
    table = table_of("the chat page", *sizes, "ratio")
    for name, before in small.milliseconds.items():
        after = large.milliseconds[name]
        table.add_row(name, f"{before:.0f} ms", f"{after:.0f} ms", f"{after / before:.2f}")
    return Findings(tables=(table,))


async def _measure() -> tuple[Figures, Figures]:
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        small = await _town(browser, *SMALL)
        large = await _town(browser, *LARGE)
        await browser.close()
    return small, large


async def _town(browser: Browser, people: int, messages: int) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        async with town(Path(folder), members=5, seed=1) as made:
            made.clock.flows(pace=1)
            group, crowd = _crowd(made, people, messages)
            hall = hall_of(made)
            _joins(hall, crowd)
            async with PageServer(hall) as page:
                figures = Figures(people=people, messages=messages)
                address = f"{page.url}#as={crowd[0].id}&chat={group.id}"
                await _opens(browser, address, figures)
                await _lives(browser, address, group, crowd, figures)
                return figures


def _crowd(made: Town, people: int, messages: int) -> tuple[Group, list[Person]]:
    """A group without a bot, in which much has been said."""
    crowd = [made.telegram.person(f"Đồng chí {number}") for number in range(people)]
    group = made.telegram.group("Thôn Bắc Sơn", *crowd)
    for number in range(messages):
        crowd[number % people].writes(
            group, f"Tin thứ {number}: {'nội dung trao đổi ' * (1 + number % 9)}"
        )
    return group, crowd


def _joins(hall: Hall, crowd: list[Person]) -> None:
    for person in crowd:
        hall.adds(Part(person=person, post="Tổ dân phố", is_citizen=True))


async def _opens(browser: Browser, address: str, figures: Figures) -> None:
    taken = []
    for _ in range(TRIES):
        tab = await browser.new_page()
        began = time.monotonic()
        await tab.goto(address)
        await tab.wait_for_selector("article[data-message]")
        taken.append(1000 * (time.monotonic() - began))
        await tab.close()
    figures.milliseconds["open until the first message, median"] = median(taken)


async def _lives(
    browser: Browser, address: str, group: Group, crowd: list[Person], figures: Figures
) -> None:
    tab = await browser.new_page()
    await tab.goto(address)
    await tab.wait_for_selector("article[data-message]")
    taken = [await _seen(tab, lambda n=n: crowd[1].writes(group, f"Mới {n}").id) for n in range(LIVE)]
    figures.milliseconds["a message until it is seen, median"] = median(taken)
    figures.milliseconds["a message until it is seen, 95 in 100"] = quantiles(taken, n=20)[-1]
    figures.milliseconds["longest frame while looking back"] = await tab.evaluate(_LONGEST_FRAME, FRAMES)
    began = time.monotonic()
    await tab.locator(".composer textarea").fill("Tìm người: gõ thử một câu dài")
    figures.milliseconds["typing a sentence"] = 1000 * (time.monotonic() - began)
    await tab.close()


async def _seen(tab: Page, writes: Callable[[], int]) -> float:
    began = time.monotonic()
    number = writes()
    await tab.wait_for_selector(f'article[data-message="{number}"]')
    await asyncio.sleep(0)
    return 1000 * (time.monotonic() - began)
