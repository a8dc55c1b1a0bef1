"""Deadlines as papers word them. What is found here is proposed to a person, never set.

"Trước ngày D" ends with the day before D, "chậm nhất ngày D" with D itself, "trong tháng M" with
the month's last day; "trong thời hạn n ngày" counts from the next day, in working days only where
it says so (Civil Code 2015, Article 147).
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from rules.folding import match_form, nfc

IsWorkingDay = Callable[[date], bool]
"""Whether people work on a day; `rules.calendar` knows."""

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """The last day on which something is still in time, and the words that say so."""

    on: date
    #: as printed: "trước ngày 30 tháng 6 năm 2027"
    phrase: str
    #: where the phrase stands in the (NFC) text
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Context:
    today: date
    term_end: date | None
    is_working_day: IsWorkingDay


_Period = tuple[date, date]
"""First and last day of what a text names: a day, a month, a quarter …"""


def find_deadline(
    text: str,
    *,
    today: date,
    term_end: date | None = None,
    is_working_day: IsWorkingDay | None = None,
) -> Deadline | None:
    """The first deadline in a text, None where there is none.

    A day or month without a year is the next one from `today` on. `term_end` is the last day of
    the committee's term; without it "đến hết nhiệm kỳ" is no deadline. Where `is_working_day` is
    not given, people work from Monday to Friday.
    """
    found = find_deadlines(text, today=today, term_end=term_end, is_working_day=is_working_day)
    return next(iter(found), None)


def find_deadlines(
    text: str,
    *,
    today: date,
    term_end: date | None = None,
    is_working_day: IsWorkingDay | None = None,
) -> tuple[Deadline, ...]:
    """All deadlines in a text, in its order. Dates that are only mentioned are none of them."""
    shown = nfc(text)
    context = _Context(today=today, term_end=term_end, is_working_day=is_working_day or _is_weekday)
    found: list[Deadline] = []
    for deadline in sorted(_readings(shown, context), key=lambda d: (d.start, -d.end)):
        if not found or deadline.start >= found[-1].end:
            found.append(deadline)
    return tuple(found)


def _is_weekday(on: date) -> bool:
    return on.weekday() < 5


def _readings(shown: str, context: _Context) -> Iterator[Deadline]:
    matched = match_form(shown)
    for pattern, read in _patterns():
        for words in pattern.finditer(matched):
            on = None if _is_no_deadline(matched, words) else read(words, context)
            if on is not None:
                start, end = words.span()
                yield Deadline(on=on, phrase=shown[start:end].strip(), start=start, end=end)


_RECURRING = re.compile(r"\s*(?:,\s*)?(?:hằng|hàng|mỗi)\s", re.IGNORECASE)
_FROM_AN_EVENT = re.compile(
    r"\s*,?\s*(?:kể\s+)?(?:từ|sau)\s+(?:ngày|khi)\s+(?:nhận|có|được|tiếp|phát|xảy|kết thúc|hoàn)",
    re.IGNORECASE,
)
_SPAN_BEGINS = re.compile(r"\b(?:từ|giai đoạn|nhiệm kỳ)\b[^.;:]{0,60}$", re.IGNORECASE)
_ENDS_A_SPAN = re.compile(r"(?:đến|hết)\b", re.IGNORECASE)


def _is_no_deadline(text: str, words: re.Match[str]) -> bool:
    """What comes back every month, what starts with some event, the end of "từ … đến …"."""
    if _RECURRING.match(text, words.end()) or _FROM_AN_EVENT.match(text, words.end()):
        return True
    before = text[max(0, words.start() - 80) : words.start()]
    return bool(_ENDS_A_SPAN.match(words[0]) and _SPAN_BEGINS.search(before))


# What may be named: a pattern and its first and last day.

_YYYY = r"(?:19|20|21)\d\d"
_YEAR = rf"(?:\s*[/.-]\s*(?P<year>{_YYYY})|\s+năm\s+(?P<year_in_words>{_YYYY}|nay|sau))"


def _year(words: re.Match[str], context: _Context) -> int | None:
    groups = words.groupdict()
    said = groups.get("year") or groups.get("year_in_words")
    near = {"nay": context.today.year, "sau": context.today.year + 1}
    return near.get(said, int(said) if said.isdigit() else None) if said else None


def _day(words: re.Match[str], context: _Context) -> _Period | None:
    day, month, year = int(words["day"]), int(words["month"]), _year(words, context)
    try:
        on = date(year or context.today.year, month, day)
        if year is None and on < context.today:
            on = date(context.today.year + 1, month, day)
    except ValueError:
        return None
    return on, on


def _months(first: int, last: int, year: int | None, context: _Context) -> _Period | None:
    """From the first day of one month to the last day of another; the next ones without a year."""
    if not 1 <= first <= last <= 12:
        return None
    near = year or context.today.year
    end = date(near, last, monthrange(near, last)[1])
    if year is None and end < context.today:
        return _months(first, last, near + 1, context)
    return date(near, first, 1), end


def _month(words: re.Match[str], context: _Context) -> _Period | None:
    month = int(words["month"])
    return _months(month, month, _year(words, context), context)


def _quarter(words: re.Match[str], context: _Context) -> _Period | None:
    said = words["quarter"].upper()
    number = int(said) if said.isdigit() else ("I", "II", "III", "IV").index(said) + 1
    return _months(3 * number - 2, 3 * number, _year(words, context), context)


def _half(words: re.Match[str], context: _Context) -> _Period | None:
    first = 1 if words["half"].lower() == "đầu" else 7
    return _months(first, first + 5, _year(words, context), context)


def _whole_year(words: re.Match[str], context: _Context) -> _Period | None:
    return _months(1, 12, _year(words, context), context)


def _end_of_year(_words: re.Match[str], context: _Context) -> _Period | None:
    return _months(1, 12, context.today.year, context)


def _term(_words: re.Match[str], context: _Context) -> _Period | None:
    return (context.today, context.term_end) if context.term_end else None


_DAY_IN_WORDS = rf"ngày\s+(?P<day>\d{{1,2}})\s+tháng\s+(?P<month>\d{{1,2}})\b{_YEAR}?"
_DAY_AND_MONTH = r"(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})"
_DAY_IN_NUMBERS = rf"ngày\s+{_DAY_AND_MONTH}(?:\s?[/.-]\s?(?P<year>{_YYYY}))?(?![\d%/])"
_FULL_DAY = rf"{_DAY_AND_MONTH}\s?[/.-]\s?(?P<year>{_YYYY})(?![\d%/])"
_BARE_DAY = r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d%/])(?!\s+(?:thôn|xã|hộ|tiêu chí|đơn vị))"
_MONTH_NAMED = rf"tháng\s+(?P<month>\d{{1,2}})\b(?!\s*[/.-]\s*\d{{1,2}}\b){_YEAR}?"
_QUARTER_NAMED = rf"quý\s+(?P<quarter>IV|I{{1,3}}|[1-4])\b{_YEAR}?"
_HALF_NAMED = rf"(?:6|06|sáu)\s+tháng\s+(?P<half>đầu|cuối)\s+năm(?:\s+(?P<year>{_YYYY}))?"
_YEAR_NAMED = rf"năm\s+(?P<year>{_YYYY})\b(?!\s*-)"

_DAYS = ((_DAY_IN_WORDS, _day), (_DAY_IN_NUMBERS, _day), (_FULL_DAY, _day))
_SPANS = (
    (_MONTH_NAMED, _month),
    (_QUARTER_NAMED, _quarter),
    (_HALF_NAMED, _half),
    (_YEAR_NAMED, _whole_year),
)

# How it is bound: a pattern before it, and the day that follows from the period.

_BEFORE = r"\btrước\s+"
_BEFORE_HOUR = r"\btrước\s+\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{1,2}\s*(?:phút)?)?\s*,?\s*"
_AT_LATEST = (
    r"\b(?:chậm nhất|muộn nhất|hạn cuối|hạn chót|hoàn thành|xong|kết thúc)"
    r"(?:\s+(?:là|vào|trong|đến|hết|cuối)|:)*\s+"
)
_UNTIL = r"\b(?:(?:đến|vào|trong)\s+)?(?:hết|cuối)\s+|\bđến\s+"
_WITHIN = r"\btrong\s+"

_Read = Callable[[re.Match[str], _Context], date | None]
_Named = Callable[[re.Match[str], _Context], _Period | None]


def _day_before(named: _Named) -> _Read:
    def read(words: re.Match[str], context: _Context) -> date | None:
        period = named(words, context)
        return period[0] - _ONE_DAY if period else None

    return read


def _last_day(named: _Named) -> _Read:
    def read(words: re.Match[str], context: _Context) -> date | None:
        period = named(words, context)
        return period[1] if period else None

    return read


# Spans that are counted.

_COUNTED = (
    r"\b(?:trong\s+(?:thời\s+(?:hạn|gian)|vòng)|thời\s+hạn|chậm nhất|muộn nhất)"
    r"(?:\s+(?:là|không quá|tối đa|sau))*\s+"
    r"(?P<count>\d{1,3})(?:\s*\([^()]{1,30}\))?\s*(?P<unit>ngày làm việc|ngày|tuần|tháng|năm)\b"
)
_COUNTED_WORKING = r"\btrong\s+(?P<count>\d{1,3})\s+(?P<unit>ngày làm việc)\b"


def _counted(words: re.Match[str], context: _Context) -> date | None:
    count, unit = int(words["count"]), words["unit"].lower()
    match unit:
        case "ngày làm việc":
            return _after_working_days(count, context)
        case "ngày":
            return context.today + timedelta(days=count)
        case "tuần":
            return context.today + timedelta(weeks=count)
        case _:
            return _after_months(context.today, count if unit == "tháng" else 12 * count)


def _after_working_days(count: int, context: _Context) -> date:
    on = context.today
    while count:
        on += _ONE_DAY
        count -= context.is_working_day(on)
    return on


def _after_months(day: date, count: int) -> date:
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _table() -> Iterator[tuple[str, _Read]]:
    for named, read in (*_DAYS, *_SPANS, (_BARE_DAY, _day)):
        yield _BEFORE + named, _day_before(read)
    for named, read in (*_DAYS, *_SPANS, (_BARE_DAY, _day)):
        yield _AT_LATEST + named, _last_day(read)
    for named, read in _DAYS:
        yield _BEFORE_HOUR + named, _last_day(read)
    for named, read in (*_DAYS, *_SPANS):
        yield f"(?:{_UNTIL}){named}", _last_day(read)
    for named, read in _SPANS:
        yield _WITHIN + named, _last_day(read)
    yield r"\b(?:đến|vào)\s+cuối\s+năm\b(?!\s+\d)|\btrong\s+năm\s+nay\b", _last_day(_end_of_year)
    yield (
        r"\b(?:trong|(?:đến\s+)?(?:hết|cuối))\s+nhiệm\s+kỳ\b(?:\s+\d{4}\s*-\s*\d{4})?",
        _last_day(_term),
    )
    for named, read in (*_DAYS, *_SPANS):
        yield rf"^\s*{named}\s*[.;]?\s*$", _last_day(read)  # the whole cell of a table
    yield _COUNTED, _counted
    yield _COUNTED_WORKING, _counted


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], _Read], ...]:
    # Compiling them takes longer than all else in rules/: only who looks for a deadline pays for it.
    return tuple((re.compile(pattern, re.IGNORECASE), read) for pattern, read in _table())
