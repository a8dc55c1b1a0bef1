"""The play: some weeks in the life of one resolution, acted by people who only read and press.

Nobody here knows how the bot works: each person looks at the private chat or the group and does what
people do. Moods (who is silent, late, careless) come from a seed, so that a rehearsal can be repeated.
"""

import csv
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import StringIO
from random import Random
from zoneinfo import ZoneInfo

from simulator.messages import Message
from simulator.people import Person
from simulator.rehearsal.player import Player
from simulator.rehearsal.town import Town

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
CONSULTATION_DAYS = 9
VOTED_AFTER = 16
"""Days from the beginning to the paper that has been issued and is being carried out."""

LOOKS = (time(0, 30), time(6, 0), time(7, 40), time(11, 0), time(16, 0), time(21, 0))
"""When on each day the clock stops: bots must be quiet at the first two and the last one."""

REMARKS = (
    "Đề nghị ghi rõ đơn vị chủ trì và thời hạn hoàn thành.",
    "Chỉ tiêu này cao so với nguồn lực của xã, đề nghị cân nhắc lại.",
    "Nhất trí, đề nghị bổ sung trách nhiệm của Mặt trận Tổ quốc và các đoàn thể.",
    "Đề nghị nêu nguồn kinh phí thực hiện.",
    "Câu này còn chung chung, đề nghị có con số cụ thể.",
    "Đề nghị giao một đồng chí trong Ban Thường vụ phụ trách.",
)
CITIZENS_SAY = (
    "Gia đình tôi mong được đấu nối nước trước Tết.",
    "Đoạn kênh gần nhà văn hóa hay bị vỡ, xin làm trước.",
    "Đề nghị công khai mức đóng góp của từng hộ.",
    "Tôi đồng ý, mong xã làm sớm.",
)
TOGETHER = 7
"""How many citizens comment at the same time."""

LIST_COLUMNS = (
    "Việc",
    "Người thực hiện",
    "Người kiểm tra",
    "Sản phẩm",
    "Chỉ tiêu",
    "Đơn vị tính",
    "Hạn",
)

DILIGENT, LAZY = 0.4, 0.12
"""How likely somebody looks at the desk on a working day."""

STRICT = 0.2
"""How likely the inspector returns what was reported done."""

REASONS = ("Chờ vật tư về, xin thêm thời gian.", "Mưa kéo dài, chưa thi công được.")


class NotTaken(Exception):
    """The draft was refused; the bot's own sentence says why."""


