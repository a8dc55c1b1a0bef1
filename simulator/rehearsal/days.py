"""The days of the play: when the clock stops, and how people write dates."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

CONSULTATION_DAYS = 9

VOTED_AFTER = 16
"""Days from the beginning to the paper that has been issued and is being carried out."""

LOOKS = (time(0, 30), time(6, 0), time(7, 40), time(11, 0), time(16, 0), time(21, 0))
"""When on each day the clock stops: bots must be quiet at the first two and the last one."""


def next_look(now: datetime) -> datetime:
    """Give the next time of day at which everything due is done and looked at."""
    local = now.astimezone(ZONE)
    later = [look for look in LOOKS if look > local.time()]
    on = local.date() if later else local.date() + timedelta(days=1)
    return datetime.combine(on, later[0] if later else LOOKS[0], ZONE)


def written(on: date) -> str:
    """Write a date as people type it."""
    return f"{on:%d/%m/%Y}"


def workday(on: date) -> date:
    """Give a day, or the Monday after its weekend."""
    while is_weekend(on):
        on += timedelta(days=1)
    return on


def read_date(word: str) -> date | None:
    """Read a date off a screen; None where the word is none."""
    day, _, rest = word.partition("/")
    month, _, year = rest.partition("/")
    if day.isdecimal() and month.isdecimal() and year.isdecimal() and len(year) == 4:
        return date(int(year), int(month), int(day))
    return None


def is_weekend(on: date) -> bool:
    """Tell whether nobody works."""
    return on.weekday() in (5, 6)
