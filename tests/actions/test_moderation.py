"""Citizens' comments are looked at; what is set aside is out of the work and has its reason (S0.6)."""

import pytest

from actions import citizens, moderation, personal_data, responses
from rules.citizens import CitizenAnswered
from rules.moderation import SetAside
from rules.resolutions import Audience
from storage.chats import ChatKind, ensure_chat
from storage.comments import CommentRow
from storage.members import NotPermitted
from storage.moderation import count_unseen, next_unseen, set_aside_comments
from storage.participation import comment_tally
from tests.actions.consultations import Consulting


@pytest.fixture
def town(engine):
    """A committee to which a citizen has written, who wants to be told."""
    made = Consulting(engine, audience=Audience.MEMBERS_AND_CITIZENS)
    made.opens()
    made.users["lan"] = 700_001
    made.chats["lan"] = made.does(
        None,
        lambda work: ensure_chat(work.session, telegram_id=700_001, kind=ChatKind.PRIVATE, title="").id,
    )
    made.does(
        "lan", personal_data.give_consent, made.resolution_id, chat_id=made.chats["lan"], words="Đồng ý"
    )
    made.does("lan", personal_data.agree_to_reply, made.resolution_id, words="Đồng ý")
    made.said = made.does(
        "lan", citizens.write_comment, made.resolution_id, None, text="Mua sim đẹp", message_id=1
    )
    return made


def test_what_is_set_aside_is_out_of_the_work_and_its_author_is_told_once(town):
    assert town.read(count_unseen, town.resolution_id) == 1
    town.does("clerk", moderation.set_aside, town.said, SetAside.ADVERT)
    assert town.read(count_unseen, town.resolution_id) == 0
    assert town.read(next_unseen, town.resolution_id) is None
    assert town.read(comment_tally, town.resolution_id).citizen_comments == 0
    town.after(minutes=10).does(None, responses.tell_authors)
    town.does(None, responses.tell_authors)
    assert town.told(CitizenAnswered) == ["lan"]
    assert town.facts().count("CitizenCommentSetAside") == 1


def test_it_can_be_put_back_and_other_words_are_looked_at_anew(town):
    town.does("m1", moderation.set_aside, town.said, SetAside.INSULT)  # m1 is the lead drafter
    assert len(town.read(set_aside_comments, town.resolution_id)) == 1
    town.does("clerk", moderation.let_pass, town.said)
    comment = town.one(CommentRow, town.said)
    assert (comment.set_aside, comment.answered_at) == (None, None)
    assert town.read(comment_tally, town.resolution_id).citizen_comments == 1
    town.does("lan", citizens.edit_comment, message_id=1, text="Mua sim đẹp 0905123456")
    assert town.one(CommentRow, town.said).text == "Mua sim đẹp […]"
    assert town.read(count_unseen, town.resolution_id) == 1


def test_only_those_who_see_citizens_moderate_and_only_citizens_comments(town):
    own = town.writes("m2", "Nên là 85%")
    for name, comment_id in (("sec", town.said), ("m2", town.said), ("clerk", own)):
        with pytest.raises(NotPermitted):
            town.does(name, moderation.set_aside, comment_id, SetAside.INSULT)
    assert town.read(set_aside_comments, town.resolution_id) == []
