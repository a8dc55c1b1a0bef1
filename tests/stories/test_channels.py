"""A post in the body's public channel, from the invitation to the table of answers (S0.7)."""

from rules.resolutions import Audience
from tests.stories.consulting import opens


async def test_a_draft_is_posted_in_the_channel_closed_there_and_answered_there(committee):
    town, bot, clerk, dung = committee.town, committee.bot, committee.clerk, committee.dung
    lan = town.person("Chamaléa Thị Lan")
    channel = town.telegram.channel("Thông tin xã Công Hải", committee.mai, lan, clerk)
    channel.adds(bot, rights={"can_post_messages"})  # Mai, who runs it, speaks for nobody
    await town.settle()
    assert "quản trị viên kênh" not in committee.mai.reads()
    tied = await committee.presses(clerk, "Kênh của Đảng ủy xã Công Hải")
    assert "kênh công khai của Đảng ủy xã Công Hải" in tied.text
    await opens(committee, audience=Audience.MEMBERS_AND_CITIZENS, drafter=dung)
    assert channel.messages == []
    picture = next(m for m in clerk.chat(bot).messages if m.photo)
    preview = await committee.presses(clerk, "Đăng lên kênh", picture)
    assert "lấy ý kiến nhân dân đến hết ngày 30/11/2026" in preview.text
    await committee.presses(clerk, "Đăng ngay")
    [post] = channel.messages
    assert "Mời góp ý dự thảo" in post.text
    assert post.buttons == ["Đọc dự thảo và góp ý"]

    lan.follows(post.keyboard[0])
    await town.settle()
    await committee.presses(lan, "Tôi đồng ý")
    await committee.presses(lan, "Góp ý chung cho dự thảo")
    await committee.writes(lan, "Nên công khai giá nước")
    await committee.presses(clerk, "Tình hình góp ý")
    await committee.presses(clerk, "Kết thúc sớm")
    await committee.presses(clerk, "Kết thúc ngay")
    assert "Đã kết thúc lấy ý kiến" in post.text
    assert "Nhận được 1 ý kiến của người dân" in post.text

    await committee.presses(dung, "Trả lời góp ý")
    await committee.presses(dung, "Tiếp thu")
    await committee.presses(dung, "Công bố trả lời")
    await committee.presses(dung, "Công bố ngay")
    assert "Đã trả lời toàn bộ 1 ý kiến" in post.text
    await committee.presses(dung, "Văn bản")
    await committee.presses(dung, "Công khai bảng này")
    assert post.buttons == ["Bảng tiếp thu, giải trình", "Ý kiến đã gửi và trả lời"]
    nam = town.person("Nam")
    nam.follows(post.keyboard[0])
    await town.settle()
    paper = nam.chat(bot).last
    assert paper.document.name.endswith(".docx")

    channel.removes(bot)
    await town.settle()
    assert "Trợ lý không còn ở trong kênh" in clerk.chat(bot).last.text
