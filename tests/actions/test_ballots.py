"""Ballots: one for each elector, changeable until the end, on paper too (S0.10)."""

from datetime import date, timedelta

import pytest

from actions import ballots, votes
from rules.ballots import (
    LONGEST_OPINION,
    BallotEntered,
    BallotSlip,
    Choice,
    NotAnElector,
    NothingToReserve,
    OpinionReserved,
    VotedInPerson,
    VoteIsOver,
)
from rules.desk import TextTooLong
from storage.ballots import voters, votes_waiting_for
from storage.drafts import current_draft
from storage.journal import JournalRow
from storage.members import NotPermitted
from storage.votes import VoteRow
from tests.actions.committees import Committee

YES, NO, OTHER = Choice.YES, Choice.NO, Choice.OTHER


def opened(engine, **given):
    committee = Committee(engine, **given)
    resolution_id = committee.has_resolution()
    draft = committee.read(current_draft, resolution_id)
    vote = committee.does(
        "clerk", votes.open_vote, resolution_id, draft_id=draft.id,
        chair_id=committee.ids["sec"], last_day=date(2026, 11, 18),
    )  # fmt: skip
    return committee, vote.id


def given(committee, vote_id):
    """Give each elector's choice by name."""
    people = committee.read(voters, vote_id)
    return {voter.elector.full_name: voter.ballot.choice for voter in people if voter.ballot}


def opinion(committee, vote_id, name):
    found = {voter.elector.full_name: voter.ballot for voter in committee.read(voters, vote_id)}
    return found[name].reserved_opinion


def test_a_later_ballot_replaces_the_earlier_one(engine):
    committee, vote_id = opened(engine)
    for choice in (YES, NO, NO, OTHER):
        committee.does("m1", ballots.cast_ballot, vote_id, choice)
    assert given(committee, vote_id) == {"m1": OTHER}
    assert committee.facts().count("BallotCast") == 4


def test_who_has_voted_owes_nothing_more(engine):
    committee, vote_id = opened(engine)
    assert [vote.id for vote in committee.read(votes_waiting_for, [committee.ids["m1"]])] == [vote_id]
    committee.does("m1", ballots.cast_ballot, vote_id, NO)
    assert committee.read(votes_waiting_for, [committee.ids["m1"]]) == []


def test_guests_and_clerks_have_no_ballot(engine):
    committee, vote_id = opened(engine)
    for name in ("guest", "clerk"):
        with pytest.raises(NotAnElector):
            committee.does(name, ballots.cast_ballot, vote_id, YES)
        with pytest.raises(NotAnElector):
            committee.does(name, ballots.give_slip, vote_id, chat_id=committee.chats[name])
    with pytest.raises(NotPermitted):
        committee.does("m1", ballots.cast_ballot, 999, YES)
    assert given(committee, vote_id) == {}


def test_a_ballot_that_comes_too_late_is_refused_before_the_clock_has_closed_the_vote(engine):
    committee, vote_id = opened(engine)
    committee.does("m1", ballots.cast_ballot, vote_id, YES)
    committee.now = committee.one(VoteRow, vote_id).ends_at
    with pytest.raises(VoteIsOver):
        committee.does("m1", ballots.cast_ballot, vote_id, NO)
    with pytest.raises(VoteIsOver):
        committee.does("clerk", ballots.enter_ballot, vote_id, committee.ids["m2"], NO)
    assert given(committee, vote_id) == {"m1": YES}


def test_a_paper_ballot_is_entered_by_the_clerk_and_says_so(engine):
    committee, vote_id = opened(engine, absent=["m2"])
    committee.does("clerk", ballots.enter_ballot, vote_id, committee.ids["m2"], NO)
    committee.does("clerk", ballots.enter_ballot, vote_id, committee.ids["m1"], YES)
    assert given(committee, vote_id) == {"m1": YES, "m2": NO}
    people = committee.read(voters, vote_id)
    entered = {v.elector.full_name: v.ballot.entered_by_id for v in people if v.ballot}
    assert entered == {"m1": committee.ids["clerk"], "m2": committee.ids["clerk"]}
    assert committee.told(BallotEntered) == ["m1"]
    with pytest.raises(NotPermitted):
        committee.does("m1", ballots.enter_ballot, vote_id, committee.ids["m3"], YES)
    with pytest.raises(NotAnElector):
        committee.does("clerk", ballots.enter_ballot, vote_id, committee.ids["guest"], YES)


