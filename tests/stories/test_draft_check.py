"""A draft is checked before it leaves: weak tasks are named, damaged letters offered (S2.25)."""

from tests.stories.papers import CLAUSES, draft_docx

DAMAGED = (
    *CLAUSES[:6],
    "1. Giao Ban Xây dựng Đảng tăng cường nhiệm v ụ tuyên truyền về nước sạch.",
    "2. Ủy ban nhân dân xã lắp 120 đồng hồ nước giai đoạn 20262027, xong trước ngày 20/01/2027.",
    *CLAUSES[9:],
)


async def test_weak_tasks_are_named_and_letters_put_right_one_by_one(committee):
    clerk = committee.clerk
    await committee.sends_file(clerk, draft_docx(DAMAGED))
    page = await committee.presses(clerk, "Chỗ cần xem lại")
    assert "nhiệm vụ nên xem lại" in page.text
    tasks = await committee.presses(clerk, "nhiệm vụ nên xem lại")
    assert "III.1 Giao Ban Xây dựng Đảng tăng cường" in tasks.text
    assert "– chưa có số, sản phẩm, thời hạn, định tính" in tasks.text
    assert "thiếu: " in tasks.text
    await committee.presses(clerk, "‹ Chỗ cần xem lại")
    offer = await committee.presses(clerk, "Sửa 2 chỗ lỗi chữ")
    assert "Chỗ 1/2: thừa dấu cách trong chữ" in offer.text
    assert "tăng cường nhiệm v ụ tuyên truyền" in offer.text
    assert "tăng cường nhiệm vụ tuyên truyền" in offer.text
    await committee.presses(clerk, "Sửa")
    offer = await committee.presses(clerk, "Để nguyên")
    assert "Sửa 1/2 chỗ trong một bản mới; dự thảo lần 1 giữ nguyên như cũ" in offer.text
    await committee.presses(clerk, "Tạo dự thảo lần 2")
    done = clerk.chat(committee.bot).last
    assert "Đã có dự thảo lần 2, sửa 1 chỗ" in done.text
    changes = await committee.presses(clerk, "Điểm mới của dự thảo lần 2")
    assert "tăng cường nhiệm v ụ vụ tuyên truyền" in changes.text
