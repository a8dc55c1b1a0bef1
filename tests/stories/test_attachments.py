"""Pictures and voice go with a comment, and others stand behind it (S2.11, S2.21)."""

from tests.simulator.test_files import picture
from tests.stories.consulting import opens


async def test_a_voice_message_is_a_comment_that_the_clerk_hears_and_writes_down(committee):
    an, clerk, town = committee.an, committee.clerk, committee.town
    await committee.meets()
    await opens(committee)
    await committee.writes(an, "/gopy")
    await committee.presses(an, "Nghị quyết về nước sạch")
    await committee.presses(an, "Góp ý chung")
    an.says(committee.bot, 601)
    await town.settle()
    assert "Ghi âm dài hơn 10 phút" in an.chat(committee.bot).last.text
    an.says(committee.bot, 40)
    await town.settle()
    assert "📎 Có 1 tệp kèm" in an.chat(committee.bot).last.text
    await committee.presses(an, "Thêm ảnh, ghi âm")
    for _page in range(2):
        an.sends_photo(committee.bot, picture(), album="77")
    await town.settle()
    await committee.presses(clerk, "‹ Hồ sơ")
    await committee.presses(clerk, "Tình hình góp ý")
    await committee.presses(clerk, "Đọc góp ý")
    page = await committee.presses(clerk, "Toàn văn")
    assert "xem tệp kèm" in page.text
    await committee.presses(clerk, "📎 Có 3 tệp kèm")
    heard = clerk.chat(committee.bot).messages[-3:]
    assert [bool(m.voice) for m in heard] == [True, False, False]
    assert all(m.photo for m in heard[1:])
    await committee.presses(clerk, "Ghi lại bằng chữ", page)
    page = await committee.writes(clerk, "Mức 80% còn cao")
    assert "Mức 80% còn cao" in page.text


async def test_another_comment_is_signed_with_one_tap_and_no_name_is_shown(committee):
    an, mai, town = committee.an, committee.mai, committee.town
    group = await committee.meets()
    await opens(committee)
    text = an.chat(group).find("80% số hộ dân")
    said = an.replies(text, "Nên nâng lên 85%", quote="80% số hộ dân được dùng")
    await town.settle()
    await committee.writes(mai, "/gopy")
    await committee.presses(mai, "Nghị quyết về nước sạch")
    stop = await committee.presses(mai, "Xem lần lượt từng mục")
    while not any("đồng chí khác" in label for label in stop.buttons):
        stop = await committee.presses(mai, "Tiếp ›")
    others = await committee.presses(mai, "1 ý kiến của đồng chí khác")
    assert "II.1: Nên nâng lên 85%" in others.text
    assert "Phạm Văn An" not in others.text
    others = await committee.presses(mai, "Tán thành ý kiến 1")
    assert "1 đồng chí cùng tán thành" in others.text
    an.edits(said, "Nên nâng lên 95%")
    await town.settle()
    told = mai.chat(committee.bot).last
    assert "Nay viết là: Nên nâng lên 95%" in told.text
    assert told.buttons == ["Xem lại"]
