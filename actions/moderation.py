"""The clerk or the lead drafter looks at what citizens send (S0.6)."""

from rules.moderation import SetAside
from rules.resolutions import ResolutionCard
from storage.members import NotPermitted
from storage.responses import comment_for
from storage.work import Work


def let_pass(work: Work, comment_id: int) -> int:
    """Note that a citizen's comment has been looked at and is worked with; give its resolution.

    One that was set aside is put back. Raises NotAMember, NotPermitted.
    """
    return _moderate(work, comment_id, None)


def set_aside(work: Work, comment_id: int, reason: SetAside) -> int:
    """Take a citizen's comment out of the work, for a reason that its author is told.

    It stays in the house and can be put back; give its resolution. Raises NotAMember, NotPermitted.
    """
    return _moderate(work, comment_id, reason)


def _moderate(work: Work, comment_id: int, reason: SetAside | None) -> int:
    comment, _consultation, row, member = comment_for(work.session, work.who.user_id, comment_id)
    if comment.citizen_id is None:
        raise NotPermitted
    assert row.id is not None
    was = comment.set_aside
    comment.moderated_at, comment.moderated_by_id = work.now, member.id
    comment.set_aside = reason
    if reason is not None:
        comment.answered_at, comment.told_at = work.now, None  # told like an answer, by day
    elif was is not None and comment.verdict is None:
        comment.answered_at = None
    fact = "CitizenCommentSetAside" if reason else "CitizenCommentPassed"
    work.record(fact, body_id=row.body_id, comment_id=comment_id, reason=reason)
    work.touch(ResolutionCard(resolution_id=row.id))
    return row.id
