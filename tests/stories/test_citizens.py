"""Citizens comment through the public link, and stay masters of their data (S0.6, S0.7)."""

from rules.resolutions import Audience
from tests.stories.consulting import opens


async def public_link(committee):
    group = await committee.meets()
    await opens(committee, audience=Audience.MEMBERS_AND_CITIZENS, drafter=committee.dung)
    picture = next(m for m in committee.clerk.chat(committee.bot).messages if m.photo)
    return picture.text.split()[-1], group


async def test_a_citizen_agrees_reads_comments_and_hears_the_answer(committee):
    town, dung = committee.town, committee.dung
    link, group = await public_link(committee)
    lan = town.person("Chamaléa Thị Lan")
    lan.follows(link)
    await town.settle()
    consent = lan.chat(committee.bot).last
    assert "Cơ quan chịu trách nhiệm: Đảng ủy xã Công Hải" in consent.text
    assert "Đến lúc này chưa lưu thông tin nào" in consent.text
    desk = await committee.presses(lan, "Tôi đồng ý")
    assert "Công dân" in desk.text
    assert "Nếu bấm “Báo trả lời cho tôi tại đây”" in desk.text
    await committee.presses(lan, "Báo trả lời cho tôi tại đây")
    await committee.presses(lan, "Đọc và chọn điều khoản")
    await committee.writes(lan, "kenh muong")
    await committee.presses(lan, "II.2")
    await committee.presses(lan, "Góp ý điều này")
    receipt = await committee.writes(lan, "Kênh nên dài hơn 3 km")
    code = receipt.text.split("Mã góp ý: ")[1][:9]
    status = await committee.writes(lan, code.lower().replace("-", ""))
    assert "II.2: Kênh nên dài hơn 3 km" in status.text
    assert "Đang được xem xét" in status.text
    card = committee.mai.chat(group).find("đang lấy ý kiến")
    assert "1 ý kiến của người dân" in card.text
    assert "Lan" not in committee.mai.reads()
    await committee.presses(committee.clerk, "‹ Hồ sơ")
    await committee.presses(committee.clerk, "Tình hình góp ý")
    await committee.presses(committee.clerk, "Kết thúc sớm")
    await committee.presses(committee.clerk, "Kết thúc ngay")
    await committee.presses(dung, "Trả lời góp ý")
    await committee.presses(dung, "Tiếp thu")
    await committee.presses(dung, "Công bố trả lời")
    await committee.presses(dung, "Công bố ngay")
    await town.go_on(to=town.clock.now().replace(hour=2, minute=0))
    assert "Đã có trả lời cho ý kiến của ông/bà" in lan.chat(committee.bot).last.text
    await committee.presses(lan, "Hài lòng")
    data = await committee.writes(lan, "/dulieu")
    assert "Kênh nên dài hơn 3 km" in data.text
    await committee.presses(lan, "Xóa dữ liệu của tôi")
    gone = await committee.presses(lan, "Vâng, xóa")
    assert "Đã xóa" in data.text
    data = await committee.writes(lan, "/dulieu")
    assert "không lưu thông tin nào khác" in data.text
    status = await committee.writes(lan, code)
    assert "tiếp thu" in status.text
    assert gone is not None


async def test_the_clerk_prints_the_code_and_shares_the_link(committee):
    link, _group = await public_link(committee)
    clerk = committee.clerk
    picture = next(m for m in clerk.chat(committee.bot).messages if m.photo)
    share = next(button for button in picture.keyboard if button.url)
    assert share.url.startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me%2F")
    assert link.rpartition("=")[2] in share.url
    page = await committee.presses(clerk, "Tờ dán", picture)
    assert page.document.name == "moi-gop-y.pdf"
    assert page.document.content.startswith(b"%PDF")


async def test_members_go_their_way_and_who_does_not_agree_can_read(committee):
    town = committee.town
    link, _group = await public_link(committee)
    committee.mai.follows(link)
    await town.settle()
    assert "Đồng chí chưa cho ý kiến" in committee.mai.chat(committee.bot).last.text
    hoa = town.person("Hoa")
    hoa.follows(link)
    await town.settle()
    note = await committee.presses(hoa, "Tôi không đồng ý")
    assert "không có thông tin nào của ông/bà được lưu" in note.text
    await committee.presses(hoa, "Đọc dự thảo")
    clause = await committee.presses(hoa, "III.2")
    assert "120 đồng hồ nước" in clause.text
    refused = await committee.presses(hoa, "Góp ý điều này")
    assert "đọc và đồng ý về việc lưu dữ liệu" in refused.text
    data = await committee.writes(hoa, "/dulieu")
    assert "không lưu thông tin nào khác" in data.text


async def test_a_citizen_who_writes_into_the_blue_is_led_to_the_drafts(committee):
    link, _group = await public_link(committee)
    hoa = committee.town.person("Hoa")
    hoa.follows(link)
    await committee.town.settle()
    await committee.presses(hoa, "Tôi đồng ý")
    answer = await committee.writes(hoa, "Xin chào")
    assert "chưa ghi lại gì" in answer.text
    assert answer.buttons == ["Góp ý dự thảo"]
    drafts = await committee.presses(hoa, "Góp ý dự thảo")
    assert any("nước sạch" in label for label in drafts.buttons)
    for command in ("/viec", "/trogiup", "/huy"):
        answer = await committee.writes(hoa, command)
        assert answer.buttons == ["Góp ý dự thảo"]
        assert "đồng chí" not in answer.text.lower().replace("các đồng chí trong cấp ủy", "")
