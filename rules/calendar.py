"""Working days, waking hours and the ends of days in Vietnam.

Points in time are aware UTC inside the house; a day is a day in Vietnam. Holidays come from the
`holidays` package; the table of overrides wins over it, because days off are swapped by yearly
notices and by local decisions that no package knows in time.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from functools import cache, cached_property
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import Any

ZONE = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Vietnam has kept +07:00 without summer time since 1975, so no zone database is needed."""

DAY = timedelta(days=1)


class DayKind(StrEnum):
    """What an override makes of a day."""

    OFF = "off"  # an office day that is free
    WORK = "work"  # a day off that is worked


@dataclass(frozen=True, kw_only=True)
class DayOverride:
    """One day decided by a notice, against the package or the weekday."""

    on: date
    kind: DayKind
    reason: str  # as told to people
    source: str  # number and date of the notice


@dataclass(frozen=True, kw_only=True)
class DayOff:
    """Why nobody is expected to work on a day that is not a weekend."""

    on: date
    name: str
    is_confirmed: bool  # False while the day rests on an estimate or on a text not yet in force


@dataclass(frozen=True, kw_only=True)
class Hours:
    """A stretch of the local day: from `start` on, up to but not including `end`."""

    start: time
    end: time

    def __contains__(self, at: time) -> bool:
        return self.start <= at < self.end


WAKING_HOURS = Hours(start=time(7, 30), end=time(20))
"""When people may be written to without being asked."""

KNOWN_OVERRIDES = (
    DayOverride(
        on=date(2026, 1, 2),
        kind=DayKind.OFF,
        reason="Nghỉ hoán đổi dịp Tết Dương lịch",
        source="12729/VPCP-KGVX, 25/12/2025",
    ),
    DayOverride(
        on=date(2026, 1, 10),
        kind=DayKind.WORK,
        reason="Làm bù cho ngày 02/01/2026",
        source="12729/VPCP-KGVX, 25/12/2025",
    ),
)
"""Swaps that were announced and that the package lacks: the first rows of the override table."""

LAST_ANNOUNCED_YEAR = 2026
"""Later years are estimates wherever the yearly notice decides (Tết, the second National Day)."""

FIXED_DAYS_OFF = frozenset({(1, 1), (4, 30), (5, 1), (9, 2)})
"""Month and day of the solar holidays of the Labour Code (Art. 112): never an estimate."""

CULTURE_DAY = (11, 24)
"""A day off by NQ 80-NQ/TW (7/1/2026); the change of the Labour Code had not been passed."""


