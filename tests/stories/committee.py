"""A committee that has come together: the clerk, the members with their accounts, a group."""

import csv
from io import StringIO

from actions.members import add_member
from rules.folding import fold
from rules.members import VOTES_BY_DEFAULT
from rules.roster import RosterEntry, role_of
from storage.accounts import ensure_account
from storage.bodies import bodies
from storage.chats import ChatKind, ensure_chat
from storage.members import roster
from storage.work import Group

MEMBERS = (
    ("Nguyễn Văn Bình", "Bí thư Đảng ủy", "Bí thư"),
    ("Trần Thị Dung", "Phó Bí thư Thường trực", "Phó Bí thư"),
    ("Phạm Văn An", "Ủy viên Ban Thường vụ", "Ủy viên Ban Thường vụ"),
    ("Võ Thị Mai", "Ủy viên Ban Chấp hành", "Ủy viên"),
    ("Đặng Quốc Hùng", "Ủy viên Ban Chấp hành", "Ủy viên"),
    ("Hồ Văn Sơn", "Chủ nhiệm Ủy ban Kiểm tra", "Kiểm tra"),
)
CLERK = "Lê Thị Hạnh"
MORE = "Việc khác ›"


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
        self.clerk.presses("Nhận các liên kết cá nhân", chat=self.bot)
        await self.town.settle()
        for name, _post, _role in self.roster:
            if name not in absent:
                links = [m for m in self.clerk.chat(self.bot).messages if m.photo and name in m.text]
                await self._arrives(name, links[-1].text.split()[-1])

    def is_there(self, *, absent=()):
        """Put everybody on the roster with their accounts, as if they had come through their links."""
        with (
            Group(self.town.bot.engine, now=self.town.clock.now()) as group,
            group.unit(cause="test") as work,
        ):
            body = bodies(work.session)[0]
            assert body.id is not None
            for member in roster(work.session, body.id):
                self._is_here(work, member)
            for name, post, wanted, *areas in self.roster:
                role = role_of(wanted)
                assert role is not None
                entry = RosterEntry(
                    full_name=name, role=role, post=post, areas=", ".join(areas),
                    votes=role in VOTES_BY_DEFAULT,
                )  # fmt: skip
                member = add_member(work, body_id=body.id, entry=entry)
                if name not in absent:
                    self._is_here(work, member)

    def _is_here(self, work, member):
        person = self.people[_key(member.full_name)] = self.town.person(member.full_name)
        person.has_started(self.bot)
        chat = ensure_chat(work.session, telegram_id=person.id, kind=ChatKind.PRIVATE, title="")
        assert chat.id is not None
        ensure_account(work.session, user_id=person.id, chat_id=chat.id, now=work.now)
        member.user_id, member.bound_at = person.id, work.now

    async def presses(self, person, label, message=None):
        """Let somebody press a button in the private chat, and give the newest message there.

        Whoever does not see the step on a resolution's page unfolds the others.
        """
        last = person.chat(self.bot).last
        if message is None and MORE in last.buttons and not any(label in each for each in last.buttons):
            await self._press(person, MORE, last)
        return await self._press(person, label, message)

    async def _press(self, person, label, message):
        pressed = person.presses(label, message, chat=self.bot)
        await self.town.settle()
        await pressed.answered()
        return person.chat(self.bot).last

    async def writes(self, person, text):
        """Let somebody write in the private chat, and give the newest message there."""
        person.writes(self.bot, text)
        await self.town.settle()
        return person.chat(self.bot).last

    async def sends_file(self, person, content, name="du-thao.docx"):
        """Let somebody send a file in the private chat, and give the newest message there."""
        person.sends_file(self.bot, name, content)
        await self.town.settle()
        return person.chat(self.bot).last

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
    return fold(name.split()[-1])
