"""A draft is talked about in its group until every comment is answered (S1.3, S2.11, S2.21)."""

from datetime import UTC, datetime

from tests.stories.consulting import hands_in, opens
from tests.stories.papers import draft_docx

LAST_MORNING = datetime(2026, 11, 30, 0, 31, tzinfo=UTC)  # 07:31 in Vietnam
NEXT_NIGHT = datetime(2026, 11, 30, 17, 1, tzinfo=UTC)
NEXT_MORNING = datetime(2026, 12, 1, 0, 31, tzinfo=UTC)


def text_to_quote(person, group):
    return person.chat(group).find("80% số hộ dân")


async def test_a_quotation_becomes_a_comment_that_is_answered(committee):
    clerk, mai, dung, town = committee.clerk, committee.mai, committee.dung, committee.town
    group = await committee.meets()
    preview = await opens(committee, drafter=dung)
    assert "hết ngày 30/11/2026 (còn 7 ngày)" in preview
    assert "5 đồng chí có quyền biểu quyết" in preview
    card, text, file = mai.chat(group).messages[-4], *mai.chat(group).messages[-2:]
    assert mai.chat(group).pinned == [card]
    assert file.document.name == "du-thao.docx"
    said = mai.replies(text, "Nên nâng lên 85%", quote="80% số hộ dân được dùng")
    await town.settle()
    assert said.reaction_counts == {"✍": 1}
    mai.edits(said, "Nên nâng lên 90%")
    committee.hung.presses("Đồng ý toàn văn", chat=group)
    await town.settle()
    assert "2/5 đồng chí đã cho ý kiến, 1 góp ý" in card.text
    status = await committee.presses(clerk, "‹ Hồ sơ")
    await committee.presses(clerk, "Tình hình góp ý")
    assert "Chưa có ý kiến: Phạm Văn An, Nguyễn Văn Bình, Trần Thị Dung" in status.text
    await committee.presses(clerk, "Kết thúc sớm")
    await committee.presses(clerk, "Kết thúc ngay")
    assert "Đã kết thúc lấy ý kiến" in mai.chat(group).last.text
    committee.an.replies(text, "Tôi còn một ý nữa", quote="80% số hộ dân được dùng")
    await town.settle()
    refused = committee.an.chat(committee.bot).last.text
    assert refused == "Việc lấy ý kiến đã kết thúc nên lần này chưa ghi nhận được."
    papers = [m.document.name for m in dung.chat(committee.bot).messages if m.document]
    assert [name.rpartition(".")[2] for name in papers] == ["docx", "xlsx"]
    await committee.presses(dung, "Trả lời góp ý")
    page = dung.chat(committee.bot).find("Nên nâng lên 90%")
    assert "II.1" in page.text
    assert "Đ/c Võ Thị Mai" in page.text
    await committee.presses(dung, "Tiếp thu một phần")
    page = await committee.writes(dung, "Nâng lên 85%, vì vốn năm 2026 chỉ đủ như vậy.")
    assert "Đã soạn, chưa công bố: tiếp thu một phần" in page.text
    await committee.presses(dung, "Công bố trả lời")
    assert "1 câu trả lời cho 1 ý kiến" in page.text
    assert "1 người được báo riêng" in page.text
    await committee.presses(dung, "Công bố ngay")
    await town.go_on(to=town.clock.now().replace(hour=2, minute=0))
    answer = mai.chat(committee.bot).last.text
    assert "Đã có trả lời cho ý kiến của đồng chí" in answer
    assert "tiếp thu một phần. Nâng lên 85%, vì vốn" in answer
    assert "Đã trả lời 1/1 ý kiến" in card.text
    await committee.presses(mai, "Chưa thỏa đáng")
    await committee.writes(dung, "/hoso")
    await committee.presses(dung, "Nghị quyết về nước sạch")
    overview = await committee.presses(dung, "Ý kiến theo điều khoản")
    assert "✓ II.1 · 1" in overview.buttons
    await committee.presses(dung, "1 người góp ý chưa thỏa đáng")
    assert "Nên nâng lên 90%" in overview.text


async def test_a_member_finds_a_clause_by_letters_and_can_take_everything_back(committee):
    an, town = committee.an, committee.town
    group = await committee.meets()
    await opens(committee)
    an.follows(an.chat(group).button("Góp ý từng điều")[1])
    await town.settle()
    found = await committee.writes(an, "dong ho nuoc")
    assert [label for label in found.buttons if label.startswith("III")] == [found.buttons[0]]
    question = await committee.presses(an, "III.2")
    assert "120 đồng hồ nước" in question.text
    taken = await committee.writes(an, "Nên là 150 đồng hồ")
    assert "Đã ghi ý kiến của đồng chí: III.2" in taken.text
    await committee.presses(an, "Ý kiến của tôi")
    mine = await committee.presses(an, "Rút ý kiến 1")
    assert "đã rút" in mine.text
    desk = await committee.writes(an, "/viec")
    assert "Góp ý Nghị quyết về nước sạch" in desk.text
    await committee.presses(an, "Góp ý: Nghị quyết")
    desk = await committee.presses(an, "Đồng ý toàn văn")
    assert "đã đồng ý toàn văn" in desk.text
    assert "1/5 đồng chí đã cho ý kiến" in an.chat(group).find("đang lấy ý kiến").text
    await committee.presses(an, "Rút lại ý kiến đồng ý")
    assert "0/5 đồng chí đã cho ý kiến" in an.chat(group).find("đang lấy ý kiến").text


