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
