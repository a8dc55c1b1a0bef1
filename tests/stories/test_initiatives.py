"""From a proposal to a draft: written down by the office, handed in by the drafter (S0.1-S0.5)."""

from tests.stories.papers import draft_docx


async def test_an_initiative_is_given_to_a_drafter_who_hands_in_the_draft(committee):
    clerk, mai = committee.clerk, committee.mai
    await committee.writes(clerk, "/sangkien")
    await committee.presses(clerk, "Ghi một sáng kiến")
    page = await committee.writes(clerk, "Nước sạch cho <vùng cao>")
    assert "Sáng kiến: Nước sạch cho <vùng cao>" in page.text
    await committee.presses(clerk, "Tiếp: Người đề xuất")
    await committee.writes(clerk, "Hội Nông dân xã")
    await committee.presses(clerk, "Tiếp: Căn cứ")
    await committee.presses(clerk, "Văn bản cấp trên")
    await committee.writes(clerk, "Nghị quyết số 05-NQ/TU, ngày 01/10/2026")
    await committee.presses(clerk, "Tiếp: Thẩm quyền")
    await committee.writes(clerk, "Ban Chấp hành Đảng bộ xã")
    await committee.presses(clerk, "Tiếp: Chủ trì soạn thảo")
    await committee.presses(clerk, "Võ Thị Mai")
    await committee.presses(clerk, "Tiếp: Hạn có dự thảo")
    page = await committee.presses(clerk, "30")
    assert "✓ Căn cứ: văn bản cấp trên – Nghị quyết số 05-NQ/TU" in page.text
    await committee.presses(clerk, "Giao soạn thảo")
    told = mai.chat(committee.bot).last
    assert "Đồng chí được giao chủ trì soạn thảo: Nước sạch" in told.text
    assert "30/11/2026, còn 7 ngày" in told.text
    assert (
        "Soạn thảo: Nước sạch cho <vùng cao> — 30/11/2026" in (await committee.writes(mai, "/viec")).text
    )

    await committee.presses(mai, "Sáng kiến: Nước sạch")
    await committee.presses(mai, "Đính kèm: Khảo sát")
    page = await committee.sends_file(mai, draft_docx(), "khao-sat.docx")
    assert "📎 Khảo sát: khao-sat.docx" in page.text
    await committee.presses(mai, "Nộp dự thảo")
    form = await committee.sends_file(mai, draft_docx())
    assert "11 điều, khoản, điểm" in form.text
    assert "✓ Chủ trì soạn thảo: Võ Thị Mai" in form.text
    assert "đã có dự thảo" in (await committee.writes(clerk, "/initiatives")).text
    await committee.presses(clerk, "Nước sạch cho")
    await committee.presses(clerk, "Xem: khao-sat.docx")
    assert clerk.chat(committee.bot).last.document.name == "khao-sat.docx"
