"""A text is voted on: in the group, in private, on paper (S0.9, S0.10)."""

from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document

from tests.stories.adoption import consulted

TITLE = "Nghị quyết về nước sạch"
OPINION = "Cần bố trí kinh phí cho thôn Bắc Sơn trước."


def words_of(message):
    """All words of a Word file."""
    document = Document(BytesIO(message.document.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.fixture
async def group(committee):
    return await committee.meets()


async def opens(committee):
    """Let the clerk open the vote, and give what was shown before."""
    await consulted(committee)
    desk = await committee.writes(committee.clerk, "/viec")
    assert f"Mở biểu quyết: {TITLE}" in desk.text
    await committee.presses(committee.clerk, f"Biểu quyết: {TITLE}")
    preview = (await committee.presses(committee.clerk, "Mở biểu quyết")).text
    await committee.presses(committee.clerk, "Thay mặt chủ trì mở biểu quyết")
    return preview


async def presses(committee, person, label, place):
    """Press a button in a group, and give the short answer."""
    pressed = person.presses(label, chat=place)
    await committee.town.settle()
    return (await pressed.answered()).text


async def test_a_committee_adopts_a_text(committee, group):
    clerk, mai, bot = committee.clerk, committee.mai, committee.bot
    preview = await opens(committee)
    assert "Biểu quyết đến hết ngày 25/11/2026 (còn 2 ngày)" in preview
    assert "5 đồng chí biểu quyết" in preview
    assert "ít nhất 3/5 tán thành" in preview
    assert "Chủ trì: đồng chí Nguyễn Văn Bình" in preview
    card = committee.binh.chat(group).pinned[-1]
    assert await presses(committee, committee.binh, "Tán thành", card) == (
        "Đã ghi: Tán thành. Có thể đổi cho đến khi đóng."
    )
    assert "dành cho 5 đồng chí" in await presses(committee, committee.son, "Tán thành", card)
    await committee.presses(committee.dung, "Không tán thành")
    await committee.presses(committee.dung, "Tán thành")
    slip = committee.dung.chat(bot).find("Phiếu biểu quyết")
    assert "Phiếu của đồng chí: Tán thành" in slip.text
    await committee.presses(committee.an, "Tán thành")
    await committee.presses(mai, "Không tán thành")
    await committee.presses(mai, "Bảo lưu ý kiến")
    assert OPINION in (await committee.writes(mai, OPINION)).text
    card = committee.binh.chat(group).pinned[-1]
    assert "Đã biểu quyết: 4/5" in card.text
    assert "Tán thành 3" not in card.text
    await committee.presses(clerk, "Nhập phiếu giấy")
    await committee.presses(clerk, "Đặng Quốc Hùng")
    await committee.presses(clerk, "Ý kiến khác")
    assert "văn phòng nhập từ phiếu giấy" in committee.hung.chat(bot).last.text
    await committee.presses(clerk, "Đóng biểu quyết")
    minutes = await committee.presses(clerk, "Đóng và kiểm phiếu")
    result = committee.binh.chat(group).last
    assert "ĐÃ THÔNG QUA: 3/5 tán thành (60%)" in result.text
    assert "không tán thành 1 · ý kiến khác 1 · không biểu quyết 0" in result.text
    said = words_of(minutes)
    for words in ("BIÊN BẢN", "Lê Thị Hạnh", OPINION, "Ý kiến khác (phiếu giấy)", "được thông qua"):
        assert words in said
    for person in (committee.binh, committee.dung, committee.an, committee.hung, committee.son):
        assert OPINION not in person.reads()
    assert "Phiếu của đồng chí: Không tán thành" in mai.chat(bot).find("Biểu quyết đã kết thúc").text
    assert committee.town.telegram.world.calls.failures == []


async def test_a_vote_ends_by_itself_at_night_and_is_told_in_the_morning(committee, group):
    await opens(committee)
    for person in (committee.binh, committee.dung, committee.an):
        await committee.presses(person, "Không tán thành")
    await committee.town.go_on(timedelta(days=2))  # Wednesday morning; Tuesday was a day off
    await committee.town.go_on(timedelta(hours=1))
    assert "25/11/2026 (hôm nay)" in committee.binh.chat(group).pinned[-1].text
    assert "25/11/2026 (hôm nay)" in committee.mai.chat(committee.bot).find("Phiếu biểu quyết").text
    for person in (committee.mai, committee.hung):
        assert person.reads(committee.bot).count("Mời đồng chí biểu quyết") == 1
    assert "Mời đồng chí biểu quyết" not in committee.an.reads(committee.bot)
    await committee.town.go_on(timedelta(hours=15))  # midnight
    assert "Giai đoạn: đã kết thúc lấy ý kiến" in committee.binh.chat(group).pinned[-1].text
    assert "Kết quả biểu quyết" not in committee.binh.reads(group)
    slip = committee.mai.chat(committee.bot).find("Biểu quyết đã kết thúc")
    assert "Đồng chí không biểu quyết." in slip.text
    assert slip.buttons == []
    await committee.town.go_on(timedelta(hours=8, minutes=30))
    result = committee.binh.chat(group).find("Kết quả biểu quyết")
    assert "KHÔNG THÔNG QUA: chỉ 3/5 đồng chí tham gia, cần ít nhất 4" in result.text
    committee.mai.follows(committee.mai.chat(group).button("Kết quả theo tên")[1])
    await committee.town.settle()
    by_name = committee.mai.chat(committee.bot).last.text
    assert "Không tán thành: 3\nPhạm Văn An, Nguyễn Văn Bình, Trần Thị Dung" in by_name
    assert "Không biểu quyết: 2\nĐặng Quốc Hùng, Võ Thị Mai" in by_name


async def test_who_may_not_run_the_vote_is_not_offered_it(committee, group):
    await consulted(committee)
    await committee.writes(committee.mai, "/hoso")
    page = await committee.presses(committee.mai, TITLE)
    assert "Mở biểu quyết" not in page.buttons
