"""The guided tour, walked in a real browser by people who only read, press and write."""

from datetime import timedelta

import pytest

from simulator.page.browsers import MISSING, chromium
from simulator.page.tour import steps
from tests.page.browser import DESKTOP, PHONE, Screen, browsing

pytestmark = pytest.mark.skipif(chromium() is None, reason=MISSING)

CLERK, DEPUTY, MEMBER, SECOND, INSPECTOR = 0, 2, 4, 5, 6
"""Where they stand among the people: the clerk, then the roster."""

WORDS = {
    "vi": {"day": "+1 ngày", "nudge": "Lần nhắc tới", "title": "Gửi dự thảo"},
    "en": {"day": "+1 day", "nudge": "Next nudge", "title": "Hand in a draft"},
}


class Walk:
    """Two people in two tabs, and the buttons as the bot words them."""

    def __init__(self, opened, clerk, member, language):
        self.opened, self.made, self.clerk, self.member = opened, opened.made, clerk, member
        self.words = WORDS[language]

    def label(self, msgid):
        return self.made.label(msgid).partition("{")[0].strip()

    def on(self, days):
        return f"{self.made.clock.now() + timedelta(days=days):%d/%m/%Y}"

    def name(self, number):
        return list(self.made.people.values())[number].name

    async def clerk_presses(self, *msgids):
        for msgid in msgids:
            await self.clerk.presses(self.label(msgid))

    async def clerk_opens_the_file(self):
        await self.clerk.writes("/hoso")
        await self.clerk.presses("Nghị quyết")

    async def drafts(self):
        await self.clerk.takes_offer("sample")
        await self.clerk_presses("Next: {field}")
        await self.clerk.writes(self.name(DEPUTY))
        await self.clerk.presses(self.name(DEPUTY))
        await self.clerk_presses("Next: {field}")
        await self.clerk.writes(self.on(2))
        await self.clerk_presses("Next: {field}", "Members of the body")
        await self.clerk_presses("Next: {field}", "Plan an inspection")
        await self.clerk.presses(self.name(INSPECTOR))
        await self.clerk_presses("A unit or village")
        await self.clerk.writes("Chi bộ thôn Bắc Sơn")
        await self.clerk_presses("regular, all-round")
        await self.clerk.writes(self.on(30))
        await self.clerk_presses("‹ Draft")

    async def consults(self):
        await self.clerk_presses("Open the consultation", "Open the consultation now")
        await self.member.goes_to(self.made.group)
        await self.member.quotes("Kênh nội đồng", "Đề nghị ghi rõ nguồn kinh phí.")
        await self.member.is_now(SECOND)
        await self.member.goes_to(self.made.group)
        await self.member.presses(self.label("I agree with the whole text"))
        await self.clerk.moves_clock(self.words["day"], to="close")
        await self.clerk_opens_the_file()
        await self.clerk_presses("Answer {n} comment")
        await self.clerk.presses(self.label("accepted into the draft").capitalize())
        await self.clerk_presses("Publish the answers …", "Publish now")

    async def votes(self):
        await self.clerk_opens_the_file()
        await self.clerk_presses("Open the vote")
        await self.clerk.presses(self.clerk.last.buttons[0])
        await self.member.is_now(MEMBER)
        await self.member.presses(self.label("In favour"))
        await self.clerk.takes_offer("others_vote")
        await self.clerk.moves_clock(self.words["day"], to="ballot")

    async def carries_out(self):
        await self.clerk_opens_the_file()
        await self.clerk_presses("Issue it", "Issue {symbol}")
        await self.clerk_opens_the_file()
        await self.clerk_presses("Tasks proposed by the text", "Next: {field}")
        await self.clerk.presses(self.name(MEMBER))
        await self.clerk_presses("Confirm and give")
        await self.member.looks()
        await self.member.presses(self.label("Accept"))
        await self.clerk.moves_clock(self.words["nudge"], to="nudge")


@pytest.mark.parametrize(("language", "size"), [("vi", DESKTOP), ("en", PHONE)])
async def test_the_tour_can_be_walked_by_two_people_in_two_tabs(opened, language, size):
    async with (
        browsing() as browser,
        Screen.of(browser, opened, CLERK, size=size, language=language) as clerk,
        Screen.of(browser, opened, MEMBER, size=size, language=language) as member,
    ):
        walk = Walk(opened, clerk, member, language)
        await walk.drafts()
        await clerk.sees_done("draft", "plan")
        await walk.consults()
        await walk.votes()
        await walk.carries_out()
        await clerk.sees_done(*(step.key for step in steps()))
        assert not clerk.complaints + member.complaints
