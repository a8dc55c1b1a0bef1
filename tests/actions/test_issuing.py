"""Issuing: number, date, signer, recipients, and who is told (S0.12, S0.13, S1.12)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from actions import acknowledgements, ballots, issuing, votes
from rules.ballots import Choice
from rules.bodies import BodyKind
from rules.calendar import local_date
from rules.desk import NotUnderstood
from rules.issuing import (
    IssueDateWrong,
    IssuedPaper,
    NumberTaken,
    PlanChanged,
    RecipientsEmpty,
    SignerUnfit,
    VotedTextLost,
)
from rules.nudges import ItemKind
from rules.numbering import DocumentType
from rules.resolutions import Stage, WrongStage
from storage.acknowledgements import AcknowledgementRow, acknowledged, open_items, to_study
from storage.drafts import current_draft
from storage.issuing import issued, proposal
from storage.members import NotAMember, NotPermitted
from storage.resolutions import ResolutionRow, resolution
from storage.votes import passed_vote
from tests.actions.committees import Committee

TODAY = date(2026, 11, 16)


def adopted(committee, **given):
    """Carry a resolution through its vote."""
    resolution_id = committee.has_resolution(**given)
    draft = committee.read(current_draft, resolution_id)
    vote = committee.does(
        "clerk", votes.open_vote, resolution_id, draft_id=draft.id, chair_id=committee.ids["sec"],
        last_day=committee.now.date() + timedelta(days=2),
    )  # fmt: skip
    for name in {"sec", "dep", "m1"} & committee.chats.keys():
        committee.does(name, ballots.cast_ballot, vote.id, Choice.YES)
    committee.does("clerk", votes.close_vote, vote.id)
    return resolution_id


def planned(committee, resolution_id):
    return committee.read(
        lambda session: proposal(
            session, resolution(session, resolution_id), today=local_date(committee.now)
        )
    )


def issue(committee, resolution_id, *, by="clerk", **given):
    """Issue what the preview shows."""
    committee.does(by, issuing.plan_issue, resolution_id)
    shown = planned(committee, resolution_id)
    wanted = {"revision": shown.plan.revision, "number": shown.number, "on": shown.on} | given
    committee.does(by, issuing.issue, resolution_id, **wanted)
    return committee.read(issued, resolution_id)


def test_number_date_signer_and_recipients_are_proposed(engine):
    committee = Committee(engine, electors=3)
    resolution_id = adopted(committee)
    committee.does("clerk", issuing.plan_issue, resolution_id)
    shown = planned(committee, resolution_id)
    assert (shown.symbol, shown.on, shown.signer.full_name) == ("01-NQ/ĐU", TODAY, "sec")
    assert shown.plan.recipients.splitlines() == ["Các chi bộ trực thuộc", "Lưu Văn phòng Đảng ủy"]


def test_an_issued_paper_goes_to_the_group_and_to_everybody(engine):
    committee = Committee(engine, electors=3, absent=["dep"])
    resolution_id = adopted(committee)
    paper = issue(committee, resolution_id)
    vote = committee.read(passed_vote, resolution_id)
    assert (paper.symbol, paper.number, paper.issued_on) == ("01-NQ/ĐU", 1, TODAY)
    voted = (vote.id, vote.draft_id, vote.text_hash)
    assert (paper.vote_id, paper.draft_id, paper.text_hash) == voted
    assert (paper.signer_name, paper.signer_is_deputy) == ("sec", False)
    assert committee.one(ResolutionRow, resolution_id).stage is Stage.ISSUED
    assert sorted(committee.told(IssuedPaper)) == ["clerk", "group", "guest", "m1", "sec"]
    assert committee.read(acknowledged, paper.id) == (0, 5)
    assert committee.facts()[-1] == "Issued"


def test_numbers_go_up_within_their_series(engine):
    committee = Committee(engine, electors=3)
    first, second = adopted(committee), adopted(committee)
    plan = adopted(committee, document_type=DocumentType.PLAN)
    committee.does("clerk", issuing.plan_issue, first)
    committee.does("clerk", issuing.set_number, first, "số 07-NQ/ĐU")
    assert issue(committee, first).symbol == "07-NQ/ĐU"
    assert issue(committee, second).symbol == "08-NQ/ĐU"
    assert issue(committee, plan).symbol == "01-KH/ĐU"


def test_a_number_that_is_taken_is_refused(engine):
    committee = Committee(engine, electors=3)
    first, second = adopted(committee), adopted(committee)
    issue(committee, first)
    with pytest.raises(NumberTaken) as refused:
        committee.does("clerk", issuing.set_number, second, "1")
    assert (refused.value.symbol, refused.value.next_free) == ("01-NQ/ĐU", 2)
    with pytest.raises(NumberTaken):
        issue(committee, second, number=1)
    with pytest.raises(NotUnderstood):
        committee.does("clerk", issuing.set_number, second, "số không")


def test_two_previews_of_one_number_give_one_paper(engine):
    """Two clerks look at number 1 at the same time; whoever confirms later is shown the next one."""
    committee = Committee(engine, electors=3)
    first, second = adopted(committee), adopted(committee)
    for resolution_id in (first, second):
        committee.does("clerk", issuing.plan_issue, resolution_id)
    shown = planned(committee, second)
    issue(committee, first)
    with pytest.raises(NumberTaken):
        issue(committee, second, number=shown.number)
    assert issue(committee, second).number == 2


def test_a_paper_is_not_dated_before_its_adoption_nor_ahead(engine):
    committee = Committee(engine, electors=3)
    resolution_id = adopted(committee)
    committee.now += timedelta(days=2)
    for on in (TODAY - timedelta(days=1), TODAY + timedelta(days=3)):
        with pytest.raises(IssueDateWrong):
            committee.does("clerk", issuing.set_date, resolution_id, on)
        with pytest.raises(IssueDateWrong):
            issue(committee, resolution_id, on=on)
    committee.does("clerk", issuing.set_date, resolution_id, TODAY)
    assert issue(committee, resolution_id).issued_on == TODAY


def test_a_head_or_deputy_signs_and_nobody_else(engine):
    committee = Committee(engine, electors=3)
    resolution_id = adopted(committee)
    with pytest.raises(SignerUnfit):
        committee.does("clerk", issuing.set_signer, resolution_id, committee.ids["m1"])
    with pytest.raises(NotPermitted):
        committee.does("clerk", issuing.set_signer, resolution_id, 999)
    committee.does("clerk", issuing.set_signer, resolution_id, committee.ids["dep"])
    paper = issue(committee, resolution_id)
    assert (paper.signer_name, paper.signer_is_deputy) == ("dep", True)


def test_nobody_issues_what_they_have_not_seen(engine):
    committee = Committee(engine, electors=3)
    resolution_id = adopted(committee)
    committee.does("clerk", issuing.plan_issue, resolution_id)
    seen = planned(committee, resolution_id).plan.revision
    committee.does("dep", issuing.set_recipients, resolution_id, "- Các chi bộ;\n- Lưu VPĐU.")
    with pytest.raises(PlanChanged):
        issue(committee, resolution_id, revision=seen)
    with pytest.raises(RecipientsEmpty):
        committee.does("dep", issuing.set_recipients, resolution_id, "Nơi nhận:\n-")
    assert issue(committee, resolution_id).recipients == "Các chi bộ\nLưu VPĐU"


def test_only_an_adopted_text_is_issued_and_only_once(engine):
    committee = Committee(engine, electors=3)
    for stage in (Stage.CONSULTED, Stage.VOTING, Stage.DRAFTING):
        with pytest.raises(WrongStage):
            committee.does("clerk", issuing.plan_issue, committee.has_resolution(stage, planned=False))
    resolution_id = adopted(committee)
    with pytest.raises(NotPermitted):
        issue(committee, resolution_id, by="m1")
    issue(committee, resolution_id)
    with pytest.raises(WrongStage):
        issue(committee, resolution_id)


def test_a_text_that_was_changed_after_the_vote_is_not_issued(engine):
    committee = Committee(engine, electors=3)
    resolution_id = adopted(committee)

    def tamper(work):
        work.connection.execute(text("UPDATE clause SET text = 'Lắp 12 đồng hồ.' WHERE kind = 'clause'"))

    committee.does(None, tamper)
    with pytest.raises(VotedTextLost):
        issue(committee, resolution_id)


def test_a_council_s_law_carries_the_year_and_the_party_has_none(engine):
    council = Committee(engine, electors=3, kind=BodyKind.PEOPLES_COUNCIL, symbol="HĐND")
    resolution_id = adopted(council)
    council.does("clerk", issuing.set_normative, resolution_id, is_normative=True)
    assert issue(council, resolution_id).symbol == "01/2026/NQ-HĐND"
    plan = adopted(council, document_type=DocumentType.PLAN)
    with pytest.raises(NotPermitted):
        council.does("clerk", issuing.set_normative, plan, is_normative=True)


def test_studying_is_confirmed_once_and_counted(engine):
    committee = Committee(engine, electors=3, absent=["dep"])
    paper = issue(committee, adopted(committee))
    for _ in range(2):
        committee.does("m1", acknowledgements.acknowledge, paper.id)
        committee.now += timedelta(hours=1)
    assert committee.read(acknowledged, paper.id) == (1, 5)
    assert committee.facts().count("PaperStudied") == 1
    (row,) = committee.all(AcknowledgementRow, AcknowledgementRow.member_id == committee.ids["m1"])
    assert (row.acknowledged_at, row.text_hash) == (committee.now - timedelta(hours=2), paper.text_hash)
    committee.does("clerk", acknowledgements.enter_acknowledgement, paper.id, committee.ids["dep"])
    (row,) = committee.all(AcknowledgementRow, AcknowledgementRow.member_id == committee.ids["dep"])
    assert row.entered_by_id == committee.ids["clerk"]
    with pytest.raises(NotPermitted):
        committee.does("m1", acknowledgements.enter_acknowledgement, paper.id, committee.ids["sec"])
    with pytest.raises(NotAMember):
        committee.does("dep", acknowledgements.acknowledge, paper.id)


def test_who_has_not_studied_it_in_time_is_on_the_daily_list(engine):
    committee = Committee(engine, electors=3)
    paper = issue(committee, adopted(committee))
    committee.does("m1", acknowledgements.acknowledge, paper.id)
    committee.leaves("guest")
    assert [row.issued_id for row, _ in committee.read(to_study, [committee.ids["sec"]])] == [paper.id]
    assert committee.read(open_items, now=committee.now + timedelta(days=2)) == []
    items = committee.read(open_items, now=committee.now + timedelta(days=3))
    assert {item.kind for item in items} == {ItemKind.ACKNOWLEDGEMENT}
    assert {item.subject_id for item in items} == {paper.id}
    waiting = {committee.ids[name] for name in ("sec", "dep", "clerk")}
    assert {item.member_id for item in items} == waiting
    assert {item.due_on for item in items} == {TODAY + timedelta(days=3)}
