"""Takes the pictures of the READMEs from the chat page: `make screenshots`.

A committee is gathered on this machine, consults on the sample draft as people do, and is photographed.
"""

import asyncio
import json
import sys
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, async_playwright

from simulator.messages import Message
from simulator.page.browsers import MISSING, chromium
from simulator.page.server import PageServer
from simulator.people import Person
from simulator.rehearsal.demo import hall_of
from simulator.rehearsal.papers import sample_draft
from simulator.rehearsal.player import Player
from simulator.rehearsal.town import Town, town

DOCS = Path(__file__).parent.parent / "docs"
COLOURS = 128
SHARPNESS = 1.5

COMMENTS = (
    ("60 ha lúa thường thiếu nước", "Đề nghị ghi rõ diện tích của từng xứ đồng để dễ kiểm tra."),
    ("120 đồng hồ nước", "Cần nêu nguồn kinh phí. Ngân sách xã năm nay chỉ đủ 70 đồng hồ."),
    ("45 hộ hiến đất", "Đã có 31 hộ đồng ý, đề nghị giữ chỉ tiêu này."),
)


class Story:
    """What happens before the pictures are taken."""

    def __init__(self, made: Town) -> None:
        self.made = made
        self.clerk = Player(made.clerk, made.account, made.stage)
        self.members = [made.people[each.name] for each in made.roster if each.votes]
        self.silent = self.members[-1]

    def day(self, number: int) -> str:
        """Write a day as people type it."""
        return f"{self.made.clock.now() + timedelta(days=number):%d/%m/%Y}"

    async def drafts(self) -> None:
        """Hand in the draft and answer what is asked."""
        clerk, drafter = self.clerk, self.members[1]
        inspector = self.made.with_role("Kiểm tra")[0]
        await clerk.sends("du-thao-nghi-quyet.docx", sample_draft())
        await clerk.presses("Tiếp: ")
        await clerk.writes(drafter.name)
        await clerk.presses(drafter.name)
        await clerk.presses("Tiếp: ")
        await clerk.writes(self.day(7))
        for label in ("Tiếp: ", "Thành viên và người dân", "Tiếp: ", "Thêm một lần kiểm tra"):
            await clerk.presses(label)
        await clerk.writes(inspector.name)
        await clerk.presses(inspector.name)
        await clerk.presses("Một đơn vị")
        await clerk.writes("Chi bộ thôn Bắc Sơn")
        await clerk.presses("thường xuyên")
        await clerk.writes(self.day(30))
        await clerk.presses("‹ Dự thảo")

    async def consults(self) -> None:
        """Open the consultation, and let members speak as they do."""
        await self.clerk.presses("Mở lấy ý kiến")
        await self.clerk.presses("Mở lấy ý kiến ngay")
        for member in self.members[5:9]:
            member.presses("Đồng ý toàn văn", self._says("Đồng ý toàn văn", in_buttons=True))
        await self.made.stage.settle()
        for member, (quoted, said) in zip(self.members[2:], COMMENTS, strict=False):
            await self.made.stage.go_on(by=timedelta(minutes=9))
            member.replies(self._says(quoted), said, quote=quoted)
            await self.made.stage.settle()

    async def looks(self) -> None:
        """Let the clerk open the file, and a member the list of what waits."""
        await self.clerk.opens()
        await Player(self.silent, self.made.account, self.made.stage).writes("/viec")

    def _says(self, words: str, *, in_buttons: bool = False) -> Message:
        assert self.made.group is not None
        return next(
            message
            for message in self.made.group.messages
            if words in (message.buttons if in_buttons else message.text)
        )


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One picture: who is seen side by side, each in a chat."""

    name: str
    size: tuple[int, int]
    panes: tuple[tuple[Person, str], ...]
    is_dark: bool = False
    has_tour: bool = False


async def take(browser: Browser, address: str, wanted: Picture) -> None:
    """Take one picture, with few enough colours to be small."""
    width, height = wanted.size
    context = await browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=SHARPNESS, locale="vi",
        color_scheme="dark" if wanted.is_dark else "light",
    )  # fmt: skip
    panes = [{"as": str(person.id), "chat": chat} for person, chat in wanted.panes]
    chosen = json.dumps({"panes": panes, "side": "tour" if wanted.has_tour else ""})
    await context.add_init_script(f"localStorage.setItem('nghiquyet-chat-page', {chosen!r})")
    page = await context.new_page()
    await page.goto(address)
    await page.wait_for_selector("article[data-message]")
    await page.wait_for_timeout(600)
    picture = Image.open(BytesIO(await page.screenshot()))
    few = picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=COLOURS)
    few.save(DOCS / wanted.name, optimize=True)
    await context.close()


def pictures(story: Story) -> tuple[Picture, ...]:
    """What the READMEs show."""
    made, member = story.made, story.members[2]
    assert made.group is not None
    group, private = str(made.group.id), str(made.account.id)
    return (
        Picture(
            name="group-chat.png", size=(1280, 760),
            panes=((member, group), (made.clerk, private)),
        ),
        Picture(name="phone.png", size=(390, 760), panes=((story.silent, private),), is_dark=True),
        Picture(
            name="chat-page.png", size=(1280, 760), panes=((made.clerk, private), (member, group)),
            has_tour=True,
        ),
    )  # fmt: skip


async def main() -> int:
    """Gather, consult, photograph."""
    if chromium() is None:
        sys.stderr.write(MISSING + "\n")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        async with town(Path(folder), members=15, seed=1) as made, async_playwright() as driver:
            story = Story(made)
            await story.drafts()
            await story.consults()
            await story.looks()
            made.clock.flows(pace=1)
            browser = await driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            async with PageServer(hall_of(made)) as page:
                for wanted in pictures(story):
                    await take(browser, page.url, wanted)
            await browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
