import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from rules.calendar import (
    KNOWN_OVERRIDES,
    WAKING_HOURS,
    ZONE,
    DayKind,
    DayOff,
    DayOverride,
    Hours,
    WorkCalendar,
    deadline_at_latest,
    end_of_day,
    local_date,
    local_moment,
    local_time,
)

CALENDAR = WorkCalendar()


def day(text: str) -> date:
    return date.fromisoformat(text)


def vn(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.mark.parametrize(
    ("on", "is_worked"),
    [
        ("2026-01-01", False),  # New Year
        ("2026-01-02", False),  # swapped by notice, missing from the package
        ("2026-01-10", True),  # a Saturday worked for it
        ("2026-01-11", False),  # a plain Sunday
        ("2026-02-13", True),  # the last Friday before Tết
        ("2026-02-16", False),  # Tết
        ("2026-02-20", False),
        ("2026-02-23", True),
        ("2026-04-26", False),  # Hùng Kings' day, a Sunday
        ("2026-04-27", False),  # its Monday in lieu
        ("2026-04-30", False),
        ("2026-05-01", False),
        ("2026-05-04", True),
        ("2026-08-22", True),  # a Saturday worked for 31 August
        ("2026-08-31", False),
        ("2026-09-01", False),
        ("2026-09-02", False),
        ("2026-09-03", True),
        ("2026-11-24", False),
        ("2027-02-04", False),  # Tết 2027
        ("2027-02-10", False),
        ("2027-02-11", True),
        ("2027-05-03", False),
    ],
)
def test_offices_are_open_as_the_notices_say(on, is_worked):
    assert CALENDAR.is_working_day(day(on)) is is_worked


def test_an_override_wins_over_the_package_and_over_the_weekday():
    local = WorkCalendar(
        (
            *KNOWN_OVERRIDES,
            override("2026-09-03", DayKind.OFF, "Bão số 5"),
            override("2026-09-02", DayKind.WORK, "Trực chống bão"),
            override("2026-09-05", DayKind.WORK, "Làm bù"),
        )
    )
    assert [local.is_working_day(day(f"2026-09-0{n}")) for n in (2, 3, 4, 5, 6)] == [
        True,
        False,
        True,
        True,
        False,
    ]
    assert local.day_off(day("2026-09-03")) == DayOff(
        on=day("2026-09-03"), name="Bão số 5", is_confirmed=True
    )
    assert local.day_off(day("2026-09-02")) is None
    assert not local.is_working_day(day("2026-01-02"))


def override(on: str, kind: DayKind, reason: str) -> DayOverride:
    return DayOverride(on=day(on), kind=kind, reason=reason, source="QĐ của Chủ tịch UBND xã")


def test_of_two_overrides_for_a_day_the_later_row_counts():
    rows = (
        override("2026-09-03", DayKind.OFF, "nghỉ"),
        override("2026-09-03", DayKind.WORK, "thu hồi"),
    )
    assert WorkCalendar(rows).is_working_day(day("2026-09-03"))


@pytest.mark.parametrize(
    ("on", "name", "is_confirmed"),
    [
        ("2026-02-17", "Tết Nguyên Đán", True),
        ("2027-02-06", "Tết Nguyên Đán", False),
        ("2027-09-02", "Quốc khánh", True),
        ("2027-09-03", "Quốc khánh", False),
        ("2026-11-24", "Ngày Văn hóa Việt Nam", False),
        ("2026-01-02", "Nghỉ hoán đổi dịp Tết Dương lịch", True),
    ],
)
def test_a_day_off_has_a_vietnamese_name_and_says_whether_it_is_sure(on, name, is_confirmed):
    assert CALENDAR.day_off(day(on)) == DayOff(on=day(on), name=name, is_confirmed=is_confirmed)


@pytest.mark.parametrize("on", ["2026-01-10", "2026-01-17", "2026-03-03"])
def test_a_working_day_and_a_plain_weekend_have_no_holiday_name(on):
    assert CALENDAR.day_off(day(on)) is None


@pytest.mark.parametrize(
    ("on", "days", "expected"),
    [
        ("2026-03-02", 0, "2026-03-02"),
        ("2026-03-02", 10, "2026-03-16"),
        ("2026-03-06", 1, "2026-03-09"),  # over a weekend
        ("2026-02-13", 1, "2026-02-23"),  # over Tết
        ("2025-12-31", 2, "2026-01-06"),  # over the year and the swapped Friday
        ("2026-01-09", 1, "2026-01-10"),  # the worked Saturday
        ("2026-02-23", -1, "2026-02-13"),
        ("2026-03-07", -1, "2026-03-06"),
        ("2026-03-07", 1, "2026-03-09"),
    ],
)
def test_working_days_count_from_the_next_day(on, days, expected):
    assert CALENDAR.add_working_days(day(on), days) == day(expected)


def test_a_due_date_on_a_day_off_rolls_to_the_next_working_day():
    assert CALENDAR.working_day_from(day("2026-03-07")) == day("2026-03-09")
    assert CALENDAR.working_day_from(day("2026-03-09")) == day("2026-03-09")


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-03-03T07:29:59", "2026-03-03T07:30"),
        ("2026-03-03T07:30", "2026-03-03T07:30"),
        ("2026-03-03T12:00", "2026-03-03T12:00"),
        ("2026-03-03T19:59:59", "2026-03-03T19:59:59"),
        ("2026-03-03T20:00", "2026-03-04T07:30"),
        ("2026-03-03T23:59:59", "2026-03-04T07:30"),
        ("2026-03-04T00:00", "2026-03-04T07:30"),
        ("2026-03-06T20:00", "2026-03-09T07:30"),  # Friday evening
        ("2026-03-07T10:00", "2026-03-09T07:30"),  # Saturday
        ("2026-02-13T21:00", "2026-02-23T07:30"),  # the evening before Tết
        ("2026-02-16T03:00", "2026-02-23T07:30"),
        ("2026-01-10T09:00", "2026-01-10T09:00"),  # the worked Saturday
    ],
)
def test_people_are_written_to_by_day_on_working_days(at, expected):
    allowed = CALENDAR.next_allowed_moment(vn(at).astimezone(UTC))
    assert allowed == vn(expected)
    assert allowed.tzinfo is UTC
    assert CALENDAR.is_allowed_moment(allowed)
    assert CALENDAR.is_allowed_moment(vn(at)) is (at == expected)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-03-07T10:00", "2026-03-07T10:00"),
        ("2026-02-17T22:00", "2026-02-18T07:30"),
    ],
)
def test_urgent_papers_go_out_on_days_off_but_never_at_night(at, expected):
    assert CALENDAR.next_allowed_moment(vn(at), urgent=True) == vn(expected)


