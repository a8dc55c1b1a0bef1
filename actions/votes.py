"""Votes: opened on a frozen text, closed by the clock or by hand, counted against all incumbents.

Checklist S0.9, S0.10; Charter of the Party, Art. 9(5).
"""

from datetime import date

from rules.ballots import BallotSlip, VoteIsOver
from rules.calendar import deadline_at_latest, local_date
from rules.desk import TextTooLong
from rules.members import Ability
from rules.news import Occasion
from rules.nudges import ItemKind
from rules.numbering import abbreviation
from rules.packs import pack_for
from rules.resolutions import FieldsMissing, ResolutionCard, Step
from rules.votes import (
    LONGEST_REASON,
    NobodyVotes,
    Outcome,
    VersionChanged,
    VotedText,
    VoteMinutes,
    VoteOpened,
    VoteReminder,
    VoteResult,
    VotersOutOfReach,
    check_end,
    outcome_of,
    reminder_at,
)
from storage.announcements import tell_clerks, tell_groups
from storage.appraisal import check_appraised
from storage.ballots import ElectorRow, reach_voters, tally_of, voters
from storage.bodies import body
from storage.calendar import work_calendar
from storage.conclusions import check_concluded
from storage.drafts import DraftRow, current_draft, outline_of, text_hash
from storage.members import MemberRow, NotPermitted, Reachable
from storage.missing import missing_fields
from storage.news import owe_news
from storage.nudges import mark_nudged
from storage.resolutions import (
    ResolutionRow,
    resolution,
    resolution_for,
    take_step,
)
from storage.votes import VoteRow, electors_of, heads, open_votes, unannounced_votes, vote_for
from storage.work import Work


def open_vote(
    work: Work, resolution_id: int, *, draft_id: int, chair_id: int, last_day: date
) -> VoteRow:
    """Freeze text and electorate, and ask everybody who has a vote.

    Whoever opens it states that the chair has closed the discussion. Every elector who can be reached
    gets the text; the others are to be given paper. Raises NotAMember, NotPermitted, WrongStage,
    FieldsMissing, AppraisalNeeded, OpposingViewsWaiting, TypeUnknownToStandard, VersionChanged,
    VoteTooShort, NobodyVotes, HeadMissing.
    """
    row, member = resolution_for(work.session, work.who.user_id, resolution_id, Ability.RUN_VOTE)
    take_step(row, Step.OPEN_VOTE, now=work.now)
    draft = _final_text(work, row, draft_id)
    if chair_id not in {head.id for head in heads(work.session, row.body_id)}:
        raise NotPermitted
    ends_at = deadline_at_latest(last_day)
    check_end(ends_at, work.now)
    people = electors_of(work.session, row.body_id)
    if not people:
        raise NobodyVotes
    found = VoteRow(
        resolution_id=resolution_id, draft_id=draft_id, text_hash=draft.text_hash,
        pack_id=pack_for(body(work.session, row.body_id).kind, on=local_date(work.now)).id,
        chair_id=chair_id, opened_by_id=member.id or 0, opened_at=work.now, ends_at=ends_at,
        electors=len(people),
    )  # fmt: skip
    work.session.add(found)
    work.session.flush()
    for position, person in enumerate(people, start=1):
        _ask(work, found, person, position)
    _record_opening(work, row, found)
    tell_groups(work, row, VoteOpened(vote_id=found.id or 0))
    work.touch(ResolutionCard(resolution_id=resolution_id))
    return found


def _final_text(work: Work, row: ResolutionRow, draft_id: int) -> DraftRow:
    """Give the version that is to be voted on, if nothing stands against it."""
    assert row.id is not None
    if missing := missing_fields(work.session, row):
        raise FieldsMissing(resolution_id=row.id, fields=missing)
    check_appraised(work.session, row)
    check_concluded(work.session, row.id)
    assert row.document_type is not None
    abbreviation(body(work.session, row.body_id).standard, row.document_type)
    draft = current_draft(work.session, row.id)
    if draft.id != draft_id:
        raise VersionChanged(version=draft.version)
    return draft


def _record_opening(work: Work, row: ResolutionRow, found: VoteRow) -> None:
    work.record(
        "VoteOpened", body_id=row.body_id, resolution_id=row.id, vote_id=found.id,
        draft_id=found.draft_id, text_hash=found.text_hash, electors=found.electors,
        ends_at=found.ends_at, pack=found.pack_id, chair_id=found.chair_id,
        member_id=found.opened_by_id,
    )  # fmt: skip


def _ask(work: Work, found: VoteRow, person: Reachable, position: int) -> None:
    """Enter one elector, with the name as the roster has it today, and send text and ballot."""
    assert found.id is not None
    assert person.member.id is not None
    work.session.add(
        ElectorRow(
            vote_id=found.id, member_id=person.member.id, position=position,
            full_name=person.member.full_name, post=person.member.post,
            got_text=person.chat_id is not None,
        )
    )  # fmt: skip
    if person.chat_id is not None:
        work.tell(VotedText(vote_id=found.id), chat_id=person.chat_id)
        slip = BallotSlip(vote_id=found.id, member_id=person.member.id)
        work.post_card(slip, chat_id=person.chat_id)


