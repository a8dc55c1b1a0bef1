"""A member goes through a draft in private, one screen for each clause (S2.11, S2.21)."""

from tests.stories.consulting import opens


async def test_a_member_walks_through_a_draft_and_goes_on_where_they_stopped(committee):
    an, clerk = committee.an, committee.clerk
    group = await committee.meets()
    await opens(committee)
    await committee.writes(an, "/gopy")
    await committee.presses(an, "Nghị quyết về nước sạch")
    stop = await committee.presses(an, "Xem lần lượt từng mục")
    assert "mục 1/" in stop.text
    assert stop.buttons == ["Đồng ý", "Đề nghị sửa", "Không đồng ý", "Hỏi", "Tiếp ›"]
    first = stop.text
    stop = await committee.presses(an, "Đồng ý")
    assert "mục 2/" in stop.text
    question = await committee.presses(an, "Không đồng ý")
    assert "Vì sao đồng chí không đồng ý?" in question.text
    taken = await committee.writes(an, "Chưa có vốn")
    assert "(không đồng ý)" in taken.text
    taken = await committee.presses(an, "Phải sửa")
    assert "(không đồng ý, phải sửa)" in taken.text
    stop = await committee.presses(an, "Tiếp ›")
    assert "mục 3/" in stop.text
    stop = await committee.presses(an, "‹ Trước")
    assert "✍ Đồng chí đã góp ý: Chưa có vốn" in stop.text
    desk = await committee.writes(an, "/gopy")
    await committee.presses(an, "Nghị quyết về nước sạch")
    stop = await committee.presses(an, "Xem tiếp từ mục 2/")
    stop = await committee.presses(an, "‹ Trước")
    assert (stop.text, stop.buttons[0]) == (f"{first}\n✓ Đồng chí đã đồng ý mục này.", "Rút đồng ý")
    for _stop in range(9):
        if "Tiếp ›" in an.chat(committee.bot).last.buttons:
            stop = await committee.presses(an, "Tiếp ›")
    assert "đồng chí đồng ý 1, góp ý 1" in stop.text
    stop = await committee.presses(an, "Về mục đầu tiên còn bỏ qua")
    assert "mục 3/" in stop.text
    assert desk is not None
    assert "1/5 đồng chí đã cho ý kiến, 1 góp ý" in an.chat(group).find("đang lấy ý kiến").text
    await committee.presses(clerk, "‹ Hồ sơ")
    await committee.presses(clerk, "Tình hình góp ý")
    views = await committee.presses(clerk, "1 ý kiến không tán thành")
    assert "Đ/c Phạm Văn An: Chưa có vốn" in views.text


async def test_the_clerk_enters_what_was_said_by_telephone(committee):
    clerk = committee.clerk
    await committee.meets()
    await opens(committee)
    await committee.presses(clerk, "Nhập hộ")
    await committee.presses(clerk, "Đặng Quốc Hùng")
    await committee.presses(clerk, "Qua điện thoại")
    refused = await committee.writes(clerk, "Điều 9: bỏ")
    assert "Dự thảo không có “Điều 9”" in refused.text
    taken = await committee.writes(clerk, "III.2: thêm 30 cái")
    assert "Đã nhập ý kiến của đồng chí Đặng Quốc Hùng (qua điện thoại): III.2" in taken.text
