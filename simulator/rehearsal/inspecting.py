"""The inspections that were planned, held on their days."""

from datetime import timedelta

from simulator.rehearsal.company import Company
from simulator.rehearsal.days import workday, written
from simulator.rehearsal.player import Player


async def holds_inspections(play: Company) -> None:
    """Let the inspector hold what is planned for today, or has been missed."""
    for unit, _on in [each for each in play.inspections if each[1] <= play.today]:
        await play.inspector.writes("/kiemtra")
        await play.inspector.presses(unit)
        await _inspects(play, play.inspector)
    play.inspections = [each for each in play.inspections if each[1] > play.today]


async def _inspects(play: Company, player: Player) -> None:
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
    await player.chooses(play.voters[2])
    await player.writes(written(workday(play.today + timedelta(days=6))))
    await player.presses("Xem lại và kết luận")
    await player.presses("Kết luận")
