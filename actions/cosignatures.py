"""Members stand behind another's comment with one tap, and are counted once (S2.11)."""

from rules.cosignatures import OwnComment
from rules.members import Ability
from rules.resolutions import ResolutionCard, Stage
from storage import cosignatures, replies
from storage.bodies import body
from storage.comments import CommentRow
from storage.members import NotAMember, NotPermitted
from storage.replies import Round
from storage.resolutions import check_stage, resolution_for
from storage.work import Work


def cosign(work: Work, comment_id: int) -> None:
    """Put one's name under another's comment; once is enough.

    Raises NotAMember, NotPermitted, OwnComment, CommentsClosed.
    """
    comment, found, member_id = _comment(work, comment_id)
    if comment.member_id == member_id:
        raise OwnComment
    if cosignatures.sign(work, comment, member_id):
        work.record("CommentCosigned", body_id=found.body_id, comment_id=comment_id, member_id=member_id)
        work.touch(ResolutionCard(resolution_id=found.resolution_id))


def take_back(work: Work, comment_id: int) -> None:
    """Take one's name away from another's comment. Raises as `cosign`."""
    _comment_row, found, member_id = _comment(work, comment_id)
    if cosignatures.strike(work.connection, comment_id, member_id):
        work.record(
            "CosignatureTakenBack", body_id=found.body_id, comment_id=comment_id, member_id=member_id
        )
        work.touch(ResolutionCard(resolution_id=found.resolution_id))


def show_names(work: Work, resolution_id: int, *, are_shown: bool) -> None:
    """Say whether members see who made a comment that they may sign: the body's own rule.

    It is frozen for a round when that is opened, for people write by it.
    Raises NotAMember, NotPermitted, WrongStage.
    """
    row, member = resolution_for(work.session, work.who.user_id, resolution_id, Ability.RUN_CONSULTATION)
    check_stage(row, {Stage.DRAFTING, Stage.CONSULTED})
    body(work.session, row.body_id).shows_commenters = are_shown
    work.record(
        "CommentersShown" if are_shown else "CommentersHidden", body_id=row.body_id, member_id=member.id
    )


def _comment(work: Work, comment_id: int) -> tuple[CommentRow, Round, int]:
    """Give a member's comment that still stands to another member of the body."""
    comment = work.session.get(CommentRow, comment_id)
    if comment is None or comment.member_id is None or comment.withdrawn_at is not None:
        raise NotPermitted
    found = replies.round_by_id(work.connection, comment.consultation_id, user_id=work.who.user_id)
    member_id = found.member_id
    if member_id is None:
        raise NotAMember
    found.check_open(work.now)
    return comment, found, member_id
