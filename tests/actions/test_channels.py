"""A body's public channel: whose it is, who posts there, and how a post stays true (S0.7)."""

from datetime import timedelta

import pytest

from actions import channels, chats, consultation, drafts, nudges, responses, rounds
from rules.channels import (
    AlreadyInChannel,
    ChannelLost,
    ChannelOffered,
    ChannelPost,
    ChannelTaken,
    ChannelTied,
    NoChannel,
)
from rules.chats import LeaveGroup, RightMissing
from rules.citizens import CitizensNotAsked
from rules.consultation import DraftPaper
from rules.resolutions import Audience, WrongStage
from rules.responses import StillUnanswered
from rules.rounds import Circle
from storage.cards import CardRow
from storage.channels import channels_of
from storage.chats import ChatKind, ChatRow, ensure_chat, groups_of
from storage.consultation import PostedRow
from storage.members import NotAMember, NotPermitted
from storage.outbox import Form, OutboxRow
from tests.actions.answering import Answering
from tests.actions.consultations import UNTIL

CHANNEL = -1_002_000


class Town(Answering):
    """A committee that asks citizens, and a channel that somebody runs."""

    def __init__(self, engine):
        super().__init__(engine, audience=Audience.MEMBERS_AND_CITIZENS)
        self.channel = self.does(
            None,
            lambda work: (
                ensure_chat(
                    work.session, telegram_id=CHANNEL, kind=ChatKind.CHANNEL, title="Xã Công Hải"
                ).id
            ),
        )

    def appoints(self, name, *, may_post=True):
        def come(work):
            row = work.session.get_one(ChatRow, self.channel)
            channels.come_into(work, row, may_post=may_post)

        self.does(name, come)

    def ties(self, by="clerk"):
        self.appoints("clerk")
        self.does(by, channels.tie, self.channel, self.body_id)

    def posts(self, by="clerk"):
        self.does(by, channels.post, self.resolution_id)

    def changes_of_post(self):
        [card] = self.all(CardRow, CardRow.kind == ChannelPost.__name__)
        return card.changes


@pytest.fixture
def town(engine):
    return Town(engine)


def test_clerk_and_secretary_are_asked_whose_a_channel_is_whoever_runs_it(town):
    town.appoints("m2")  # an ordinary member looks after the channel
    assert sorted(town.told(ChannelOffered)) == ["clerk", "sec"]
    for name, refused in (("m2", NotPermitted), ("dep", NotPermitted)):
        with pytest.raises(refused):
            town.does(name, channels.tie, town.channel, town.body_id)
    town.does("sec", channels.tie, town.channel, town.body_id)
    assert [each.id for each in town.read(channels_of, town.body_id)] == [town.channel]
    assert town.channel not in [each.id for each in town.read(groups_of, town.body_id)]
    assert "ChannelTied" in town.facts()
    with pytest.raises(ChannelTaken):
        town.does("clerk", channels.decline, town.channel)


def test_a_strangers_channel_is_left_without_a_word(town):
    town.users["stranger"] = 5
    town.appoints("stranger")
    assert town.notices(ChannelOffered) == []
    assert town.notices(LeaveGroup) == [LeaveGroup(group_id=town.channel)]
    with pytest.raises(NotAMember):
        town.does("stranger", channels.tie, town.channel, town.body_id)


def test_a_channel_that_is_nobodys_is_left_when_the_clerk_says_so(town):
    town.appoints("clerk")
    town.does("clerk", channels.decline, town.channel)
    assert town.notices(LeaveGroup) == [LeaveGroup(group_id=town.channel)]
    assert town.read(channels_of, town.body_id) == []


def test_only_the_clerk_posts_each_draft_once(town):
    town.ties()
    with pytest.raises(WrongStage):
        town.posts()
    town.opens()
    assert [row.chat_id for row in town.all(PostedRow)] == [town.group_id]  # nothing by itself
    town.after(minutes=10).does(None, consultation.catch_up)
    assert [row.chat_id for row in town.all(PostedRow)] == [town.group_id]
    for name in ("sec", "m1", "m2"):
        with pytest.raises(NotPermitted):
            town.posts(by=name)
    town.posts()
    rows = [row for row in town.all(OutboxRow) if row.chat_id == town.channel]
    assert [(row.form, row.kind) for row in rows] == [(Form.CARD, ChannelPost.__name__)]
    with pytest.raises(AlreadyInChannel):
        town.posts()


