"""What a browser makes of the page: hostile words, people who cannot see it well, narrow screens."""

import pytest
from axe_playwright_python.async_playwright import Axe

from simulator.page.browsers import MISSING, chromium
from tests.page.browser import DESKTOP, PHONE, Screen, browsing

pytestmark = pytest.mark.skipif(chromium() is None, reason=MISSING)

CLERK, MEMBER = 0, 4

HOSTILE = (
    "<img src=x onerror=\"document.title='run'\">",
    "<script>document.title='run'</script>",
    "javascript:document.title='run'",
    "\u202engược lại\u202c và \u2066cách ly\u2069",
    "k\u200bhông\u200d rộng\ufeff",
    "👩‍👩‍👧‍👦 🇻🇳 e\u0301\u0323",
    "&lt;b&gt; &amp; 'một' \"hai\" `ba` ${bốn}",
    "chữ " * 1023 + "cuối",
)


async def _draws(tab, side):
    """Open what stands beside the chat, and wait until there is something in it."""
    await tab.locator(f"[data-side={side}]").click()
    await tab.locator(f".{side}-panel li").first.wait_for()


async def test_hostile_words_are_shown_and_never_run(opened):
    async with browsing() as browser, Screen.of(browser, opened, MEMBER) as member:
        await member.goes_to(opened.made.group)
        sent = [member.person.writes(opened.made.group, words).text for words in HOSTILE]
        await member.looks()
        shown = await member.tab.locator("article .text").evaluate_all(
            "texts => texts.map((text) => text.textContent)"
        )
        assert shown[-len(HOSTILE) :] == sent
        assert await member.tab.title() != "run"
        widest = await member.tab.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert widest <= 0
        assert member.complaints == []


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "dark"), (PHONE, "light")])
async def test_people_with_poor_eyes_find_no_serious_obstacle(opened, size, scheme):
    async with browsing() as browser, Screen.of(browser, opened, CLERK, size=size) as clerk:
        await clerk.tab.emulate_media(color_scheme=scheme)
        states = (
            lambda: clerk.takes_offer("sample"),
            lambda: clerk.goes_to(opened.made.group),
            lambda: _draws(clerk.tab, "curtain"),
        )
        for enters in states:
            await enters()
            found = await Axe().run(clerk.tab, options={"resultTypes": ["violations"]})
            serious = [
                (each["id"], each["help"], [node["html"][:120] for node in each["nodes"][:3]])
                for each in found.response["violations"]
                if each["impact"] in {"serious", "critical"}
            ]
            assert serious == []
