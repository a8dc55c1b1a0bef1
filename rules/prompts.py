"""Questions that the bot asks: for a text, a person, a day. What the answer is for is a stored call."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rules.notices import Notice


@dataclass(frozen=True, kw_only=True)
class AskText(Notice):
    """Asks for a text, which goes to the call `then`."""

    is_secret: ClassVar[bool] = True

    then: str
    arguments: str


@dataclass(frozen=True, kw_only=True)
class AskMember(Notice):
    """Asks for a person of a body: by button, or by a few letters of the name without diacritics."""

    is_secret: ClassVar[bool] = True

    then: str
    arguments: str
    body_id: int
    page: int = 0
    letters: str = ""


@dataclass(frozen=True, kw_only=True)
class AskDate(Notice):
    """Asks for a day: by a calendar of buttons, or typed."""

    is_secret: ClassVar[bool] = True

    then: str
    arguments: str
    earliest: date
    month: date
