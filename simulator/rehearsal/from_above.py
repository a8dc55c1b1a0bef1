"""A document from above: entered, gone through, and traced to the draft that concretises it."""

from simulator.rehearsal.company import Company
from simulator.rehearsal.papers import sample_from_above

NOT_OURS = "Việc này do cấp trên thực hiện"


async def from_above(play: Company) -> None:
    """The clerk enters a directive of the province and says where the draft meets it."""
    clerk = play.clerk
    await clerk.writes("/vanban")
    await clerk.presses("Thêm văn bản cấp trên")
    await clerk.sends("chi-thi-cua-tinh.docx", sample_from_above())
    await clerk.presses("Tiếp: Nhóm vấn đề")
    await clerk.presses("Nhóm vấn đề khác")
    await clerk.writes("Nước sạch")
    await clerk.presses("Rà soát")
    await clerk.presses("Đã rà soát xong")
    await clerk.presses("Hạn 31/12/2026")
    await clerk.opens()
    await clerk.presses("Cụ thể hóa văn bản nào?")
    await clerk.presses("☐")
    await clerk.presses("Đối chiếu với cấp trên")
    await _traces(play)


async def _traces(play: Company) -> None:
    """Take what is proposed for each requirement; say of the rest that it does not concern the body."""
    clerk = play.clerk
    if left := clerk.label("Đối chiếu "):
        await clerk.presses(left)
    while clerk.sees("Không áp dụng"):
        if proposed := clerk.label("Đã có tại "):
            await clerk.presses(proposed)
        else:
            await clerk.presses("Không áp dụng")
            await clerk.writes(NOT_OURS)
    await clerk.presses("Bảng đối chiếu")
