"""Appraisal (thẩm định): somebody other than the drafter examines a draft before the vote (S0.8, G2).

It is compulsory for drafts that are marked important, and may be asked for of any other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rules.notices import Notice
from rules.refused import Refused

LONGEST_PART = 3000
"""Characters of one part of the report."""


class AppraisalOutcome(StrEnum):
    """What the appraiser concludes."""

    PASSES = "passes"  # đủ điều kiện trình
    WITH_CHANGES = "with_changes"  # trình sau khi chỉnh sửa
    RETURNED = "returned"  # trả lại


class AppraisalPart(StrEnum):
    """What the report says, in its order (one commune's form, domain: báo cáo thẩm định)."""

    FORM = "form"  # form, authority, legal bases, spelling
    CONTENT = "content"  # content and figures
    PROPOSALS = "proposals"


class AppraisalGap(StrEnum):
    """Why a draft cannot go to the vote yet."""

    NOT_ASKED = "not_asked"
    UNDER_WAY = "under_way"
    RETURNED = "returned"
    CHANGES_MISSING = "changes_missing"  # it passed with changes, and no newer version has come
    NEWER_VERSION = "newer_version"  # what passed is not what would be voted on


def appraisal_gap(
    *,
    is_important: bool,
    is_by_drafter: bool,
    outcome: AppraisalOutcome | None,
    is_asked: bool,
    versions_since: int,
) -> AppraisalGap | None:
    """Say what of the appraisal stands between a draft and the vote; None where nothing does.

    A draft that was not marked important needs none. `versions_since` counts the versions that came
    after the appraised one: after "with changes" there must be one, after "passes" none.
    """
    if not is_important:
        return None
    if not is_asked or is_by_drafter:
        return AppraisalGap.NOT_ASKED
    match outcome:
        case None:
            return AppraisalGap.UNDER_WAY
        case AppraisalOutcome.RETURNED:
            return AppraisalGap.RETURNED
        case AppraisalOutcome.WITH_CHANGES:
            return None if versions_since else AppraisalGap.CHANGES_MISSING
        case AppraisalOutcome.PASSES:
            return AppraisalGap.NEWER_VERSION if versions_since else None


def missing_parts(
    parts: Mapping[AppraisalPart, str | None], outcome: AppraisalOutcome | None = None
) -> tuple[AppraisalPart, ...]:
    """Give the parts that are still to be written; a draft is not sent back without proposals."""
    wants_proposals = outcome not in (None, AppraisalOutcome.PASSES)
    return tuple(
        part
        for part in AppraisalPart
        if parts[part] is None
        or (wants_proposals and part is AppraisalPart.PROPOSALS and not parts[part])
    )


@dataclass(frozen=True, kw_only=True)
class AppraisalPage(Notice):
    """The appraisal of a draft: who appraises, what is written, what comes next."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class AppraisalAsked(Notice):
    """Somebody is asked to appraise a draft."""

    appraisal_id: int


@dataclass(frozen=True, kw_only=True)
class AppraisalConcluded(Notice):
    """The drafter and the office hear what the appraisal concludes."""

    appraisal_id: int


@dataclass(frozen=True, kw_only=True)
class AppraisalReport(Notice):
    """The report of an appraisal as a paper."""

    appraisal_id: int


@dataclass(eq=False, kw_only=True)
class AppraisalNeeded(Refused):
    """An important draft goes to the vote only after its appraisal."""

    resolution_id: int
    gap: AppraisalGap


@dataclass(eq=False, kw_only=True)
class AppraisesOneself(Refused):
    """Who drafts does not appraise."""

    full_name: str


@dataclass(eq=False, kw_only=True)
class AppraisalIncomplete(Refused):
    """The report lacks parts."""

    missing: tuple[AppraisalPart, ...]


@dataclass(eq=False, kw_only=True)
class AppraisalOver(Refused):
    """The appraisal is concluded, or another one was asked for."""
