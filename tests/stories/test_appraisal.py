"""An important draft is appraised by somebody else, sent back, changed, and passed (S0.8, G2)."""

from io import BytesIO

import pytest
from docx import Document

from tests.stories.adoption import consulted
from tests.stories.papers import CLAUSES, draft_docx

TITLE = "Nghị quyết về nước sạch"
FORM = "Đúng thể thức.\nTrích yếu còn dài, đề nghị rút gọn."
PROPOSALS = "1. Ghi rõ nguồn vốn ở mục III.2.\n2. Bổ sung nơi nhận."


async def shows(committee, person, *labels):
    """Open the resolution's page and press one button after the other; give what is shown then."""
    await committee.writes(person, "/hoso")
    shown = await committee.presses(person, TITLE)
    for label in labels:
        shown = await committee.presses(person, label)
    return shown


async def asks(committee, *, to="Phạm Văn An", again=False):
    """Let the clerk ask somebody to appraise the draft."""
    label = "Giao thẩm định lại" if again else "Giao thẩm định"
    await shows(committee, committee.clerk, "Thẩm định", label, to)
    return await committee.writes(committee.clerk, "27/11/2026")


async def changes(committee, said):
    """Let the clerk hand in a version in which the clause about the meters says something more."""
    changed = (*CLAUSES[:7], CLAUSES[7].replace("xong", f"{said}, xong"), *CLAUSES[8:])
    await committee.sends_file(committee.clerk, draft_docx(changed))
    await committee.presses(committee.clerk, "Bản mới của")


def lines_of(message):
    """What stands in a paper, line by line."""
    return [paragraph.text for paragraph in Document(BytesIO(message.document.content)).paragraphs]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_an_important_draft_comes_to_the_vote_as_somebody_else_has_passed_it(committee):
    clerk, an = committee.clerk, committee.an
    await consulted(committee)
    page = await shows(committee, clerk, "Thẩm định", "Đánh dấu là dự thảo quan trọng")
    assert "mời giao người khác, không phải người soạn thảo" in page.text
    await committee.presses(clerk, "Giao thẩm định")
    pressed = clerk.presses("Lê Thị Hạnh", chat=committee.bot)
    await committee.town.settle()
    assert "Lê Thị Hạnh chủ trì soạn thảo nên không thẩm định" in (await pressed.answered()).text
    await committee.presses(clerk, "Phạm Văn An")
    await committee.writes(clerk, "27/11/2026")
    page = await shows(committee, clerk)
    assert page.buttons[0] == "Thẩm định trước khi biểu quyết"
    assert "Mở biểu quyết" not in page.buttons

    assert "Đề nghị thẩm định: Nghị quyết về nước sạch" in an.chat(committee.bot).last.text
    await committee.writes(an, "/viec")
    await committee.presses(an, "Thẩm định")
    await committee.presses(an, "Tiếp: Thể thức")
    await committee.writes(an, FORM)
    for _part in ("Nội dung, số liệu", "Kiến nghị thẩm định"):
        await committee.presses(an, "Không có")
    refused = an.presses("Trả lại", chat=committee.bot)
    await committee.town.settle()
    assert "Còn thiếu: Kiến nghị thẩm định" in (await refused.answered()).text
    await committee.presses(an, "Viết lại: Kiến nghị thẩm định")
    await committee.writes(an, PROPOSALS)
    await committee.presses(an, "Trả lại")
    told = clerk.chat(committee.bot).last
    assert "Trả lại: đồng chí Phạm Văn An, dự thảo lần 1" in told.text
    said = lines_of(await committee.presses(clerk, "Báo cáo (.docx)"))
    start = said.index("I. KHÁI QUÁT HỒ SƠ")
    assert said[start : said.index("Kết luận thẩm định: Trả lại./.") + 1] == [
        "I. KHÁI QUÁT HỒ SƠ",
        "Người trình: đồng chí Lê Thị Hạnh",
        "Loại văn bản: Nghị quyết",
        "Cơ quan ban hành: Đảng ủy xã Công Hải",
        "Thẩm quyền ký: T/M ĐẢNG ỦY, BÍ THƯ",
        "Hồ sơ gồm:",
        "- dự thảo lần 1, 11 điều khoản (du-thao.docx)",
        "- 2 căn cứ",
        "- kế hoạch kiểm tra gồm 1 lần",
        "- không có ý kiến góp ý",
        "II. KẾT QUẢ THẨM ĐỊNH",
        "1. Thể thức",
        *FORM.splitlines(),
        "2. Nội dung, số liệu",
        "Không có.",
        "III. KIẾN NGHỊ",
        *PROPOSALS.splitlines(),
        "Kết luận thẩm định: Trả lại./.",
    ]

    await changes(committee, "vốn ngân sách xã")
    page = await shows(committee, clerk, "Thẩm định trước khi biểu quyết")
    assert "thẩm định đã trả lại dự thảo" in page.text
    await asks(committee, again=True)
    await appraises(committee, an, "Trình sau khi chỉnh sửa")
    page = await shows(committee, clerk, "Thẩm định trước khi biểu quyết")
    assert "thẩm định yêu cầu chỉnh sửa" in page.text
    await changes(committee, "vốn ngân sách xã và vốn góp")
    assert "Mở biểu quyết" in (await shows(committee, clerk)).buttons
    await asks(committee, to="Võ Thị Mai", again=True)
    assert "Mở biểu quyết" not in (await shows(committee, clerk)).buttons
    await appraises(committee, committee.mai, "Đủ điều kiện trình")
    preview = await shows(committee, clerk, "Mở biểu quyết")
    assert "Văn bản: dự thảo lần 3" in preview.text


async def appraises(committee, person, outcome):
    """Let somebody write a short report and conclude."""
    await committee.writes(person, "/viec")
    await committee.presses(person, "Thẩm định")
    for _part in ("Thể thức", "Nội dung, số liệu"):
        await committee.presses(person, "Không có")
    await committee.presses(person, "Tiếp: Kiến nghị thẩm định")
    await committee.writes(person, PROPOSALS)
    await committee.presses(person, outcome)