def close_vote(work: Work, vote_id: int) -> None:
    """Close a vote before its end, and count. Raises NotAMember, NotPermitted, VoteIsOver."""
    found, row, member = vote_for(work.session, work.who.user_id, vote_id)
    if not found.is_open(work.now):
        raise VoteIsOver
    _close(work, found, row, by=member)
    _announce(work, found, row)


def cancel_vote(work: Work, vote_id: int, because: str) -> None:
    """Give a vote up that was opened by mistake: nothing is decided, a new one may be opened.

    Raises NotAMember, NotPermitted, VoteIsOver, TextTooLong.
    """
    if len(because) > LONGEST_REASON:
        raise TextTooLong(length=len(because), limit=LONGEST_REASON)
    found, row, member = vote_for(work.session, work.who.user_id, vote_id)
    if not found.is_open(work.now):
        raise VoteIsOver
    found.cancelled_because = because
    _end(work, found, row, Outcome.CANCELLED, by=member)
    _announce(work, found, row)


def close_due_votes(work: Work) -> None:
    """Close the votes whose time is up: the count is taken on time, at night too."""
    for found in open_votes(work.session):
        if found.ends_at <= work.now:
            _close(work, found, resolution(work.session, found.resolution_id), by=None)


def announce_results(work: Work) -> None:
    """Tell the results that the clock has brought about, by day."""
    waiting = unannounced_votes(work.session)
    if waiting and work_calendar(work.session).is_allowed_moment(work.now):
        for found in waiting:
            _announce(work, found, resolution(work.session, found.resolution_id))


def count_days_anew(work: Work) -> None:
    """Have cards and ballots of running votes count the days that are left, once a day."""
    today = local_date(work.now)
    for found in open_votes(work.session):
        if (found.shown_on or local_date(found.opened_at)) < today:
            found.shown_on = today
            work.session.add(found)
            _touch(work, found)


def remind_voters(work: Work) -> None:
    """Remind everybody once who has not voted, near the end; name those out of reach to the clerk."""
    pending = [found for found in open_votes(work.session) if work.now < found.ends_at]
    calendar = work_calendar(work.session)
    if not pending or not calendar.is_allowed_moment(work.now):
        return
    for found in pending:
        if reminder_at(found.opened_at, found.ends_at, calendar) <= work.now:
            _remind(work, found)


def _remind(work: Work, found: VoteRow) -> None:
    assert found.id is not None
    silent = [voter for voter in voters(work.session, found.id) if voter.ballot is None]
    out_of_reach = False
    for voter, chat_id in reach_voters(work.session, silent):
        if chat_id is None:
            out_of_reach = True
        elif mark_nudged(
            work.connection, kind=ItemKind.VOTE, subject_id=found.id,
            member_id=voter.elector.member_id, step="before the end", now=work.now,
        ):  # fmt: skip
            work.tell(VoteReminder(vote_id=found.id), chat_id=chat_id)
    if out_of_reach:
        row = resolution(work.session, found.resolution_id)
        tell_clerks(
            work, row.body_id, VotersOutOfReach(vote_id=found.id), key=f"vote:{found.id}:out-of-reach"
        )


def _close(work: Work, found: VoteRow, row: ResolutionRow, *, by: MemberRow | None) -> None:
    """Count the ballots and judge them by the rules under which the vote was opened."""
    tally = tally_of(voters(work.session, found.id))
    found.yes, found.no, found.other = tally.yes, tally.no, tally.other
    stored = text_hash(outline_of(work.session, found.draft_id).nodes)
    outcome = outcome_of(tally, found.pack) if stored == found.text_hash else Outcome.TEXT_CHANGED
    _end(work, found, row, outcome, by=by)


def _end(
    work: Work, found: VoteRow, row: ResolutionRow, outcome: Outcome, *, by: MemberRow | None
) -> None:
    found.closed_at, found.closed_by_id, found.outcome = work.now, by.id if by else None, outcome
    work.session.add(found)
    take_step(row, Step.PASS if outcome is Outcome.PASSED else Step.FAIL, now=work.now)
    if outcome is Outcome.PASSED:
        owe_news(
            work.connection, Occasion.ADOPTED,
            subject_id=row.id or 0, resolution_id=row.id or 0, now=work.now,
        )  # fmt: skip
    work.record(
        "VoteClosed", body_id=row.body_id, resolution_id=row.id, vote_id=found.id, outcome=outcome,
        electors=found.electors, yes=found.yes, no=found.no, other=found.other,
        member_id=found.closed_by_id,
    )  # fmt: skip
    _touch(work, found)


def _touch(work: Work, found: VoteRow) -> None:
    work.touch(ResolutionCard(resolution_id=found.resolution_id))
    for voter in voters(work.session, found.id):
        work.touch(BallotSlip(vote_id=found.id or 0, member_id=voter.elector.member_id))


def _announce(work: Work, found: VoteRow, row: ResolutionRow) -> None:
    """Tell the groups the result, and give the clerks the minutes."""
    assert found.id is not None
    found.announced_at = work.now
    work.session.add(found)
    tell_groups(work, row, VoteResult(vote_id=found.id))
    if found.outcome is not Outcome.CANCELLED:
        tell_clerks(work, row.body_id, VoteMinutes(vote_id=found.id), key=f"vote:{found.id}:minutes")
