"""A draft is marked important, given to somebody else to examine, and passed or sent back (S0.8)."""

from datetime import date

from rules.appraisal import (
    LONGEST_PART,
    AppraisalAsked,
    AppraisalConcluded,
    AppraisalIncomplete,
    AppraisalOutcome,
    AppraisalOver,
    AppraisalPart,
    AppraisesOneself,
    missing_parts,
)
from rules.calendar import local_date
from rules.desk import TextTooLong
from rules.members import Ability, Role
from rules.resolutions import FACTS_MAY_CHANGE, ResolutionCard
from storage.appraisal import AppraisalRow, appraisal_to_write, appraiser_for, latest_appraisal
from storage.drafts import current_draft
from storage.held import tell_members
from storage.members import NotPermitted, roster
from storage.resolutions import ResolutionRow, check_stage, resolution_for
from storage.work import Work

MAY_UNMARK = frozenset({Role.SECRETARY, Role.DEPUTY})
"""The office marks a draft important; only a head takes that back."""


def mark_important(work: Work, resolution_id: int, *, is_important: bool) -> None:
    """Say whether a draft is important, so that it must be appraised before the vote.

    Raises NotAMember, NotPermitted, WrongStage.
    """
    row, member = resolution_for(work.session, work.who.user_id, resolution_id, Ability.RUN_VOTE)
    check_stage(row, FACTS_MAY_CHANGE)
    if not is_important and member.role not in MAY_UNMARK:
        raise NotPermitted(ability=Ability.RUN_VOTE)
    if row.is_important != is_important:
        row.is_important = is_important
        fact = "MarkedImportant" if is_important else "UnmarkedImportant"
        work.record(fact, body_id=row.body_id, resolution_id=resolution_id, member_id=member.id)


def ask_appraisal(work: Work, resolution_id: int, *, appraiser_id: int, due_on: date) -> None:
    """Ask somebody who does not draft it to appraise the newest version; a new wish replaces the old.

    Raises NotAMember, NotPermitted, WrongStage, FieldsMissing, AppraisesOneself.
    """
    row, member = resolution_for(work.session, work.who.user_id, resolution_id, Ability.RUN_VOTE)
    check_stage(row, FACTS_MAY_CHANGE)
    appraiser_for(work.session, row, appraiser_id)
    draft = current_draft(work.session, resolution_id)
    found = AppraisalRow(
        resolution_id=resolution_id, draft_id=draft.id or 0, appraiser_id=appraiser_id,
        asked_by_id=member.id or 0, asked_at=work.now, asked_on=local_date(work.now), due_on=due_on,
    )  # fmt: skip
    work.session.add(found)
    work.session.flush()
    work.record(
        "AppraisalAsked", body_id=row.body_id, resolution_id=resolution_id, appraisal_id=found.id,
        appraiser_id=appraiser_id, draft_id=draft.id, due_on=f"{due_on}",
    )  # fmt: skip
    tell_members(work, AppraisalAsked(appraisal_id=found.id or 0), {appraiser_id} - {member.id})


def write_part(work: Work, appraisal_id: int, part: AppraisalPart, text: str) -> None:
    """Write one part of the report; an empty one says that there is nothing to note.

    Raises NotAMember, NotPermitted, AppraisalOver, TextTooLong.
    """
    row, _resolution = _to_write(work, appraisal_id)
    if len(text) > LONGEST_PART:
        raise TextTooLong(length=len(text), limit=LONGEST_PART)
    setattr(row, part.value, text)


def conclude(work: Work, appraisal_id: int, outcome: AppraisalOutcome) -> None:
    """Conclude an appraisal: the draft passes, passes with changes, or is returned.

    It holds for the version that is the newest now. Raises NotAMember, NotPermitted, AppraisalOver,
    AppraisesOneself, AppraisalIncomplete.
    """
    row, resolution = _to_write(work, appraisal_id)
    if missing := missing_parts(row.parts, outcome):
        raise AppraisalIncomplete(missing=missing)
    draft = current_draft(work.session, row.resolution_id)
    row.outcome, row.concluded_at, row.draft_id = outcome, work.now, draft.id or 0
    work.record(
        "AppraisalConcluded", body_id=resolution.body_id, resolution_id=resolution.id,
        appraisal_id=appraisal_id, outcome=outcome, draft_id=draft.id,
    )  # fmt: skip
    work.touch(ResolutionCard(resolution_id=row.resolution_id))
    clerks = [each.id for each in roster(work.session, resolution.body_id) if each.role is Role.CLERK]
    told = {resolution.drafter_id, row.asked_by_id, *clerks} - {row.appraiser_id}
    tell_members(work, AppraisalConcluded(appraisal_id=appraisal_id), told)


def _to_write(work: Work, appraisal_id: int) -> tuple[AppraisalRow, ResolutionRow]:
    row, resolution, member = appraisal_to_write(work.session, work.who.user_id, appraisal_id)
    newest = latest_appraisal(work.session, row.resolution_id)
    if row.outcome is not None or newest is None or newest.id != row.id:
        raise AppraisalOver
    if row.appraiser_id == resolution.drafter_id:  # the drafter was changed meanwhile
        raise AppraisesOneself(full_name=member.full_name)
    check_stage(resolution, FACTS_MAY_CHANGE)
    return row, resolution
