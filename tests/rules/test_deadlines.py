import itertools
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.deadlines import find_deadline, find_deadlines

TODAY = date(2026, 11, 23)  # a Monday
TERM_END = date(2030, 6, 30)


def on(text: str, **more) -> list[str]:
    found = find_deadlines(text, today=TODAY, term_end=TERM_END, **more)
    return [deadline.on.isoformat() for deadline in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # before a day: the day before it
        ("xong trước ngày 01 tháng 5 năm 2027, báo cáo kết quả", "2027-04-30"),
        ("hoàn thành trước ngày 10/6/2027.", "2027-06-09"),
        ("báo cáo trước 30-6-2027", "2027-06-29"),
        ("trước ngày 30\u00a0tháng\u00a06 năm 2027", "2027-06-29"),
        ("trước 17 giờ ngày 30/6/2027", "2027-06-30"),  # an hour of that day
        ("trước 16h30 ngày 30/6/2027", "2027-06-30"),
        ("trước tháng 6/2027", "2027-05-31"),
        ("trước năm 2030", "2029-12-31"),
        # at the latest: the day itself
        ("chậm nhất ngày 30/6/2027", "2027-06-30"),
        ("chậm nhất là ngày 30 tháng 6 năm 2027", "2027-06-30"),
        ("chậm nhất đến hết ngày 15 tháng 8 năm 2027", "2027-08-15"),
        ("hoàn thành vào ngày 30/6/2027", "2027-06-30"),
        ("xong ngày 5.9.2027", "2027-09-05"),
        ("đến hết ngày 15/8/2027", "2027-08-15"),
        # within a month, a quarter, a year: its last day
        ("trong tháng 2/2028", "2028-02-29"),
        ("trong tháng 2 năm 2027", "2027-02-28"),
        ("trong quý I/2027", "2027-03-31"),
        ("hoàn thành trong quý II năm 2027", "2027-06-30"),
        ("hết quý 3/2027", "2027-09-30"),
        ("trong năm 2027", "2027-12-31"),
        ("đến năm 2030, phấn đấu", "2030-12-31"),
        ("đến cuối năm 2028", "2028-12-31"),
        ("trong 6 tháng đầu năm 2027", "2027-06-30"),
        ("trong 6 tháng cuối năm 2027", "2027-12-31"),
        ("đến hết nhiệm kỳ", "2030-06-30"),
        ("trong nhiệm kỳ 2025 - 2030", "2030-06-30"),
        # without a year: the next one
        ("trước ngày 30/6", "2027-06-29"),
        ("trước ngày 25 tháng 12", "2026-12-24"),
        ("trong tháng 11", "2026-11-30"),
        ("trong tháng 10", "2027-10-31"),
        ("trong quý I", "2027-03-31"),
        ("trong năm nay", "2026-12-31"),
        ("trong quý I năm sau", "2027-03-31"),
        ("đến cuối năm", "2026-12-31"),
        # counted from the next day
        ("trong thời hạn 10 ngày", "2026-12-03"),
        ("trong thời hạn 15 (mười lăm) ngày kể từ ngày ký", "2026-12-08"),
        ("trong thời hạn 05 ngày làm việc", "2026-11-30"),
        ("Trong 02 ngày làm việc kể từ ngày ban hành", "2026-11-25"),
        ("trong vòng 2 tuần", "2026-12-07"),
        ("trong thời gian 3 tháng", "2027-02-23"),
        ("chậm nhất sau 5 ngày", "2026-11-28"),
        # a cell of a table
        ("Quý I/2027", "2027-03-31"),
        ("30/6/2027", "2027-06-30"),
        ("Tháng 9/2027.", "2027-09-30"),
    ],
)
def test_a_deadline_is_the_last_day_in_time(text, expected):
    assert on(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết số 12-NQ/ĐU, ngày 12/4/2025 của Đảng ủy xã",
        "có hiệu lực kể từ ngày 01/7/2027",
        "trong khoảng thời gian từ ngày 01 tháng 4 năm 2022 đến ngày 30 tháng 6 năm 2022",
        "giai đoạn 2026 - 2030",
        "giai đoạn từ năm 2026 đến năm 2030",
        "trước ngày 15/12 hằng năm",
        "Trước ngày 15 hằng tháng, gửi danh sách",
        "báo cáo vào thứ Sáu hàng tuần",
        "trước ngày 31/2/2027",
        "trong tháng 13/2027",
        "đạt 12/15 tiêu chí, đến 5/10 thôn",
        "đã thảo luận trước đây",
        "Trong 02 ngày làm việc kể từ ngày nhận đủ hồ sơ",
        "trong thời hạn 10 ngày, sau khi có kết quả",
        "trước hết là công tác cán bộ",
        "",
    ],
)
def test_a_date_that_is_only_mentioned_is_no_deadline(text):
    assert on(text) == []


def test_without_the_end_of_the_term_it_is_no_deadline():
    assert find_deadline("đến hết nhiệm kỳ", today=TODAY) is None


def test_several_deadlines_stand_in_the_order_of_the_text():
    text = (
        "xong trước ngày 01 tháng 5 năm 2027 đối với chi phí năm 2023, "
        "xong trước ngày 01 tháng 8 năm 2027 đối với chi phí năm 2024"
    )
    assert on(text) == ["2027-04-30", "2027-07-31"]


def test_working_days_are_those_of_the_calendar_that_is_given():
    holiday = date(2026, 11, 24)  # Tuesday

    def works(day: date) -> bool:
        return day.weekday() < 5 and day != holiday

    assert on("trong thời hạn 2 ngày làm việc") == ["2026-11-25"]
    assert on("trong thời hạn 2 ngày làm việc", is_working_day=works) == ["2026-11-26"]
    assert on("trong thời hạn 2 ngày", is_working_day=works) == ["2026-11-25"]


def test_the_phrase_is_as_printed_and_can_be_found_in_the_text():
    text = "Giao Văn phòng hoàn thành\u00a0trước ngày 30–6–2027 việc này."
    found = find_deadline(text, today=TODAY)
    assert found is not None
    assert found.phrase == "trước ngày 30–6–2027"
    assert text[found.start : found.end] == found.phrase


def test_letters_and_marks_that_came_apart_make_no_difference():
    text = unicodedata.normalize("NFD", "chậm nhất ngày 30 tháng 6 năm 2027")
    assert on(text) == ["2027-06-30"]


@given(st.text(alphabet="trướcngày thángnămđếnhạquýIV0123456789/.-: ", max_size=60))
def test_no_text_makes_the_search_fail(text):
    found = find_deadlines(text, today=TODAY, term_end=TERM_END)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
