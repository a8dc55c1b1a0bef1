"""Giving tasks: from what a text, a list or somebody proposes to a task that one person has (S2.25).

The machine proposes; whom a phrase of the text means, a person decides (S2.13, S2.34).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapidfuzz.fuzz import ratio, token_set_ratio

from rules.calendar import WorkCalendar
from rules.folding import fold
from rules.notices import Notice
from rules.packs import Spans
from rules.refused import Refused
from rules.resolutions import Stage
from rules.tasks import TaskField

GIVEN_AT = frozenset({Stage.ISSUED})
"""New tasks come from a text that is in force and not yet reviewed."""

LONGEST_WHAT = 1000
LONGEST_PRODUCT = 300
LONGEST_UNIT = 60

GUIDE = tuple(TaskField)[1:]
"""What is asked for, one thing after the other, of a task that somebody tells in words."""

LIKELY = 75
"""From this likeness on (0 to 100) somebody is suggested for a phrase: tried on posts and areas."""

NEARLY = 80
"""From this likeness on a written name is taken for a slip of a known one."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who can be given a task, as far as words can find them."""

    id: int
    full_name: str
    post: str = ""
    areas: str = ""  # in charge of, divided by commas or semicolons


@dataclass(frozen=True, kw_only=True)
class TaskForm(Notice):
    """A task that nobody has yet: what is known of it, what is missing, and the next thing to do."""

    task_id: int


@dataclass(frozen=True, kw_only=True)
class TaskFields(Notice):
    """What is known of such a task, each with a button to correct it."""

    task_id: int


@dataclass(frozen=True, kw_only=True)
class ChooseCooperating(Notice):
    """Who helps with it: members and units, any number of them."""

    task_id: int
    is_guided: bool = False


@dataclass(frozen=True, kw_only=True)
class ChooseSource(Notice):
    """The clauses of the issued text, to tie a task to the one it comes from."""

    task_id: int
    is_guided: bool = False
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class NothingProposed(Notice):
    """No clause of the text reads like a task, or every proposal has been decided."""

    resolution_id: int


class Weakness(StrEnum):
    """What makes a task hard to look after. Advice, never a wall (S4.13-S4.15)."""

    NOT_MEASURABLE = "not_measurable"  # neither a number nor a product
    FAR_AWAY = "far_away"  # due in more than a year: better in steps


FAR_AWAY_DAYS = 366


@dataclass(eq=False, kw_only=True)
class TaskFieldsMissing(Refused):
    """Doer, inspector and deadline have to be known before a task is given."""

    task_id: int
    fields: tuple[TaskField, ...]


@dataclass(eq=False, kw_only=True)
class DueInPast(Refused):
    """A task cannot be due on a day that has passed."""

    on: date


@dataclass(eq=False, kw_only=True)
class TargetUnclear(Refused):
    """No number can be read from what was told as the target."""

    said: str


def asked_after(field: TaskField) -> TaskField | None:
    """Say what is asked next in the dialogue; None where the preview comes next."""
    following = GUIDE[GUIDE.index(field) + 1 :] if field in GUIDE else GUIDE
    return following[0] if following else None


def check_due(on: date, *, today: date) -> None:
    """Raise DueInPast for a day that has passed."""
    if on < today:
        raise DueInPast(on=on)


def usual_due(spans: Spans, *, today: date, calendar: WorkCalendar) -> date:
    """Propose a due date where the text names none: the usual span, rolled to a working day."""
    return calendar.working_day_from(today + spans.task_due_for)


def usual_inspector(planned: Iterable[int], owner_id: int | None) -> int | None:
    """Propose who looks after a task: the first of the inspection plan who is not its owner (S0.20)."""
    return next((inspector_id for inspector_id in planned if inspector_id != owner_id), None)


def weaknesses(
    *, product: str, has_target: bool, due_on: date | None, today: date
) -> tuple[Weakness, ...]:
    """Say what would make a task hard to look after."""
    is_vague = not product and not has_target
    is_far = due_on is not None and (due_on - today).days > FAR_AWAY_DAYS
    found = ((Weakness.NOT_MEASURABLE, is_vague), (Weakness.FAR_AWAY, is_far))
    return tuple(weakness for weakness, is_so in found if is_so)


def suggested(phrase: str, people: Sequence[Person], *, limit: int = 2) -> list[Person]:
    """Say who may be meant by a phrase like "Ban Xây dựng Đảng": by name, post or area in charge.

    The likeliest first; nobody where nothing is like enough.
    """
    said = fold(phrase)
    if not said.strip():
        return []
    scored = [(max(_likeness(said, words) for words in _words_of(person)), person) for person in people]
    likely = [(score, person) for score, person in scored if score >= LIKELY]
    return [person for _, person in sorted(likely, key=lambda pair: -pair[0])[:limit]]


def _words_of(person: Person) -> Iterable[str]:
    return [person.full_name, person.post, *re.split(r"[,;]", person.areas)]


def _likeness(said: str, words: str) -> float:
    folded = fold(words).strip()
    return token_set_ratio(said, folded) if folded else 0.0


_TITLES = re.compile(r"^(?:đ/c|đc\.?|đồng chí|ông|bà)\s+", re.IGNORECASE)


def named(name: str, people: Sequence[Person]) -> list[Person]:
    """Say who bears a written name: one person where it is sure, several where it is not.

    Letter for letter goes before folded; nobody where no name fits.
    """
    said = " ".join(_TITLES.sub("", name.strip()).split())
    exact = [person for person in people if person.full_name == said]
    return exact or [person for person in people if fold(person.full_name) == fold(said)]


def nearly_named(name: str, people: Sequence[Person], *, limit: int = 3) -> list[Person]:
    """Say whose name a slip of the pen may have meant, the likeliest first."""
    said = fold(_TITLES.sub("", name.strip()))
    scored = [(ratio(said, fold(person.full_name)), person) for person in people]
    near = [pair for pair in scored if pair[0] >= NEARLY or said in fold(pair[1].full_name).split()]
    return [person for _, person in sorted(near, key=lambda pair: -pair[0])[:limit]]
