"""Who opposes is heard: the chair's conclusion names each view before the vote (S2.31, S2.32)."""

from datetime import date

import pytest

from rules.inspections import InspectionForm
from rules.members import Role
from storage.inspections import InspectionRow
from storage.members import roster
from storage.work import Group
from tests.stories.consulting import opens
from tests.stories.test_votes import words_of

TITLE = "Nghị quyết về nước sạch"
TOO_HIGH = "Chỉ tiêu quá cao so với nguồn lực của xã"
NO_FUNDS = "Chưa có vốn, nên lùi sang năm 2028"
REASON = "Vốn đã được tỉnh bố trí."


async def objects(committee, person, why):
    """Let a member object to the second clause of the draft."""
    await committee.writes(person, "/gopy")
    await committee.presses(person, TITLE)
    for label in ("Xem lần lượt từng mục", "Tiếp ›", "Không đồng ý"):
        await committee.presses(person, label)
    await committee.writes(person, why)


def has_plan(committee):
    """Write down an inspection, without which there is no vote."""
    with (
        Group(committee.town.bot.engine, now=committee.town.clock.now()) as group,
        group.unit(cause="test") as work,
    ):
        people = {member.role: member.id or 0 for member in roster(work.session, 1)}
        work.session.add(
            InspectionRow(
                resolution_id=1, form=InspectionForm.ROUTINE, inspected="Chi bộ thôn Bắc Sơn",
                inspector_id=people[Role.SECRETARY], planned_on=date(2027, 1, 15),
                date_set_on=date(2026, 11, 23), planned_by_id=people[Role.CLERK], planned_at=work.now,
            )
        )  # fmt: skip


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_the_conclusion_names_each_opposing_view_before_the_vote_and_the_minutes_after(committee):
    clerk, binh, dung = committee.clerk, committee.binh, committee.dung
    await committee.meets()
    await opens(committee, drafter=dung)
    has_plan(committee)
    await objects(committee, committee.mai, TOO_HIGH)
    await objects(committee, committee.hung, NO_FUNDS)
    await committee.presses(clerk, "‹ Hồ sơ")
    apart = await committee.presses(clerk, "Tình hình góp ý")
    apart = await committee.presses(clerk, "2 ý kiến không tán thành")
    assert f"1. II, Đ/c Võ Thị Mai: {TOO_HIGH}" in apart.text
    assert f"2. II, Đ/c Đặng Quốc Hùng: {NO_FUNDS}" in apart.text
    await committee.writes(clerk, "/hoso")
    for label in (TITLE, "Tình hình góp ý", "Kết thúc sớm", "Kết thúc ngay"):
        await committee.presses(clerk, label)

    await committee.writes(binh, "/hoso")
    page = await committee.presses(binh, TITLE)
    assert "Mở biểu quyết" not in page.buttons
    view = await committee.presses(binh, "Kết luận ý kiến không tán thành")
    assert "Còn 2/2 ý kiến chờ kết luận" in view.text
    assert f"Đ/c Võ Thị Mai:\n{TOO_HIGH}" in view.text
    view = await committee.presses(binh, "Nêu trong kết luận")
    assert "Còn 1/2 ý kiến chờ kết luận" in view.text
    await committee.presses(binh, "Không nêu, ghi lý do")
    refused = await committee.writes(binh, "...")
    assert "ghi rõ lý do bằng chữ" in refused.text
    done = await committee.writes(binh, REASON)
    assert "Đã kết luận về 2 ý kiến không tán thành." in done.text

    await committee.writes(binh, "/hoso")
    await committee.presses(binh, TITLE)
    listed = await committee.presses(binh, "Các ý kiến không tán thành")
    assert f"2. II, Đ/c Đặng Quốc Hùng: {NO_FUNDS}\nKhông nêu: {REASON}" in listed.text
    await committee.writes(clerk, "/hoso")
    for label in (TITLE, "Mở biểu quyết", "Thay mặt chủ trì mở biểu quyết"):
        await committee.presses(clerk, label)
    for person in (binh, dung, committee.an, committee.mai):
        await committee.presses(person, "Tán thành")
    await committee.presses(clerk, "Đóng biểu quyết")
    minutes = words_of(await committee.presses(clerk, "Đóng và kiểm phiếu"))
    assert f"II, Võ Thị Mai: “{TOO_HIGH}”; được nêu trong kết luận." in minutes
    assert f"II, Đặng Quốc Hùng: “{NO_FUNDS}”; không nêu, vì: {REASON}" in minutes
