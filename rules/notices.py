"""What the bot has to say or do outside: a kind and ids, worded or done when its time comes.

An action never writes a sentence. It says *which fact* somebody shall be told
(`VoteOpened(vote_id=7)`); the delivery loads the facts afresh, words them in the reader's language
and sends them.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any, ClassVar

from rules.facts import Facts


class Lane(IntEnum):
    """Who goes first when much waits to be sent. Smaller is sooner."""

    ANSWER = 0  # the answer to a button: it expires, and a finger waits
    REPLY = 1  # what somebody asked for just now
    CARD = 2  # a live card that changed
    NUDGE = 3  # a reminder
    BROADCAST = 4  # the same paper for many


class Repeat(IntEnum):
    """Which mistake is the lesser one when nobody knows whether a message arrived."""

    TWICE = 0  # better twice than never: papers, results, answers
    NEVER = 1  # better never than twice: reminders, polls


@dataclass(frozen=True, kw_only=True)
class _Told(Facts):
    """What notices and errands share."""

    @property
    def kind(self) -> str:
        """The name under which it is stored."""
        return type(self).__name__


@dataclass(frozen=True, kw_only=True)
class Notice(_Told):
    """Something to be shown to people. Subclasses name a past fact or a screen, and carry ids."""

    kinds: ClassVar[dict[str, type[Any]]] = {}
    lane: ClassVar[Lane] = Lane.REPLY
    repeat: ClassVar[Repeat] = Repeat.TWICE
    is_secret: ClassVar[bool] = False  # it holds people's words: they are wiped out once it is sent

    def __init_subclass__(cls) -> None:
        assert cls.__name__ not in Notice.kinds, cls.__name__
        Notice.kinds[cls.__name__] = cls


@dataclass(frozen=True, kw_only=True)
class Errand(_Told):
    """Something to be fetched or asked outside; its result comes back through the inbox."""

    kinds: ClassVar[dict[str, type[Any]]] = {}
    lane: ClassVar[Lane] = Lane.REPLY
    repeat: ClassVar[Repeat] = Repeat.TWICE

    def __init_subclass__(cls) -> None:
        assert cls.__name__ not in Errand.kinds, cls.__name__
        Errand.kinds[cls.__name__] = cls