async def test_in_a_forum_the_draft_has_a_topic_where_talk_is_not_a_comment(committee):
    mai, town = committee.mai, committee.town
    group = await committee.meets(forum=True)
    preview = await opens(committee)
    assert "chủ đề riêng" in preview
    text = text_to_quote(mai, group)
    topic = group.chat.topics[text.thread_id]
    assert topic.name == "Nghị quyết về nước sạch và thủy lợi nội đồng năm 2026 - 2027"
    mai.writes(group, "Mời các đồng chí đọc nhé", topic=topic)
    said = mai.replies(text, "mục III.1: giao thêm Đoàn Thanh niên")
    await town.settle()
    assert said.reaction_counts == {"✍": 1}
    card = mai.chat(group).find("đang lấy ý kiến")
    assert "1/5 đồng chí đã cho ý kiến, 1 góp ý" in card.text
    page = await committee.writes(mai, "/gopy")
    page = await committee.presses(mai, "Nghị quyết về nước sạch")
    page = await committee.presses(mai, "Ý kiến của tôi")
    assert "III.1: mục III.1: giao thêm Đoàn Thanh niên" in page.text


async def test_the_silent_are_asked_once_and_who_has_no_chat_is_named_on_the_card(committee):
    binh, mai, hung, town = committee.binh, committee.mai, committee.hung, committee.town
    group = await committee.meets()
    await opens(committee)
    mai.replies(text_to_quote(mai, group), "Đồng ý")
    hung.blocks(committee.bot)
    await town.settle()
    await town.go_on(to=LAST_MORNING)
    await town.go_on(to=LAST_MORNING.replace(hour=3))
    reminders = [m for m in binh.chat(committee.bot).messages if "Chưa nhận được ý kiến" in m.text]
    assert len(reminders) == 1
    assert not any("Chưa nhận được" in m.text for m in mai.chat(committee.bot).messages)
    card = mai.chat(group).find("đang lấy ý kiến")
    assert "Kính mời cho ý kiến: đồng chí Đặng Quốc Hùng." in card.text
    await town.go_on(to=NEXT_NIGHT)
    assert "đã kết thúc lấy ý kiến" in card.text
    assert not any("Đã kết thúc" in m.text for m in mai.chat(group).messages)
    await town.go_on(to=NEXT_MORNING)
    assert "Đã kết thúc lấy ý kiến" in mai.chat(group).last.text
    mai.edits(mai.chat(group).find("Đồng ý"), "Thực ra tôi có ý kiến khác")
    await town.settle()
    assert "Đã hết hạn nhận góp ý" in mai.chat(committee.bot).last.text


async def test_what_cannot_be_a_comment_is_answered_kindly(committee):
    mai, town = committee.mai, committee.town
    group = await committee.meets()
    await opens(committee)
    text = text_to_quote(mai, group)
    sent = mai.sends_file(group, "gop-y.docx", b"PK", reply_to=text)
    await town.settle()
    assert sent.reaction_counts == {"✍": 1}
    guest = town.person("Khách")
    guest.joins(group)
    for words in ("Tôi có ý kiến", "Tôi có thêm ý kiến"):
        guest.replies(text_to_quote(guest, group), words)
        await town.settle()
    assert sum("chỉ ghi nhận góp ý của thành viên" in m.text for m in mai.chat(group).messages) == 1
    committee.clerk.promotes(committee.binh, group, anonymous=True)
    hidden = committee.binh.replies(text, "Cần rõ vốn", quote="120 đồng hồ nước")
    await town.settle()
    asked = mai.chat(group).last
    assert "gửi ẩn danh" in asked.text
    committee.binh.presses("Tôi là người góp ý", asked)
    await town.settle()
    assert asked.text == "Đã ghi nhận góp ý."
    assert hidden.reaction_counts == {"✍": 1}


async def test_a_consultation_is_not_opened_before_all_is_known_or_by_anybody(committee):
    await committee.sends_file(committee.clerk, draft_docx())
    form = committee.clerk.chat(committee.bot).last
    assert "Mở lấy ý kiến" not in form.buttons
    await hands_in(committee)
    await committee.writes(committee.mai, "/hoso")
    assert "Chưa có hồ sơ nào" in committee.mai.chat(committee.bot).last.text
    await committee.writes(committee.binh, "/hoso")
    page = await committee.presses(committee.binh, "Nghị quyết về nước sạch")
    assert "Mở lấy ý kiến" in page.buttons


async def test_a_straw_poll_counts_members_only(committee):
    clerk, town = committee.clerk, committee.town
    group = await committee.meets()
    await opens(committee)
    await committee.presses(clerk, "Thăm dò")
    await committee.presses(clerk, "Thăm dò mới")
    await committee.writes(clerk, "Mức 80% thế nào?")
    refused = await committee.writes(clerk, "Vừa")
    assert "từ 2 đến 10 phương án" in refused.text
    preview = await committee.writes(clerk, "Thấp\nVừa\nCao")
    assert "chỉ tính đồng chí có quyền biểu quyết" in preview.text
    await committee.presses(clerk, "Đăng thăm dò")
    poll = next(m for m in clerk.chat(group).messages if m.poll)
    assert poll.is_protected
    committee.mai.answers_poll(poll, ["Cao"])
    committee.mai.answers_poll(poll, ["Vừa"])
    committee.son.answers_poll(poll, ["Cao"])  # inspects, has no vote
    await town.settle()
    standing = await committee.presses(clerk, "‹ Tình hình góp ý")
    standing = await committee.presses(clerk, "Thăm dò")
    assert "• Vừa: 1 (100%)" in standing.text
    assert "1/5 đồng chí đã trả lời" in standing.text
    await committee.presses(clerk, "‹ Tình hình góp ý")
    await committee.presses(clerk, "Kết thúc sớm")
    await committee.presses(clerk, "Kết thúc ngay")
    assert poll.poll.is_closed
    assert "Kết quả thăm dò: Mức 80% thế nào?" in clerk.chat(group).last.text
