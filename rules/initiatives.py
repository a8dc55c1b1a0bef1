"""Initiatives: who proposed to decide something, on what basis, who is to draft it (S0.1-S0.5)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from rules.notices import Notice, Repeat
from rules.refused import Refused

LONGEST_ABOUT = 300
LONGEST_SAID = 1500


class Basis(StrEnum):
    """On what an initiative rests (S0.2)."""

    UPPER_DOCUMENT = "upper_document"  # a text from above that has to be carried out
    LAW = "law"
    PROBLEM = "problem"  # what practice has shown
    VOTERS = "voters"  # opinions of voters, unions, social bodies


class InitiativeField(StrEnum):
    """What is told of an initiative, in the order in which it is asked for."""

    PROPOSER = "proposer"  # S0.1
    BASIS = "basis"  # S0.2
    COMPETENCE = "competence"  # who may decide it (thẩm quyền)
    DRAFTER = "drafter"  # S0.3
    DUE = "due"  # when the draft is to be there


class PaperKind(StrEnum):
    """What is attached while the draft is being prepared."""

    SURVEY = "survey"  # of the situation (S0.4)
    OUTLINE = "outline"  # đề cương (S0.5)


class InitiativeState(StrEnum):
    """Where an initiative stands."""

    OPEN = "open"
    COMMISSIONED = "commissioned"  # the drafter has been told
    DRAFTED = "drafted"  # its draft is there
    DROPPED = "dropped"


IS_WAITING = frozenset({InitiativeState.OPEN, InitiativeState.COMMISSIONED})
"""Initiatives that may still be changed."""


@dataclass(frozen=True, kw_only=True)
class InitiativeList(Notice):
    """The initiatives of a body, those that wait first."""

    page: int = 0


@dataclass(frozen=True, kw_only=True)
class InitiativePage(Notice):
    """One initiative: what is known of it, and the next thing to do."""

    initiative_id: int


@dataclass(frozen=True, kw_only=True)
class InitiativeFields(Notice):
    """What is known of an initiative, each with a button to correct it."""

    initiative_id: int


@dataclass(frozen=True, kw_only=True)
class ChooseBasis(Notice):
    """The kinds of bases to choose from."""

    initiative_id: int


@dataclass(frozen=True, kw_only=True)
class DraftingCommissioned(Notice):
    """A member is told that the drafting was given to them, of what and until when."""

    initiative_id: int


@dataclass(frozen=True, kw_only=True)
class LeadDrafterNamed(Notice):
    """A member is told of being named lead drafter of a draft that is there already."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class InitiativePaper(Notice):
    """A paper that was attached, such as a survey."""

    repeat: ClassVar[Repeat] = Repeat.TWICE

    paper_id: int


@dataclass(eq=False, kw_only=True)
class InitiativeSettled(Refused):
    """Its draft is there, or it was dropped: nothing is changed any more."""


@dataclass(eq=False, kw_only=True)
class NotYetCommissioned(Refused):
    """Something has to be known before the drafting can be given to somebody."""

    fields: tuple[InitiativeField, ...]


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is known of an initiative, as far as rules ask for it."""

    proposer: str
    basis: Basis | None
    competence: str
    drafter_id: int | None
    due_on: date | None


def missing_of(told: Told) -> tuple[InitiativeField, ...]:
    """Give what is still to be told, in the order in which it is asked for."""
    known = {
        InitiativeField.PROPOSER: told.proposer,
        InitiativeField.BASIS: told.basis,
        InitiativeField.COMPETENCE: told.competence,
        InitiativeField.DRAFTER: told.drafter_id,
        InitiativeField.DUE: told.due_on,
    }
    return tuple(field for field in InitiativeField if not known[field])