@dataclass(kw_only=True)
class Rehearsal:
    """One play, from the draft's file to the archive."""

    town: Town
    draft_name: str
    draft: bytes
    citizens: int
    tasks: int
    days: int
    says: Callable[[str, float], None]  # what is going on, and how much of it is done
    silent: list[Player] = field(default_factory=list)
    inspections: list[tuple[str, date]] = field(default_factory=list)  # still to be held

    def __post_init__(self) -> None:
        self.chance: Random = self.town.chance
        self.stage = self.town.stage
        self.clerk = self._player(self.town.clerk)
        voters = [each.name for each in self.town.roster if each.votes]
        self.voters = [self._player(self.town.people[name]) for name in voters]
        self.inspector = self._player(self.town.with_role("Kiểm tra")[0])
        self.secretary = self.voters[0]
        self.blocker = self.voters[-1]
        self.began = self.stage.clock.now().astimezone(ZONE).date()

    def _player(self, person: Person) -> Player:
        return Player(person, self.town.account, self.stage)

    @property
    def today(self) -> date:
        """The day in Vietnam."""
        return self.stage.clock.now().astimezone(ZONE).date()

    def on_day(self, number: int) -> date:
        """Give a day of the play."""
        return self.began + timedelta(days=number)

    def carried_out(self, share: float) -> date:
        """Give the day on which such a share of the time for carrying out has gone by."""
        return self.on_day(VOTED_AFTER + int(share * (self.days - VOTED_AFTER)))

    async def plays(self) -> None:
        """Play it from the beginning to the end. Raises NotTaken."""
        for number, (scene, what) in enumerate(self._scenes()):
            self.says(what, number / len(self._scenes()))
            await scene()
        self.says("xong · done", 1.0)

    def _scenes(self) -> list[tuple[Callable[[], Awaitable[None]], str]]:
        return [
            (self.drafting, "soạn thảo · drafting"),
            (self.consulting, "lấy ý kiến · consultation"),
            (self.answering, "trả lời góp ý · answers"),
            (self.voting, "biểu quyết · vote"),
            (self.issuing, "ban hành · issuing"),
            (self.assigning, "giao việc · tasks"),
            (self.working, "thực hiện, kiểm tra · work and inspections"),
            (self.reviewing, "tổng kết, lưu hồ sơ · review and archive"),
        ]

    async def drafting(self) -> None:
        """The clerk hands in the draft and answers what is asked."""
        answer = await self.clerk.sends(self.draft_name, self.draft)
        if self.clerk.label("Xem điều khoản") is None:
            raise NotTaken(answer.text)
        while question := self.clerk.label("Tiếp: "):
            await self.clerk.presses(question)
            await self._answers(question.removeprefix("Tiếp: "))

    async def _answers(self, field_name: str) -> None:
        clerk = self.clerk
        match field_name:
            case "Loại văn bản":
                await clerk.presses("Nghị quyết")
            case "Trích yếu":
                await clerk.writes("về việc thực hiện nhiệm vụ trọng tâm trên địa bàn xã")
            case "Căn cứ":
                await clerk.writes("Căn cứ Điều lệ Đảng\nCăn cứ Nghị quyết Đại hội Đảng bộ xã")
            case "Chủ trì soạn thảo":
                await self._chooses(clerk, self.voters[1])
            case "Nhận góp ý đến":
                await clerk.writes(_written(self.on_day(CONSULTATION_DAYS)))
            case "Lấy ý kiến":
                await clerk.presses("người dân" if self.citizens else "Thành viên cấp ủy")
            case "Kế hoạch kiểm tra":
                await self._plans("Chi bộ thôn Bắc Sơn", "thường xuyên", self.carried_out(1 / 3))
                await self._plans("Văn phòng Đảng ủy", "tổng kết", self.carried_out(3 / 4))
                await clerk.presses("‹ Dự thảo")
            case _:
                raise AssertionError(f"nobody here knows how to answer {field_name!r}")

    async def _chooses(self, player: Player, who: Player) -> None:
        """Choose a person as people do in a long list: by writing a few letters."""
        await player.writes(who.name.split()[-1])
        label = next(
            (label for label in player.last.buttons if label.startswith(who.name)),
            player.last.buttons[0],
        )
        await player.presses(label)

    async def _plans(self, unit: str, form: str, day: date) -> None:
        clerk, on = self.clerk, _workday(day)
        await clerk.presses("Thêm một lần kiểm tra")
        await self._chooses(clerk, self.inspector)
        await clerk.presses("Một đơn vị")
        await clerk.writes(unit)
        await clerk.presses(form)
        await clerk.writes(_written(on))
        self.inspections.append((unit, on))

    async def consulting(self) -> None:
        """Members and citizens comment; some only after a reminder, some never."""
        await self.clerk.opens()
        await self.clerk.presses("Mở lấy ý kiến")
        await self.clerk.presses("Mở lấy ý kiến ngay")
        await self._straw_poll()
        link = self._citizens_link()
        self.blocker.person.blocks(self.town.account)
        talkers = self.voters[:-1]
        self.silent = talkers[-max(1, len(talkers) // 4) :]
        a_day = max(3, len(talkers) // 5)
        for number, player in enumerate(talkers):
            if player not in self.silent:
                await self._a_while()
                await self._comments(player, number)
            if number % a_day == a_day - 1:
                await self.passes(days=1)
        await self._citizens_comment(link)
        while self.today < self.on_day(CONSULTATION_DAYS) - timedelta(days=1):
            await self.passes(days=1)
        await self.until(datetime.combine(self.on_day(CONSULTATION_DAYS), time(10, 0), ZONE))
        for player in self.silent[:-1]:
            await self._agrees(player)
        await self.passes(days=1)

    async def _straw_poll(self) -> None:
        clerk = self.clerk
        if await clerk.finds("Thăm dò") is None:
            await clerk.opens()
            await clerk.presses("Tình hình góp ý")
        await clerk.presses("Thăm dò")
        await clerk.presses("Thăm dò mới")
        await clerk.writes("Nên hoàn thành trước hay sau Tết?")
        await clerk.writes("Trước Tết\nSau Tết")
        await clerk.presses("Đăng thăm dò")
        poll = next((m for m in reversed(self._group()) if m.poll), None)
        for number, player in enumerate(self.voters[:6]):
            if poll is not None:
                player.person.answers_poll(poll, ["Trước Tết" if number % 3 else "Sau Tết"])
        await self.stage.settle()

    def _citizens_link(self) -> str:
        """Find the link for citizens that the bot has shown the clerk."""
        said = "\n".join(message.text for message in self.clerk.messages if "người dân" in message.text)
        return next((word for word in said.split() if word.startswith("https://t.me/")), "")

    def _group(self) -> list[Message]:
        assert self.town.group is not None
        return self.clerk.person.chat(self.town.group).messages

    async def _comments(self, player: Player, number: int) -> None:
        """Comment as this person likes to: by quoting, by replying, in private, or by agreeing."""
        remark = REMARKS[number % len(REMARKS)]
        texts = [m for m in self._group() if m.text and m.buttons and not m.poll][1:]
        match number % 4:
            case 0 if texts:
                message = self.chance.choice(texts)
                said = player.person.replies(
                    message, remark, quote=_a_sentence(self.chance, message.text)
                )
                await self.stage.settle()
                if number == 0:
                    player.person.edits(said, remark + " (đã sửa lại cho rõ)")
            case 1:
                player.person.replies(self._card(), remark)
            case 2:
                await player.writes("/gopy")
                await self._comments_in_private(player, remark)
            case _:
                await self._agrees(player)
        await self.stage.settle()

    def _card(self) -> Message:
        return next(m for m in self._group() if "Giai đoạn" in m.text)

    async def _comments_in_private(self, player: Player, remark: str) -> None:
        await player.presses(player.last.buttons[0])
        await player.presses("Tìm điều khoản")
        await player.presses(self.chance.choice(player.last.buttons[:4]))
        await player.writes(remark)

    async def _agrees(self, player: Player) -> None:
        player.person.presses("Đồng ý toàn văn", self._card())
        await self.stage.settle()

    async def _citizens_comment(self, link: str) -> None:
        """Some at a time, each in a chat of their own; the last of each group does not agree."""
        citizens = [
            self._player(self.town.telegram.person(f"Công dân {number + 1}"))
            for number in range(self.citizens if link else 0)
        ]
        for first in range(0, len(citizens), TOGETHER):
            some = citizens[first : first + TOGETHER]
            agreed = some[: TOGETHER - 1]
            await self._all(some, lambda citizen: citizen.person.follows(link))
            await self._all(agreed, lambda citizen: citizen.taps("Tôi đồng ý"))
            await self._all(some[len(agreed) :], lambda citizen: citizen.taps("Tôi không đồng ý"))
            await self._all(agreed, lambda citizen: citizen.taps("Báo trả lời cho tôi tại đây"))
            await self._all(agreed, lambda citizen: citizen.taps("Góp ý chung cho dự thảo"))
            for number, citizen in enumerate(agreed):
                citizen.person.writes(self.town.account, CITIZENS_SAY[number % len(CITIZENS_SAY)])
            await self.stage.settle()

    async def _all(self, players: list[Player], act: Callable[[Player], object]) -> None:
        """Let several people do something at the same time."""
        for player in players:
            act(player)
        if players:
            await self.stage.settle()

    async def answering(self) -> None:
        """The clerk answers every group of comments, then publishes the answers together."""
        clerk = self.clerk
        await clerk.opens()
        if label := await clerk.finds("Trả lời "):
            await clerk.presses(label)
        verdicts = ("Tiếp thu", "Giữ nguyên", "Tiếp thu một phần")
        number = 0
        while clerk.sees("Tiếp thu") and not clerk.sees("✓ "):
            verdict = verdicts[number % len(verdicts)]
            await clerk.presses(next(each for each in clerk.last.buttons if each.startswith(verdict)))
            if number % len(verdicts):
                await clerk.writes("Đã cân nhắc cùng cơ quan chủ trì soạn thảo.")
            number += 1
            if label := clerk.label("Nhóm chờ tiếp theo"):
                await clerk.presses(label)
        if label := clerk.label("Công bố trả lời"):
            await clerk.presses(label)
            await clerk.presses("Công bố ngay")

    async def voting(self) -> None:
        """The clerk opens the vote; members vote, one of them against, with a reserved opinion."""
        await self.clerk.opens()
        await self.clerk.presses("Mở biểu quyết")
        await self.clerk.presses("mở biểu quyết")
        await self._a_while()
        *talkers, _never = self.voters[:-1]  # silence is no yes
        against, changing = talkers[min(3, len(talkers) - 1)], talkers[4 if len(talkers) > 4 else 0]
        other = talkers[5] if len(talkers) > 5 else None
        for number, player in enumerate(talkers):
            choice = {against: "Không tán thành", other: "Ý kiến khác"}.get(player, "Tán thành")
            if number % 2:
                player.person.presses(choice, self._card())
            else:
                player.taps(choice)
        await self.stage.settle()
        await against.presses("Bảo lưu ý kiến")
        await against.writes("Tôi cho rằng chỉ tiêu chưa sát với nguồn lực, xin bảo lưu.")
        changing.person.presses("Không tán thành", self._card())
        changing.person.presses("Tán thành", self._card())
        await self.stage.settle()
        await self._paper_ballot()
        await self.passes(days=5)

    async def _paper_ballot(self) -> None:
        """Whoever cannot be reached votes on paper, and the clerk enters it."""
        clerk = self.clerk
        await clerk.opens()
        if await clerk.finds("Nhập phiếu giấy") is None:
            await clerk.presses("Biểu quyết")
        await clerk.presses("Nhập phiếu giấy")
        await clerk.presses(self.blocker.name)
        await clerk.presses("Tán thành")

    async def issuing(self) -> None:
        """The clerk issues the paper; most study it at once, some after reminders."""
        await self.clerk.opens()
        await self.clerk.presses("Ban hành")
        await self.clerk.presses("Ban hành ")
        for player in [*self.voters[:-1], self.inspector]:
            if player not in self.silent and player.sees("Đã nghiên cứu"):
                player.taps("Đã nghiên cứu")
        await self.stage.settle()

    async def assigning(self) -> None:
        """The clerk gives the tasks that the text proposes, then the rest by a list."""
        clerk = self.clerk
        given = 0
        await clerk.opens()
        if label := await clerk.finds("Việc đề xuất"):
            await clerk.presses(label)
            while given < self.tasks and (field_name := self._missing_of_proposal()):
                if field_name == "nothing":
                    await clerk.presses("Xác nhận và giao")
                    given += 1
                else:
                    await self._completes(field_name, given)
        if given < self.tasks:
            await self._gives_by_list(self.tasks - given)

    def _missing_of_proposal(self) -> str | None:
        """Say what the proposal on the screen lacks; None where no proposal is on the screen."""
        if self.clerk.sees("Xác nhận và giao"):
            return "nothing"
        lines = self.clerk.last.text.split("\n")
        return next((line[2:].split(":")[0] for line in lines if line.startswith("✗")), None)

    async def _completes(self, field_name: str, number: int) -> None:
        clerk = self.clerk
        if label := clerk.label("Tiếp: "):
            await clerk.presses(label)
        match field_name:
            case "Người thực hiện":
                if label := clerk.label("Chọn người khác"):
                    await clerk.presses(label)
                await self._chooses(clerk, self.voters[number % (len(self.voters) - 1)])
            case "Người kiểm tra":
                await self._chooses(clerk, self.inspector)
            case "Hạn":
                await clerk.writes(_written(_workday(self.today + timedelta(days=6 + number))))
            case _:
                await clerk.writes("Báo cáo kết quả")

    async def _gives_by_list(self, count: int) -> None:
        """Send a list of tasks as a file, and give them all."""
        clerk = self.clerk
        await clerk.opens()
        await clerk.presses("Gửi bảng việc")
        await clerk.sends("bang-viec.csv", self._list(count))
        if label := clerk.label("Giao "):
            await clerk.presses(label)

    def _list(self, count: int) -> bytes:
        out = StringIO()
        writer = csv.writer(out)
        writer.writerow(LIST_COLUMNS)
        for number in range(count):
            owner = self.voters[(number * 2) % (len(self.voters) - 1)].name
            due = _written(_workday(self.today + timedelta(days=5 + 2 * number)))
            what = f"Triển khai nội dung {number + 1} của nghị quyết"
            writer.writerow(
                [what, owner, self.inspector.name, "Báo cáo kết quả", 10 + number, "hộ", due]
            )
        return out.getvalue().encode()

    async def working(self) -> None:
        """Days go by: people look at their desks in the morning, work, are late, are inspected."""
        workers = [*self.voters[:-1], self.inspector]
        urged = False
        while self.today < self.on_day(self.days):
            await self.passes(days=1)
            if _is_weekend(self.today):
                continue
            await self._holds_inspections()
            for player in workers:
                if self.chance.random() < (LAZY if player in self.silent else DILIGENT):
                    await self._works(player)
            if not urged and self.today > self.carried_out(1 / 2):
                urged = await self._urges()

    async def _works(self, player: Player) -> None:
        """Look at the desk, and do one of the things that wait there."""
        await self._a_while()
        desk = await player.writes("/viec")
        waiting = [label for label in desk.buttons if not label.startswith("‹")]
        if waiting:
            await player.presses(self.chance.choice(waiting[:3]), desk)
            await self._does_what_is_there(player)

    async def _does_what_is_there(self, player: Player) -> None:
        moves: tuple[tuple[str, Callable[[Player, str], Awaitable[None]]], ...] = (
            ("Đã nghiên cứu", self._just),
            ("Nhận việc", self._just),
            ("Xác nhận hoàn thành", self._judges),
            ("Đồng ý đến", self._just),
            ("Báo hoàn thành", self._reports),
            ("Báo tiến độ", self._reports),
        )
        for beginning, move in moves:
            if label := player.label(beginning):
                await move(player, label)
                return

    async def _just(self, player: Player, label: str) -> None:
        await player.presses(label)

    async def _judges(self, player: Player, label: str) -> None:
        if self.chance.random() < STRICT and player.sees("Trả lại"):
            await player.presses("Trả lại")
            await player.writes("Còn thiếu số liệu của hai thôn.")
        else:
            await player.presses(label)

    async def _reports(self, player: Player, label: str) -> None:
        """Report progress, an obstacle, a wish for more time, or that it is done."""
        wishes = ["Báo hoàn thành", "Báo hoàn thành", "Báo tiến độ", "Báo vướng mắc", "Xin gia hạn"]
        wish = self.chance.choice([each for each in wishes if player.sees(each)] or [label])
        await player.presses(wish)
        match wish:
            case "Báo tiến độ":
                await player.writes(str(self.chance.randint(2, 9)))
            case "Báo vướng mắc":
                await player.writes("Một số hộ chưa thống nhất mặt bằng.")
            case "Xin gia hạn":
                await player.writes(_written(_workday(self._later_date(player))))
                await player.writes(self.chance.choice(REASONS))
            case _:
                await self._tells_the_result(player)

    def _later_date(self, player: Player) -> date:
        """Ask for a week more than the date on the screen, or than today."""
        dates = [_read(word) for word in player.last.text.replace(",", " ").split() if _read(word)]
        return max([self.today, *(on for on in dates if on)]) + timedelta(days=7)

    async def _tells_the_result(self, player: Player) -> None:
        """Say what was reached: a number where one is asked for, then a few words."""
        for _ in range(2):
            before = player.last
            if not before.buttons or "Thôi" not in before.buttons:
                return
            asks_number = "bao nhiêu" in before.text
            await player.writes("12" if asks_number else "Đã hoàn thành, có báo cáo kèm theo.")

    async def _holds_inspections(self) -> None:
        """Let the inspector hold what is planned for today, or has been missed."""
        for unit, _on in [each for each in self.inspections if each[1] <= self.today]:
            await self.inspector.writes("/kiemtra")
            await self.inspector.presses(unit)
            await self._inspects(self.inspector)
        self.inspections = [each for each in self.inspections if each[1] > self.today]

    async def _inspects(self, player: Player) -> None:
        """Write the record of an inspection, with one demand, and conclude it."""
        await player.presses("Bắt đầu ghi biên bản")
        await player.presses("Tiếp: Ưu điểm")
        await player.writes("Đã quán triệt đến các chi bộ, phân công rõ người.")
        await player.presses("Tiếp: Hạn chế")
        await player.writes("Tiến độ ở hai thôn còn chậm so với kế hoạch.")
        await player.presses("Tiếp: Nguyên nhân")
        await player.writes("Thiếu đôn đốc hằng tuần.")
        await player.presses("Thêm yêu cầu")
        await player.writes("Báo cáo tiến độ hằng tuần cho Ban Thường vụ")
        await self._chooses(player, self.voters[2])
        await player.writes(_written(_workday(self.today + timedelta(days=6))))
        await player.presses("Xem lại và kết luận")
        await player.presses("Kết luận")

    async def _urges(self) -> bool:
        await self.clerk.opens()
        await self.clerk.presses("Đôn đốc")
        if label := await self.clerk.finds("Nhắc "):
            await self.clerk.presses(label)
        return True

    async def reviewing(self) -> None:
        """The clerk writes the review and closes the file."""
        clerk = self.clerk
        await clerk.opens()
        await clerk.presses("Tổng kết")
        await clerk.presses("Tiếp: Bài học")
        await clerk.writes("Việc giao kèm con số và người kiểm tra thì xong đúng hạn nhiều hơn.")
        await clerk.presses("Tiếp: Đề xuất")
        await clerk.presses("tiếp tục")
        if label := clerk.label("Tiếp: Lý do"):
            await clerk.presses(label)
            await clerk.writes("Các chỉ tiêu còn lại có hạn sau thời điểm tổng kết.")
        await clerk.presses("Xem lại và xác nhận")
        await clerk.presses("Xác nhận tổng kết")
        await clerk.opens()
        await clerk.presses("Lưu hồ sơ")
        await clerk.presses("Xác nhận lưu hồ sơ")

    async def _a_while(self) -> None:
        """Let some minutes go by: people do not all look at their telephones at once."""
        await self.stage.clock.advance(timedelta(minutes=self.chance.randint(2, 9)))

    async def passes(self, *, days: int) -> None:
        """Let days go by until the morning's lists are out."""
        on = self.today + timedelta(days=days)
        await self.until(datetime.combine(on, time(7, 40), ZONE))

    async def until(self, moment: datetime) -> None:
        """Let time go by with looks at night too: what must not happen then would show."""
        while (now := self.stage.clock.now()) < moment:
            await self.stage.go_on(to=min(moment, _next_look(now)))


def _next_look(now: datetime) -> datetime:
    """Give the next time of day at which everything due is done and looked at."""
    local = now.astimezone(ZONE)
    later = [look for look in LOOKS if look > local.time()]
    on = local.date() if later else local.date() + timedelta(days=1)
    return datetime.combine(on, later[0] if later else LOOKS[0], ZONE)


def _written(on: date) -> str:
    return f"{on:%d/%m/%Y}"


def _workday(on: date) -> date:
    while _is_weekend(on):
        on += timedelta(days=1)
    return on


def _read(word: str) -> date | None:
    day, _, rest = word.partition("/")
    month, _, year = rest.partition("/")
    if day.isdecimal() and month.isdecimal() and year.isdecimal() and len(year) == 4:
        return date(int(year), int(month), int(day))
    return None


def _is_weekend(on: date) -> bool:
    return on.weekday() in (5, 6)


def _a_sentence(chance: Random, text: str) -> str:
    lines = [line for line in text.split("\n") if len(line) > 20] or [text]
    return chance.choice(lines)[:200]
