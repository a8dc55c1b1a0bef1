"""Weeks of work: desks looked at, results reported, returned, confirmed."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

from simulator.rehearsal.company import Company
from simulator.rehearsal.days import is_weekend, read_date, workday, written
from simulator.rehearsal.inspecting import holds_inspections
from simulator.rehearsal.player import Player

DILIGENT, LAZY = 0.4, 0.12
"""How likely somebody looks at the desk on a working day."""

STRICT = 0.2
"""How likely the inspector returns what was reported done."""

REASONS = ("Chờ vật tư về, xin thêm thời gian.", "Mưa kéo dài, chưa thi công được.")


async def working(play: Company) -> None:
    """Days go by: people look at their desks in the morning, work, are late, are inspected."""
    workers = [*play.voters[:-1], play.inspector]
    urged = False
    while play.today < play.on_day(play.days):
        await play.passes(days=1)
        if is_weekend(play.today):
            continue
        await holds_inspections(play)
        for player in workers:
            if play.chance.random() < (LAZY if player in play.silent else DILIGENT):
                await _works(play, player)
        if not urged and play.today > play.carried_out(1 / 2):
            urged = await _urges(play)


async def _works(play: Company, player: Player) -> None:
    """Look at the desk, and do one of the things that wait there."""
    await play.a_while()
    desk = await player.writes("/viec")
    waiting = [label for label in desk.buttons if not label.startswith("‹")]
    if waiting:
        await player.presses(play.chance.choice(waiting[:3]), desk)
        await _does_what_is_there(play, player)


async def _does_what_is_there(play: Company, player: Player) -> None:
    for beginning, move in MOVES:
        if label := player.label(beginning):
            await move(play, player, label)
            return


async def _just(_play: Company, player: Player, label: str) -> None:
    await player.presses(label)


async def _judges(play: Company, player: Player, label: str) -> None:
    if play.chance.random() < STRICT and player.sees("Trả lại"):
        await player.presses("Trả lại")
        await player.writes("Còn thiếu số liệu của hai thôn.")
    else:
        await player.presses(label)


async def _reports(play: Company, player: Player, label: str) -> None:
    """Report progress, an obstacle, a wish for more time, or that it is done."""
    wishes = ["Báo hoàn thành", "Báo hoàn thành", "Báo tiến độ", "Báo vướng mắc", "Xin gia hạn"]
    wish = play.chance.choice([each for each in wishes if player.sees(each)] or [label])
    await player.presses(wish)
    match wish:
        case "Báo tiến độ":
            await player.writes(str(play.chance.randint(2, 9)))
        case "Báo vướng mắc":
            await player.writes("Một số hộ chưa thống nhất mặt bằng.")
        case "Xin gia hạn":
            await player.writes(written(workday(_later_date(play, player))))
            await player.writes(play.chance.choice(REASONS))
        case _:
            await _tells_the_result(player)


def _later_date(play: Company, player: Player) -> date:
    """Ask for a week more than the date on the screen, or than today."""
    dates = [read_date(word) for word in player.last.text.replace(",", " ").split() if read_date(word)]
    return max([play.today, *(on for on in dates if on)]) + timedelta(days=7)


async def _tells_the_result(player: Player) -> None:
    """Say what was reached: a number where one is asked for, then a few words."""
    for _ in range(2):
        before = player.last
        if not before.buttons or "Thôi" not in before.buttons:
            return
        asks_number = "bao nhiêu" in before.text
        await player.writes("12" if asks_number else "Đã hoàn thành, có báo cáo kèm theo.")


async def _urges(play: Company) -> bool:
    await play.clerk.opens()
    await play.clerk.presses("Đôn đốc")
    if label := await play.clerk.finds("Nhắc "):
        await play.clerk.presses(label)
    return True


MOVES: tuple[tuple[str, Callable[[Company, Player, str], Awaitable[None]]], ...] = (
    ("Đã nghiên cứu", _just),
    ("Nhận việc", _just),
    ("Xác nhận hoàn thành", _judges),
    ("Đồng ý đến", _just),
    ("Báo hoàn thành", _reports),
    ("Báo tiến độ", _reports),
)
"""What people do where they see a button: the first of these that is there."""
