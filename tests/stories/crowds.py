"""A consultation of any size: who takes part, and what each of them does."""

from dataclasses import dataclass
from datetime import timedelta

from rules.resolutions import Audience
from tests.documents.generated.papers import made_paper
from tests.documents.generated.word import word_file
from tests.stories.committee import MEMBERS, Committee
from tests.stories.consulting import hands_in

SEED = 12
"""A paper of chapters, articles and points."""

_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Võ", "Đặng", "Bùi", "Chamaléa")
_GIVEN = ("An", "Bảo", "Chi", "Dũng", "Giang", "Hiếu", "Khánh", "Lan", "Minh", "Ngọc", "Quân", "Tâm")


@dataclass(frozen=True, kw_only=True)
class Size:
    """How many of everything."""

    clauses: int
    members: int
    units: int
    citizens: int


def roster_of(size: Size) -> tuple[tuple[str, str, str], ...]:
    """Members beyond the leading ones, and heads of units, who have a say and no vote."""
    more = range(len(MEMBERS), size.members)
    return (
        *MEMBERS,
        *((f"{_name(n)} T{n}", "Ủy viên Ban Chấp hành", "Ủy viên") for n in more),
        *((f"{_name(n)} D{n}", f"Trưởng đơn vị {n}", "Công chức") for n in range(size.units)),
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

    async def opens(self):
        """Open the consultation of members and citizens."""
        made = self.committee
        made.is_there()
        self.group = await made.meets()
        await hands_in(
            made, drafter=made.dung, audience=Audience.MEMBERS_AND_CITIZENS, content=self.draft
        )
        await made.writes(made.clerk, "/hoso")
        await made.presses(made.clerk, made.clerk.chat(made.bot).last.buttons[0])
        await made.presses(made.clerk, "Mở lấy ý kiến")
        await made.presses(made.clerk, "Mở lấy ý kiến ngay")
        picture = next(m for m in made.clerk.chat(made.bot).messages if m.photo)
        self.link = picture.text.split()[-1]

    async def members_comment(self):
        """Let each member and each head of a unit answer another message of the draft."""
        passages = [m for m in self.committee.clerk.chat(self.group).messages if "Điều" in m.text]
        for number, person in enumerate(self.committee.others):
            passage = passages[number % len(passages)]
            words = passage.text.split("\n")[-1][:40]
            person.replies(passage, f"Đề nghị nêu rõ mốc thời gian số {number}", quote=words)
        await self.town.settle()

    async def citizens_comment(self):
        """Let each citizen follow the link, agree, find a clause by words and write."""
        bot, town = self.committee.bot, self.town
        self.citizens = [town.person(f"Công dân {n}") for n in range(self.size.citizens)]
        for person in self.citizens:
            person.follows(self.link)
        await town.settle()
        for label in ("Tôi đồng ý", "Báo trả lời cho tôi tại đây", "Đọc và chọn điều khoản"):
            await self._all_press(label)
        for number, person in enumerate(self.citizens):
            person.writes(bot, f"Điều {1 + number % 2}")
        await town.settle()
        for number, person in enumerate(self.citizens):
            found = person.chat(bot).last
            clauses = [label for label in found.buttons if label.startswith("Điều")]
            person.presses(clauses[number % len(clauses)], found)
        await town.settle()
        await self._all_press("Góp ý điều này")
        for number, person in enumerate(self.citizens):
            person.writes(bot, f"Đề nghị hỗ trợ {number + 3} hộ của tổ {number} trước mùa mưa")
        await town.settle()

    async def _all_press(self, label):
        for person in self.citizens:
            person.presses(label, chat=self.committee.bot)
        await self.town.settle()

    async def closes(self):
        """End the consultation before its day."""
        made = self.committee
        await made.writes(made.clerk, "/hoso")
        await made.presses(made.clerk, made.clerk.chat(made.bot).last.buttons[0])
        for label in ("Tình hình góp ý", "Kết thúc sớm", "Kết thúc ngay"):
            await made.presses(made.clerk, label)

    async def answers_all(self):
        """Let the drafter prepare an answer for each group, in turn; give how many there were."""
        made, dung = self.committee, self.committee.dung
        page, _button = dung.chat(made.bot).button("Trả lời góp ý")
        await made.presses(dung, "Trả lời góp ý", page)
        prepared = 0
        while "Tiếp thu" in page.buttons:
            await made.presses(dung, "Tiếp thu", page)
            prepared += 1
            if "Nhóm chờ tiếp theo ›" not in page.buttons:
                break
            await made.presses(dung, "Nhóm chờ tiếp theo ›", page)
        return prepared

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
