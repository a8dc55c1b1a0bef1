"""From the answers to the paper: answered, voted on, issued."""

from simulator.rehearsal.company import Company


async def answering(play: Company) -> None:
    """The clerk answers every group of comments, then publishes the answers together."""
    clerk = play.clerk
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
        if label := clerk.label("Nhóm tiếp theo"):
            await clerk.presses(label)
    if label := clerk.label("Công bố trả lời"):
        await clerk.presses(label)
        await clerk.presses("Công bố ngay")


async def voting(play: Company) -> None:
    """The clerk opens the vote; members vote, one of them against, with a reserved opinion."""
    await play.clerk.opens()
    await play.clerk.presses("Mở biểu quyết")
    await play.clerk.presses("mở biểu quyết")
    await play.a_while()
    *talkers, _never = play.voters[:-1]  # silence is no yes
    against, changing = talkers[min(3, len(talkers) - 1)], talkers[4 if len(talkers) > 4 else 0]
    other = talkers[5] if len(talkers) > 5 else None
    for number, player in enumerate(talkers):
        choice = {against: "Không tán thành", other: "Ý kiến khác"}.get(player, "Tán thành")
        if number % 2:
            player.person.presses(choice, play.card())
        else:
            player.taps(choice)
    await play.stage.settle()
    await against.presses("Bảo lưu ý kiến")
    await against.writes("Tôi cho rằng chỉ tiêu chưa sát với nguồn lực, xin bảo lưu.")
    changing.person.presses("Không tán thành", play.card())
    changing.person.presses("Tán thành", play.card())
    await play.stage.settle()
    await _paper_ballot(play)
    await play.passes(days=5)


async def _paper_ballot(play: Company) -> None:
    """Whoever cannot be reached votes on paper, and the clerk enters it."""
    clerk = play.clerk
    await clerk.opens()
    if await clerk.finds("Nhập phiếu giấy") is None:
        await clerk.presses("Biểu quyết")
    await clerk.presses("Nhập phiếu giấy")
    await clerk.presses(play.blocker.name)
    await clerk.presses("Tán thành")


async def issuing(play: Company) -> None:
    """The clerk issues the paper; most study it at once, some after reminders."""
    await play.clerk.opens()
    await play.clerk.presses("Ban hành")
    await play.clerk.presses("Ban hành ")
    for player in [*play.voters[:-1], play.inspector]:
        if player not in play.silent and player.sees("Đã nghiên cứu"):
            player.taps("Đã nghiên cứu")
    await play.stage.settle()
