"""Every comment is answered, and whoever made it is told once (domain: tiếp thu, giải trình)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from rules.citizens import CitizenAnswered
from rules.cosignatures import CosignedAnswered
from rules.members import Ability
from rules.resolutions import ResolutionCard
from rules.responses import (
    ANSWERS_IN_ONE,
    TELL_AFTER,
    CommentsAnswered,
    NamesAdded,
    NotAnswered,
    Verdict,
    check_answer,
    check_publishable,
    check_shown,
)
from storage.calendar import work_calendar
from storage.channels import touch_posts
from storage.citizens import CitizenIdentityRow, asked_citizens
from storage.comments import CommentRow, rounds_of
from storage.consultation import latest_consultation
from storage.cosignatures import signatures_under
from storage.members import MemberRow, NotPermitted
from storage.opinion_groups import OpinionGroupRow, answers_only_own, group_for, next_waiting
from storage.participation import comment_tally
from storage.personal_data import last_told
from storage.publication import prepared, publish, to_publish
from storage.resolutions import resolution_for, resolution_for_member
from storage.responses import answered_before, author_desk, sees_citizens
from storage.synthesis import gather
from storage.work import Work


def prepare_answer(work: Work, group_id: int, verdict: Verdict, reason: str = "") -> None:
    """Say what shall become of a group's comments; nobody hears of it before it is published.

    A newer answer takes the place of the older one, which stands until the newer is published.
    Raises GroupIsGone, NotAMember, NotPermitted, ReasonMissing, TextTooLong.
    """
    found = group_for(work.session, work.who.user_id, group_id)
    check_answer(verdict, reason)
    group = found.group
    if (group.verdict, group.answer) == (verdict, reason):
        return
    group.verdict, group.answer = verdict, reason
    group.prepared_by_id, group.prepared_at, group.published_at = found.member.id, work.now, None
    work.record("AnswerPrepared", body_id=found.row.body_id, group_id=group_id, verdict=verdict)


def publish_answers(work: Work, resolution_id: int, *, groups: int, last_at: datetime) -> int:
    """Publish the prepared answers, exactly those that a preview has shown; say for how many comments.

    Raises NotAMember, NotPermitted, NothingPrepared, PreparedChanged.
    """
    row, _member = resolution_for(
        work.session, work.who.user_id, resolution_id, Ability.RUN_CONSULTATION
    )
    found = to_publish(work.session, resolution_id)
    shown = check_shown(prepared(work.session, found), groups=groups, last_at=last_at)
    publish(work.session, found, now=work.now)
    work.record(
        "AnswersPublished", body_id=row.body_id, resolution_id=resolution_id,
        groups=shown.groups, comments=shown.comments,
    )  # fmt: skip
    work.touch(ResolutionCard(resolution_id=resolution_id))
    touch_posts(work, resolution_id)
    return shown.comments


def publish_table(work: Work, resolution_id: int, *, told_at: datetime | None) -> None:
    """Let everybody who has the public link have the public table: somebody has read it through.

    `told_at` is when a name or a hamlet was last given before the papers were shown. Raises NotAMember,
    NotPermitted, StillUnanswered, CitizensNotAsked, NamesAdded.
    """
    row, member = resolution_for(work.session, work.who.user_id, resolution_id, Ability.RUN_CONSULTATION)
    if not sees_citizens(row, member):
        raise NotPermitted(ability=Ability.RUN_CONSULTATION)
    asked_citizens(work.session, resolution_id)
    check_publishable(comment_tally(work.session, resolution_id).unanswered)
    now_told = last_told(work.session, rounds_of(work.session, resolution_id))
    if now_told is not None and (told_at is None or now_told > told_at):
        raise NamesAdded(resolution_id=resolution_id)
    consultation = latest_consultation(work.session, resolution_id)
    assert consultation is not None, "citizens are asked in a consultation"
    consultation.table_public_at = work.now
    work.record("TablePublished", body_id=row.body_id, resolution_id=resolution_id)
    touch_posts(work, resolution_id)


def next_waiting_group(work: Work, resolution_id: int, *, after: int | None = None) -> int | None:
    """Give the next group without an answer, by clause, behind a given one, then from the beginning.

    Whoever is named for some groups only is led through these. Comments that lie in no group yet are
    put into some first. Raises NotAMember, NotPermitted.
    """
    row, member = resolution_for_member(work.session, work.who.user_id, resolution_id)
    gather(work.session, row, now=work.now)
    last = work.session.get(OpinionGroupRow, after) if after else None
    own_id = member.id if answers_only_own(row, member) else None
    return next_waiting(work.session, resolution_id, after=last, member_id=own_id)


def rate_answers(work: Work, comment_ids: Sequence[int], *, is_satisfied: bool) -> None:
    """Note whether the author of some comments is satisfied with the answers; the body sees it.

    The mind may be changed. Raises NotAnswered.
    """
    for comment_id in comment_ids:
        comment = work.session.get(CommentRow, comment_id)
        body_id = _own_body(work, comment) if comment else None
        if comment is None or body_id is None or comment.answered_at is None:
            raise NotAnswered
        comment.is_satisfied = is_satisfied
        work.record("AnswerRated", body_id=body_id, comment_id=comment_id, is_satisfied=is_satisfied)


def _own_body(work: Work, comment: CommentRow) -> int | None:
    """Give the body of a comment if whoever acts has made it; None for anybody else."""
    if comment.member_id is not None:
        author = work.session.get_one(MemberRow, comment.member_id)
        is_own = author.user_id is not None and author.user_id == work.who.user_id
        return author.body_id if is_own else None
    identity = work.session.get(CitizenIdentityRow, comment.citizen_id)
    if identity is None or identity.user_id != work.who.user_id:
        return None
    # The journal names the pseudonym, never the account.
    work.who = replace(work.who, label=f"citizen:{identity.citizen_id}")
    return identity.body_id


def tell_authors(work: Work) -> None:
    """Tell the authors of answered comments and who signed them, never at night or on a day off.

    What is published rests a while first, so that a slip of the finger can be put right unseen.
    """
    answered = answered_before(work.session, work.now - TELL_AFTER)
    if not answered or not work_calendar(work.session).is_allowed_moment(work.now):
        return
    by_author: dict[tuple[int | None, int | None], list[int]] = defaultdict(list)
    by_signer: dict[int, list[int]] = defaultdict(list)
    for comment in answered:
        comment.told_at = work.now
        by_author[comment.member_id, comment.citizen_id].append(comment.id or 0)
    for comment_id, member_id in signatures_under(work.session, [each.id or 0 for each in answered]):
        by_signer[member_id].append(comment_id)
    for (member_id, citizen_id), comment_ids in by_author.items():
        kind = CommentsAnswered if citizen_id is None else CitizenAnswered
        _tell(work, kind, comment_ids, author_desk(work.session, member_id, citizen_id))
    for member_id, comment_ids in by_signer.items():
        _tell(work, CosignedAnswered, comment_ids, author_desk(work.session, member_id, None))


def _tell(
    work: Work,
    kind: type[CommentsAnswered | CitizenAnswered | CosignedAnswered],
    comment_ids: Sequence[int],
    chat_id: int | None,
) -> None:
    for first in range(0, len(comment_ids) if chat_id else 0, ANSWERS_IN_ONE):
        some = tuple(comment_ids[first : first + ANSWERS_IN_ONE])
        work.tell(kind(comment_ids=some), chat_id=chat_id or 0)
