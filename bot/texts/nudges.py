"""Words of the daily list; what stands on it is worded by the activity it belongs to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from markupsafe import Markup

from bot.texts.desk import home_button
from bot.texts.posts import Button, Post, plain
from bot.texts.voice import _, day, left, lines, n_
from bot.texts.wording import Reader, Vanished, words_for
from rules.nudges import DailyList, ItemKind, Line, Part
from storage.calendar import work_calendar
from storage.members import MemberRow

LINES_SHOWN = 12
BUTTONS_SHOWN = 6


@dataclass(frozen=True, kw_only=True)
class Said:
    """One thing in words, and the button that leads to it."""

    text: str | Markup
    button: Button
    due_on: date | None = None


Wording = Callable[[Reader, Line], Said | None]
AnyWording = TypeVar("AnyWording", bound=Wording)

_WORDINGS: dict[ItemKind, Wording] = {}


def says_line(*kinds: ItemKind) -> Callable[[AnyWording], AnyWording]:
    """Register the words for a kind of open item; None where it is not open any more."""

    def register(function: AnyWording) -> AnyWording:
        for kind in kinds:
            assert kind not in _WORDINGS, kind
            _WORDINGS[kind] = function
        return function

    return register


def worded() -> frozenset[ItemKind]:
    """Name the kinds of open items that have words."""
    return frozenset(_WORDINGS)


def said_lines(reader: Reader, owed: Sequence[Line]) -> list[tuple[Line, Said]]:
    """Word what is still open of a list: part by part, the most overdue first."""
    worded_lines = [(line, _WORDINGS[line.kind](reader, line)) for line in owed]
    found = [(line, said) for line, said in worded_lines if said is not None]
    parts = list(Part)
    return sorted(found, key=lambda each: (parts.index(each[0].part), each[1].due_on or date.max))


def due_phrase(reader: Reader, what: str | Markup, due_on: date) -> Markup:
    """Say what is due when."""
    return _(
        "{what} — {date}, {left}", what=what, date=day(due_on), left=left(due_on, today=reader.today)
    )


def full_name(reader: Reader, member_id: int | None) -> str:
    """Name a member."""
    return reader.session.get_one(MemberRow, member_id).full_name


@words_for(DailyList)
def daily_list(reader: Reader, notice: DailyList) -> Post:
    """Say what the reader has to mind today: the own things first, then what others owe."""
    if not work_calendar(reader.session).is_allowed_moment(reader.now):
        raise Vanished  # it could not be sent in time, and nobody is written to at night
    said = said_lines(reader, notice.lines)
    if not said:
        raise Vanished
    shown = said[:LINES_SHOWN]
    rest = len(said) - len(shown)
    return Post(
        text=lines(
            _("<b>To be minded today, {date}</b>", date=day(notice.on)),
            *_by_parts(reader, shown),
            n_("… and {n} more thing", "… and {n} more things", rest) if rest else None,
        ),
        buttons=[
            *([numbered(number, each.button)] for number, (_line, each) in
              enumerate(shown[:BUTTONS_SHOWN], start=1)),
            [home_button()],
        ],
    )  # fmt: skip


def numbered(number: int, button: Button) -> Button:
    """Put the number of its line before the label of a button."""
    return replace(button, label=f"{number}. {plain(button.label)}")


def _by_parts(reader: Reader, said: Sequence[tuple[Line, Said]]) -> list[str | Markup]:
    found: list[str | Markup] = []
    part = None
    for number, (line, each) in enumerate(said, start=1):
        if line.part is not part:
            part = line.part
            found.append(_part_name(part))
        found.append(_line(reader, number, line, each))
    return found


def _part_name(part: Part) -> Markup:
    names = {
        Part.OWN: _("Yours:"),
        Part.INSPECTED: _("Late, and you look after it:"),
        Part.HEADED: _("Late in the body:"),
        Part.UNREACHED: _("Please tell these comrades yourself, they are not connected:"),
    }
    return names[part]


def _line(reader: Reader, number: int, line: Line, said: Said) -> str | Markup:
    if line.part is Part.OWN:
        return _("{number}. {what}", number=number, what=said.text)
    name = full_name(reader, line.member_id)
    return _("{number}. {name}: {what}", number=number, name=name, what=said.text)
