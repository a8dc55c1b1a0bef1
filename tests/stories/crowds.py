"""A consultation of any size, asked by audience side by side: who takes part, and what each does."""

import re
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from docx import Document
from openpyxl import load_workbook

from rules.resolutions import Audience
from tests.documents.generated.papers import made_paper
from tests.documents.generated.word import word_file
from tests.stories.committee import MEMBERS, Committee
from tests.stories.consulting import hands_in

SEED = 12
"""A paper of chapters, articles and points."""

FIELD = "kinh phí"
CIRCLES = (
    "Ban Chấp hành", "Công chức chuyên môn", "Mặt trận, đoàn thể", "Đơn vị trực thuộc",
    "Đối tượng chịu tác động", "Người dân",
)  # fmt: skip
WAYS = ("Bằng giấy", "Qua điện thoại", "Tại cuộc họp")
THE_SAME = "Đề nghị làm đường vào tổ trước mùa mưa"

_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Võ", "Đặng", "Bùi", "Chamaléa")
_GIVEN = ("An", "Bảo", "Chi", "Dũng", "Giang", "Hiếu", "Khánh", "Lan", "Minh", "Ngọc", "Quân", "Tâm")


@dataclass(frozen=True, kw_only=True)
class Size:
    """How many of everything; half of the officials are in charge of the field that is asked about."""

    clauses: int
    members: int
    officials: int
    unions: int  # the last but one only agrees, the last says nothing
    units: int  # half of them, rounded up, have no Telegram
    citizens: int  # every third comes through the link for those affected

    @property
    def affected(self) -> int:
        """How many come through that link."""
        return len(range(1, self.citizens, 3))


def roster_of(size: Size) -> tuple[tuple[str, ...], ...]:
    """Members beyond the leading ones, and those who have a say and no vote."""
    fields = (FIELD, "văn hóa, y tế")
    return (
        *MEMBERS,
        *(
            (f"{_name(n)} T{n}", "Ủy viên Ban Chấp hành", "Ủy viên")
            for n in range(len(MEMBERS), size.members)
        ),
        *((f"{_name(n)} C{n}", "Công chức", "Công chức", fields[n % 2]) for n in range(size.officials)),
        *((f"{_name(n)} M{n}", f"Trưởng đoàn thể {n}", "Đoàn thể") for n in range(size.unions)),
        *((f"{_name(n)} D{n}", f"Trưởng đơn vị {n}", "Đơn vị") for n in range(size.units)),
    )


def _name(number: int) -> str:
    return f"{_FAMILIES[number % len(_FAMILIES)]} Văn {_GIVEN[number % len(_GIVEN)]}"


