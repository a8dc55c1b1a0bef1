"""A secret paper is refused at every door and nothing of it stays; an unseen one is asked about."""

import io

import docx
import pytest

from tests.documents.test_archives import packed
from tests.simulator.test_files import picture
from tests.stories.consulting import hands_in, opens
from tests.stories.test_personal_data import places

BOMB = packed({"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": b" " * 70_000_000})
TITLE = "Nghị quyết về nước sạch"


def secret_docx():
    made = docx.Document()
    for line in ("TỐI MẬT", "BÁO CÁO", "về tình hình biên giới của xã"):
        made.add_paragraph(line)
    store = io.BytesIO()
    made.save(store)
    return store.getvalue()


async def by_draft(committee):
    await committee.writes(committee.clerk, "/duthao")
    return committee.clerk


async def by_version(committee):
    """The file of a version comes while another draft is open, so it is asked first what it is."""
    await hands_in(committee)
    return committee.clerk


async def by_upper_document(committee):
    await committee.writes(committee.clerk, "/vanban")
    await committee.presses(committee.clerk, "Thêm văn bản cấp trên")
    return committee.clerk


async def by_roster(committee):
    await committee.writes(committee.clerk, "/danhsach")
    await committee.presses(committee.clerk, "Gửi danh sách")
    return committee.clerk


async def by_initiative(committee):
    await committee.writes(committee.clerk, "/sangkien")
    await committee.presses(committee.clerk, "Ghi một sáng kiến")
    await committee.writes(committee.clerk, "Nước sạch")
    await committee.presses(committee.clerk, "Đính kèm: Khảo sát")
    return committee.clerk


async def by_round(committee):
    await hands_in(committee)
    await to_round_papers(committee)
    return committee.clerk


async def to_round_papers(committee):
    clerk = committee.clerk
    await committee.writes(clerk, "/hoso")
    await committee.presses(clerk, TITLE)
    await committee.presses(clerk, "Mở lấy ý kiến")
    await committee.presses(clerk, "Chia thành các vòng")
    await committee.presses(clerk, "Thêm vòng")
    await committee.presses(clerk, "Thường trực")
    await committee.presses(clerk, "Tài liệu")
    await committee.presses(clerk, "Thêm tài liệu")


async def by_comment(committee):
    await committee.meets()
    await opens(committee)
    await committee.writes(committee.an, "/gopy")
    await committee.presses(committee.an, TITLE)
    await committee.presses(committee.an, "Góp ý chung")
    return committee.an


DOORS = [by_draft, by_version, by_upper_document, by_roster, by_initiative, by_round, by_comment]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # actions try the statements on both
@pytest.mark.parametrize("come", DOORS, ids=lambda door: door.__name__)
async def test_a_secret_paper_is_refused_at_every_door_and_nothing_of_it_stays(committee, come):
    person = await come(committee)
    table = come is by_roster
    name = "danh-sach-nhan-su.csv" if table else "tinh-hinh-bien-gioi.docx"
    content = "TỐI MẬT;\nHọ và tên;Vai trò\n".encode() if table else secret_docx()
    sent = person.sends_file(committee.bot, name, content)
    await committee.town.settle()
    if come is by_version:
        await committee.presses(person, "Văn bản mới")
    assert "TỐI MẬT" in person.chat(committee.bot).last.text
    assert places(committee.town.bot.engine, [name, sent.document.file.file_id]) == []


async def test_of_a_picture_the_clerk_is_asked_and_a_members_is_marked_for_who_answers(committee):
    clerk, an = committee.clerk, committee.an
    await by_comment(committee)
    an.sends_file(committee.bot, "anh-hien-trang.png", picture())
    await committee.town.settle()
    assert "📎 Có 1 tệp kèm" in an.chat(committee.bot).last.text
    await committee.presses(clerk, "‹ Hồ sơ")
    await committee.presses(clerk, "Tình hình góp ý")
    await committee.presses(clerk, "Đọc góp ý")
    page = await committee.presses(clerk, "Toàn văn")
    assert "📎 Có 1 tệp kèm, 1 tệp chưa xem được bên trong" in page.text

    await committee.writes(clerk, "/sangkien")
    await committee.presses(clerk, "Ghi một sáng kiến")
    await committee.writes(clerk, "Nước sạch")
    for press in ("Không nhận tệp này", "Không mật, nhận tệp này"):
        await committee.writes(clerk, "/sangkien")
        await committee.presses(clerk, "Nước sạch")
        await committee.presses(clerk, "Đính kèm: Khảo sát")
        asked = await committee.sends_file(clerk, picture(), "ban-chup.png")
        assert "Chưa xem được bên trong tệp này: ban-chup.png" in asked.text
        page = await committee.presses(clerk, press)
    assert "📎 Khảo sát: ban-chup.png" in page.text
    await committee.presses(clerk, "Đính kèm: Khảo sát")
    told = await committee.sends_file(clerk, BOMB, "so-lieu.xlsx")
    assert "khi giải nén, tệp phình ra quá lớn" in told.text
