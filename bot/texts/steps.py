"""What each activity adds to the screens that all share: next steps, owed things, lines of the card.

The resolution's page, the desk and the group's card are written once; an activity registers here what
it has to say on them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from operator import itemgetter
from typing import TypeVar

from markupsafe import Markup

from bot.texts.posts import Button
from bot.texts.wording import Reader
from rules.resolutions import Stage
from storage.drafts import ClauseRow
from storage.members import MemberRow
from storage.resolutions import ResolutionRow

Steps = Callable[[Reader, ResolutionRow, MemberRow], Sequence[Sequence[Button]]]
Owes = Callable[[Reader, Sequence[MemberRow]], Sequence["Owed"]]
CardPart = Callable[[Reader, ResolutionRow], "Part"]
ClauseSteps = Callable[[Reader, ResolutionRow, ClauseRow], Sequence[Sequence[Button]]]

AnySteps = TypeVar("AnySteps", bound=Steps)
AnyOwes = TypeVar("AnyOwes", bound=Owes)
AnyCardPart = TypeVar("AnyCardPart", bound=CardPart)
AnyClauseSteps = TypeVar("AnyClauseSteps", bound=ClauseSteps)


class Rank(IntEnum):
    """How near to the top of a resolution's page a step stands."""

    WAITED_FOR = 0  # others wait for it
    NEXT = 1  # it leads to the next stage
    ALSO = 2
    LATER = 3  # at hand for whoever looks for it


@dataclass(frozen=True, kw_only=True)
class Owed:
    """Something that waits for one person, with the button that leads to it."""

    due_on: date | None  # None: at any time; shown last
    text: str
    button: Button


@dataclass(frozen=True, kw_only=True)
class Part:
    """Lines and buttons for the group's card."""

    lines: Sequence[str | Markup | None]
    buttons: Sequence[Sequence[Button]] = ()


_STEPS: dict[Stage, list[tuple["Rank", str, Steps]]] = {}
_OWES: list[Owes] = []
_CARD: dict[Stage, CardPart] = {}
_CLAUSE: list[ClauseSteps] = []


def steps_at(*stages: Stage, rank: Rank = Rank.ALSO) -> Callable[[AnySteps], AnySteps]:
    """Register rows of buttons for a resolution's page at some stages; the first is the next step."""

    def register(function: AnySteps) -> AnySteps:
        for stage in stages:
            _STEPS.setdefault(stage, []).append((rank, function.__module__, function))
            _STEPS[stage].sort(key=itemgetter(0, 1))
        return function

    return register


def owes(function: AnyOwes) -> AnyOwes:
    """Register things that may wait for a person."""
    _OWES.append(function)
    return function


def card_at(*stages: Stage) -> Callable[[AnyCardPart], AnyCardPart]:
    """Register what the group's card says at some stages."""

    def register(function: AnyCardPart) -> AnyCardPart:
        for stage in stages:
            assert stage not in _CARD, stage
            _CARD[stage] = function
        return function

    return register


def clause_steps(function: AnyClauseSteps) -> AnyClauseSteps:
    """Register rows of buttons for the page of a clause."""
    _CLAUSE.append(function)
    return function


def next_steps(reader: Reader, row: ResolutionRow, member: MemberRow) -> list[Sequence[Button]]:
    """Give the rows of buttons that somebody is offered for a resolution."""
    return [
        buttons
        for _rank, _module, function in _STEPS.get(row.stage, [])
        for buttons in function(reader, row, member)
        if buttons
    ]


def steps_on(reader: Reader, row: ResolutionRow, clause: ClauseRow) -> list[Sequence[Button]]:
    """Give the rows of buttons that are offered for a clause."""
    return [buttons for function in _CLAUSE for buttons in function(reader, row, clause) if buttons]


def owed(reader: Reader, people: Sequence[MemberRow]) -> list[Owed]:
    """Give everything that waits for a person, by due date."""
    found = [item for function in _OWES for item in function(reader, people)]
    return sorted(found, key=lambda item: item.due_on or date.max)


def card_part(reader: Reader, row: ResolutionRow) -> Part:
    """Give what the group's card says at the resolution's stage."""
    function = _CARD.get(row.stage)
    return function(reader, row) if function else Part(lines=())
