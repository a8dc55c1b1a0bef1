"""Consultations: what is frozen and posted, whom it reminds, how it ends (S1.3, S2.11, S2.21)."""

from datetime import date

import pytest
from sqlmodel import select

from actions import consultation, consultation_end, consultation_reminders
from rules.citizens import CitizenLink
from rules.consultation import (
    CommentReminder,
    ConsultationClosed,
    DeadlineNotAhead,
    DraftClauses,
    DraftHeadings,
    DraftPaper,
    InvitedToComment,
    NobodyToAsk,
    OpenTopic,
    RoundOpened,
)
from rules.members import Role
from rules.polls import StopStrawPoll
from rules.resolutions import Audience, FieldsMissing, ResolutionCard, Stage, WrongStage
from rules.responses import ResponseSheet, ResponseTable
from storage.cards import CardRow
from storage.chats import ChatKind, ChatRow
from storage.consultation import AskedRow, ConsultationRow, PostedRow
from storage.members import MemberRow, NotAMember, NotPermitted
from storage.nudges import NudgeRow
from storage.outbox import OutboxRow
from storage.participation import silent_members
from storage.resolutions import TopicRow
from tests.actions.consultations import CLAUSES, Consulting


def kinds_in_group(town, thread_id=None):
    rows = [r for r in town.all(OutboxRow) if r.chat_id == town.group_id and r.thread_id == thread_id]
    return [row.kind for row in sorted(rows, key=lambda row: row.id)]


def ticks(town):
    """Everything that the clock does in a consultation."""
    for action in (
        consultation_end.close_due,
        consultation_end.announce_ends,
        consultation_reminders.remind_silent,
        consultation_reminders.refresh_cards,
        consultation.catch_up,
    ):
        town.does(None, action)


def test_opening_freezes_who_is_asked_and_which_version_and_posts_it(engine):
    town = Consulting(engine, audience=Audience.MEMBERS_AND_CITIZENS)
    role = {"role": Role.SPECIALIST}
    town.does(
        None, lambda work: work.session.get_one(MemberRow, town.ids["guest"]).sqlmodel_update(role)
    )
    opened = town.opens()
    asked = {row.member_id: row.counts for row in town.all(AskedRow)}
    voters = ("sec", "dep", "m1", "m2", "m3")
    assert asked == {town.ids[name]: True for name in voters} | {town.ids["guest"]: False}
    assert (town.stage, opened.round, opened.pack_id) == (Stage.CONSULTING, 1, "party-2026-07")
    assert kinds_in_group(town) == ["ResolutionCard", "DraftClauses", "DraftPaper"]
    [text] = town.notices(DraftClauses)
    assert (text.first, text.start, text.last, text.end) == (1, 0, 3, len(f"3. {CLAUSES[2]}"))
    assert [row.kind for row in town.all(CardRow)] == ["ResolutionCard"]
    assert len(opened.public_key) == 20
    assert town.told(CitizenLink) == ["clerk"]
    assert "ConsultationOpened" in town.facts()


def test_a_very_long_draft_is_posted_as_headings(engine):
    town = Consulting(engine, clauses=["Điều này dài " * 200] * 13)
    town.opens()
    assert kinds_in_group(town) == ["ResolutionCard", "DraftHeadings", "DraftPaper"]
    assert [(each.first, each.last) for each in town.notices(DraftHeadings)] == [(1, 13)]


def test_without_a_group_everybody_who_is_asked_is_written_to(engine):
    town = Consulting(engine, electors=3, absent=["m1"])
    town.does(None, lambda work: setattr(work.session.get_one(ChatRow, town.group_id), "body_id", None))
    town.opens()
    assert sorted(town.told(InvitedToComment)) == ["dep", "sec"]


def make_forum(town):
    def change(work):
        group = work.session.get_one(ChatRow, town.group_id)
        group.is_forum = group.may_manage_topics = True
        work.session.delete(work.session.exec(select(TopicRow)).one())

    town.does(None, change)


def test_in_a_forum_a_topic_is_opened_first_and_everything_goes_there(engine):
    town = Consulting(engine)
    make_forum(town)
    town.opens()
    assert kinds_in_group(town) == []
    [errand] = town.notices(OpenTopic)
    town.does(None, consultation.post_in_topic, errand, 77)
    assert kinds_in_group(town, thread_id=77) == ["ResolutionCard", "DraftClauses", "DraftPaper"]
    assert [topic.thread_id for topic in town.all(TopicRow)] == [77]


def test_where_no_topic_comes_it_is_posted_in_the_group_itself_and_only_once(engine):
    town = Consulting(engine)
    make_forum(town)
    town.opens()
    ticks(town)
    assert kinds_in_group(town) == []
    ticks(town.after(minutes=6))
    town.does(None, consultation.post_in_topic, town.notices(OpenTopic)[0], 77)
    assert kinds_in_group(town) == ["ResolutionCard", "DraftClauses", "DraftPaper"]
    assert len(town.all(PostedRow)) == 1


def test_a_group_that_joins_later_sees_the_draft_too(engine):
    town = Consulting(engine)
    town.opens()

    def tie(work):
        work.session.add(
            ChatRow(telegram_id=-2002, kind=ChatKind.GROUP, title="Tổ", body_id=town.body_id)
        )

    town.does(None, tie)
    ticks(town.after(minutes=10))
    assert len(town.all(PostedRow)) == 2


