"""Tasks are given, carried out and judged in private; the group sees the card (S2.13, S2.25, S2.35)."""

from datetime import date, time
from io import BytesIO

import pytest
from docx import Document
from openpyxl import Workbook
from sqlmodel import select

from rules.calendar import local_moment
from rules.resolutions import ResolutionCard
from storage.chats import ChatKind, ChatRow
from tests.stories.carrying_out import InForce

HEADER = ("Việc", "Người thực hiện", "Phối hợp", "Người kiểm tra", "Hạn", "Chỉ tiêu", "Đơn vị tính")
ROWS = (
    ("Lắp 120 đồng hồ", "Trần Thị Dung", "Võ Thị Mai", "Hồ Văn Sơn", date(2026, 12, 15), 120, "cái"),
    ("Nạo vét 03 km kênh", "tran thi dung", None, None, date(2026, 12, 1), 3, "km"),
    ("Tuyên truyền nước sạch", "Phạm Văn An", None, None, date(2026, 12, 8), None, None),
)  # fmt: skip


@pytest.fixture
def in_force(committee):
    """An issued resolution whose inspections Hồ Văn Sơn holds."""
    return InForce(committee)


def xlsx(*rows):
    book, out = Workbook(), BytesIO()
    assert book.active is not None
    for row in (HEADER, *rows):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def last(committee, person):
    return person.chat(committee.bot).last


def says(committee, person, text):
    """How many messages in somebody's private chat say this."""
    return sum(text in (message.text or "") for message in person.chat(committee.bot).messages)


async def opens(committee, label):
    """Let the clerk open the resolution and press a button there."""
    await committee.writes(committee.clerk, "/hoso")
    await committee.presses(committee.clerk, "1. Nghị quyết")
    return await committee.presses(committee.clerk, label)


async def day(committee, on, at=time(8)):
    await committee.town.go_on(to=local_moment(on, at))


async def test_a_clause_becomes_a_task_that_is_reported_returned_and_confirmed(committee, in_force):
    clerk, owner, inspector = committee.clerk, committee.dung, committee.son
    first = await opens(committee, "Việc đề xuất từ văn bản")
    assert "Việc đề xuất 1/6" in first.text
    assert "văn bản ghi “Đến hết năm 2026”" in first.text
    second = await committee.presses(clerk, "Để sau")
    assert "✗ Người thực hiện: còn thiếu (văn bản ghi “Ban Xây dựng Đảng”)" in second.text
    assert "Người kiểm tra: Hồ Văn Sơn" in second.text
    await committee.presses(clerk, "Tiếp: Người thực hiện")
    await committee.presses(clerk, "Trần Thị Dung")
    third = await committee.presses(clerk, "Xác nhận và giao")
    assert "Việc đề xuất 2/5" in third.text  # the next one is shown at once
    assert "Việc mới của đồng chí: Giao Ban Xây dựng Đảng chủ trì" in last(committee, owner).text
    page = await committee.presses(owner, "Nhận việc")
    assert "Hạn 14/12/2026, còn 21 ngày" in page.text
    await committee.presses(owner, "Báo hoàn thành")
    await committee.writes(owner, "Đã tuyên truyền ở 5/5 thôn")
    assert "Đã tuyên truyền ở 5/5 thôn" in last(committee, inspector).text
    await committee.presses(inspector, "Trả lại")
    await committee.writes(inspector, "Chưa có danh sách ký nhận")
    assert "Chưa có danh sách ký nhận" in last(committee, owner).text
    page = await committee.presses(owner, "Xem việc")
    assert "Trả lại: Chưa có danh sách ký nhận" in page.text
    await committee.presses(owner, "Báo hoàn thành")
    await committee.writes(owner, "Đã có danh sách")
    page = await committee.presses(inspector, "Xác nhận hoàn thành")
    assert "Hoàn thành ngày 23/11/2026, đúng hạn" in page.text
    history = await committee.presses(inspector, "Lịch sử")
    assert "trả lại (đ/c Hồ Văn Sơn): Chưa có danh sách ký nhận" in history.text


