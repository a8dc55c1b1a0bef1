"""Native polls: questions, votes and how they end."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from simulator.users import Bot, User

if TYPE_CHECKING:
    from simulator.messages import Message


@dataclass(eq=False, kw_only=True, slots=True)
class Option:
    """One answer that may be chosen."""

    persistent_id: str
    text: str
    entities: list[dict[str, Any]] = field(default_factory=list)


@dataclass(eq=False, kw_only=True, slots=True)
class Poll:
    """A poll; every forwarded copy is the same poll."""

    id: str
    owner: Bot
    question: str
    question_entities: list[dict[str, Any]]
    options: list[Option]
    is_anonymous: bool = True
    is_quiz: bool = False
    allows_multiple_answers: bool = False
    allows_revoting: bool = True
    members_only: bool = False
    correct_option_ids: list[int] = field(default_factory=list)
    explanation: str = ""
    explanation_entities: list[dict[str, Any]] = field(default_factory=list)
    description: str = ""
    description_entities: list[dict[str, Any]] = field(default_factory=list)
    open_period: int = 0
    closes_at: datetime | None = None
    is_closed: bool = False
    hides_results: bool = False
    #: Chosen options by voter.
    votes: dict[int, list[int]] = field(default_factory=dict)
    messages: list["Message"] = field(default_factory=list)

    @property
    def home(self) -> "Message":
        """The message in which the poll was sent first."""
        return self.messages[0]

    def count(self, option: int) -> int:
        """How many chose an option."""
        return sum(option in chosen for chosen in self.votes.values())

    def voters(self) -> int:
        """How many have voted."""
        return sum(bool(chosen) for chosen in self.votes.values())


class VoteRefused(ValueError):
    """A person's client would not let this vote be cast; the message says why."""


def chosen(poll: Poll, labels: list[str]) -> list[int]:
    """The numbers of the options that the labels, or the beginnings of them, name."""
    numbers = []
    for label in labels:
        fitting = [i for i, option in enumerate(poll.options) if option.text.startswith(label)]
        if not fitting:
            raise VoteRefused(f"no option {label!r} among {[o.text for o in poll.options]}")
        numbers.append(fitting[0])
    return numbers


def check_vote(poll: Poll, voter: User, options: list[int]) -> None:
    """Refuse a vote that Telegram's clients refuse. Raises VoteRefused."""
    if poll.is_closed:
        raise VoteRefused("Can't answer closed poll")
    if len(options) > 1 and not poll.allows_multiple_answers:
        raise VoteRefused("Can't choose more than 1 option in the poll")
    if poll.votes.get(voter.id) and not poll.allows_revoting:
        raise VoteRefused("Can't revote in the poll")
