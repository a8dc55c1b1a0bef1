"""Straw polls: native polls of Telegram. They show a mood; they decide nothing and bind nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rules.notices import Errand, Notice, Repeat
from rules.refused import Refused

LONGEST_QUESTION = 300
LONGEST_OPTION = 100
MOST_OPTIONS = 10
LEAST_OPTIONS = 2
"""https://core.telegram.org/bots/api#sendpoll allows a little more; ten fit on a screen."""


@dataclass(frozen=True, kw_only=True)
class StrawPolls(Notice):
    """The straw polls of a consultation, with how they stand."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class StrawPollPreview(Notice):
    """What will be asked, and where, before it is."""

    is_secret: ClassVar[bool] = True

    resolution_id: int
    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StrawPollResult(Notice):
    """Our own count of a straw poll that has ended."""

    poll_id: int


@dataclass(frozen=True, kw_only=True)
class StrawPollNotSent(Notice):
    """Whoever asked is told that a group could not be asked."""

    poll_id: int
    group_id: int


@dataclass(frozen=True, kw_only=True)
class SendStrawPoll(Errand):
    """Show a straw poll in a group."""

    repeat: ClassVar[Repeat] = Repeat.NEVER  # two polls would divide the answers

    poll_id: int
    group_id: int
    thread_id: int | None


@dataclass(frozen=True, kw_only=True)
class StopStrawPoll(Errand):
    """End a straw poll in a group."""

    poll_id: int
    group_id: int


@dataclass(eq=False, kw_only=True)
class WrongNumberOfOptions(Refused):
    """A straw poll has two to ten different options, one a line."""

    found: int


@dataclass(eq=False, kw_only=True)
class NoGroupToAsk(Refused):
    """The body has no group in which a poll could be shown."""


@dataclass(frozen=True, kw_only=True)
class OptionCount:
    """How many have chosen one option."""

    option: str
    answers: int


@dataclass(frozen=True, kw_only=True)
class StrawTally:
    """How a straw poll stands among those whose answers count."""

    entitled: int
    answered: int
    counts: tuple[OptionCount, ...]


def options_in(lines: Sequence[str]) -> tuple[str, ...]:
    """Read options, one a line; blank lines and repetitions fall out. Raises WrongNumberOfOptions."""
    clean = (" ".join(line.split()) for line in lines)
    options = tuple(dict.fromkeys(option for option in clean if option))
    if not LEAST_OPTIONS <= len(options) <= MOST_OPTIONS:
        raise WrongNumberOfOptions(found=len(options))
    return options