def test_what_has_to_be_known_first(engine):
    town = Consulting(engine)
    for changes, refusal in (
        ({"audience": None}, FieldsMissing),
        ({"audience": Audience.MEMBERS, "abstract": ""}, FieldsMissing),
        ({"abstract": "về nước sạch", "comments_until_on": date(2026, 11, 15)}, DeadlineNotAhead),
    ):
        town.changes(**changes)
        with pytest.raises(refusal):
            town.opens()
    assert town.stage is Stage.DRAFTING
    assert town.all(ConsultationRow) == []


def test_a_body_in_which_nobody_votes_cannot_be_asked(engine):
    town = Consulting(engine, electors=3)
    town.does(
        None, lambda work: [setattr(m, "votes", False) for m in work.session.exec(select(MemberRow))]
    )
    with pytest.raises(NobodyToAsk):
        town.opens()


def test_heads_the_clerk_and_the_lead_drafter_may_open_and_others_may_not(engine):
    town = Consulting(engine)
    for name in ("m2", "guest"):
        with pytest.raises(NotPermitted):
            town.opens(by=name)
    for name in ("sec", "clerk", "m1"):
        town.opens(by=name)
        with pytest.raises(WrongStage):
            town.opens(by=name)
        town.changes(stage=Stage.DRAFTING)
    assert [row.opened_by_id for row in town.all(ConsultationRow)] == [
        town.ids[name] for name in ("sec", "clerk", "m1")
    ]


def test_it_closes_by_itself_and_the_news_waits_for_the_morning(engine):
    town = Consulting(engine)
    town.opens()
    town.writes("m2", "Nên là 85%", clause=1)
    [card] = town.all(CardRow)
    ticks(town.at("2026-11-16T21:00"))
    assert town.all(CardRow)[0].changes == card.changes
    ticks(town.at("2026-11-17T07:00"))  # the days are counted anew
    assert town.all(CardRow)[0].changes == card.changes + 1
    ticks(town.at("2026-11-23T23:59"))
    assert town.stage is Stage.CONSULTING
    ticks(town.at("2026-11-24T00:01"))
    assert town.stage is Stage.CONSULTED
    assert town.told(ConsultationClosed) == []
    # Tuesday 24 November is a day off (Ngày Văn hóa)
    ticks(town.at("2026-11-24T09:00"))
    assert town.told(ConsultationClosed) == []
    ticks(town.at("2026-11-25T07:30"))
    ticks(town.after(minutes=1))
    assert sorted(town.told(ConsultationClosed)) == ["clerk", "group", "m1"]
    assert sorted(town.told(ResponseTable)) == sorted(town.told(ResponseSheet)) == ["clerk", "m1"]


def test_closing_early_tells_at_once_and_without_comments_there_is_no_table(engine):
    town = Consulting(engine)
    town.opens()
    town.users["stranger"] = 555
    for name, refusal in (("stranger", NotAMember), ("m2", NotPermitted)):
        with pytest.raises(refusal):
            town.does(name, consultation_end.close_early, town.resolution_id)
    town.does("clerk", consultation_end.close_early, town.resolution_id)
    assert town.stage is Stage.CONSULTED
    assert sorted(town.told(ConsultationClosed)) == ["clerk", "group", "m1"]
    assert town.told(ResponseTable) == town.told(StopStrawPoll) == []
    with pytest.raises(WrongStage):
        town.does("clerk", consultation_end.close_early, town.resolution_id)


def test_only_those_who_said_nothing_are_reminded_and_only_once(engine):
    town = Consulting(engine, electors=5, absent=["m3"])
    town.opens()
    town.writes("m1", "Đồng ý mục 1", clause=1)
    town.replies("sec", "Cần thêm số liệu", to=DraftPaper)
    ticks(town.at("2026-11-22T23:59"))  # Sunday night
    assert town.told(CommentReminder) == []
    ticks(town.at("2026-11-23T07:30"))
    ticks(town.after(hours=1))
    assert sorted(town.told(CommentReminder)) == ["dep", "m2"]
    assert {row.step for row in town.all(NudgeRow)} == {"2026-11-23"}
    silent = town.read(silent_members, town.consultation.id)
    assert [member.full_name for member in silent] == ["dep", "m2", "m3"]


def test_a_later_last_day_moves_the_end_and_brings_another_reminder(engine):
    town = Consulting(engine, electors=3, absent=["m1"])
    town.opens()
    ticks(town.at("2026-11-23T08:00"))
    town.changes(comments_until_on=date(2026, 11, 26))
    ticks(town.at("2026-11-25T10:00"))
    assert sorted(town.told(CommentReminder)) == ["dep", "sec"]
    ticks(town.at("2026-11-26T07:30"))
    assert sorted(town.told(CommentReminder)) == ["dep", "dep", "sec", "sec"]
    assert town.stage is Stage.CONSULTING
    ticks(town.at("2026-11-27T00:05"))
    assert town.stage is Stage.CONSULTED


def test_another_round_asks_anew_about_the_newest_version(engine):
    town = Consulting(engine)
    first = town.opens()
    town.writes("m2", "Nên là 85%", clause=1)
    town.does("clerk", consultation_end.close_early, town.resolution_id)
    town.hands_in(town.resolution_id, "Đến hết năm 2026 có 85% số hộ dân được dùng nước sạch.")
    second = town.opens()
    assert (second.round, second.draft_id > first.draft_id) == (2, True)
    assert len(town.read(silent_members, second.id)) == 5
    assert town.told(RoundOpened) == ["group"]
    assert town.told(ResolutionCard) == ["group"]
