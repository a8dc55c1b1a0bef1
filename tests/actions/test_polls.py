"""Straw polls: answers of members count, whenever they arrive; they decide nothing."""

import pytest

from actions import consultation_end, polls
from rules.desk import TextTooLong
from rules.polls import (
    NoGroupToAsk,
    SendStrawPoll,
    StopStrawPoll,
    StrawPollNotSent,
    StrawPollResult,
    WrongNumberOfOptions,
)
from rules.resolutions import WrongStage
from storage.chats import ChatRow
from storage.members import NotPermitted, roster
from storage.polls import PollAnswerRow, StrawPollRow, straw_tally
from tests.actions.consultations import Consulting

OPTIONS = ("Thấp", "Vừa", "Cao")


@pytest.fixture
def town(engine):
    """A committee in consultation, with a poll on its way to the group."""
    made = Consulting(engine)
    made.opens()
    made.does("clerk", polls.ask, made.resolution_id, question="80% thế nào?", options=OPTIONS)
    made.users["stranger"] = 555
    return made


def is_shown(town):
    [errand] = town.notices(SendStrawPoll)
    town.does(None, polls.poll_sent, errand, telegram_poll_id="tg7", message_id=70)


def chooses(town, name, option):
    town.does(name, polls.take_answer, telegram_poll_id="tg7", option=option)


def counts(town):
    def count(session):
        entitled = [m for m in roster(session, town.body_id) if m.votes]
        return straw_tally(
            session, session.get_one(StrawPollRow, town.all(StrawPollRow)[0].id), entitled
        )

    tally = town.read(count)
    return tally.entitled, tally.answered, [each.answers for each in tally.counts]


def test_answers_of_members_count_the_newest_of_each(town):
    is_shown(town)
    for name, option in (("sec", 0), ("m1", 1), ("m2", 1), ("m2", 2), ("sec", None), ("guest", 0)):
        chooses(town, name, option)
    assert counts(town) == (5, 2, [0, 1, 1])


def test_an_answer_that_overtakes_the_number_of_its_poll_is_not_lost(town):
    for name, option in (("m1", 1), ("stranger", 0), ("guest", 0)):
        chooses(town, name, option)
    assert counts(town) == (5, 0, [0, 0, 0])
    is_shown(town)
    assert counts(town) == (5, 1, [0, 1, 0])
    chooses(town, "stranger", 0)
    assert [row.user_id for row in town.all(PollAnswerRow)] == [town.users["m1"]]


def test_a_poll_ends_with_the_consultation_and_our_count_is_published(town):
    is_shown(town)
    chooses(town, "m1", 1)
    town.does("clerk", consultation_end.close_early, town.resolution_id)
    chooses(town, "m2", 0)
    assert counts(town) == (5, 1, [0, 1, 0])
    assert [errand.group_id for errand in town.notices(StopStrawPoll)] == [town.group_id]
    assert town.told(StrawPollResult) == ["group"]


def test_a_poll_on_its_way_at_the_end_is_stopped_when_it_arrives_and_one_that_never_does_is_told(town):
    town.does("clerk", consultation_end.close_early, town.resolution_id)
    assert town.notices(StopStrawPoll) == []
    town.does(None, polls.poll_not_sent, town.notices(SendStrawPoll)[0])
    assert town.told(StrawPollNotSent) == ["clerk"]
    is_shown(town)
    assert len(town.notices(StopStrawPoll)) == 1


def test_what_cannot_be_asked_is_refused(town):
    for text in ("Một", "Một\n\n Một ", "\n".join(f"{n}." for n in range(11))):
        with pytest.raises(WrongNumberOfOptions):
            town.does("clerk", polls.check_options, town.resolution_id, text)
    with pytest.raises(TextTooLong):
        town.does("clerk", polls.check_options, town.resolution_id, "Một\n" + "a" * 101)
    with pytest.raises(NotPermitted):
        town.does("m2", polls.check_question, town.resolution_id, "Có nên không?")
    town.does(None, lambda work: setattr(work.session.get_one(ChatRow, town.group_id), "body_id", None))
    with pytest.raises(NoGroupToAsk):
        town.does("clerk", polls.ask, town.resolution_id, question="?", options=OPTIONS)
    town.does("clerk", consultation_end.close_early, town.resolution_id)
    with pytest.raises(WrongStage):
        town.does("clerk", polls.ask, town.resolution_id, question="?", options=OPTIONS)
