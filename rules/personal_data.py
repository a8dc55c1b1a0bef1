"""What is kept of a person, what for, and how it ends (Law 91/2025/QH15, Decree 356/2025/NĐ-CP).

Consent is given purpose by purpose, to words that can be shown again; whoever is nobody to us is
forgotten; what identifies somebody is covered before it is stored.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from rules.calendar import WorkCalendar
from rules.folding import fold
from rules.notices import Notice

STRANGER_FOR = timedelta(days=1)
"""A private chat of somebody who is no member and has agreed to nothing is forgotten after a day."""

REFUSED_FOR = timedelta(hours=1)
"""Of whoever refuses nothing is kept but the count; the draft can be read on for so long."""


class Purpose(StrEnum):
    """What somebody may agree to, each for itself."""

    CONSIDER = "consider"  # the comment is considered and answered, under a pseudonym
    REPLY = "reply"  # the answer is told in the private chat
    PLACE = "place"  # thôn or tổ stands with the pseudonym
    NAME = "name"  # a name stands in the public table, instead of "a citizen"
    AFFECTED = "affected"  # that one is directly affected stands with what one says


class RequestKind(StrEnum):
    """What a person may ask for."""

    EXPORT = "export"
    WITHDRAW = "withdraw"  # consent to a purpose
    DELETE = "delete"


@dataclass(frozen=True, kw_only=True)
class DataSpans:
    """How long the law gives for what a person asks for, from the day after it was asked."""

    acknowledge_working_days: int = 2
    export_for: timedelta = timedelta(days=10)
    withdraw_for: timedelta = timedelta(days=15)
    delete_for: timedelta = timedelta(days=20)

    def due_on(self, kind: RequestKind, asked_on: date) -> date:
        """Give the last day on which a request may be carried out."""
        spans = {
            RequestKind.EXPORT: self.export_for,
            RequestKind.WITHDRAW: self.withdraw_for,
            RequestKind.DELETE: self.delete_for,
        }
        return asked_on + spans[kind]

    def acknowledge_on(self, asked_on: date, calendar: WorkCalendar) -> date:
        """Give the last day on which a request may be acknowledged."""
        return calendar.add_working_days(asked_on, self.acknowledge_working_days)


@dataclass(frozen=True, kw_only=True)
class MyDataFile(Notice):
    """Everything that is kept about a person, as a file that machines read too."""

    is_secret: ClassVar[bool] = True


COVER = "[…]"
"""Stands where something that identifies the sender was written."""

_CONTACTS = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),  # an address of mail
    re.compile(r"(?:https?://|www\.|t\.me/|zalo\.me/)\S+", re.IGNORECASE),
    re.compile(r"(?<!\w)@[A-Za-z]\w{3,}"),  # an account
    re.compile(r"(?<![\d.,])(?:\+?84|0)(?:[ .\-]?\d){8,10}(?![\d])"),  # a telephone
    re.compile(r"(?<![\d.,])\d{12}(?!\d)|(?<![\d.,])\d{9}(?!\d)"),  # a citizen's card, old or new
)


def covered(text: str, names: Sequence[str] = ()) -> str:
    """Cover what identifies the sender in a text: telephone, mail, account, card, the own full name.

    Nothing is kept that is not needed, and a comment needs none of these. `names` are what Telegram
    says of the account; a name of one word is left, for it may be a word like any other.
    """
    for contact in _CONTACTS:
        text = contact.sub(COVER, text)
    for name in names:
        if len(name.split()) > 1:
            text = _without(text, name)
    return text


def _without(text: str, name: str) -> str:
    """Cover a name however its letters are marked: folding keeps the number of words."""
    words, wanted = re.split(r"(\s+)", text), fold(name).split()
    spoken = [number for number, word in enumerate(words) if word.strip()]
    bare = [re.sub(r"^\W+|\W+$", "", fold(words[number])) for number in spoken]
    for first in range(len(bare) - len(wanted), -1, -1):
        if bare[first : first + len(wanted)] == wanted:
            start, end = spoken[first], spoken[first + len(wanted) - 1]
            tail = re.search(r"\W*$", words[end])
            words[start : end + 1] = [COVER + (tail.group() if tail else "")]
            spoken = [number for number, word in enumerate(words) if word.strip()]
            bare = [re.sub(r"^\W+|\W+$", "", fold(words[number])) for number in spoken]
    return "".join(words)
