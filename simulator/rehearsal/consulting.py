"""The consultation: who comments, how, and who has to be reminded."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from random import Random

from simulator.rehearsal.company import Company
from simulator.rehearsal.days import CONSULTATION_DAYS, ZONE
from simulator.rehearsal.player import Player

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

CHANNEL = "Thông tin xã Công Hải"
POST = "Đăng lên kênh"

TOGETHER = 7
"""How many citizens comment at the same time."""


async def consulting(play: Company) -> None:
    """Members and citizens comment; some only after a reminder, some never."""
    await _has_channel(play)
    await play.clerk.opens()
    await play.clerk.presses("Mở lấy ý kiến")
    await play.clerk.presses("Mở lấy ý kiến ngay")
    await _posts_in_channel(play)
    await _straw_poll(play)
    link = _citizens_link(play)
    play.blocker.person.blocks(play.town.account)
    talkers = play.voters[:-1]
    play.silent = talkers[-max(1, len(talkers) // 4) :]
    a_day = max(3, len(talkers) // 5)
    for number, player in enumerate(talkers):
        if player not in play.silent:
            await play.a_while()
            await _comments(play, player, number)
        if number % a_day == a_day - 1:
            await play.passes(days=1)
    await _citizens_comment(play, link)
    while play.today < play.on_day(CONSULTATION_DAYS) - timedelta(days=1):
        await play.passes(days=1)
    await play.until(datetime.combine(play.on_day(CONSULTATION_DAYS), time(10, 0), ZONE))
    for player in play.silent[:-1]:
        await _agrees(play, player)
    await play.passes(days=1)


async def _has_channel(play: Company) -> None:
    """The office opens a channel that everybody reads, and lets the bot post there."""
    if play.citizens:
        play.channel = play.town.telegram.channel(CHANNEL, play.clerk.person, username="xaconghai")
        play.channel.adds(play.town.account, rights={"can_post_messages"})
        await play.stage.settle()
        await play.clerk.presses("Kênh của ")


async def _posts_in_channel(play: Company) -> None:
    """The clerk puts the invitation into the channel, from the page to print."""
    if play.channel is not None:
        offered = next(m for m in play.clerk.messages if any(POST in label for label in m.buttons))
        await play.clerk.presses(POST, offered)
        await play.clerk.presses("Đăng ngay")


async def _straw_poll(play: Company) -> None:
    clerk = play.clerk
    if await clerk.finds("Thăm dò") is None:
        await clerk.opens()
        await clerk.presses("Tình hình góp ý")
    await clerk.presses("Thăm dò")
    await clerk.presses("Thăm dò mới")
    await clerk.writes("Nên hoàn thành trước hay sau Tết?")
    await clerk.writes("Trước Tết\nSau Tết")
    await clerk.presses("Đăng thăm dò")
    poll = next((m for m in reversed(play.group()) if m.poll), None)
    for number, player in enumerate(play.voters[:6]):
        if poll is not None:
            player.person.answers_poll(poll, ["Trước Tết" if number % 3 else "Sau Tết"])
    await play.stage.settle()


def _citizens_link(play: Company) -> str:
    """Find the link for citizens that the bot has shown the clerk."""
    said = "\n".join(message.text for message in play.clerk.messages if "người dân" in message.text)
    return next((word for word in said.split() if word.startswith("https://t.me/")), "")


async def _comments(play: Company, player: Player, number: int) -> None:
    """Comment as this person likes to: by quoting, by replying, in private, or by agreeing."""
    remark = REMARKS[number % len(REMARKS)]
    texts = [m for m in play.group() if m.text and m.buttons and not m.poll][1:]
    match number % 4:
        case 0 if texts:
            message = play.chance.choice(texts)
            said = player.person.replies(message, remark, quote=_a_sentence(play.chance, message.text))
            await play.stage.settle()
            if number == 0:
                player.person.edits(said, remark + " (đã sửa lại cho rõ)")
        case 1:
            player.person.replies(play.card(), remark)
        case 2:
            await player.writes("/gopy")
            await _comments_in_private(play, player, remark)
        case _:
            await _agrees(play, player)
    await play.stage.settle()


async def _comments_in_private(play: Company, player: Player, remark: str) -> None:
    await player.presses(player.last.buttons[0])
    await player.presses("Tìm điều khoản")
    await player.presses(play.chance.choice(player.last.buttons[:4]))
    await player.writes(remark)


async def _agrees(play: Company, player: Player) -> None:
    player.person.presses("Đồng ý toàn văn", play.card())
    await play.stage.settle()


async def _citizens_comment(play: Company, link: str) -> None:
    """Some at a time, each in a chat of their own; the last of each group does not agree."""
    citizens = [
        play.player(play.town.telegram.person(f"Công dân {number + 1}"))
        for number in range(play.citizens if link else 0)
    ]
    for first in range(0, len(citizens), TOGETHER):
        some = citizens[first : first + TOGETHER]
        agreed = some[: TOGETHER - 1]
        await _all(play, some, lambda citizen: citizen.person.follows(link))
        await _all(play, agreed, lambda citizen: citizen.taps("Tôi đồng ý"))
        await _all(play, some[len(agreed) :], lambda citizen: citizen.taps("Tôi không đồng ý"))
        await _all(play, agreed, lambda citizen: citizen.taps("Báo trả lời cho tôi tại đây"))
        await _all(play, agreed, lambda citizen: citizen.taps("Góp ý chung cho dự thảo"))
        for number, citizen in enumerate(agreed):
            citizen.person.writes(play.town.account, CITIZENS_SAY[number % len(CITIZENS_SAY)])
        await play.stage.settle()


async def _all(play: Company, players: list[Player], act: Callable[[Player], object]) -> None:
    """Let several people do something at the same time."""
    for player in players:
        act(player)
    if players:
        await play.stage.settle()


def _a_sentence(chance: Random, text: str) -> str:
    lines = [line for line in text.split("\n") if len(line) > 20] or [text]
    return chance.choice(lines)[:200]
