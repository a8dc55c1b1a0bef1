"""An adopted text gets its number and goes out (S0.12, S0.13, S1.12)."""

from datetime import timedelta

import pytest

from tests.stories.adoption import adopted
from tests.stories.test_votes import presses, words_of


@pytest.fixture
async def group(committee):
    group = await committee.meets()
    await adopted(committee)
    await committee.writes(committee.clerk, "/hoso")
    await committee.presses(committee.clerk, "Nghị quyết về nước sạch")
    return group


async def test_a_paper_is_issued_as_it_was_shown(committee, group):
    clerk, bot = committee.clerk, committee.bot
    desk = await committee.writes(clerk, "/viec")
    assert "Ban hành: Nghị quyết về nước sạch" in desk.text
    await committee.presses(clerk, "Ban hành: Nghị quyết")
    preview = await committee.presses(clerk, "Ban hành")
    assert "Số 01-NQ/ĐU\nCông Hải, ngày 23 tháng 11 năm 2026\nT/M ĐẢNG ỦY\nBÍ THƯ" in preview.text
    assert "- Thường trực Tỉnh ủy (báo cáo)\n- Các chi bộ trực thuộc" in preview.text
    await committee.presses(clerk, "Số")
    await committee.writes(clerk, "số 07")
    await committee.presses(clerk, "Người ký")
    preview = await committee.presses(clerk, "Trần Thị Dung")
    assert "Số 07-NQ/ĐU" in preview.text
    assert "PHÓ BÍ THƯ\nTrần Thị Dung" in preview.text
    await committee.presses(clerk, "Ban hành 07-NQ/ĐU")
    posted = committee.binh.chat(group).last
    said = words_of(posted)
    for words in ("Số 07-NQ/ĐU", "PHÓ BÍ THƯ", "120 đồng hồ nước", "- Các chi bộ trực thuộc;"):
        assert words in said
    assert committee.mai.chat(bot).last.document.content == posted.document.content
    answer = await presses(committee, committee.binh, "Đã nghiên cứu", posted)
    assert answer == "Đã ghi nhận đồng chí nghiên cứu 07-NQ/ĐU (08:00, 23/11/2026)."
    await committee.town.go_on(timedelta(hours=1))
    assert await presses(committee, committee.binh, "Đã nghiên cứu", posted) == answer
    assert "Đã nghiên cứu: 1/7" in committee.binh.chat(group).pinned[-1].text
    await committee.writes(committee.hung, "/viec")
    await committee.presses(committee.hung, "Nghiên cứu 07-NQ/ĐU")
    done = await committee.presses(committee.hung, "Đã nghiên cứu")
    assert "Đồng chí đã xác nhận nghiên cứu lúc 09:00" in done.text
    assert committee.town.telegram.world.calls.failures == []


async def test_a_wrong_number_or_day_is_refused_in_words(committee, group):
    clerk = committee.clerk
    await committee.presses(clerk, "Ban hành")
    await committee.presses(clerk, "Số")
    assert "“bảy”" in (await committee.writes(clerk, "bảy")).text
    assert "Số 08-NQ/ĐU" in (await committee.writes(clerk, "8")).text
    await committee.presses(clerk, "Ngày")
    assert "từ ngày thông qua (23/11/2026)" in (await committee.writes(clerk, "25/12/2026")).text
