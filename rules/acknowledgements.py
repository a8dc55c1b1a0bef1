"""Acknowledgements: everybody in the body confirms having studied an issued paper (S1.11, S1.12)."""

from dataclasses import dataclass
from typing import ClassVar

from rules.notices import Lane, Notice


@dataclass(frozen=True, kw_only=True)
class StudyPage(Notice):
    """An issued paper on somebody's desk: to be read and confirmed."""

    issued_id: int


@dataclass(frozen=True, kw_only=True)
class StudyConfirmed(Notice):
    """The receipt for having studied a paper."""

    lane: ClassVar[Lane] = Lane.ANSWER

    issued_id: int
    member_id: int


@dataclass(frozen=True, kw_only=True)
class StudyList(Notice):
    """Who has not confirmed yet, for the clerk and the heads."""

    issued_id: int
    page: int = 0
