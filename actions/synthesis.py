"""Comments that say the same are put together and apart, and somebody is named to answer them."""

from datetime import date

from rules.calendar import local_date
from rules.comments import Stance
from rules.desk import TextTooLong
from rules.members import Ability
from rules.synthesis import (
    LONGEST_NOTE,
    AlreadyPublished,
    CannotJoin,
    CannotSplit,
    GroupIsGone,
)
from storage.comments import CommentRow
from storage.members import NotPermitted, sitting_member
from storage.opinion_groups import (
    Access,
    OpinionGroupRow,
    assign_clause,
    comments_in,
    group_for,
    move_comments,
    opposing_among,
)
from storage.resolutions import resolution_for
from storage.synthesis import gather
from storage.work import Work


def gather_comments(work: Work, resolution_id: int) -> None:
    """Propose groups for comments that lie in none: those of rounds closed before there were groups.

    Raises NotAMember, NotPermitted.
    """
    row, _member = resolution_for(
        work.session, work.who.user_id, resolution_id, Ability.RUN_CONSULTATION
    )
    if count := gather(work.session, row, now=work.now):
        work.record("CommentsGathered", body_id=row.body_id, resolution_id=resolution_id, comments=count)


def split_off(work: Work, comment_id: int) -> int:
    """Take a comment out of its group into one of its own, to be answered by itself.

    Raises GroupIsGone, NotAMember, NotPermitted, CannotSplit, AlreadyPublished.
    """
    comment = work.session.get(CommentRow, comment_id)
    if comment is None or comment.group_id is None:
        raise GroupIsGone
    found = _unpublished(work, comment.group_id)
    if comment.citizen_id is not None and not found.sees_citizens:
        raise NotPermitted(ability=Ability.RUN_CONSULTATION)
    if len(comments_in(work.session, [comment.group_id], limit=2)) == 1:
        raise CannotSplit
    old = found.group
    new = OpinionGroupRow(
        resolution_id=old.resolution_id, draft_id=old.draft_id, clause_id=old.clause_id,
        position=old.position, responsible_id=old.responsible_id,
        due_on=old.due_on, due_set_on=old.due_set_on,
    )  # fmt: skip
    work.session.add(new)
    work.session.flush()
    comment.group_id = new.id
    work.record("CommentSplitOff", body_id=found.row.body_id, comment_id=comment_id, group_id=new.id)
    return new.id or 0


def join(work: Work, group_id: int, *, into_id: int) -> None:
    """Put a group into another one of the same clause; the other's answer, if it has one, holds for all.

    Raises GroupIsGone, NotAMember, NotPermitted, CannotJoin, AlreadyPublished.
    """
    source, target = _unpublished(work, group_id), _unpublished(work, into_id)
    one, other = source.group, target.group
    same = (one.resolution_id, one.draft_id, one.clause_id) == (
        other.resolution_id, other.draft_id, other.clause_id,
    )  # fmt: skip
    both = opposing_among(work.session, [group_id, into_id])
    if group_id == into_id or not same or len(both) == 1:
        raise CannotJoin
    other.note = "\n".join(note for note in (other.note, one.note) if note)
    move_comments(work.session, source_id=group_id, target_id=into_id)
    work.session.delete(work.session.get_one(OpinionGroupRow, group_id))
    work.record("OpinionGroupsJoined", body_id=source.row.body_id, group_id=into_id, joined=group_id)


def mark_opposing(work: Work, group_id: int, *, is_opposing: bool) -> None:
    """Note for a group's comments that they object, or that they do not (S2.31).

    What somebody called an objection in so many words stays one.
    Raises GroupIsGone, NotAMember, NotPermitted.
    """
    found = group_for(work.session, work.who.user_id, group_id)
    for comment in comments_in(work.session, [group_id]):
        if is_opposing and comment.stance is not Stance.OBJECT:
            comment.stance, comment.marked_by_id = Stance.OBJECT, found.member.id
        elif not is_opposing and comment.marked_by_id is not None:
            comment.stance, comment.marked_by_id = None, None
    work.record(
        "OpposingViewMarked", body_id=found.row.body_id, group_id=group_id, is_opposing=is_opposing
    )


def assign(work: Work, group_id: int, *, member_id: int, due_on: date, for_clause: bool) -> None:
    """Name who answers a group, or all of its clause that wait, and until when.

    Raises GroupIsGone, NotAMember, NotPermitted.
    """
    found = group_for(work.session, work.who.user_id, group_id)
    _check_runs(work, found)
    member = sitting_member(work.session, found.row.body_id, member_id)
    today = local_date(work.now)
    group = found.group
    group.responsible_id, group.due_on, group.due_set_on = member.id, due_on, today
    if for_clause:
        assign_clause(work.session, group, member_id=member.id or 0, due_on=due_on, today=today)
    work.record(
        "AnswererNamed", body_id=found.row.body_id, group_id=group_id, responsible_id=member.id,
        due_on=f"{due_on}", for_clause=for_clause,
    )  # fmt: skip


def write_note(work: Work, group_id: int, note: str) -> None:
    """Keep a private note for those who answer; it never stands in a paper.

    Raises GroupIsGone, NotAMember, NotPermitted, TextTooLong.
    """
    if len(note) > LONGEST_NOTE:
        raise TextTooLong(length=len(note), limit=LONGEST_NOTE)
    found = group_for(work.session, work.who.user_id, group_id)
    found.group.note = note
    work.record("OpinionNoted", body_id=found.row.body_id, group_id=group_id)


def _unpublished(work: Work, group_id: int) -> Access:
    found = group_for(work.session, work.who.user_id, group_id)
    if found.group.published_at is not None:
        raise AlreadyPublished
    return found


def _check_runs(work: Work, found: Access) -> None:
    resolution_for(work.session, work.who.user_id, found.row.id or 0, Ability.RUN_CONSULTATION)
