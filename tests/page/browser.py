"""A person in front of a real browser, who reads and presses as one does on the page."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

from playwright.async_api import async_playwright, expect

from simulator.page import curtain
from simulator.page.browsers import chromium
from simulator.page.tour import steps
from tests.waiting import PATIENCE, until

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}

_SHOWN = """() => {
    const last = [...document.querySelectorAll('article[data-message]')].pop();
    const keys = last ? [...last.querySelectorAll('.keyboard .key')] : [];
    return [last?.dataset.message, ...keys.map((key) => key.textContent.trim())];
}"""
"""The newest message on the page: its number and its buttons."""


@asynccontextmanager
async def browsing():
    """A Chromium without a window."""
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        try:
            yield browser
        finally:
            await browser.close()


class Screen:
    """One tab, as one person. What the console complains of is kept in `complaints`."""

    def __init__(self, tab, opened, number):
        self.tab, self.opened, self.made = tab, opened, opened.made
        self.person = list(self.made.people.values())[number]
        self.complaints = []
        self._place = self.made.account
        tab.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))

    @classmethod
    @asynccontextmanager
    async def of(cls, browser, opened, number, *, size=DESKTOP, language="vi"):
        context = await browser.new_context(viewport=size, locale=language, reduced_motion="reduce")
        screen = cls(await context.new_page(), opened, number)
        await screen.goes_to(opened.made.account)
        try:
            yield screen
        finally:
            await context.close()

    async def goes_to(self, place):
        """Open a chat."""
        self._place = place
        chat = self.chat.bot.id if self.chat.bot else self.chat.id
        await self.tab.goto("about:blank")  # so that the address is opened anew
        await self.tab.goto(f"{self.opened.url}#as={self.person.id}&chat={chat}")
        await self.looks()

    async def is_now(self, number):
        """Be somebody else, in the same tab."""
        self.person = list(self.made.people.values())[number]
        await self.goes_to(self.made.account)

    @property
    def chat(self):
        return self.person.chat(self._place).chat

    @property
    def last(self):
        return self.person.chat(self._place).last

    async def looks(self):
        """Wait until the bot has done what there was to do, and the page shows it."""
        await self.made.stage.settle()
        try:
            await until(self._shows_the_last, look_every=0.03)
        except TimeoutError:
            shown = await self.tab.evaluate(_SHOWN)
            raise AssertionError(f"{self.person.name} sees {shown} instead of {self.last}") from None

    async def _shows_the_last(self):
        """Whether the newest message is on the page: the clock flows, so there may be a newer one."""
        return await self.tab.evaluate(_SHOWN) == [str(self.last.id), *self.last.buttons]

    @asynccontextmanager
    async def acting(self):
        """Wait until what is done inside has reached the town, and then until it has been answered."""
        reached = asyncio.Event()
        watchers = self.made.telegram.world.watchers

        def look(event):
            if event.user is not None and not event.user.is_bot:
                reached.set()

        watchers.append(look)
        try:
            yield
            await asyncio.wait_for(reached.wait(), PATIENCE)
        finally:
            watchers.remove(look)
        await self.looks()

    def key(self, label):
        """The newest button with this label, or with this in its label."""
        message, button = self.person.chat(self._place).button(label)
        article = self.tab.locator(f'article[data-message="{message.id}"]')
        return article.get_by_role("button", name=button.label, exact=True)

    async def presses(self, label):
        more = self.made.label("More steps ›")
        if more in self.last.buttons and not any(label in each for each in self.last.buttons):
            async with self.acting():
                await self.key(more).click()
        async with self.acting():
            await self.key(label).click()

    async def writes(self, text):
        box = self.tab.locator(".composer textarea")
        async with self.acting():
            await box.fill(text)
            await box.press("Enter")

    async def sends(self, path):
        await self.tab.locator(".composer input[type=file]").set_input_files(path)
        async with self.acting():
            await self.tab.locator(".composer .send").click()

    async def quotes(self, words, text):
        """Select words of a message, press the button that comes up, and write the answer."""
        await self.tab.evaluate(_SELECT, words)
        await self.tab.locator(".quote-button").click()
        await self.writes(text)

    async def takes_offer(self, offer):
        """Let the page do what a step of the tour offers; on a phone the tour is unfolded for it."""
        folded = self.tab.locator(".side .fold[aria-expanded=false]")
        if await folded.is_visible():
            await folded.click()
        async with self.acting():
            await self.tab.locator(f"[data-offer={offer}]").click()
        unfolded = self.tab.locator(".side .fold[aria-expanded=true]")
        if await unfolded.is_visible():
            await unfolded.click()

    async def moves_clock(self, label, *, to, most=12):
        """Press a button of the clock until a step is ticked off."""
        proof = next(step.fact for step in steps() if step.key == to)
        for _ in range(most):
            before = self.made.clock.now()
            button = self.tab.get_by_role("button", name=label, exact=True)
            await button.click()
            await until(lambda since=before: self.made.clock.now() - since >= timedelta(minutes=30))
            await expect(button).to_be_enabled(timeout=1000 * PATIENCE)
            if proof in curtain.facts(self.made.bot.engine):
                await self._ticks(to)
                await self.looks()
                return
        raise AssertionError(f"{to} did not come about")

    async def sees_done(self, *keys):
        """Exactly these steps of the tour are ticked off, or will be in a moment."""
        await self._ticks(*keys)
        assert await self._done_steps() == list(keys)

    async def _ticks(self, *keys):
        async def are_done():
            return set(keys) <= set(await self._done_steps())

        try:
            await until(are_done, look_every=0.05)
        except TimeoutError:
            raise AssertionError(f"only {await self._done_steps()} are done") from None

    async def _done_steps(self):
        done = self.tab.locator("[data-step][data-done=true]")
        return await done.evaluate_all("steps => steps.map((step) => step.dataset.step)")


_SELECT = """(words) => {
    const texts = [...document.querySelectorAll('article .text')].reverse();
    for (const text of texts) {
        const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            text.scrollIntoView({ block: 'center' });
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + words.length);
            const selection = document.getSelection();
            selection.removeAllRanges();
            selection.addRange(range);
            return true;
        }
    }
    throw new Error(`nothing says ${words}`);
}"""
