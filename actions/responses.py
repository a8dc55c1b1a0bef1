"""Every comment is answered, and whoever made it is told once (domain: tiếp thu, giải trình)."""

from collections import defaultdict

from rules.citizens import CitizenAnswered
from rules.desk import TextTooLong
from rules.notices import Notice
from rules.resolutions import ResolutionCard
from rules.responses import (
    ANSWERS_IN_ONE,
    LONGEST_ANSWER,
    NEEDS_REASON,
    TELL_AFTER,
    CommentsAnswered,
    ReasonMissing,
    StillOpen,
    Verdict,
)
from storage.accounts import desk_of
from storage.calendar import work_calendar
from storage.citizens import CitizenIdentityRow
from storage.members import MemberRow
from storage.responses import answered_before, comment_for, verdicts_for
from storage.work import Work


def answer_comment(work: Work, comment_id: int, verdict: Verdict, reason: str = "") -> None:
    """Say what becomes of a comment; a newer answer takes the place of the older one.

    Raises NotAMember, NotPermitted, StillOpen, ReasonMissing, TextTooLong.
    """
    comment, consultation, row, member = comment_for(work.session, work.who.user_id, comment_id)
    if consultation.closed_at is None:
        raise StillOpen
    if verdict in NEEDS_REASON and not any(letter.isalpha() for letter in reason):
        raise ReasonMissing
    if len(reason) > LONGEST_ANSWER:
        raise TextTooLong(length=len(reason), limit=LONGEST_ANSWER)
    if (comment.verdict, comment.answer) == (verdict, reason):
        return
    comment.verdict, comment.answer = verdict, reason
    comment.answered_by_id, comment.answered_at, comment.told_at = member.id, work.now, None
    work.record("CommentAnswered", body_id=row.body_id, comment_id=comment_id, verdict=verdict)
    work.touch(ResolutionCard(resolution_id=row.id or 0))


def next_unanswered(work: Work, resolution_id: int, *, after: int | None = None) -> int | None:
    """Give the next comment without an answer, by clause, behind a given one, then from the beginning.

    Raises NotAMember, NotPermitted.
    """
    said = verdicts_for(work.session, work.who.user_id, resolution_id)
    order = [comment_id for comment_id, _verdict in said]
    start = order.index(after) + 1 if after in order else 0
    waiting = (number for number, verdict in said[start:] + said[:start] if verdict is None)
    return next((number for number in waiting if number != after), None)


def tell_authors(work: Work) -> None:
    """Tell the authors of answered comments, each in one message, never at night or on a day off.

    An answer rests a while first, so that a slip of the finger can be put right unseen.
    """
    answered = answered_before(work.session, work.now - TELL_AFTER)
    if not answered or not work_calendar(work.session).is_allowed_moment(work.now):
        return
    by_author: dict[tuple[int | None, int | None], list[int]] = defaultdict(list)
    for comment in answered:
        comment.told_at = work.now
        by_author[comment.member_id, comment.citizen_id].append(comment.id or 0)
    for (member_id, citizen_id), comment_ids in by_author.items():
        chat_id = _desk(work, member_id, citizen_id)
        for first in range(0, len(comment_ids) if chat_id else 0, ANSWERS_IN_ONE):
            some = tuple(comment_ids[first : first + ANSWERS_IN_ONE])
            work.tell(_notice(some, is_citizen=citizen_id is not None), chat_id=chat_id or 0)


def _notice(comment_ids: tuple[int, ...], *, is_citizen: bool) -> Notice:
    kind = CitizenAnswered if is_citizen else CommentsAnswered
    return kind(comment_ids=comment_ids)


def _desk(work: Work, member_id: int | None, citizen_id: int | None) -> int | None:
    """Give the private chat of a comment's author, where there is one."""
    if citizen_id is not None:
        identity = work.session.get(CitizenIdentityRow, citizen_id)
        return desk_of(work.session, identity.user_id) if identity else None
    member = work.session.get_one(MemberRow, member_id)
    return desk_of(work.session, member.user_id) if member.user_id else None
