"""An inspection is announced, held, concluded and repeated (S0.18-S0.25, S3.11)."""

from datetime import UTC, datetime

from tests.stories.issued import Issued

MONDAY_BEFORE = datetime(2026, 12, 7, 3, 0, tzinfo=UTC)  # 10:00 in Vietnam


async def holds(committee, *, demands):
    """Let the inspector write the record and conclude it; give what the preview said."""
    son = committee.son
    await committee.writes(son, "/viec")
    await committee.presses(son, "Kiểm tra 10/12/2026: Võ Thị Mai")
    await committee.presses(son, "Bắt đầu ghi biên bản")
    await committee.presses(son, "Tiếp: Ưu điểm")
    await committee.writes(son, "Đã lắp 70/120 đồng hồ nước.")
    await committee.presses(son, "Tiếp: Hạn chế")
    await committee.writes(son, "Chưa nghiệm thu 1,2 km tuyến ống <thôn Bắc Sơn>.")
    await committee.presses(son, "Tiếp: Nguyên nhân")
    await committee.presses(son, "Không có")
    for what, owner, due in demands:
        await committee.presses(son, "Thêm yêu cầu")
        await committee.writes(son, what)
        await committee.presses(son, owner)
        await committee.presses(son, due)
    preview = (await committee.presses(son, "Xem lại và kết luận")).text
    await committee.presses(son, "Kết luận")
    return preview


async def test_an_inspection_from_its_announcement_to_its_repetition(committee, town):
    Issued(committee)
    group = await committee.meets()
    son, mai, clerk = committee.son, committee.mai, committee.clerk
    await town.go_on(to=MONDAY_BEFORE)
    assert "Ngày 10/12/2026, còn 3 ngày" in mai.chat(committee.bot).last.text

    preview = await holds(
        committee,
        demands=[("Nghiệm thu 1,2 km ống trước ngày 20/12/2026", "Võ Thị Mai", "như yêu cầu đã nêu")],
    )
    assert "1 yêu cầu thành nhiệm vụ" in preview
    assert "1. Nghiệm thu 1,2 km ống trước ngày 20/12/2026 — đ/c Võ Thị Mai, hạn 19/12/2026" in preview

    paper = son.chat(committee.bot).last
    assert paper.document.name == "Kết luận kiểm tra 07-12-2026, Võ Thị Mai.docx"
    assert clerk.chat(committee.bot).last.document.name == paper.document.name
    told = [message.text for message in mai.chat(committee.bot).messages]
    assert any("Chưa nghiệm thu 1,2 km tuyến ống <thôn Bắc Sơn>." in text for text in told)
    assert any("Đã có kết luận kiểm tra" in text for text in told)
    desk = await committee.writes(mai, "/viec")
    assert "Nghiệm thu 1,2 km ống" in desk.text
    assert "Mai" not in clerk.reads(group)

    await committee.writes(son, "/kiemtra")
    page = await committee.presses(son, "Kiểm tra 07/12/2026: Võ Thị Mai")
    assert "Yêu cầu đã thực hiện: 0/1" in page.text
    demands = await committee.presses(son, "Yêu cầu")
    assert "đ/c Võ Thị Mai: đã giao" in demands.text
    await committee.presses(son, "‹ Cuộc kiểm tra")
    question = await committee.presses(son, "Lên lịch tái kiểm tra")
    assert "Tái kiểm tra vào ngày nào?" in question.text
    again = await committee.presses(son, "21")
    assert "Dự kiến ngày 21/12/2026" in again.text
    assert "Kiểm tra lại kết luận ngày 07/12/2026" in again.text


async def test_a_surprise_begins_at_once_and_a_stranger_to_it_sees_nothing(committee):
    issued = Issued(committee)
    group = await committee.meets()
    binh, mai = committee.binh, committee.mai
    await committee.writes(binh, "/hoso")
    await committee.presses(binh, "nước sạch")
    await committee.presses(binh, "Kiểm tra")
    await committee.presses(binh, "Kiểm tra đột xuất")
    await committee.presses(binh, "Một đơn vị, thôn")
    record = await committee.writes(binh, "Chi bộ thôn Bắc Sơn")
    assert "Biên bản kiểm tra" in record.text
    assert "✗ Ưu điểm: chưa ghi" in record.text
    assert "Bắc Sơn" not in mai.reads(committee.bot) + binh.reads(group)
    refused = await committee.writes(mai, "/kiemtra")
    assert "Bắc Sơn" not in refused.text
    assert "Xem tất cả" not in refused.buttons
    assert issued.id


async def test_a_date_is_moved_with_a_reason_only(committee):
    Issued(committee)
    son = committee.son
    await committee.writes(son, "/kiemtra")
    await committee.presses(son, "Kiểm tra 10/12/2026: Võ Thị Mai")
    await committee.presses(son, "Dời lịch")
    await committee.presses(son, "30")
    refused = await committee.writes(son, "…")
    assert "10/12/2026" not in refused.text
    await committee.writes(son, "/kiemtra")
    await committee.presses(son, "Kiểm tra 10/12/2026: Võ Thị Mai")
    await committee.presses(son, "Dời lịch")
    await committee.presses(son, "30")
    moved = await committee.writes(son, "Trùng lịch họp Hội đồng nhân dân")
    assert "Dời từ 10/12/2026 sang 30/11/2026: Trùng lịch họp Hội đồng nhân dân" in moved.text