def test_nobody_speaks_over_an_elector_s_own_ballot(engine):
    committee, vote_id = opened(engine)
    committee.does("m1", ballots.cast_ballot, vote_id, YES)
    with pytest.raises(VotedInPerson):
        committee.does("clerk", ballots.enter_ballot, vote_id, committee.ids["m1"], NO)
    committee.does("clerk", ballots.enter_ballot, vote_id, committee.ids["m2"], NO)
    committee.does("m2", ballots.cast_ballot, vote_id, YES)
    assert given(committee, vote_id) == {"m1": YES, "m2": YES}
    people = {v.elector.full_name: v.ballot for v in committee.read(voters, vote_id)}
    assert people["m2"].entered_by_id is None


def test_an_opinion_is_reserved_with_a_differing_ballot(engine):
    committee, vote_id = opened(engine)
    desk = {"chat_id": committee.chats["m1"]}
    with pytest.raises(NothingToReserve):
        committee.does("m1", ballots.reserve_opinion, vote_id, "Cần thêm vốn.", **desk)
    committee.does("m1", ballots.cast_ballot, vote_id, YES)
    with pytest.raises(NothingToReserve):
        committee.does("m1", ballots.check_may_reserve, vote_id)
    committee.does("m1", ballots.cast_ballot, vote_id, NO)
    with pytest.raises(TextTooLong):
        committee.does("m1", ballots.reserve_opinion, vote_id, "x" * (LONGEST_OPINION + 1), **desk)
    committee.does("m1", ballots.reserve_opinion, vote_id, "Cần thêm vốn.", **desk)
    assert opinion(committee, vote_id, "m1") == "Cần thêm vốn."
    assert committee.told(OpinionReserved) == ["m1"]
    assert not any("Cần" in row.facts for row in committee.all(JournalRow))
    committee.does("m1", ballots.cast_ballot, vote_id, YES)
    assert opinion(committee, vote_id, "m1") == ""


def test_a_reserved_opinion_can_be_taken_back_until_the_end(engine):
    committee, vote_id = opened(engine)
    desk = {"chat_id": committee.chats["m1"]}
    committee.does("m1", ballots.cast_ballot, vote_id, NO)
    committee.does("m1", ballots.reserve_opinion, vote_id, "Cần thêm vốn.", **desk)
    committee.does("m1", ballots.reserve_opinion, vote_id, "", **desk)
    assert opinion(committee, vote_id, "m1") == ""
    committee.now += timedelta(days=5)
    with pytest.raises(VoteIsOver):
        committee.does("m1", ballots.reserve_opinion, vote_id, "Muộn.", **desk)


def test_an_opinion_on_paper_is_entered_with_the_paper_ballot(engine):
    committee, vote_id = opened(engine, absent=["m1"])
    m1 = committee.ids["m1"]
    with pytest.raises(NothingToReserve):
        committee.does("clerk", ballots.enter_opinion, vote_id, m1, "Cần thêm vốn.")
    committee.does("clerk", ballots.enter_ballot, vote_id, m1, NO)
    committee.does("clerk", ballots.enter_opinion, vote_id, m1, "Cần thêm vốn.")
    assert opinion(committee, vote_id, "m1") == "Cần thêm vốn."
    committee.does("m2", ballots.cast_ballot, vote_id, NO)
    with pytest.raises(VotedInPerson):
        committee.does("clerk", ballots.enter_opinion, vote_id, committee.ids["m2"], "Không phải tôi.")


def test_the_own_ballot_can_be_asked_for_again(engine):
    committee, vote_id = opened(engine)
    committee.does("m1", ballots.give_slip, vote_id, chat_id=committee.chats["m1"])
    assert committee.told(BallotSlip).count("m1") == 2
