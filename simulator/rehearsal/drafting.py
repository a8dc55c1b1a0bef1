"""The draft: the clerk hands it in and answers what is asked."""

from datetime import date

from simulator.rehearsal.company import Company, NotTaken
from simulator.rehearsal.days import CONSULTATION_DAYS, workday, written


async def drafting(play: Company) -> None:
    """The clerk hands in the draft and answers what is asked."""
    answer = await play.clerk.sends(play.draft_name, play.draft)
    if play.clerk.label("Xem điều khoản") is None:
        raise NotTaken(answer.text)
    while question := play.clerk.label("Tiếp: "):
        await play.clerk.presses(question)
        await _answers(play, question.removeprefix("Tiếp: "))


async def _answers(play: Company, field_name: str) -> None:
    clerk = play.clerk
    match field_name:
        case "Loại văn bản":
            await clerk.presses("Nghị quyết")
        case "Trích yếu":
            await clerk.writes("về việc thực hiện nhiệm vụ trọng tâm trên địa bàn xã")
        case "Căn cứ":
            await clerk.writes("Căn cứ Điều lệ Đảng\nCăn cứ Nghị quyết Đại hội Đảng bộ xã")
        case "Chủ trì soạn thảo":
            await clerk.chooses(play.voters[1])
        case "Nhận góp ý đến":
            await clerk.writes(written(play.on_day(CONSULTATION_DAYS)))
        case "Lấy ý kiến":
            await clerk.presses("người dân" if play.citizens else "Thành viên cấp ủy")
        case "Kế hoạch kiểm tra":
            await _plans(play, "Chi bộ thôn Bắc Sơn", "thường xuyên", play.carried_out(1 / 3))
            await _plans(play, "Văn phòng Đảng ủy", "tổng kết", play.carried_out(3 / 4))
            await clerk.presses("‹ Dự thảo")
        case _:
            raise AssertionError(f"nobody here knows how to answer {field_name!r}")


async def _plans(play: Company, unit: str, form: str, day: date) -> None:
    clerk, on = play.clerk, workday(day)
    await clerk.presses("Thêm một lần kiểm tra")
    await clerk.chooses(play.inspector)
    await clerk.presses("Một đơn vị")
    await clerk.writes(unit)
    await clerk.presses(form)
    await clerk.writes(written(on))
    play.inspections.append((unit, on))