async def test_a_task_told_in_words_is_asked_for_step_by_step(committee, in_force):
    clerk = committee.clerk
    await opens(committee, "Giao việc")
    question = await committee.writes(clerk, "Lắp 10 đồng hồ nước trước ngày 10/12/2026")
    assert "Ai thực hiện?" in question.text
    await committee.writes(clerk, "an")
    await committee.presses(clerk, "Phạm Văn An")
    await committee.presses(clerk, "Một đơn vị")
    helpers = await committee.writes(clerk, "Chi bộ thôn Bắc Sơn")
    assert "Phối hợp: Chi bộ thôn Bắc Sơn" in helpers.text
    await committee.presses(clerk, "Xong")
    await committee.presses(clerk, "Theo kế hoạch: Hồ Văn Sơn")
    await committee.presses(clerk, "Không có sản phẩm")
    refused = await committee.writes(clerk, "nhiều lắm")
    assert "Không hiểu chỉ tiêu “nhiều lắm”" in refused.text
    await committee.writes(clerk, "10 đồng hồ")
    await committee.presses(clerk, "Giữ hạn 09/12/2026")
    form = await committee.presses(clerk, "III.2")
    assert "Chỉ tiêu: 10 đồng hồ" in form.text
    assert "Hạn: 09/12/2026, còn 16 ngày" in form.text
    await committee.presses(clerk, "Xác nhận và giao")
    assert "Phối hợp: Chi bộ thôn Bắc Sơn" in last(committee, committee.an).text


async def test_a_list_is_shown_in_whole_before_anybody_is_given_anything(committee, in_force):
    clerk = committee.clerk
    wrong = (("Lắp đồng hồ", "Trần Thị Dzung", None, "Hồ Văn Sơn", "15/13/2026", "nhiều", None),)
    answer = await committee.sends_file(clerk, xlsx(*wrong), "viec.xlsx")  # nobody has asked for it
    assert "Dòng 2, cột B: không có ai tên “Trần Thị Dzung”; có thể là Trần Thị Dung" in answer.text
    assert "Dòng 2, cột E: “15/13/2026” không phải ngày" in answer.text
    shown = await committee.sends_file(clerk, xlsx(*ROWS), "viec.xlsx")
    assert "Bảng có 3 việc, chưa giao cho ai" in shown.text
    assert "Đ/c Trần Thị Dung: 2 việc" in shown.text
    assert not committee.dung.chat(committee.bot).messages
    await committee.presses(clerk, "Giao cả 3 việc")
    assert "Đồng chí được giao 2 việc" in last(committee, committee.dung).text
    assert "Việc mới của đồng chí: Tuyên truyền nước sạch" in last(committee, committee.an).text
    listed = await committee.presses(committee.dung, "Nhận cả 2 việc")
    assert "Nhiệm vụ: hoàn thành 0/3" in listed.text
    roster = "Họ và tên,Chức vụ,Vai trò\nNgô Thị Lan,Văn thư,Công chức\n".encode()
    taken = await committee.sends_file(clerk, roster, "danh-sach.csv")  # another table is a roster
    assert "Đã ghi danh sách" in taken.text
    refused = await committee.sends_file(committee.mai, xlsx(*ROWS), "viec.xlsx")
    assert "không thuộc phần việc" in refused.text


def _hangs_card(work, resolution_id):
    (group,) = work.session.exec(select(ChatRow).where(ChatRow.kind == ChatKind.SUPERGROUP))
    work.post_card(ResolutionCard(resolution_id=resolution_id), chat_id=group.id)


async def test_lateness_rises_in_private_and_the_group_stays_quiet(committee):
    group = await committee.meets()
    in_force = InForce(committee)
    in_force.does(_hangs_card, in_force.id)
    in_force.has_task("Nạo vét 03 km kênh", "Trần Thị Dung", date(2026, 12, 10))
    await day(committee, date(2026, 12, 3))
    said_in_group = len(list(group.chat.messages))
    assert "Nạo vét 03 km kênh — 10/12/2026, còn 7 ngày" in last(committee, committee.dung).text
    await day(committee, date(2026, 12, 10), time(21))  # the bot was away all day, and it is night
    assert "còn 7 ngày" in last(committee, committee.dung).text
    await day(committee, date(2026, 12, 11))
    assert "quá hạn 1 ngày" in last(committee, committee.dung).text
    late = last(committee, committee.son)
    assert "Việc chậm do đồng chí kiểm tra:" in late.text
    assert "Đ/c Trần Thị Dung: Nạo vét 03 km kênh — 10/12/2026, quá hạn 1 ngày" in late.text
    await day(committee, date(2026, 12, 14))
    assert "Việc chậm trong cấp ủy:" in last(committee, committee.binh).text
    page = await committee.presses(committee.binh, "Xem: Nạo vét")
    assert "Thực hiện: đ/c Trần Thị Dung" in page.text
    assert len(list(group.chat.messages)) == said_in_group
    (shown,) = [m for m in group.chat.messages.values() if "Nghị quyết về nước sạch" in (m.text or "")]
    assert "Nhiệm vụ: hoàn thành 0/1, 1 quá hạn" in shown.text


