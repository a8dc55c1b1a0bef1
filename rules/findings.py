"""What an inspection has found: strengths, weaknesses, causes, and demands with dates (S0.19, S0.25).

Everything can be corrected until the conclusion. Then each demand is a task, and nothing of the
record changes any more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.notices import Notice
from rules.refused import Refused

LONGEST_FINDING = 3000
LONGEST_DEMAND = 600


class Finding(StrEnum):
    """The parts of a record, in the order in which they are asked for."""

    STRENGTHS = "strengths"
    WEAKNESSES = "weaknesses"
    CAUSES = "causes"
    FOCUS = "focus"  # what was looked at; without it, everything


NEEDED = (Finding.STRENGTHS, Finding.WEAKNESSES, Finding.CAUSES)
"""Both sides are looked at, what failed and what went well (S0.19); "nothing" is an answer."""


class DemandField(StrEnum):
    """What makes a demand one that can be followed up."""

    OWNER = "owner"
    DUE = "due"


@dataclass(frozen=True, kw_only=True)
class FindingsRecord(Notice):
    """The record while it is written: what is said, what is missing, and the next thing to say."""

    inspection_id: int


@dataclass(frozen=True, kw_only=True)
class FindingsFields(Notice):
    """Every part of the record, each with a button to write it anew."""

    inspection_id: int


@dataclass(frozen=True, kw_only=True)
class DemandList(Notice):
    """What is demanded so far."""

    inspection_id: int


@dataclass(frozen=True, kw_only=True)
class DemandsFollowed(Notice):
    """What has become of the demands of a concluded inspection, each with its task."""

    inspection_id: int


@dataclass(frozen=True, kw_only=True)
class DemandPage(Notice):
    """One demand, with buttons to correct it."""

    demand_id: int


@dataclass(frozen=True, kw_only=True)
class ConclusionPreview(Notice):
    """What the conclusion will do, and to whom, before it is drawn."""

    inspection_id: int


@dataclass(frozen=True, kw_only=True)
class InspectionConcluded(Notice):
    """Those inspected and the heads hear what was found."""

    inspection_id: int


@dataclass(frozen=True, kw_only=True)
class ConclusionPaper(Notice):
    """The notice of conclusion as a Word file, for clerk and inspector."""

    inspection_id: int


@dataclass(eq=False, kw_only=True)
class FindingsIncomplete(Refused):
    """Something is still missing from the record."""

    inspection_id: int
    missing: tuple[Finding, ...]
    demands: int  # demands without a person or a date


@dataclass(eq=False, kw_only=True)
class HeldInFuture(Refused):
    """What has been held lies behind us."""

    on: date


def missing_findings(said: Mapping[Finding, str | None]) -> tuple[Finding, ...]:
    """Give what nobody has said yet; an empty text means that there was nothing to note."""
    return tuple(part for part in NEEDED if said.get(part) is None)


def missing_of_demand(*, owner_id: int | None, due_on: date | None) -> tuple[DemandField, ...]:
    """Give what a demand lacks, in the order in which it is asked for."""
    known = {DemandField.OWNER: owner_id, DemandField.DUE: due_on}
    return tuple(field for field in DemandField if known[field] is None)


def check_complete(
    inspection_id: int, said: Mapping[Finding, str | None], *, incomplete_demands: int
) -> None:
    """Raise FindingsIncomplete unless the record can be concluded."""
    missing = missing_findings(said)
    if missing or incomplete_demands:
        raise FindingsIncomplete(
            inspection_id=inspection_id, missing=missing, demands=incomplete_demands
        )
