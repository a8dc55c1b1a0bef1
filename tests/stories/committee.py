"""A committee that has come together: the clerk, the members with their accounts, a group."""

import csv
from io import StringIO

MEMBERS = (
    ("Nguyễn Văn Bình", "Bí thư Đảng ủy", "Bí thư"),
    ("Trần Thị Dung", "Phó Bí thư Thường trực", "Phó Bí thư"),
    ("Phạm Văn An", "Ủy viên Ban Thường vụ", "Ủy viên Ban Thường vụ"),
    ("Võ Thị Mai", "Ủy viên Ban Chấp hành", "Ủy viên"),
    ("Đặng Quốc Hùng", "Ủy viên Ban Chấp hành", "Ủy viên"),
    ("Hồ Văn Sơn", "Chủ nhiệm Ủy ban Kiểm tra", "Kiểm tra"),
)
CLERK = "Lê Thị Hạnh"


class Committee:
    """People by given name: `committee.binh`, and `committee.clerk`."""

    def __init__(self, town, *, members=MEMBERS):
        self.town = town
        self.roster = members
        self.people = {}

    @property
    def bot(self):
        return self.town.account

    @property
    def clerk(self):
        return self.people["hanh"]

    def __getattr__(self, name):
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    async def comes_together(self, *, absent=()):
        """Let the clerk come, take the roster, and everybody else who is not absent come too."""
        await self._arrives(CLERK, self.town.first_link)
        self.clerk.sends_file(self.bot, "danh-sach.csv", self._roster_file())
        await self.town.settle()
        self.clerk.presses("Danh sách", chat=self.bot)
        await self.town.settle()
        self.clerk.presses("Nhận các liên kết cá nhân", chat=self.bot)
        await self.town.settle()
        for name, _post, _role in self.roster:
            if name not in absent:
                links = [m for m in self.clerk.chat(self.bot).messages if m.photo and name in m.text]
                await self._arrives(name, links[-1].text.split()[-1])

    async def meets(self, *, forum=False):
        """Open the committee's group and let the clerk bring the bot in."""
        open_group = self.town.telegram.forum if forum else self.town.telegram.group
        group = open_group("Đảng ủy xã Công Hải", self.clerk, *self.others)
        self.clerk.adds(self.bot, group)
        self.clerk.promotes(self.bot, group)
        await self.town.settle()
        return group

    @property
    def others(self):
        return [person for person in self.people.values() if person is not self.clerk]

    async def _arrives(self, name, link):
        person = self.town.person(name)
        self.people[_key(name)] = person
        person.follows(link)
        await self.town.settle()

    def _roster_file(self):
        out = StringIO()
        writer = csv.writer(out)
        writer.writerow(["Họ và tên", "Chức vụ", "Vai trò"])
        writer.writerows(self.roster)
        return out.getvalue().encode()


def _key(name):
    from rules.folding import fold

    return fold(name.split()[-1])
