"""A new version comes: what changed is shown, and comments find their clause (S2.11, S2.21)."""

from io import BytesIO
from zipfile import ZipFile

from tests.stories.consulting import opens
from tests.stories.papers import CLAUSES, draft_docx

METERS = CLAUSES[7]
REVISED = (
    "I. TÌNH HÌNH",
    CLAUSES[1],
    "II. MỤC TIÊU",
    CLAUSES[3].replace("80%", "85%"),
    "2. Trồng mới 10 ha rừng phòng hộ đầu nguồn tại thôn Suối Vang.",
    CLAUSES[4].replace("2.", "3."),
    *CLAUSES[5:7],
    CLAUSES[8].replace("3.", "2."),
    *CLAUSES[9:],
)


async def test_a_new_version_shows_what_changed_and_asks_where_comments_belong(committee):
    clerk, mai, town = committee.clerk, committee.mai, committee.town
    group = await committee.meets()
    await opens(committee)
    shown = mai.chat(group).find("120 đồng hồ")
    mai.replies(shown, "120 cái là ít", quote="lắp đặt 120 đồng hồ nước")
    mai.replies(shown, "Nên nâng lên 85%", quote="80% số hộ dân được dùng")
    await town.settle()
    await committee.presses(clerk, "‹ Hồ sơ")
    await committee.presses(clerk, "Tình hình góp ý")
    await committee.presses(clerk, "Kết thúc sớm")
    await committee.presses(clerk, "Kết thúc ngay")
    await committee.sends_file(clerk, draft_docx(REVISED))
    await committee.presses(clerk, "Bản mới của")

    changes = await committee.presses(clerk, "Điểm mới của dự thảo lần 2")
    assert "Dự thảo lần 2: điểm mới so với lần 1" in changes.text
    assert "Sửa: 1 · thêm: 1 · bỏ: 1" in changes.text
    assert "80% 85% số hộ dân" in changes.text
    assert {entity["type"] for entity in changes.entities} >= {"strikethrough", "underline"}
    await committee.presses(clerk, "Đưa lên nhóm")
    posted = mai.chat(group).last
    assert posted.document.name == "so-sanh-lan-1-2.docx"
    body = ZipFile(BytesIO(posted.document.content)).read("word/document.xml").decode()
    assert "<w:ins " in body
    assert "<w:delText" in body

    await committee.writes(clerk, "/viec")
    asked = await committee.presses(clerk, "Chỗ của ý kiến")
    assert "Điều khoản III.2 của dự thảo lần 1 nay ở đâu trong dự thảo lần 2?" in asked.text
    assert "1 ý kiến sẽ theo điều khoản này" in asked.text
    await committee.presses(clerk, "Điều khoản khác")
    await committee.writes(clerk, "trong moi")
    await committee.presses(clerk, "II.2")
    done = clerk.chat(committee.bot).last
    assert "Mọi ý kiến đều đã có chỗ" in done.text
