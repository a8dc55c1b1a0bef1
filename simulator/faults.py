"""Things that go wrong on demand: between bot and server, and in the server."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from random import Random


class FaultKind(StrEnum):
    """Where it goes wrong."""

    ERROR = "error"  # an answer of the server's kind: 429, 5xx
    PAGE = "page"  # an HTML page of something between bot and server: 502, 401, 404
    RESET_BEFORE = "reset_before"  # the connection breaks, nothing was done
    RESET_AFTER = "reset_after"  # it was done, the answer is lost
    LATENCY = "latency"  # it is done, late
    SILENCE = "silence"  # nothing was done and nothing is answered
    REPEAT = "repeat"  # updates that were confirmed are handed out once more


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """One thing that goes wrong. Made by the named constructors below."""

    kind: FaultKind
    code: int = 0
    retry_after: int = 0
    seconds: float = 0.0

    @classmethod
    def flood(cls, retry_after: int) -> "Fault":
        """Answer 429 and ask to wait so many seconds."""
        return cls(kind=FaultKind.ERROR, code=429, retry_after=retry_after)

    @classmethod
    def server_error(cls, code: int = 500) -> "Fault":
        """Answer a 5xx in the server's own JSON."""
        return cls(kind=FaultKind.ERROR, code=code)

    @classmethod
    def page(cls, code: int = 502) -> "Fault":
        """Answer an HTML page, as a proxy in between would."""
        return cls(kind=FaultKind.PAGE, code=code)

    @classmethod
    def reset_before(cls) -> "Fault":
        """Break the connection before anything is done."""
        return cls(kind=FaultKind.RESET_BEFORE)

    @classmethod
    def reset_after(cls) -> "Fault":
        """Do what was asked, then break the connection instead of answering."""
        return cls(kind=FaultKind.RESET_AFTER)

    @classmethod
    def latency(cls, seconds: float) -> "Fault":
        """Do what was asked after so many real seconds."""
        return cls(kind=FaultKind.LATENCY, seconds=seconds)

    @classmethod
    def silence(cls, seconds: float = 600.0) -> "Fault":
        """Never do it and never answer; give the connection up after so many real seconds."""
        return cls(kind=FaultKind.SILENCE, seconds=seconds)

    @classmethod
    def repeat(cls) -> "Fault":
        """Let getUpdates hand out confirmed updates once more, before the new ones."""
        return cls(kind=FaultKind.REPEAT)


@dataclass(eq=False, kw_only=True, slots=True)
class _Rule:
    fault: Fault
    method: str | None
    chat: int | None
    times: float
    probability: float


class Faults:
    """What shall go wrong, with which calls, how often."""

    def __init__(self, seed: int = 0) -> None:
        self.happened: list[tuple[str, Fault]] = []
        self._rules: list[_Rule] = []
        self._random = Random(seed)  # noqa: S311 - chance that can be repeated, not secrecy

    def next(
        self,
        *,
        fault: Fault,
        method: str | None = None,
        chat: int | None = None,
        times: int = 1,
    ) -> None:
        """Let the next so many calls fail, of one method or in one chat if named."""
        self._add(fault, method, chat, times, 1.0)

    def sometimes(
        self,
        *,
        fault: Fault,
        probability: float,
        method: str | None = None,
        chat: int | None = None,
    ) -> None:
        """Let each call fail with a probability, until `clear`; getUpdates only if named."""
        self._add(fault, method, chat, float("inf"), probability)

    def clear(self) -> None:
        """Let everything go well again."""
        self._rules.clear()

    def seeded(self, seed: int) -> None:
        """Begin the chances anew from a seed."""
        self._random = Random(seed)  # noqa: S311 - chance that can be repeated, not secrecy

    def take(self, method: str, chat_ids: Iterable[object]) -> Fault | None:
        """The fault that hits this call, if one does."""
        if not self._rules:
            return None
        places = set(chat_ids)
        for rule in self._rules:
            if self._hits(rule, method, places):
                rule.times -= 1
                if rule.times <= 0:
                    self._rules.remove(rule)
                self.happened.append((method, rule.fault))
                return rule.fault
        return None

    def _add(
        self, fault: Fault, method: str | None, chat: int | None, times: float, probability: float
    ) -> None:
        self._rules.append(
            _Rule(
                fault=fault,
                method=method.lower() if method else None,
                chat=chat,
                times=times,
                probability=probability,
            )
        )

    def _hits(self, rule: _Rule, method: str, places: set[object]) -> bool:
        if rule.method is None:
            if method.lower() == "getupdates":
                return False
        elif rule.method != method.lower():
            return False
        if rule.chat is not None and rule.chat not in places:
            return False
        return rule.probability >= 1.0 or self._random.random() < rule.probability
