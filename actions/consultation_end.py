"""A consultation ends: by itself at the end of its last day, or earlier by those who run it."""

from rules.calendar import local_date
from rules.channels import ChannelPost
from rules.consultation import ConsultationClosed
from rules.consultation_end import check_days_kept, silent_in
from rules.members import Ability
from rules.notices import Notice
from rules.polls import StopStrawPoll, StrawPollResult
from rules.resolutions import ResolutionCard, Step
from rules.responses import ResponseSheet, ResponseTable
from storage.calendar import work_calendar
from storage.consultation import (
    ConsultationRow,
    latest_consultation,
    open_consultations,
    until_on,
    untold_consultations,
)
from storage.consultation_end import heard_so_far
from storage.members import MemberRow, reach
from storage.participation import comment_tally
from storage.polls import polls_of, showings
from storage.resolutions import ResolutionRow, places, resolution_for, take_step
from storage.responses import those_who_answer
from storage.rounds import rounds_within
from storage.synthesis import gather
from storage.unclaimed import forget_unclaimed
from storage.work import Work


def close_early(work: Work, resolution_id: int) -> None:
    """Close a consultation before its end; the journal keeps who did, and how many were silent.

    Raises NotAMember, NotPermitted, WrongStage, KeepsItsDays.
    """
    row, member = resolution_for(work.session, work.who.user_id, resolution_id, Ability.RUN_CONSULTATION)
    take_step(row, Step.CLOSE_CONSULTATION, now=work.now)
    consultation = latest_consultation(work.session, resolution_id)
    assert consultation is not None, "a resolution in consultation has one"
    heard = heard_so_far(work.session, consultation, row)
    check_days_kept(heard, local_date(work.now))
    work.record(
        "ConsultationEndedEarly", body_id=row.body_id, consultation_id=consultation.id,
        member_id=member.id, asked=sum(each.asked for each in heard), silent=silent_in(heard),
        until_on=f"{until_on(row)}",
    )  # fmt: skip
    _close(work, row, consultation, by=member)
    _announce(work, row, consultation)


def close_due(work: Work) -> None:
    """Close the rounds whose last day is over. People are told in the morning (`announce_ends`)."""
    for consultation, row in open_consultations(work.session):
        if until_on(row) < local_date(work.now):
            take_step(row, Step.CLOSE_CONSULTATION, now=work.now)
            _close(work, row, consultation, by=None)


def announce_ends(work: Work) -> None:
    """Tell of rounds that have ended, never at night and never on a day off."""
    untold = untold_consultations(work.session)
    if untold and work_calendar(work.session).is_allowed_moment(work.now):
        for consultation in untold:
            row = work.session.get_one(ResolutionRow, consultation.resolution_id)
            _announce(work, row, consultation)


def _close(
    work: Work, row: ResolutionRow, consultation: ConsultationRow, *, by: MemberRow | None
) -> None:
    """No more comments, no more answers to polls."""
    assert consultation.id is not None
    assert row.id is not None
    consultation.closed_at = work.now
    consultation.closed_by_id = by.id if by else None
    for each in rounds_within(work.session, consultation.id):
        each.closed_at = each.closed_at or work.now
    forget_unclaimed(work.connection, consultation.id)
    gather(work.session, row, now=work.now)
    for poll in polls_of(work.session, consultation.id):
        if poll.closed_at is None and poll.id is not None:
            poll.closed_at = work.now
            for shown in showings(work.session, poll.id):
                work.run(StopStrawPoll(poll_id=poll.id, group_id=shown.chat_id))
    work.record(
        "ConsultationClosed", body_id=row.body_id, resolution_id=row.id,
        consultation_id=consultation.id, is_early=by is not None,
    )  # fmt: skip
    work.touch(ResolutionCard(resolution_id=row.id))
    work.touch(ChannelPost(consultation_id=consultation.id))


def _announce(work: Work, row: ResolutionRow, consultation: ConsultationRow) -> None:
    """Tell the groups what has come of it, and give clerk and drafter the comments as papers."""
    assert consultation.id is not None
    assert row.id is not None
    consultation.announced_at = work.now
    ended = ConsultationClosed(consultation_id=consultation.id)
    polls = [poll.id for poll in polls_of(work.session, consultation.id) if poll.id is not None]
    results: list[Notice] = [ended, *(StrawPollResult(poll_id=poll_id) for poll_id in polls)]
    for place in places(work.session, row):
        for result in results:
            work.tell(result, chat_id=place.chat_id, thread_id=place.thread_id)
    papers: list[Notice] = [ended]
    if comment_tally(work.session, row.id).all_comments:
        papers += [ResponseTable(resolution_id=row.id), ResponseSheet(resolution_id=row.id)]
    for person in reach(work.session, those_who_answer(work.session, row)):
        for paper in papers:
            if person.chat_id is not None:
                work.tell(paper, chat_id=person.chat_id)
