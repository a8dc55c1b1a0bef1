"""The clerk asks the permanent members first, then the committee (S1.1–S1.3)."""

from tests.stories.consulting import hands_in


async def test_a_consultation_is_divided_into_rounds_that_follow_each_other(committee):
    clerk, binh, mai, town = committee.clerk, committee.binh, committee.mai, committee.town
    group = await committee.meets()
    await hands_in(committee)
    await committee.writes(clerk, "/hoso")
    await committee.presses(clerk, "Nghị quyết về nước sạch")
    await committee.presses(clerk, "Mở lấy ý kiến")
    plan = await committee.presses(clerk, "Chia thành các vòng")
    assert "Không chia vòng thì hỏi toàn thể một lần" in plan.text
    for circle in ("Thường trực", "Ban Chấp hành"):
        await committee.presses(clerk, "Thêm vòng")
        await committee.presses(clerk, circle)
        await committee.presses(clerk, "‹ Các vòng")
    await committee.presses(clerk, "2")
    await committee.presses(clerk, "Thời hạn")
    page = await committee.writes(clerk, "4 ngày làm việc")
    assert "Từ 27/11/2026 đến hết ngày 03/12/2026" in page.text
    plan = await committee.presses(clerk, "‹ Các vòng")
    assert "1. Thường trực: 23/11/2026 – 26/11/2026" in plan.text  # the 24th is a day off
    preview = await committee.presses(clerk, "‹ Mở lấy ý kiến")
    assert "2. Ban Chấp hành: 27/11/2026 – 03/12/2026" in preview.text
    status = await committee.presses(clerk, "Mở lấy ý kiến ngay")
    assert "• Thường trực: 0/2 đã cho ý kiến, hạn 26/11/2026" in status.text
    asked = binh.chat(committee.bot).last
    assert "Nhận góp ý đến hết ngày 26/11/2026" in asked.text
    stop = await committee.presses(binh, "Xem lần lượt từng mục")
    assert "mục 1/" in stop.text
    assert not any("80% số hộ dân" in m.text for m in mai.chat(group).messages)
    await committee.writes(mai, "/gopy")
    desk = await committee.presses(mai, "Nghị quyết về nước sạch")
    assert "Đang lấy ý kiến đối tượng khác" in desk.text
    await town.go_on(to=town.clock.now().replace(day=27, hour=2))
    assert any("80% số hộ dân" in m.text for m in mai.chat(group).messages)
    assert "Đã kết thúc vòng: Thường trực" in clerk.chat(committee.bot).last.text
    desk = await committee.writes(mai, "/viec")
    assert "Góp ý Nghị quyết về nước sạch" in desk.text
    assert "còn 6 ngày" in desk.text
