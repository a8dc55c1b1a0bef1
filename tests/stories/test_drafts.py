"""A draft is handed in and completed (S0.1-S0.5, S0.20, S2.25, S2.43)."""

from tests.stories.papers import draft_docx


async def test_a_word_file_becomes_numbered_clauses(committee):
    form = await committee.sends_file(committee.clerk, draft_docx())
    assert "Nghị quyết về nước sạch" in form.text
    assert "11 điều, khoản, điểm" in form.text
    outline = await committee.presses(committee.clerk, "Xem điều khoản")
    assert any("III.2" in label for label in outline.buttons)


async def test_what_is_missing_is_asked_for_one_thing_at_a_time(committee):
    clerk = committee.clerk
    await committee.sends_file(clerk, draft_docx())
    await committee.presses(clerk, "Tiếp: Chủ trì soạn thảo")
    await committee.presses(clerk, "Trần Thị Dung")
    await committee.presses(clerk, "Tiếp: Nhận góp ý đến")
    await committee.presses(clerk, "30")
    await committee.presses(clerk, "Tiếp: Lấy ý kiến")
    await committee.presses(clerk, "Thành viên và người dân")
    await committee.presses(clerk, "Tiếp: Kế hoạch kiểm tra")
    await committee.presses(clerk, "Thêm một lần kiểm tra")
    await committee.presses(clerk, "Hồ Văn Sơn")
    await committee.presses(clerk, "Một đơn vị, thôn")
    await committee.writes(clerk, "Chi bộ thôn Bắc Sơn")
    await committee.presses(clerk, "đột xuất")
    await committee.presses(clerk, "›")
    plan = await committee.presses(clerk, "15")
    assert "15/12/2026: đ/c Hồ Văn Sơn kiểm tra Chi bộ thôn Bắc Sơn" in plan.text
    form = await committee.presses(clerk, "‹ Dự thảo")
    assert "còn thiếu" not in form.text
    assert "✓ Chủ trì soạn thảo: Trần Thị Dung" in form.text


async def test_a_secret_paper_is_refused_and_nothing_is_kept(committee):
    answer = await committee.sends_file(committee.clerk, draft_docx(head=["TUYỆT MẬT"]))
    assert "Không nhận: văn bản có đóng dấu TUYỆT MẬT" in answer.text
    hoso = await committee.writes(committee.clerk, "/hoso")
    assert "Chưa có hồ sơ nào" in hoso.text


async def test_a_member_who_may_not_draft_is_told_so(committee):
    answer = await committee.sends_file(committee.mai, draft_docx())
    assert "không thuộc phần việc" in answer.text
    asked = await committee.writes(committee.mai, "/duthao")
    assert "không thuộc phần việc" in asked.text
    assert asked.buttons == ["Việc đang chờ tôi"]


async def test_a_draft_waits_on_the_desk_of_those_who_prepare_it(committee):
    clerk = committee.clerk
    empty = await committee.writes(clerk, "/viec")
    assert "không có việc nào chờ" in empty.text
    assert empty.buttons == ["‹ Tất cả hồ sơ"]
    await committee.sends_file(clerk, draft_docx())
    desk = await committee.writes(clerk, "/viec")
    assert "Hoàn thiện dự thảo: Nghị quyết về nước sạch" in desk.text
    page = await committee.presses(clerk, "Dự thảo: Nghị quyết")
    assert "Giai đoạn: đang soạn thảo" in page.text
    assert "không có việc nào chờ" in (await committee.writes(committee.dung, "/viec")).text


async def test_an_answer_that_is_refused_can_be_written_again_or_given_up(committee):
    clerk = committee.clerk
    await committee.sends_file(clerk, draft_docx())
    await committee.presses(clerk, "Sửa thông tin")
    await committee.presses(clerk, "Nhận góp ý đến")
    refused = await committee.writes(clerk, "hôm nào cũng được")
    assert "Không thấy ngày" in refused.text
    assert refused.buttons == ["Thôi"]
    refused = await committee.writes(clerk, "20/11/2026")
    assert "Ngày 20/11/2026 sớm quá: chỉ nhận từ ngày 23/11/2026" in refused.text
    given_up = await committee.presses(clerk, "Thôi", refused)
    assert "không có gì thay đổi" in given_up.text
    assert "chưa ghi lại gì" in (await committee.writes(clerk, "30/11/2026")).text


async def test_every_choice_has_a_way_back_to_the_draft(committee):
    clerk = committee.clerk
    await committee.sends_file(clerk, draft_docx())
    for field in ("Loại văn bản", "Lấy ý kiến"):
        await committee.presses(clerk, "Sửa thông tin")
        choice = await committee.presses(clerk, field)
        assert choice.buttons[-1] == "‹ Dự thảo"
        await committee.presses(clerk, "‹ Dự thảo")
