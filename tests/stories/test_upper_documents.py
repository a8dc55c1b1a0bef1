"""From a document of the province to the trace paper: entered, ticked, linked, traced (S1.7-S1.9)."""

from io import BytesIO

from docx import Document

from storage.drafts import store_draft
from tests.actions.committees import text_of
from tests.stories.issued import Issued
from tests.stories.papers import CLAUSES, draft_docx
from tests.stories.test_personal_data import places
from tests.stories.upper_papers import upper_docx


async def is_entered(committee, content, name="chi-thi.docx"):
    await committee.writes(committee.clerk, "/vanban")
    await committee.presses(committee.clerk, "Thêm văn bản cấp trên")
    return await committee.sends_file(committee.clerk, content, name)


async def test_what_the_province_requires_is_traced_to_our_clauses(committee):
    clerk = committee.clerk
    told = await is_entered(committee, upper_docx(mark="TỐI MẬT"))
    assert "bí mật nhà nước" in told.text
    page = await is_entered(committee, upper_docx())
    assert "12-CT/TU: về bảo đảm nước sạch cho vùng cao" in page.text
    assert "✓ Ngày ban hành: 05/10/2026" in page.text
    await committee.presses(clerk, "Tiếp: Nhóm vấn đề")
    await committee.presses(clerk, "Nhóm vấn đề khác")
    await committee.writes(clerk, "Nước sạch")
    page = await committee.presses(clerk, "Rà soát 5 yêu cầu")
    assert "☑ II.2.a (giao việc)" in page.text
    page = await committee.presses(clerk, "III.1")
    assert "☐ III.1" in page.text
    assert "4 điều, khoản được đánh dấu" in page.text
    await committee.presses(clerk, "Đã rà soát xong")
    page = await committee.presses(clerk, "Hạn 31/12/2026 (II.1)")
    owed = "Cần cụ thể hóa: 12-CT/TU: về bảo đảm nước sạch cho vùng cao — 31/12/2026, còn 38 ngày"
    assert owed in (await committee.writes(committee.binh, "/viec")).text

    await committee.writes(clerk, "/duthao")
    await committee.sends_file(clerk, draft_docx())
    await committee.presses(clerk, "Cụ thể hóa văn bản nào?")
    await committee.presses(clerk, "☐ 12-CT/TU")
    await committee.presses(clerk, "Đối chiếu với cấp trên: còn 4")
    step = await committee.presses(clerk, "Đối chiếu 4 yêu cầu còn lại")
    assert "Yêu cầu 1/4: 12-CT/TU, II.1" in step.text
    await committee.presses(clerk, "Chọn điều khoản")
    await committee.writes(clerk, "muc tieu")
    chosen = await committee.presses(clerk, "☐ II MỤC TIÊU")
    assert "Đã chọn: II" in chosen.text
    step = await committee.presses(clerk, "Xong ›")
    assert "Yêu cầu 2/4" in step.text
    await committee.presses(clerk, "Đã có tại III.2")
    step = await committee.presses(clerk, "Để sau ›")
    assert "chưa có nội dung nào gần với yêu cầu này" in step.text
    await committee.presses(clerk, "Không áp dụng")
    page = await committee.writes(clerk, "Xã không có <ngân sách> riêng")
    assert "đã có trong dự thảo 2, có ở nghị quyết khác 0, không áp dụng 1, còn lại 1" in page.text
    assert "không áp dụng: Xã không có <ngân sách> riêng" in page.text
    await committee.presses(clerk, "Bảng đối chiếu")
    paper, sheet = (m.document for m in clerk.chat(committee.bot).messages[-2:])
    table = Document(BytesIO(paper.content)).tables[-1]
    assert [cell.text for cell in table.rows[2].cells] == [
        "2", "12-CT/TU\nII.2.a", "Lắp đặt đồng hồ nước cho 100% số hộ ở vùng cao trong quý I/2027.",
        f"III.2: {CLAUSES[7].removeprefix('2. ')}",
    ]  # fmt: skip
    assert sheet.name.endswith(".xlsx")
    register = await committee.writes(clerk, "/documents")
    assert "1 văn bản, 4 yêu cầu: đã đối chiếu 3. Chờ cụ thể hóa: 0 văn bản" in register.text

    await committee.presses(clerk, "12-CT/TU")
    await committee.presses(clerk, "Tệp gốc")
    assert clerk.chat(committee.bot).last.document.name == "chi-thi.docx"
    await committee.writes(clerk, "/vanban")
    await committee.presses(clerk, "Thêm văn bản cấp trên")
    told = await committee.writes(clerk, "TỐI MẬT\nCHỈ THỊ\n1. Giao các xã rà phá bom mìn.")
    assert "bí mật nhà nước" in told.text
    assert places(committee.town.bot.engine, ["bom m"]) == []  # it is not even kept as it came
    page = await committee.writes(
        clerk, "CHỈ THỊ\n1. Giao các cấp ủy bố trí cán bộ.\n2. Dẫn lại 12-CT/TU."
    )
    assert "✗ Số, ký hiệu: còn thiếu" in page.text
    assert "Trợ lý thấy 1 điều, khoản" in page.text
    # For three days as it came, and as the document of the register.
    kept = places(committee.town.bot.engine, ["bố trí cán bộ"])
    assert {place.split(".")[0] for place in kept} == {"inbox", "upper_clause"}


async def test_a_draft_is_compared_with_what_is_in_force_as_it_comes_and_anew(committee):
    clerk, said = committee.clerk, CLAUSES[7].removeprefix("2. ")
    comes_into_force(Issued(committee), said)
    await committee.writes(clerk, "/duthao")
    await committee.sends_file(clerk, draft_docx())
    page = await committee.presses(clerk, "Chỗ cần xem lại")
    assert "Chỗ trùng lắp: 1" in page.buttons
    comes_into_force(Issued(committee, number=8), said)
    await committee.presses(clerk, "‹ Dự thảo")
    await committee.presses(clerk, "Chỗ cần xem lại")
    card = await committee.presses(clerk, "So với văn bản đang có hiệu lực")
    assert "Đã so bản mới nhất với 2/2 nghị quyết, kế hoạch." in card.text
    assert "So với văn bản đang có hiệu lực" not in card.buttons
    page = await committee.presses(clerk, "Chỗ trùng lắp: 1")
    assert "Còn 1 văn bản khác đang có hiệu lực cũng nêu gần như vậy." in page.text
    assert "Giữ cả hai" in page.buttons


def comes_into_force(issued, said):
    issued.does(
        lambda work: store_draft(
            work.session, text_of(said), resolution_id=issued.id, member_id=issued.ids["Lê Thị Hạnh"],
            file_id="file", file_name="du-thao.docx", now=work.now,
        )
    )  # fmt: skip
