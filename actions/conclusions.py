"""The chair concludes the discussion: each opposing view is named or set aside with a reason."""

from rules.conclusions import LONGEST_REASON, Treatment, check_reason
from rules.desk import TextTooLong
from rules.members import Ability
from rules.resolutions import Stage
from storage.conclusions import ConcludedViewRow, view_with
from storage.resolutions import check_stage, resolution_for
from storage.work import Work


def conclude_view(
    work: Work, resolution_id: int, comment_id: int, treatment: Treatment, reason: str = ""
) -> None:
    """Say what the conclusion does with an opposing view; it may be said anew until the vote.

    Who is not the chair says it on the chair's behalf. Raises NotAMember, NotPermitted, WrongStage,
    SetAsideWithoutReason, TextTooLong.
    """
    row, member = resolution_for(work.session, work.who.user_id, resolution_id, Ability.RUN_VOTE)
    check_stage(row, {Stage.CONSULTED})
    check_reason(treatment, reason)
    if len(reason) > LONGEST_REASON:
        raise TextTooLong(length=len(reason), limit=LONGEST_REASON)
    for comment in view_with(work.session, resolution_id, comment_id):
        found = work.session.get(ConcludedViewRow, comment.id)
        found = found or ConcludedViewRow(
            comment_id=comment.id or 0, treatment=treatment,
            concluded_by_id=member.id or 0, concluded_at=work.now,
        )  # fmt: skip
        found.treatment, found.reason = treatment, reason
        found.concluded_by_id, found.concluded_at = member.id or 0, work.now
        work.session.add(found)
    work.record(
        "OpposingViewConcluded", body_id=row.body_id, resolution_id=resolution_id,
        comment_id=comment_id, treatment=treatment, member_id=member.id,
    )  # fmt: skip
