"""Votes: what may be opened, what is frozen, how it ends (S0.9, S0.10)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import select

from actions import ballots, votes
from rules.ballots import AllHaveVoted, BallotSlip, Choice, VoteIsOver
from rules.numbering import DocumentType, TypeUnknownToStandard
from rules.resolutions import Field, FieldsMissing, ResolutionCard, Stage, WrongStage
from rules.votes import (
    NobodyVotes,
    Outcome,
    VersionChanged,
    VotedText,
    VoteMinutes,
    VoteOpened,
    VoteReminder,
    VoteResult,
    VotersOutOfReach,
    VoteTooShort,
)
from storage.ballots import ElectorRow
from storage.drafts import current_draft
from storage.members import MemberRow, NotAMember, NotPermitted
from storage.resolutions import ResolutionRow
from storage.votes import VoteRow, passed_vote
from tests.actions.committees import Committee

WEDNESDAY = date(2026, 11, 18)
YES, NO, OTHER = Choice.YES, Choice.NO, Choice.OTHER


def opened(committee, *, by="clerk", resolution_id=None, **given):
    """Open a vote as its preview would have it."""
    resolution_id = resolution_id or committee.has_resolution()
    draft = committee.read(current_draft, resolution_id)
    wanted = {"draft_id": draft.id, "chair_id": committee.ids["sec"], "last_day": WEDNESDAY} | given
    vote = committee.does(by, votes.open_vote, resolution_id, **wanted)
    return vote.id


def cast(committee, vote_id, **choices):
    for name, choice in choices.items():
        committee.does(name, ballots.cast_ballot, vote_id, choice)


def stage_of(committee, vote_id):
    vote = committee.one(VoteRow, vote_id)
    return committee.one(ResolutionRow, vote.resolution_id).stage


def test_opening_freezes_text_and_electorate_and_tells_everybody(engine):
    committee = Committee(engine, electors=5, absent=["m2"])
    vote_id = opened(committee)
    vote = committee.one(VoteRow, vote_id)
    draft = committee.read(current_draft, vote.resolution_id)
    assert (vote.draft_id, vote.text_hash, vote.electors) == (draft.id, draft.text_hash, 5)
    assert (vote.chair_id, vote.opened_by_id) == (committee.ids["sec"], committee.ids["clerk"])
    assert vote.pack_id == "party-2026-07"
    assert stage_of(committee, vote_id) is Stage.VOTING
    electors = committee.all(ElectorRow)
    assert {e.full_name: e.got_text for e in electors} == {
        "sec": True, "dep": True, "m1": True, "m2": False, "m3": True,
    }  # fmt: skip
    assert sorted(committee.told(VotedText)) == ["dep", "m1", "m3", "sec"]
    assert sorted(committee.told(BallotSlip)) == ["dep", "m1", "m3", "sec"]
    assert committee.told(VoteOpened) == ["group"]
    assert "VoteOpened" in committee.facts()


def test_a_vote_opens_only_when_the_consultation_is_closed(engine):
    committee = Committee(engine)
    for stage in set(Stage) - {Stage.CONSULTED}:
        with pytest.raises(WrongStage):
            opened(committee, resolution_id=committee.has_resolution(stage, planned=False))


def test_a_text_without_an_inspection_plan_is_not_voted_on(engine):
    committee = Committee(engine)
    resolution_id = committee.has_resolution(planned=False)
    with pytest.raises(FieldsMissing) as refused:
        opened(committee, resolution_id=resolution_id)
    assert refused.value.fields == (Field.INSPECTION,)
    assert committee.all(VoteRow) == []


def test_a_version_that_came_after_the_preview_is_not_voted_on(engine):
    committee = Committee(engine)
    resolution_id = committee.has_resolution()
    shown = committee.read(current_draft, resolution_id).id
    committee.hands_in(resolution_id, "Lắp 150 đồng hồ nước.")
    with pytest.raises(VersionChanged):
        opened(committee, resolution_id=resolution_id, draft_id=shown)


def test_a_kind_that_cannot_be_numbered_is_not_voted_on(engine):
    committee = Committee(engine)
    resolution_id = committee.has_resolution(document_type=DocumentType.URGENT_TELEGRAM)
    with pytest.raises(TypeUnknownToStandard):
        opened(committee, resolution_id=resolution_id)


def test_a_vote_is_opened_by_clerk_or_head_only(engine):
    committee = Committee(engine, absent=["m2"])
    for by, refusal in (("m1", NotPermitted), ("guest", NotPermitted), ("m2", NotAMember)):
        with pytest.raises(refusal):
            opened(committee, by=by)
    opened(committee, by="dep")


def test_the_last_day_lies_ahead_and_a_head_presides(engine):
    committee = Committee(engine)
    with pytest.raises(VoteTooShort):
        opened(committee, last_day=date(2026, 11, 15))
    with pytest.raises(NotPermitted):
        opened(committee, chair_id=committee.ids["m1"])


def test_a_body_without_votes_votes_on_nothing(engine):
    committee = Committee(engine)

    def silence(work):
        for member in work.session.exec(select(MemberRow)):
            member.votes = False

    committee.does(None, silence)
    with pytest.raises(NobodyVotes):
        opened(committee)


def test_who_joins_or_leaves_later_does_not_change_the_electorate(engine):
    committee = Committee(engine, electors=5)
    vote_id = opened(committee)
    committee.leaves("m3")
    cast(committee, vote_id, sec=YES, dep=YES, m1=YES, m2=NO)
    with pytest.raises(NotAMember):
        cast(committee, vote_id, m3=YES)
    committee.does("clerk", votes.close_vote, vote_id)
    vote = committee.one(VoteRow, vote_id)
    assert (vote.electors, vote.tally.not_voted, vote.outcome) == (5, 1, Outcome.PASSED)


def test_a_vote_passes_when_its_time_is_up(engine):
    committee = Committee(engine, electors=5)
    vote_id = opened(committee)
    cast(committee, vote_id, sec=YES, dep=YES, m1=YES, m2=NO)
    committee.now = committee.one(VoteRow, vote_id).ends_at + timedelta(seconds=1)
    committee.does(None, votes.close_due_votes)
    vote = committee.one(VoteRow, vote_id)
    assert (vote.outcome, vote.yes, vote.no, vote.other) == (Outcome.PASSED, 3, 1, 0)
    assert vote.closed_by_id is None
    assert stage_of(committee, vote_id) is Stage.ADOPTED
    assert committee.read(passed_vote, vote.resolution_id).id == vote_id


def test_a_vote_that_fails_leads_back_and_another_may_be_opened(engine):
    committee = Committee(engine, electors=5)
    vote_id = opened(committee)
    cast(committee, vote_id, sec=YES, dep=YES, m1=OTHER, m2=NO)
    committee.does("clerk", votes.close_vote, vote_id)
    assert committee.one(VoteRow, vote_id).outcome is Outcome.NOT_ENOUGH
    assert stage_of(committee, vote_id) is Stage.CONSULTED
    resolution_id = committee.one(VoteRow, vote_id).resolution_id
    assert committee.read(passed_vote, resolution_id) is None
    again = opened(committee, resolution_id=resolution_id)
    cast(committee, again, sec=YES, dep=YES, m1=YES, m2=YES)
    committee.does("clerk", votes.close_vote, again)
    assert committee.read(passed_vote, resolution_id).id == again


def test_what_ends_at_night_is_counted_at_night_and_told_in_the_morning(engine):
    committee = Committee(engine, electors=3)
    vote_id = opened(committee)
    cast(committee, vote_id, sec=YES, dep=YES, m1=NO)
    committee.now = committee.one(VoteRow, vote_id).ends_at + timedelta(minutes=1)
    committee.does(None, votes.close_due_votes)
    committee.does(None, votes.announce_results)
    assert stage_of(committee, vote_id) is Stage.ADOPTED
    assert committee.told(VoteResult) == []
    committee.now += timedelta(hours=8)
    for _ in range(2):
        committee.does(None, votes.close_due_votes)
        committee.does(None, votes.announce_results)
    assert committee.told(VoteResult) == ["group"]
    assert committee.told(VoteMinutes) == ["clerk"]


def test_what_a_person_closes_is_told_at_once(engine):
    committee = Committee(engine, electors=3)
    vote_id = opened(committee)
    cast(committee, vote_id, sec=YES, dep=YES, m1=NO)
    assert committee.told(AllHaveVoted) == ["clerk"]
    committee.does("sec", votes.close_vote, vote_id)
    assert committee.told(VoteResult) == ["group"]
    assert committee.told(VoteMinutes) == ["clerk"]


def test_a_vote_is_closed_once_and_not_by_a_member(engine):
    committee = Committee(engine, electors=3)
    vote_id = opened(committee)
    for act in (votes.close_vote, lambda work, vote: votes.cancel_vote(work, vote, "mở nhầm")):
        with pytest.raises(NotPermitted):
            committee.does("m1", act, vote_id)
    committee.does("sec", votes.close_vote, vote_id)
    for act in (votes.close_vote, lambda work, vote: votes.cancel_vote(work, vote, "mở nhầm")):
        with pytest.raises(VoteIsOver):
            committee.does("sec", act, vote_id)


def test_a_cancelled_vote_decides_nothing(engine):
    committee = Committee(engine, electors=3)
    vote_id = opened(committee)
    cast(committee, vote_id, sec=YES, dep=YES, m1=YES)
    committee.does("clerk", votes.cancel_vote, vote_id, "mở nhầm dự thảo")
    vote = committee.one(VoteRow, vote_id)
    assert (vote.outcome, vote.cancelled_because) == (Outcome.CANCELLED, "mở nhầm dự thảo")
    assert stage_of(committee, vote_id) is Stage.CONSULTED
    assert committee.told(VoteResult) == ["group"]
    assert committee.told(VoteMinutes) == []


def test_a_text_that_was_tampered_with_is_not_adopted(engine):
    committee = Committee(engine, electors=3)
    vote_id = opened(committee)
    cast(committee, vote_id, sec=YES, dep=YES, m1=YES)

    def tamper(work):
        work.connection.execute(
            text("UPDATE clause SET text = 'Lắp 12 đồng hồ nước.' WHERE kind = 'clause'")
        )

    committee.does(None, tamper)
    committee.does("clerk", votes.close_vote, vote_id)
    assert committee.one(VoteRow, vote_id).outcome is Outcome.TEXT_CHANGED
    assert stage_of(committee, vote_id) is Stage.CONSULTED


def test_those_who_are_silent_are_reminded_once_before_the_end(engine):
    committee = Committee(engine, electors=5, absent=["m3"])
    vote_id = opened(committee)
    cast(committee, vote_id, sec=YES, m1=NO)
    committee.does(None, votes.remind_voters)
    assert committee.told(VoteReminder) == []
    for _ in range(3):
        committee.now += timedelta(hours=8)  # 16:00, at night, and 08:00 on Tuesday
        committee.does(None, votes.remind_voters)
    committee.does(None, votes.remind_voters)
    assert sorted(committee.told(VoteReminder)) == ["dep", "m2"]
    assert committee.told(VotersOutOfReach) == ["clerk"]


def test_a_group_without_the_card_gets_it_once(engine):
    committee = Committee(engine, electors=3)
    vote_id = opened(committee)
    committee.does("clerk", votes.close_vote, vote_id)
    assert committee.told(ResolutionCard) == ["group"]
