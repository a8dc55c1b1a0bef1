"""The review, and the file closed."""

from simulator.rehearsal.company import Company


async def reviewing(play: Company) -> None:
    """The clerk writes the review and closes the file."""
    clerk = play.clerk
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