def test_a_body_may_keep_its_own_hours():
    hours = Hours(start=time(8), end=time(18))
    own = WorkCalendar(KNOWN_OVERRIDES, waking_hours=hours)
    assert own.next_allowed_moment(vn("2026-03-03T07:45")) == vn("2026-03-03T08:00")
    assert WAKING_HOURS.start == time(7, 30)


@pytest.mark.parametrize(
    ("utc", "expected"),
    [
        ("2026-03-03T16:59:59", "2026-03-03"),
        ("2026-03-03T17:00:00", "2026-03-04"),
        ("2026-03-03T23:59:59", "2026-03-04"),
        ("2026-03-04T00:00:00", "2026-03-04"),
        ("2025-12-31T17:00:00", "2026-01-01"),
    ],
)
def test_a_day_begins_at_17_hours_utc(utc, expected):
    at = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert local_date(at) == day(expected)
    assert local_moment(day(expected), time.min) <= at <= end_of_day(day(expected))


def test_a_deadline_at_latest_a_day_ends_with_the_day():
    assert deadline_at_latest(day("2026-03-10")) == vn("2026-03-10T23:59:59")
    assert deadline_at_latest(day("2026-03-10")).isoformat() == "2026-03-10T16:59:59+00:00"


def test_the_zone_is_the_one_the_world_knows_by_that_name():
    for year in range(2000, 2040):
        for month in (1, 7):
            naive = datetime(year, month, 1, 12)  # noqa: DTZ001 -- the zones are compared
            known = naive.replace(tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
            assert known.utcoffset() == naive.replace(tzinfo=ZONE).utcoffset()


def test_a_moment_without_a_zone_is_refused_as_a_bug():
    for call in (local_time, CALENDAR.next_allowed_moment, local_date):
        with pytest.raises(ValueError, match="zone"):
            call(datetime(2026, 3, 3, 9))  # noqa: DTZ001 -- that is the point


def test_other_zones_are_understood():
    tokyo = timezone(timedelta(hours=9))
    assert local_moment(day("2026-03-03"), time(7, 30)) == datetime(2026, 3, 3, 9, 30, tzinfo=tokyo)
    assert local_date(datetime(2026, 3, 4, 1, 59, tzinfo=tokyo)) == day("2026-03-03")


def test_the_calendar_is_imported_without_the_holidays():
    code = "import rules.calendar, sys; print('holidays' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"
