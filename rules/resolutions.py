"""A resolution's life: its stages, the ways between them, and what has to be known before each.

`resolution` is the word for whatever a body decides in writing: a nghị quyết, a decision, a plan.
"""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from rules.notices import Notice
from rules.refused import Refused


class Stage(StrEnum):
    """Where a resolution stands."""

    DRAFTING = "drafting"  # a text is there; what belongs to it is being gathered
    CONSULTING = "consulting"  # members, and citizens where asked, comment on it
    CONSULTED = "consulted"  # comments are in; the text may be revised, then voted on
    VOTING = "voting"  # the text is frozen
    ADOPTED = "adopted"  # the vote has passed it
    ISSUED = "issued"  # it has a number; tasks and inspections run
    REVIEWED = "reviewed"  # the final review is written
    ARCHIVED = "archived"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What takes a resolution from one stage to another."""

    OPEN_CONSULTATION = "open_consultation"
    CLOSE_CONSULTATION = "close_consultation"
    OPEN_VOTE = "open_vote"
    PASS = "pass"  # noqa: S105  a vote passes
    FAIL = "fail"
    ISSUE = "issue"
    REVIEW = "review"
    ARCHIVE = "archive"
    WITHDRAW = "withdraw"


WAYS = MappingProxyType(
    {
        (Stage.DRAFTING, Step.OPEN_CONSULTATION): Stage.CONSULTING,
        (Stage.CONSULTING, Step.CLOSE_CONSULTATION): Stage.CONSULTED,
        (Stage.CONSULTED, Step.OPEN_CONSULTATION): Stage.CONSULTING,
        (Stage.CONSULTED, Step.OPEN_VOTE): Stage.VOTING,
        (Stage.VOTING, Step.PASS): Stage.ADOPTED,
        (Stage.VOTING, Step.FAIL): Stage.CONSULTED,
        (Stage.ADOPTED, Step.ISSUE): Stage.ISSUED,
        (Stage.ISSUED, Step.REVIEW): Stage.REVIEWED,
        (Stage.REVIEWED, Step.ARCHIVE): Stage.ARCHIVED,
        (Stage.DRAFTING, Step.WITHDRAW): Stage.WITHDRAWN,
        (Stage.CONSULTED, Step.WITHDRAW): Stage.WITHDRAWN,
    }
)
"""Every way there is. What is not here cannot be done."""

TEXT_MAY_CHANGE = frozenset({Stage.DRAFTING, Stage.CONSULTED})
"""Stages in which a new version of the text may come."""

FACTS_MAY_CHANGE = TEXT_MAY_CHANGE | {Stage.CONSULTING}
"""Stages in which what is known of the draft may still be corrected."""

IS_OPEN = frozenset(Stage) - {Stage.ARCHIVED, Stage.WITHDRAWN}
"""Stages of a resolution that is still being worked on."""


class Audience(StrEnum):
    """Who is asked for comments (S0.6)."""

    MEMBERS = "members"
    MEMBERS_AND_CITIZENS = "members_and_citizens"


class Field(StrEnum):
    """What has to be known of a draft, in the order in which it is asked for (S2.25)."""

    TYPE = "type"
    ABSTRACT = "abstract"
    BASES = "bases"
    DRAFTER = "drafter"
    DEADLINE = "deadline"
    AUDIENCE = "audience"
    INSPECTION = "inspection"  # inspector, inspected, form, dates (S0.20)


NEEDED_TO_CONSULT = frozenset(Field) - {Field.INSPECTION}
"""The inspection plan may come until the vote; a draft without one cannot go to a vote."""


@dataclass(frozen=True, kw_only=True)
class ResolutionCard(Notice):
    """The one live card of a resolution in a group."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class ResolutionPage(Notice):
    """A resolution as its clerk or a head sees it: where it stands and the one next step."""

    resolution_id: int
    is_unfolded: bool = False  # show every step, not only the next ones


@dataclass(frozen=True, kw_only=True)
class ResolutionList(Notice):
    """All resolutions of a body, the open ones first."""

    page: int = 0


@dataclass(eq=False, kw_only=True)
class WrongStage(Refused):
    """The step does not fit the stage: somebody was quicker, or the button is old."""

    stage: Stage
    step: Step | None = None


@dataclass(eq=False, kw_only=True)
class FieldsMissing(Refused):
    """Something has to be known first."""

    resolution_id: int
    fields: tuple[Field, ...]


def in_a_sentence(abstract: str) -> str:
    """Write an abstract as it goes on after the kind of paper; some drafts begin it with a capital."""
    return f"về {abstract[3:]}" if abstract.startswith("Về ") else abstract


def stage_after(stage: Stage, step: Step) -> Stage:
    """Give the stage to which a step leads. Raises WrongStage."""
    after = WAYS.get((stage, step))
    if after is None:
        raise WrongStage(stage=stage, step=step)
    return after