async def test_an_extension_and_an_obstacle_go_up_and_the_answer_comes_down(committee, in_force):
    owner, head = committee.mai, committee.binh
    in_force.has_task("Nạo vét 03 km kênh", "Võ Thị Mai", date(2026, 12, 10))
    await committee.writes(owner, "/viec")
    await committee.presses(owner, "Nhận: Nạo vét")
    await committee.presses(owner, "Báo vướng mắc")
    await committee.writes(owner, "Thiếu máy đào")
    assert "Thiếu máy đào" in last(committee, committee.son).text
    await committee.presses(committee.son, "Đã tháo gỡ")
    await committee.writes(committee.son, "Đã mượn máy của xã bên")
    assert "Đ/c Hồ Văn Sơn: Đã mượn máy của xã bên" in last(committee, owner).text
    await committee.presses(owner, "Xem việc")
    await committee.presses(owner, "Xin gia hạn")
    refused = await committee.writes(owner, "05/12/2026")
    assert "Ngày 05/12/2026 sớm quá: chỉ nhận từ ngày 11/12/2026" in refused.text
    await committee.presses(owner, "20")
    await committee.writes(owner, "Mưa kéo dài")
    assert "Từ 10/12/2026 đến 20/12/2026" in last(committee, head).text
    page = await committee.presses(head, "Đồng ý đến 20/12/2026")
    assert "Đã gia hạn 1 lần; hạn cũ: 10/12/2026" in page.text
    assert "đồng ý gia hạn từ 10/12/2026 đến 20/12/2026" in last(committee, owner).text
    late = committee.dung.presses("Đồng ý đến", chat=committee.bot)  # the deputy was asked as well
    await committee.town.settle()
    assert "Đã có ý kiến: đồng ý gia hạn" in (await late.answered()).text


async def test_urging_reaches_those_who_owe_something_and_gives_a_letter(committee, in_force):
    clerk = committee.clerk
    for what, owner, due_on in (
        ("Nạo vét 03 km kênh", "Trần Thị Dung", date(2026, 11, 20)),
        ("Tuyên truyền nước sạch", "Phạm Văn An", date(2026, 12, 8)),
    ):
        in_force.has_task(what, owner, due_on)
    plan = await opens(committee, "Đôn đốc")
    assert "Đ/c Trần Thị Dung: 1 việc, 1 quá hạn\nĐ/c Phạm Văn An: 1 việc" in plan.text
    letter = await committee.presses(clerk, "Công văn trình ký")
    paper = Document(BytesIO(letter.document.content))
    said = [paragraph.text for paragraph in paper.paragraphs]
    assert "- Đồng chí Trần Thị Dung, Phó Bí thư Thường trực;" in said
    assert "- Nạo vét 03 km kênh; hạn ngày 20/11/2026, đã quá hạn 3 ngày." in said
    assert not any("Võ Thị Mai" in line for line in said)
    await day(committee, date(2026, 11, 23), time(20, 30))
    await committee.presses(clerk, "Nhắc 2 đồng chí")
    assert says(committee, clerk, "Lời nhắc sẽ gửi từ 7 giờ 30 ngày 25/11/2026")  # after a day off
    await day(committee, date(2026, 11, 25), time(7, 30))
    for person in (committee.dung, committee.an):
        assert says(committee, person, "Văn phòng đề nghị đồng chí quan tâm") == 1
    assert not committee.mai.chat(committee.bot).messages
    assert "Đã nhắc 2 đồng chí" in last(committee, clerk).text


async def test_dates_ahead_days_off_and_the_picture_of_progress(committee, in_force):
    in_force.has_task("Nạo vét 03 km kênh", "Trần Thị Dung", date(2026, 12, 10))
    agenda = await committee.writes(committee.dung, "/lich")
    assert "10/12/2026 (còn 17 ngày): Nạo vét 03 km kênh" in agenda.text
    days = await committee.presses(committee.dung, "Ngày nghỉ, làm bù")
    assert "Thêm ngày" not in str(days.buttons)
    await committee.writes(committee.clerk, "/lich")
    await committee.presses(committee.clerk, "Ngày nghỉ, làm bù")
    await committee.presses(committee.clerk, "Thêm ngày")
    await committee.writes(committee.clerk, "10/12/2026")
    await committee.presses(committee.clerk, "Là ngày nghỉ")
    await committee.writes(committee.clerk, "Nghỉ hoán đổi")
    days = await committee.writes(committee.clerk, "12/TB-VP, 20/11/2026")
    assert "10/12/2026: Nghỉ hoán đổi" in days.text
    await day(committee, date(2026, 12, 9))
    assert "còn 1 ngày" in last(committee, committee.dung).text  # today instead of tomorrow
    picture = await committee.writes(committee.mai, "/tiendo")
    assert picture.photo
    assert "Nhiệm vụ: hoàn thành 0/1" in picture.text
