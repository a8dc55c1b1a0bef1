"""A resolution is reviewed from its figures, and its file is closed (S0.28-S0.30, S2.14)."""

from datetime import UTC, date, datetime
from io import BytesIO

from docx import Document

from rules.tasks import TaskState
from tests.stories.issued import Issued

LATER = datetime(2026, 12, 22, 2, 0, tzinfo=UTC)
REPORTED = datetime(2026, 12, 5, 3, 0, tzinfo=UTC)


def words_of(message):
    """Read a Word file as one reads it, tables too."""
    paper = Document(BytesIO(message.document.content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


async def test_a_review_from_its_figures_to_the_closed_file(committee, town):
    issued = Issued(committee)
    group = await committee.meets()
    issued.has_task("Lắp đồng hồ nước", "Võ Thị Mai", date(2026, 12, 20), target_value=120,
                    target_unit="đồng hồ", reached=70.0)  # fmt: skip
    issued.has_task("Tuyên truyền tại 5 thôn", "Đặng Quốc Hùng", date(2026, 12, 1),
                    state=TaskState.DONE, reported_at=REPORTED, confirmed_at=REPORTED)  # fmt: skip
    await town.go_on(to=LATER)
    clerk = committee.clerk
    await committee.writes(clerk, "/hoso")
    await committee.presses(clerk, "nước sạch")
    interim = await committee.presses(clerk, "Báo cáo sơ kết")
    assert "sơ kết việc thực hiện Nghị quyết số 07-NQ/ĐU" in words_of(interim)

    await committee.presses(clerk, "Tổng kết")
    page = clerk.chat(committee.bot).find("Tổng kết: Nghị quyết")
    assert "Nhiệm vụ đã xong: 1/2, trong đó muộn: 1" in page.text
    assert "Nhiệm vụ chưa xong: 1, trong đó quá hạn: 1" in page.text
    assert "⚠ Còn việc chưa xong" in page.text
    await committee.presses(clerk, "Tiếp: Bài học")
    await committee.writes(clerk, "Giao việc phải kèm mặt bằng đã bàn giao.")
    await committee.presses(clerk, "Tiếp: Đề xuất")
    await committee.presses(clerk, "sửa đổi, bổ sung")
    await committee.presses(clerk, "Tiếp: Lý do")
    await committee.writes(clerk, "Khoản III.2: lùi thời hạn lắp đồng hồ.")
    await committee.presses(clerk, "Xem lại và xác nhận")
    await committee.presses(clerk, "Xác nhận tổng kết")

    (report,) = [m for m in committee.binh.chat(committee.bot).messages if m.document]
    assert committee.binh.chat(committee.bot).last.photo
    said = words_of(report)
    for line in (
        "tổng kết việc thực hiện Nghị quyết số 07-NQ/ĐU, ngày 20/11/2026 của Đảng ủy xã Công Hải",
        "70 đồng hồ (58,3%)", "Hoàn thành chậm", "Quá hạn", "chưa tiến hành",
        "Giao việc phải kèm mặt bằng đã bàn giao", "Đề xuất: sửa đổi, bổ sung",
    ):  # fmt: skip
        assert line in said
    assert "Đã tổng kết: Nghị quyết về nước sạch" in group_text(committee, group)
    assert "Mai" not in group_text(committee, group)

    await committee.writes(clerk, "/hoso")
    await committee.presses(clerk, "nước sạch")
    await committee.presses(clerk, "Lưu hồ sơ")
    preview = clerk.chat(committee.bot).find("Lưu hồ sơ: Nghị quyết")
    assert "⚠ Còn 1 nhiệm vụ chưa xong." in preview.text
    await committee.presses(clerk, "Xác nhận lưu hồ sơ")
    index = words_of([m for m in clerk.chat(committee.bot).messages if m.document][-1])
    assert "Văn bản ban hành số 07-NQ/ĐU" in index
    assert "Đã lưu hồ sơ ngày 22/12/2026" in group_text(committee, group)


async def test_a_member_without_that_duty_is_not_offered_the_review(committee):
    Issued(committee)
    await committee.writes(committee.mai, "/hoso")
    page = await committee.presses(committee.mai, "nước sạch")
    assert "Tổng kết" not in page.buttons
    assert "Báo cáo sơ kết (Word)" not in page.buttons


def group_text(committee, group):
    return committee.clerk.reads(group)
