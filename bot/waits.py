"""When something that could not be sent is tried again, and what kept it from leaving."""

from collections.abc import Hashable
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError
from telegram.error import RetryAfter, TelegramError

from bot.verdicts import Verdict, seconds_of
from bot.vitals import Part, Vitals
from storage.engine import reason
from storage.outbox import Parcel

BACK_OFF = (1, 2, 5, 10, 20, 40, 60)
"""Seconds to wait after failures in a row."""


@dataclass(frozen=True, kw_only=True)
class Wait:
    """It has to be tried again after a while, in the shape given here."""

    seconds: float
    parcel: Parcel | None = None
    complained: bool = False  # Telegram said that it came too soon
    wrong: tuple[Part, str] | None = None  # what keeps it from leaving, where it is not the chat itself


HOLDS_UP = frozenset({Part.TELEGRAM, Part.TOKEN, Part.DATABASE})
"""What may be wrong where something is held up."""


class HeldUp:
    """What is held up by something that is wrong: once is nothing, twice in a row is a trouble."""

    def __init__(self, vitals: Vitals) -> None:
        self._vitals = vitals
        self._items: set[Hashable] = set()

    def note(self, outcome: object, failures: int, *, by: Hashable) -> None:
        """Tell what came of a try, after so many failures in a row."""
        if not isinstance(outcome, Wait) or outcome.wrong is None:
            self._forget(by)
        elif failures:
            part, what = outcome.wrong
            self._forget(by, but=part)
            self._items.add(by)
            self._vitals.wrong(part, what, by=by)

    def clear(self) -> None:
        """Forget everything: somebody else will see what holds it up, if anything does."""
        for item in self._items:
            for part in HOLDS_UP:
                self._vitals.leave(part, by=item)
        self._items.clear()

    def _forget(self, by: Hashable, *, but: Part | None = None) -> None:
        if by in self._items:
            self._items.discard(by)
            for part in HOLDS_UP - {but}:
                self._vitals.right(part, by=by)


def wait_of(verdict: Verdict, error: TelegramError, failures: int) -> Wait | None:
    """Say how long to wait where Telegram has surely done nothing."""
    match verdict:
        case Verdict.HOLD:
            assert isinstance(error, RetryAfter)
            return Wait(seconds=seconds_of(error) + 0.5, complained=True)
        case Verdict.TOKEN:
            because = f"Telegram refuses it, or a proxy answers: {error.message}"
            return Wait(seconds=BACK_OFF[-1], wrong=(Part.TOKEN, because))
        case Verdict.LATER:
            return later(error, failures)
        case _:
            return None


def later(error: TelegramError, failures: int) -> Wait:
    """Wait because Telegram did not take it."""
    return Wait(seconds=back_off(failures), wrong=(Part.TELEGRAM, f"not sent: {error.message}"))


def database_away(error: DBAPIError, failures: int) -> Wait:
    """Wait because its facts cannot be read."""
    return Wait(seconds=back_off(failures), wrong=(Part.DATABASE, reason(error)))


def back_off(failures: int) -> float:
    """Say for how many seconds to wait after so many failures in a row."""
    return BACK_OFF[min(failures, len(BACK_OFF) - 1)]