class Crowd:
    """A committee with a large draft, and the people who comment on it."""

    def __init__(self, town, size: Size):
        self.town, self.size = town, size
        self.committee = Committee(town, members=roster_of(size))
        self.citizens = []
        self.draft = word_file(made_paper(SEED, clauses=size.clauses))
        half = (size.units + 1) // 2
        self.by_proxy = [name for name, *_rest in roster_of(size)[-size.units :]][:half]

    def _named(self, letter, numbers):
        return [self.committee.people[f"{letter}{n}"] for n in numbers]

    @property
    def voters(self):
        made = self.committee
        leading = [made.binh, made.dung, made.an, made.mai, made.hung, made.son]
        return leading + self._named("t", range(len(MEMBERS), self.size.members))

    @property
    def in_charge(self):
        return self._named("c", range(0, self.size.officials, 2))

    @property
    def not_asked(self):
        return self._named("c", range(1, self.size.officials, 2))

    @property
    def unions(self):
        return self._named("m", range(self.size.unions))

    @property
    def units(self):
        """The heads of units who have Telegram."""
        return self._named("d", range(len(self.by_proxy), self.size.units))

    @property
    def authors(self):
        """Everybody who comments for themselves."""
        return [*self.voters, *self.in_charge, *self.unions[:-2], *self.units, *self.citizens]

    async def opens(self):
        """Plan a round for each circle, all side by side, and open the consultation."""
        made = self.committee
        made.is_there(absent=self.by_proxy)
        self.group = await made.meets()
        await hands_in(
            made, drafter=made.dung, audience=Audience.MEMBERS_AND_CITIZENS, content=self.draft
        )
        await self._on_page("Mở lấy ý kiến", "Chia thành các vòng")
        for number, circle in enumerate(CIRCLES):
            await self._press("Thêm vòng", circle)
            if number == 1:
                await made.writes(made.clerk, FIELD)
            await self._press(*(["Song song với vòng trước"] if number else []), "‹ Các vòng")
        await self._press("‹ Mở lấy ý kiến", "Mở lấy ý kiến ngay")
        picture = next(m for m in made.clerk.chat(made.bot).messages if m.photo)
        self.link = picture.text.split()[-1]
        await self._press("Liên kết cho đối tượng chịu tác động")
        self.affected_link = made.clerk.chat(made.bot).last.text.split()[-1]

    async def _on_page(self, *labels):
        """Let the clerk open the resolution's page, and press one button after the other."""
        made = self.committee
        await made.writes(made.clerk, "/hoso")
        await self._press(made.clerk.chat(made.bot).last.buttons[0], *labels)

    async def _press(self, *labels):
        for label in labels:
            await self.committee.presses(self.committee.clerk, label)

    async def members_comment(self):
        """Let each answer another message of the draft, but for two who object, clause by clause."""
        made = self.committee
        passages = [m for m in made.clerk.chat(self.group).messages if "Điều" in m.text]
        against = (made.mai, made.hung)
        for number, person in enumerate(self.voters):
            if person in against:
                continue
            passage = passages[number % len(passages)]
            words = passage.text.split("\n")[-1][:40]
            person.replies(passage, f"Đề nghị nêu rõ mốc thời gian số {number}", quote=words)
        await self.town.settle()
        for person in against:
            await made.writes(person, "/gopy")
            await made.presses(person, person.chat(made.bot).last.buttons[0])
            await self._walk(person, "Không đồng ý", "Mức này quá cao", "Phải sửa")

    async def officials_comment(self):
        """Let those in charge of the field propose a change where the draft speaks of it."""
        for number, person in enumerate(self.in_charge):
            await self._walk(person, "Đề nghị sửa", f"Ghi rõ nguồn {number}", "Nên sửa")

    async def _walk(self, person, stance, words, weight):
        made = self.committee
        stop = await made.presses(person, "Xem lần lượt từng mục")
        if person in self.in_charge:
            assert FIELD in stop.text
        await made.presses(person, stance)
        await made.writes(person, words)
        await made.presses(person, weight)

    async def unions_and_units_comment(self):
        """Let those with Telegram speak of the whole text; the clerk enters what the others said."""
        made = self.committee
        for number, person in enumerate([*self.unions[:-2], *self.units]):
            await made.presses(person, "Góp ý", person.chat(made.bot).last)
            await made.presses(person, "Góp ý chung")
            await made.writes(person, f"Nhất trí, bổ sung trách nhiệm của đơn vị {number}")
        await made.presses(self.unions[-2], "Đồng ý toàn văn")
        await self._on_page("Tình hình góp ý")
        for number, name in enumerate(self.by_proxy):
            await self._press("Nhập hộ")
            await made.writes(made.clerk, name)
            await self._press(name, WAYS[number % len(WAYS)])
            await made.writes(made.clerk, f"Điều 1: đơn vị {number} đề nghị lùi hạn")
            await self._press("‹ Tình hình góp ý")

    async def citizens_comment(self):
        """Let each follow a link, every third that of those affected, agree, find a clause and write."""
        bot, town = self.committee.bot, self.town
        self.citizens = [town.person(f"Công dân {n}") for n in range(self.size.citizens)]
        for number, person in enumerate(self.citizens):
            person.follows(self.affected_link if number % 3 == 1 else self.link)
        await town.settle()
        for label in ("Tôi đồng ý", "Báo trả lời cho tôi tại đây", "Đọc và chọn điều khoản"):
            await self._all_press(label)
        for number, person in enumerate(self.citizens):
            person.writes(bot, f"Điều {1 + number % 3 // 2}")
        await town.settle()
        for number, person in enumerate(self.citizens):
            found = person.chat(bot).last
            clauses = [label for label in found.buttons if label.startswith("Điều")]
            person.presses(clauses[number // 6 % len(clauses)], found)
        await town.settle()
        await self._all_press("Góp ý điều này")
        for number, person in enumerate(self.citizens):
            own = f"Đề nghị hỗ trợ {number + 3} hộ của tổ {number} trước mùa mưa"
            person.writes(bot, own if number % 3 else THE_SAME)
        await town.settle()

    async def _all_press(self, label):
        for person in self.citizens:
            person.presses(label, chat=self.committee.bot)
        await self.town.settle()

    async def closes(self):
        """End the consultation before its day."""
        await self._on_page("Tình hình góp ý", "Kết thúc sớm", "Kết thúc ngay")

    async def answers_all(self):
        """Let the drafter answer each group, in turn, splitting one and joining it with another."""
        made, dung = self.committee, self.committee.dung
        page, _button = dung.chat(made.bot).button("Trả lời góp ý")
        await made.presses(dung, "Trả lời góp ý", page)
        prepared, is_split = 0, False
        while True:
            if not is_split and re.search(r"^\d+ ý kiến:", page.text, re.MULTILINE):
                is_split = True
                await self._splits_and_joins(page)
            page = await self._answers(page, prepared)
            prepared += 1
            if "Nhóm tiếp theo ›" not in page.buttons:
                assert is_split
                return prepared
            await made.presses(dung, "Nhóm tiếp theo ›", page)

    async def _splits_and_joins(self, page):
        made, dung = self.committee, self.committee.dung
        for label in ("Tách, gộp", "Xem đủ, tách ý kiến", "Tách ý kiến 2", "Tách, gộp"):
            await made.presses(dung, label, page)
        await made.presses(dung, "Gộp với nhóm khác", page)
        await made.presses(dung, page.buttons[0], page)

    async def _answers(self, page, number):
        """Answer the group on a page, and give the page that shows it then."""
        made, dung = self.committee, self.committee.dung
        if "Ý kiến không tán thành" in page.text:
            await made.presses(dung, "Giữ nguyên", page)
            return await made.writes(dung, "Vốn đã được tỉnh bố trí.")
        if number % 7 == 3:
            await made.presses(dung, "Tiếp thu một phần", page)
            return await made.writes(dung, "Ghi rõ mốc, giữ mức hỗ trợ.")
        await made.presses(dung, "Tiếp thu", page)
        return page

    async def publishes(self):
        """Publish what was prepared, and let everybody hear of it by day."""
        made, town = self.committee, self.town
        await made.presses(made.dung, "Công bố trả lời")
        await made.presses(made.dung, "Công bố ngay")
        for _ in range(6):
            await town.go_on(timedelta(hours=1))

    def told(self, person):
        """How often somebody was told that there is an answer."""
        messages = person.chat(self.committee.bot).messages
        return sum("Đã có trả lời cho ý kiến" in message.text for message in messages)

    async def public_table(self):
        """The table that is made public, as rows of its spreadsheet, without the head."""
        sheet = await self._paper("Bảng để công khai")
        return list(load_workbook(BytesIO(sheet)).worksheets[0].iter_rows(min_row=2, values_only=True))

    async def counts(self):
        """What the report says by side: asked, commented, only agreed, silent, comments."""
        tables = Document(BytesIO(await self._paper("Báo cáo kết quả lấy ý kiến"))).tables
        rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
        start = next(n for n, row in enumerate(rows) if row[1:2] == ["Được hỏi"])
        return {name: tuple(counts) for name, *counts in rows[start + 1 :] if len(counts) == 5}

    async def _paper(self, label):
        made, dung = self.committee, self.committee.dung
        await made.writes(dung, "/hoso")
        for each in (dung.chat(made.bot).last.buttons[0], "Ý kiến theo điều khoản", "Văn bản tổng hợp"):
            await made.presses(dung, each)
        return (await made.presses(dung, label)).document.content
