"""Those affected come through a link of their own, and are counted apart (S0.6)."""

import pytest

from actions import affected, citizens, consultation, personal_data, rounds
from handlers.affected import enter
from handlers.calls import call_of
from rules.citizens import PAUSE_BETWEEN, CitizensNotAsked, ConsentMissing, TooSoon
from rules.comments import Channel
from rules.personal_data import Purpose
from rules.rounds import Circle, Start
from rules.synthesis import Speaker
from storage.affected import RoundCitizenRow
from storage.calls import CallRow
from storage.chats import ChatKind, ensure_chat
from storage.citizens import CitizenRow
from storage.comments import CommentRow
from storage.formality import comments_by_side
from storage.members import NotPermitted
from storage.personal_data import ConsentRow
from storage.rounds import RoundRow, rounds_within
from tests.actions.consultations import Consulting

WORDS, SIDE = "Tôi đồng ý.", "Tính ý kiến của tôi vào nhóm chịu tác động."
LAN = 700_001


class Town(Consulting):
    """A committee that asks those affected, and beside them everybody, or nobody else."""

    def asks(self, *circles):
        for number, circle in enumerate(circles):
            round_id = self.does("clerk", rounds.plan_round, self.resolution_id, circle)
            if number:
                self.does("clerk", rounds.change_start, round_id, Start.BESIDE)
        self.opens()
        self.delivers()
        return self

    def comes(self, name, user_id):
        self.users[name] = user_id
        self.chats[name] = self.does(
            None,
            lambda work: (
                ensure_chat(work.session, telegram_id=user_id, kind=ChatKind.PRIVATE, title="").id
            ),
        )

    @property
    def round_id(self):
        found = self.read(rounds_within, self.consultation.id)
        return next(each.id for each in found if each.circle is Circle.AFFECTED)

    def joins(self, name="lan"):
        return self.does(
            name, affected.join, self.round_id,
            chat_id=self.chats[name], words=WORDS, affected_words=SIDE,
        )  # fmt: skip

    def agrees(self, name="lan"):
        self.does(
            name, personal_data.give_consent, self.resolution_id,
            chat_id=self.chats[name], words=WORDS,
        )  # fmt: skip

    def says(self, name="lan", *, message_id=1):
        comment_id = self.does(
            name, citizens.write_comment, self.resolution_id, None,
            text="Nhà tôi mất nước", message_id=message_id,
        )  # fmt: skip
        self.now += PAUSE_BETWEEN
        return self.one(CommentRow, comment_id)

    def makes_link(self, by="clerk"):
        call = call_of(enter, round_id=self.round_id)
        self.does(by, affected.make_link, self.round_id, public_call=call)


@pytest.fixture
def town(engine):
    made = Town(engine)
    made.comes("lan", LAN)
    made.comes("hoa", LAN + 1)
    return made


def test_what_comes_through_the_link_is_counted_apart(town):
    town.asks(Circle.AFFECTED, Circle.CITIZENS)
    assert town.joins() == town.resolution_id
    assert town.joins() == town.resolution_id  # twice changes nothing
    town.agrees("hoa")
    assert [town.says(name).channel for name in ("lan", "hoa")] == [Channel.AFFECTED, Channel.CITIZEN]
    counted = town.read(comments_by_side, town.resolution_id)
    assert counted == {Speaker.AFFECTED: 1, Speaker.CITIZENS: 1}
    town.now -= PAUSE_BETWEEN
    with pytest.raises(TooSoon):  # the limits are the same
        town.says("hoa", message_id=2)


def test_each_consent_is_kept_with_its_words_and_nobody_by_account(town):
    town.asks(Circle.AFFECTED)
    town.agrees()  # known as a citizen already
    town.joins()
    purposes = [row.purpose for row in town.all(ConsentRow)]
    assert purposes == [Purpose.CONSIDER, Purpose.AFFECTED]
    [citizen] = town.all(CitizenRow)
    assert [row.citizen_id for row in town.all(RoundCitizenRow)] == [citizen.id]
    town.does("lan", personal_data.delete_my_data, chat_id=town.chats["lan"])
    assert town.all(RoundCitizenRow) == []


def test_where_only_those_affected_are_asked_nobody_else_may_speak_and_no_public_link_works(town):
    town.asks(Circle.AFFECTED)
    assert town.consultation.public_key is None
    with pytest.raises(CitizensNotAsked):
        call = call_of(enter, round_id=town.round_id)
        town.does("clerk", consultation.publish_link, town.resolution_id, public_call=call)
    with pytest.raises(ConsentMissing):
        town.says("hoa")
    town.agrees("hoa")
    with pytest.raises(CitizensNotAsked):
        town.says("hoa")
    town.joins()
    assert town.says().channel is Channel.AFFECTED


def test_the_link_is_made_by_those_who_run_it_and_works_while_the_round_is_there(town):
    town.asks(Circle.COMMITTEE, Circle.AFFECTED)
    with pytest.raises(NotPermitted):
        town.makes_link(by="m2")
    town.makes_link()
    key = town.one(RoundRow, town.round_id).link_key
    assert key in [row.key for row in town.all(CallRow)]
    other = next(
        each.id
        for each in town.read(rounds_within, town.consultation.id)
        if each.circle is Circle.COMMITTEE
    )
    for round_id in (other, 999):
        with pytest.raises(CitizensNotAsked):
            town.does(
                "lan", affected.join, round_id,
                chat_id=town.chats["lan"], words=WORDS, affected_words=SIDE,
            )  # fmt: skip
    assert town.all(CitizenRow) == []


def test_whoever_wishes_is_counted_with_everybody_again(town):
    town.asks(Circle.AFFECTED, Circle.CITIZENS)
    town.joins()
    said = town.says()
    town.does("lan", personal_data.withdraw, Purpose.AFFECTED)
    assert town.all(RoundCitizenRow) == []
    assert town.one(CommentRow, said.id).channel is Channel.CITIZEN
    assert town.read(comments_by_side, town.resolution_id) == {Speaker.CITIZENS: 1}


def test_after_their_round_those_affected_speak_as_everybody_does(town):
    town.asks(Circle.AFFECTED, Circle.CITIZENS)
    town.joins()

    def end(work):
        work.session.get_one(RoundRow, town.round_id).closed_at = work.now

    town.does(None, end)
    assert town.says().channel is Channel.CITIZEN