@dataclass(frozen=True)
class WorkCalendar:
    """The days and hours one body works.

    `overrides` replaces the known ones: pass the rows of the override table (seeded with
    `KNOWN_OVERRIDES`). Of two rows for one day the later one counts.
    """

    overrides: tuple[DayOverride, ...] = KNOWN_OVERRIDES
    waking_hours: Hours = WAKING_HOURS

    @cached_property
    def _override_on(self) -> dict[date, DayOverride]:
        return {override.on: override for override in self.overrides}

    def override(self, on: date) -> DayOverride | None:
        """Answer the override that decides this day, if there is one."""
        return self._override_on.get(on)

    def is_working_day(self, on: date) -> bool:
        """Tell whether offices are open: override first, then swaps and holidays, then weekday."""
        override = self.override(on)
        if override:
            return override.kind is DayKind.WORK
        year = _year(on.year)
        return on in year.worked_weekends or (on.weekday() < 5 and on not in year.days_off)

    def day_off(self, on: date) -> DayOff | None:
        """Answer the holiday or swap that frees this day; None on working days and weekends."""
        override = self.override(on)
        if override:
            if override.kind is DayKind.WORK:
                return None
            return DayOff(on=on, name=override.reason, is_confirmed=True)
        name = _year(on.year).days_off.get(on)
        if name is None:
            return None
        return DayOff(on=on, name=name, is_confirmed=_is_confirmed(on))

    def working_day_from(self, on: date) -> date:
        """Answer this day if it is worked, else the next working day (a due date rolls so)."""
        while not self.is_working_day(on):
            on += DAY
        return on

    def working_day_up_to(self, on: date) -> date:
        """Answer this day if it is worked, else the last working day before it."""
        while not self.is_working_day(on):
            on -= DAY
        return on

    def add_working_days(self, on: date, days: int) -> date:
        """Count working days from the next day on; a negative number counts backwards.

        "Within 10 working days" of `on` ends on the answered day. Zero answers `on` itself.
        """
        step = DAY if days >= 0 else -DAY
        for _ in range(abs(days)):
            on += step
            while not self.is_working_day(on):
                on += step
        return on

    def is_allowed_moment(self, at: datetime, *, urgent: bool = False) -> bool:
        """Tell whether people may be nudged now: waking hours, and a working day unless urgent."""
        local = local_time(at)
        is_awake = local.time() in self.waking_hours
        return is_awake and (urgent or self.is_working_day(local.date()))

    def next_allowed_moment(self, at: datetime, *, urgent: bool = False) -> datetime:
        """Answer `at` itself if people may be nudged then, else the next such morning (UTC).

        `urgent` is for papers marked "hỏa tốc", which also go out on days off, never at night.
        """
        if self.is_allowed_moment(at, urgent=urgent):
            return at.astimezone(UTC)
        local = local_time(at)
        on = local.date()
        if local.time() >= self.waking_hours.start:
            on += DAY
        if not urgent:
            on = self.working_day_from(on)
        return local_moment(on, self.waking_hours.start)


def local_time(at: datetime) -> datetime:
    """Answer the moment on a Vietnamese clock. A naive datetime is a ValueError."""
    if at.tzinfo is None:
        raise ValueError("a point in time needs its zone")
    return at.astimezone(ZONE)


def local_date(at: datetime) -> date:
    """Answer the day it is in Vietnam at this moment: from 17:00 UTC on, that is tomorrow."""
    return local_time(at).date()


def local_moment(on: date, at: time) -> datetime:
    """Answer the UTC instant at which Vietnamese clocks show `at` on this day."""
    return datetime.combine(on, at, tzinfo=ZONE).astimezone(UTC)


def end_of_day(on: date) -> datetime:
    """Answer 23:59:59 of the day in Vietnam (UTC)."""
    return local_moment(on, time(23, 59, 59))


def deadline_at_latest(on: date) -> datetime:
    """Answer when "chậm nhất ngày D" runs out: at the end of D."""
    return end_of_day(on)


@dataclass(frozen=True, kw_only=True)
class _Year:
    """What the package knows of one year."""

    days_off: dict[date, str]
    worked_weekends: frozenset[date]


@cache
def _year(year: int) -> _Year:
    days = _vietnam()(years=year, language="vi")
    return _Year(days_off=dict(days.items()), worked_weekends=frozenset(days.weekend_workdays))


@cache
def _vietnam() -> Any:
    """Load the package's calendar of Vietnam, once somebody asks for a day.

    Its own doors open every country of the world: half a second and 15 MB. So the one module is loaded
    from its file (https://docs.python.org/3/library/importlib.html#importing-a-source-file-directly).
    """
    package = find_spec("holidays")
    assert package is not None
    countries = [f"{folder}/countries" for folder in package.submodule_search_locations or ()]
    found = PathFinder.find_spec("vietnam", countries)
    assert found is not None
    assert found.loader is not None
    module = module_from_spec(found)
    found.loader.exec_module(module)
    return module.Vietnam


def _is_confirmed(on: date) -> bool:
    month_day = (on.month, on.day)
    if month_day in FIXED_DAYS_OFF:
        return True
    return on.year <= LAST_ANNOUNCED_YEAR and month_day != CULTURE_DAY
