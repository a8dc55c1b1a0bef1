"""The guided tour: one resolution in a dozen steps, each ticked off when it has really happened."""

import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from locales.catalogs import LANGUAGES
from simulator.page.labels import label
from simulator.page.shown import Json


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing to do, as tour.toml has it."""

    key: str
    fact: str
    who: str = ""
    offers: str = ""
    buttons: tuple[str, ...] = ()
    vi: Mapping[str, str]
    en: Mapping[str, str]


@cache
def steps() -> tuple[Step, ...]:
    """Read the steps."""
    described = tomllib.loads((files("simulator.page") / "tour.toml").read_text("utf-8"))
    return tuple(Step(**each) for each in described["step"])


class Tour:
    """The steps with the people who play them, and which are done."""

    def __init__(
        self, parts: Mapping[str, str], language: str, facts: Callable[[], Collection[str]]
    ) -> None:
        """`parts` names the person's id for each part; `language` is what the bot speaks."""
        self._parts = parts
        self._language = language
        self._facts = facts
        self._done: frozenset[str] = frozenset()

    def has_changed(self) -> bool:
        """Look into the journal; say whether a step has been done meanwhile."""
        facts = self._facts()
        done = frozenset(step.key for step in steps() if step.fact in facts)
        is_new = done != self._done
        self._done = done
        return is_new

    def shown(self) -> list[Json]:
        """The steps as the page shows them."""
        return [self._step(step) for step in steps()]

    def _step(self, step: Step) -> Json:
        labels = dict(zip("abc", map(self._label, step.buttons), strict=False))
        worded = {
            language: {name: words.format(**labels) for name, words in getattr(step, language).items()}
            for language in LANGUAGES
        }
        return {
            "key": step.key,
            "who": self._parts.get(step.who, ""),
            "offers": step.offers,
            "is_done": step.key in self._done,
            **worded,
        }

    def _label(self, msgid: str) -> str:
        """Name a button as the bot words it, up to what differs from time to time."""
        said, field, _rest = label(msgid, self._language).partition("{")
        return f"{said.strip()} …" if field else said