def test_nothing_is_posted_that_citizens_are_not_asked_about(town):
    town.changes(audience=Audience.MEMBERS)
    town.ties()
    town.opens()
    with pytest.raises(CitizensNotAsked):
        town.posts()


def test_the_text_of_the_members_round_never_goes_to_the_channel(town):
    town.does("clerk", rounds.plan_round, town.resolution_id, Circle.COMMITTEE)
    town.does("clerk", rounds.plan_round, town.resolution_id, Circle.CITIZENS)
    town.ties()
    town.opens()
    with pytest.raises(CitizensNotAsked):  # the citizens' round follows
        town.posts()
    assert {row.chat_id for row in town.all(OutboxRow) if row.kind == DraftPaper.__name__} == {
        town.group_id
    }


def test_without_a_channel_or_the_right_to_post_the_clerk_is_told_so(town):
    town.opens()
    with pytest.raises(NoChannel):
        town.posts()
    town.appoints("clerk", may_post=False)
    town.does("clerk", channels.tie, town.channel, town.body_id)
    with pytest.raises(NoChannel):
        town.posts()
    town.appoints("m3")
    assert sorted(town.told(ChannelTied)) == ["clerk", "sec"]
    town.posts()
    town.appoints("m3", may_post=False)
    assert sorted(town.told(RightMissing)) == ["clerk", "sec"]


def test_the_post_is_brought_up_to_date_by_every_end_and_every_answer(town):
    town.ties()
    town.opens()
    said = town.writes("m2", "Gọn hơn")
    town.posts()
    seen = [town.changes_of_post()]
    town.does("clerk", drafts.set_deadline, town.resolution_id, UNTIL + timedelta(days=1))
    seen.append(town.changes_of_post())
    town.ends()
    seen.append(town.changes_of_post())
    with pytest.raises(StillUnanswered):
        town.does("clerk", responses.publish_table, town.resolution_id, told_at=None)
    town.answers(said)
    seen.append(town.changes_of_post())
    with pytest.raises(NotPermitted):
        town.does("sec", responses.publish_table, town.resolution_id, told_at=None)
    town.does("clerk", responses.publish_table, town.resolution_id, told_at=None)
    seen.append(town.changes_of_post())
    assert seen == sorted(set(seen))
    assert town.consultation.table_public_at == town.now


def test_a_post_that_was_deleted_in_the_channel_is_not_put_there_again_by_itself(town):
    town.ties()
    town.opens()
    town.posts()
    [card] = town.all(CardRow, CardRow.chat_id == town.channel)
    before = len(town.all(OutboxRow))
    town.does(None, chats.hang_again, card.id)
    assert (len(town.all(OutboxRow)), town.all(CardRow, CardRow.chat_id == town.channel)) == (before, [])
    town.posts()  # but the clerk may


def test_when_the_bot_is_put_out_the_keepers_hear_of_it_and_can_begin_anew(town):
    town.ties()
    town.opens()
    town.posts()
    town.does(None, chats.leave_behind, chat_id=town.channel, because="kicked")
    assert sorted(town.told(ChannelLost)) == ["clerk", "sec"]
    with pytest.raises(NoChannel):
        town.posts()
    with pytest.raises(ChannelTaken):
        town.does("clerk", channels.tie, town.channel, town.body_id)
    town.appoints("clerk")
    assert sorted(town.told(ChannelTied)) == ["clerk", "sec"]
    town.posts()


def test_of_a_channel_lost_at_night_the_keepers_hear_in_the_morning(town):
    town.ties()
    town.at("2026-11-17T23:00").does(None, chats.report_missing_right, chat_id=town.channel)
    town.does(None, chats.leave_behind, chat_id=town.channel, because="kicked")
    assert town.told(ChannelLost) == town.told(RightMissing) == []
    town.at("2026-11-18T07:30").does(None, nudges.release_held)
    assert sorted(town.told(ChannelLost)) == ["clerk", "sec"]
    assert sorted(town.told(RightMissing)) == ["clerk", "sec"]


def test_a_right_that_turns_out_to_be_missing_is_told_once_a_day(town):
    town.ties()
    town.opens()
    town.posts()
    for _twice in range(2):
        town.does(None, chats.report_missing_right, chat_id=town.channel)
    assert sorted(town.told(RightMissing)) == ["clerk", "sec"]
    assert town.all(PostedRow, PostedRow.chat_id == town.channel) == []
    town.appoints("clerk")
    town.posts()
