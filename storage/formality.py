"""Counts of how a draft was talked about, for the secretary."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import and_, case, exists, func, select
from sqlmodel import Session

from rules.calendar import DAY, WorkCalendar, local_date
from rules.formality import Signals
from rules.members import Role
from rules.synthesis import Speaker, speaker_of
from storage import columns
from storage.comments import CommentRow, rounds_of
from storage.consultation import AskedRow, ConsultationRow, until_on
from storage.draft_check import percent_from_above
from storage.drafts import clauses_of, current_draft
from storage.members import MemberRow, NotPermitted
from storage.participation import comment_tally
from storage.publication import ratings
from storage.resolutions import ResolutionRow, resolution_for_member
from storage.round_papers import late_papers
from storage.versions import counterparts

_ASKED = columns.table_of(AskedRow)
_COMMENT = columns.table_of(CommentRow)
_MEMBER = columns.table_of(MemberRow)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One member who was asked, over all rounds."""

    full_name: str
    side: Speaker
    counts: bool  # has a vote
    has_commented: bool
    has_agreed: bool


def everybody_asked(session: Session, resolution_id: int) -> list[Asked]:
    """Give everybody who was asked in any round, with what they did, sorted as names are."""
    said = exists().where(
        and_(
            _COMMENT.c.consultation_id.in_(rounds_of(session, resolution_id)),
            _COMMENT.c.member_id == _MEMBER.c.id,
            _COMMENT.c.withdrawn_at.is_(None),
        )
    )
    rows = session.connection().execute(
        select(
            _MEMBER.c.full_name, _MEMBER.c.role,
            func.max(case((_ASKED.c.counts, 1), else_=0)).label("counts"),
            func.count(_ASKED.c.agreed_at).label("agreed"), said.label("said"),
        )
        .join(_ASKED, _ASKED.c.member_id == _MEMBER.c.id)
        .where(_ASKED.c.consultation_id.in_(rounds_of(session, resolution_id)))
        .group_by(_MEMBER.c.id, _MEMBER.c.full_name, _MEMBER.c.role, _MEMBER.c.sort_key)
        .order_by(_MEMBER.c.sort_key, _MEMBER.c.id)
    )  # fmt: skip
    return [
        Asked(
            full_name=row.full_name, side=speaker_of(row.role), counts=bool(row.counts),
            has_commented=bool(row.said), has_agreed=bool(row.agreed),
        )
        for row in rows
    ]  # fmt: skip


def comments_by_side(session: Session, resolution_id: int) -> Counter[Speaker]:
    """Count the comments over all rounds by the side they come from."""
    rows = session.connection().execute(
        select(_MEMBER.c.role, _COMMENT.c.channel, func.count().label("comments"))
        .select_from(_COMMENT.outerjoin(_MEMBER, _MEMBER.c.id == _COMMENT.c.member_id))
        .where(_COMMENT.c.consultation_id.in_(rounds_of(session, resolution_id)))
        .where(_COMMENT.c.withdrawn_at.is_(None))
        .group_by(_MEMBER.c.role, _COMMENT.c.channel)
    )
    found: Counter[Speaker] = Counter()
    for row in rows:
        found[speaker_of(row.role, row.channel)] += row.comments
    return found


def signals_for(
    session: Session, user_id: int | None, resolution_id: int, calendar: WorkCalendar
) -> tuple[ResolutionRow, Signals]:
    """Give the counts to the secretary of the body, and to nobody else.

    Raises NotAMember, NotPermitted.
    """
    row, member = resolution_for_member(session, user_id, resolution_id)
    rounds = rounds_of(session, resolution_id)
    if member.role is not Role.SECRETARY or not rounds:
        raise NotPermitted
    return row, _signals(session, row, session.get_one(ConsultationRow, rounds[0]), calendar)


def _signals(
    session: Session, row: ResolutionRow, first: ConsultationRow, calendar: WorkCalendar
) -> Signals:
    assert row.id is not None
    asked = [each for each in everybody_asked(session, row.id) if each.counts]
    tally = comment_tally(session, row.id)
    clauses, changed = _changes(session, row.id, first)
    return Signals(
        working_days=_working_days(first, row, calendar),
        asked=len(asked),
        commented=sum(each.has_commented for each in asked),
        only_agreed=sum(each.has_agreed and not each.has_commented for each in asked),
        comments=tally.all_comments,
        taken_up=tally.accepted + tally.partly,
        clauses=clauses,
        changed=changed,
        late_papers=late_papers(session, rounds_of(session, row.id)),
        unsatisfied=ratings(session, row.id)[1],
        percent_from_above=percent_from_above(session, current_draft(session, row.id)),
    )


def _working_days(first: ConsultationRow, row: ResolutionRow, calendar: WorkCalendar) -> int:
    on, last = local_date(first.opened_at) + DAY, until_on(row)
    if first.closed_at is not None:
        last = min(last, local_date(first.closed_at))
    span = range((last - on).days + 1)
    return sum(calendar.is_working_day(on + number * DAY) for number in span)


def _changes(session: Session, resolution_id: int, first: ConsultationRow) -> tuple[int, int]:
    """Count the clauses that were commented on first, and those that say something else now."""
    before = {clause.id or 0: clause.text for clause in clauses_of(session, first.draft_id)}
    newest = current_draft(session, resolution_id).id or 0
    if newest == first.draft_id:
        return len(before), 0
    now = counterparts(session, before, newest)
    return len(before), sum(
        all(each.text != text for each in now[number].clauses) for number, text in before.items()
    )
