"""Who may be meant, what makes a task weak, when it is due (S2.13, S2.34, S4.13)."""

from datetime import date

import pytest

from rules.assignments import (
    DueInPast,
    Person,
    Weakness,
    asked_after,
    check_due,
    named,
    nearly_named,
    suggested,
    usual_due,
    usual_inspector,
    weaknesses,
)
from rules.calendar import WorkCalendar
from rules.packs import Spans
from rules.tasks import TaskField

PEOPLE = [
    Person(id=1, full_name="Nguyễn Văn Bình", post="Bí thư Đảng ủy"),
    Person(id=2, full_name="Trần Thị Dung", post="Phó Bí thư Thường trực", areas="Xây dựng Đảng"),
    Person(id=3, full_name="Phạm Văn An", post="Chủ tịch Ủy ban nhân dân xã", areas="Bắc Sơn; thuế"),
    Person(id=4, full_name="Hồ Văn Sơn", post="Chủ nhiệm Ủy ban Kiểm tra"),
    Person(id=5, full_name="Phạm Văn Ân", post="Chánh Văn phòng Đảng ủy"),
    Person(id=6, full_name="Phạm Văn An", post="Trưởng thôn Bắc Sơn"),
]


@pytest.mark.parametrize(
    ("phrase", "ids"),
    [
        ("Ủy ban nhân dân xã", [3]),
        ("UỶ BAN NHÂN DÂN XÃ", [3]),  # another way to set the tone
        ("Ban Xây dựng Đảng", [2]),
        ("Ủy ban Kiểm tra Đảng ủy", [4]),
        ("Chi bộ thôn Bắc Sơn", [3, 6]),
        ("đồng chí Nguyễn Văn Bình", [1]),
        ("Hội Nông dân", []),
        ("", []),
        ("  ", []),
    ],
)
def test_a_phrase_suggests_those_whose_name_post_or_area_is_like_it(phrase, ids):
    assert [person.id for person in suggested(phrase, PEOPLE)] == ids


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Trần Thị Dung", [2]),
        ("đ/c Trần Thị Dung", [2]),
        ("tran thi dung", [2]),
        ("Phạm Văn Ân", [5]),  # letter for letter goes before folded
        ("Phạm Văn An", [3, 6]),  # two of one name
        ("pham van an", [3, 5, 6]),
        ("Dung", []),
        ("", []),
    ],
)
def test_a_written_name_is_one_person_or_says_that_it_is_not(name, ids):
    assert [person.id for person in named(name, PEOPLE)] == ids


@pytest.mark.parametrize(
    ("name", "ids"), [("Trần Thị Zung", [2]), ("Dung", [2]), ("Ngô Bá Khá", []), ("sơn", [4])]
)
def test_a_slip_of_the_pen_names_who_may_be_meant(name, ids):
    assert [person.id for person in nearly_named(name, PEOPLE)] == ids


def test_the_first_inspector_of_the_plan_who_is_not_the_owner_looks_after_a_task():
    assert usual_inspector([4, 1], owner_id=2) == 4
    assert usual_inspector([4, 1], owner_id=4) == 1
    assert usual_inspector([4], owner_id=4) is None
    assert usual_inspector([], owner_id=None) is None


@pytest.mark.parametrize(
    ("today", "due_on"),
    [
        (date(2026, 11, 16), date(2026, 11, 26)),
        (date(2026, 11, 18), date(2026, 11, 30)),  # ten days on is a Saturday
        (date(2027, 1, 28), date(2027, 2, 11)),  # and here it is Tết
    ],
)
def test_where_the_text_names_no_date_ten_days_are_rolled_to_a_working_day(today, due_on):
    assert usual_due(Spans(), today=today, calendar=WorkCalendar()) == due_on


def test_a_due_date_does_not_lie_in_the_past():
    check_due(date(2026, 11, 16), today=date(2026, 11, 16))
    with pytest.raises(DueInPast):
        check_due(date(2026, 11, 15), today=date(2026, 11, 16))


@pytest.mark.parametrize(
    ("product", "has_target", "due_on", "found"),
    [
        ("", False, date(2026, 12, 1), (Weakness.NOT_MEASURABLE,)),
        ("Báo cáo", False, date(2026, 12, 1), ()),
        ("", True, date(2026, 12, 1), ()),
        ("", True, date(2028, 12, 1), (Weakness.FAR_AWAY,)),
        ("", False, None, (Weakness.NOT_MEASURABLE,)),
    ],
)
def test_what_makes_a_task_hard_to_judge_is_said(product, has_target, due_on, found):
    today = date(2026, 11, 16)
    assert weaknesses(product=product, has_target=has_target, due_on=due_on, today=today) == found


def test_the_dialogue_asks_for_everything_once_and_ends_with_the_preview():
    asked, field = [], TaskField.WHAT
    while (field := asked_after(field)) is not None:
        asked.append(field)
    assert asked == list(TaskField)[1:]
