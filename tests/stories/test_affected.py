"""Those affected are asked beside everybody, through a link that is handed to them alone (S0.6)."""

import io
from datetime import timedelta

import docx

from tests.stories.consulting import hands_in


async def asks(committee, *circles):
    clerk = committee.clerk
    await hands_in(committee)
    await committee.writes(clerk, "/hoso")
    await committee.presses(clerk, "Nghị quyết về nước sạch")
    await committee.presses(clerk, "Mở lấy ý kiến")
    await committee.presses(clerk, "Chia thành các vòng")
    for number, circle in enumerate(circles):
        await committee.presses(clerk, "Thêm vòng")
        await committee.presses(clerk, circle)
        if number:
            await committee.presses(clerk, "Song song")
        await committee.presses(clerk, "‹ Các vòng")
    await committee.presses(clerk, "‹ Mở lấy ý kiến")
    await committee.presses(clerk, "Mở lấy ý kiến ngay")
    return clerk.chat(committee.bot).find("• Đối tượng chịu tác động")


async def comments(committee, person, text):
    await committee.presses(person, "Góp ý chung cho dự thảo")
    return await committee.writes(person, text)


async def changes_the_round(committee, status):
    """Two days later, give those affected more time, and a paper."""
    clerk, town = committee.clerk, committee.town
    await town.go_on(to=town.clock.now() + timedelta(days=2))
    await committee.presses(clerk, "Các vòng", status)
    await committee.presses(clerk, "Đối tượng chịu tác động")
    await committee.presses(clerk, "Gia hạn")
    await committee.writes(clerk, "2 ngày")
    await committee.writes(clerk, "Mưa lũ")
    await committee.presses(clerk, "Tài liệu")
    await committee.presses(clerk, "Thêm tài liệu")
    clerk.sends_file(committee.bot, "ban-do.txt", "Bản đồ tuyến kênh".encode(), caption="Bản đồ kênh")
    await town.settle()


async def test_what_those_affected_say_stands_apart_in_the_public_table(committee):
    town, bot, clerk = committee.town, committee.bot, committee.clerk
    status = await asks(committee, "Đối tượng chịu tác động", "Người dân")
    public = next(m for m in clerk.chat(bot).messages if m.photo).text.split()[-1]
    picture = await committee.presses(clerk, "Liên kết cho đối tượng chịu tác động", status)
    assert "Chỉ gửi liên kết này cho đúng đối tượng" in picture.text
    lan, nam = town.person("Chamaléa Thị Lan"), town.person("Nam")
    lan.follows(picture.text.split()[-1])
    nam.follows(public)
    await town.settle()
    asked = lan.chat(bot).last
    assert "với tư cách đối tượng chịu tác động trực tiếp" in asked.text
    assert "Đến lúc này chưa lưu thông tin nào" in asked.text
    desk = await committee.presses(lan, "Tôi đồng ý")
    assert "được tính vào nhóm đối tượng chịu tác động trực tiếp" in desk.text
    assert "Mã góp ý" in (await comments(committee, lan, "Nhà tôi ở cuối kênh")).text
    await committee.presses(nam, "Tôi đồng ý")
    await comments(committee, nam, "Nên công khai giá nước")
    data = await committee.writes(lan, "/dulieu")
    assert "ý kiến được tính vào nhóm đối tượng chịu tác động" in data.text
    lan.follows(picture.text.split()[-1])  # whoever has agreed is not asked again
    await town.settle()
    assert "Công dân" in lan.chat(bot).last.text
    await changes_the_round(committee, status)
    heard = len(lan.chat(bot).messages)  # they have not agreed to be written to about that
    lan.follows(picture.text.split()[-1])
    await town.settle()
    desk = lan.chat(bot).last
    assert "Tài liệu bổ sung ngày 25/11/2026: Bản đồ kênh" in desk.text
    assert "Lý do: Mưa lũ" in desk.text
    assert len(lan.chat(bot).messages) == heard + 2  # the press of the link, and the screen

    await committee.writes(clerk, "/hoso")
    for label in ("Nghị quyết về nước sạch", "Tình hình góp ý"):
        await committee.presses(clerk, label)
    asked = await committee.presses(clerk, "Kết thúc sớm")
    assert "• Đối tượng chịu tác động: đến " in asked.text
    assert "Đến nay có 2 ý kiến của nhân dân" in asked.text
    await committee.presses(clerk, "Kết thúc ngay")
    for _comment in range(2):
        await committee.writes(clerk, "/hoso")
        await committee.presses(clerk, "Nghị quyết về nước sạch")
        await committee.presses(clerk, "Trả lời")
        await committee.presses(clerk, "Tiếp thu")
    await committee.presses(clerk, "Công bố trả lời")
    await committee.presses(clerk, "Công bố ngay")
    papers = await committee.presses(clerk, "Văn bản")
    await committee.presses(clerk, "Bảng để công khai", papers)
    table = next(m for m in clerk.chat(bot).messages[::-1] if m.document and "docx" in m.document.name)
    rows = [
        [cell.text for cell in row.cells]
        for each in docx.Document(io.BytesIO(table.document.content)).tables
        for row in each.rows
    ]
    who = {row[3]: row[2] for row in rows if len(row) > 3}
    assert who["Nhà tôi ở cuối kênh"] == "Đối tượng chịu tác động"
    assert who["Nên công khai giá nước"] == "Người dân"
