"""A round has its own papers, and is given more days while it runs (S1.3, S2.21)."""

from tests.stories.consulting import hands_in


async def test_a_round_brings_its_papers_and_is_given_more_days_with_a_reason(committee):
    town, bot, clerk, binh = committee.town, committee.bot, committee.clerk, committee.binh
    await committee.meets()
    await hands_in(committee)
    await committee.writes(clerk, "/hoso")
    await committee.presses(clerk, "Nghị quyết về nước sạch")
    await committee.presses(clerk, "Mở lấy ý kiến")
    await committee.presses(clerk, "Chia thành các vòng")
    for circle in ("Thường trực", "Ban Chấp hành"):
        await committee.presses(clerk, "Thêm vòng")
        await committee.presses(clerk, circle)
        await committee.presses(clerk, "‹ Các vòng")
    await committee.presses(clerk, "1")
    await committee.presses(clerk, "Tài liệu")
    await committee.presses(clerk, "Thêm tài liệu")
    clerk.sends_file(bot, "bao-cao.txt", "TỐI MẬT\nBáo cáo về tình hình biên giới của xã".encode())
    await town.settle()
    assert "TỐI MẬT" in clerk.chat(bot).last.text
    await committee.writes(clerk, "/hoso")
    await committee.presses(clerk, "Nghị quyết về nước sạch")
    await committee.presses(clerk, "Mở lấy ý kiến")
    await committee.presses(clerk, "Đã chia 2 vòng")
    await committee.presses(clerk, "1")
    await committee.presses(clerk, "Tài liệu")
    await committee.presses(clerk, "Thêm tài liệu")
    clerk.sends_file(bot, "to-trinh.docx", b"PK to trinh", caption="Tờ trình <b>số 5</b>")
    await town.settle()
    assert "1. Tờ trình <b>số 5</b>" in clerk.chat(bot).last.text
    await committee.presses(clerk, "‹ Vòng này")
    await committee.presses(clerk, "Chọn điều khoản")
    picked = await committee.presses(clerk, "II.2")
    assert any(label.startswith("✓ II.2") for label in picked.buttons)
    assert "Chỉ xin ý kiến về 1 điều khoản" in picked.text
    await committee.presses(clerk, "‹ Vòng này")
    await committee.presses(clerk, "‹ Các vòng")
    await committee.presses(clerk, "‹ Mở lấy ý kiến")
    await committee.presses(clerk, "Mở lấy ý kiến ngay")

    assert "Chỉ xin ý kiến về 1 điều khoản" in binh.chat(bot).last.text
    await committee.presses(binh, "1 tài liệu kèm theo")
    paper = await committee.presses(binh, "Mở tài liệu 1")
    assert paper.document.content == b"PK to trinh"
    await committee.writes(committee.mai, "/gopy")
    desk = await committee.presses(committee.mai, "Nghị quyết về nước sạch")
    assert not any("tài liệu" in label for label in desk.buttons)

    await committee.presses(clerk, "Các vòng")
    await committee.presses(clerk, "Thường trực")
    await committee.presses(clerk, "Gia hạn")
    await committee.writes(clerk, "vài hôm nữa")  # asked again at once, not after the reason
    await committee.writes(clerk, "2 ngày làm việc")
    page = await committee.writes(clerk, "Bí thư đi công tác")
    assert "hạn ban đầu là 26/11/2026. Lý do: Bí thư đi công tác" in page.text
    told = binh.chat(bot).last
    assert "Gia hạn góp ý" in told.text
    assert "đến hết ngày 30/11/2026" in told.text
    pressed = clerk.presses("Đã đủ ý kiến", chat=bot)
    await town.settle()
    assert "Còn 2 người được hỏi chưa cho ý kiến" in (await pressed.answered()).text
