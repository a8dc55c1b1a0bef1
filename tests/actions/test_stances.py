"""What is wanted and how much it matters; objections are never lost (S2.31, G19)."""

import pytest

from actions import citizens, comments, consultation_end, personal_data, stances
from rules.comments import Channel, ClauseNotFound, CommentsClosed, Stance, Weight
from rules.resolutions import Audience
from storage.chats import ChatKind, ensure_chat
from storage.comments import CommentRow, opposing_views
from storage.members import NotPermitted
from tests.actions.consultations import Consulting


@pytest.fixture
def town(engine):
    """A committee in consultation."""
    made = Consulting(engine, audience=Audience.MEMBERS_AND_CITIZENS)
    made.opens()
    return made


def says(town, name, text, stance, *, clause=None):
    return town.does(
        name, comments.write_comment, town.resolution_id, town.clause(clause) if clause else None,
        text=text, stance=stance, chat_id=town.chats[name],
        message_id=len(town.all(CommentRow)) + 1, at=town.now,
    )  # fmt: skip


def views(town, **given):
    return [comment.text for comment, _clause in town.read(opposing_views, town.resolution_id, **given)]


def test_an_author_says_whether_it_must_or_should_be_changed(town):
    must, asks = says(town, "m2", "Sửa", Stance.CHANGE), says(town, "m2", "Vì sao?", Stance.ASK)
    town.does("m2", stances.weigh, must, Weight.SHOULD)
    town.does("m2", stances.weigh, must, Weight.MUST)
    assert town.one(CommentRow, must).weight is Weight.MUST
    for name, comment_id in (("m2", asks), ("m1", must), ("clerk", must)):
        with pytest.raises(NotPermitted):
            town.does(name, stances.weigh, comment_id, Weight.MUST)
    town.does("clerk", consultation_end.close_early, town.resolution_id)
    with pytest.raises(CommentsClosed):
        town.after(minutes=1).does("m2", stances.weigh, must, Weight.SHOULD)


def test_opposing_views_stand_apart_by_clause_and_withdrawn_ones_are_gone(town):
    says(town, "m2", "Không đồng ý khoản 3", Stance.OBJECT, clause=3)
    says(town, "m2", "Không đồng ý chung", Stance.OBJECT)
    says(town, "m2", "Sửa câu chữ", Stance.CHANGE, clause=1)
    gone = says(town, "sec", "Không đồng ý", Stance.OBJECT, clause=1)
    town.does("sec", comments.withdraw, gone, is_withdrawn=True)
    assert views(town) == ["Không đồng ý chung", "Không đồng ý khoản 3"]


def test_those_who_answer_mark_an_objection_that_was_not_called_one(town):
    town.replies("m2", "Tôi phản đối mức này")
    [comment] = town.all(CommentRow)
    assert views(town) == []
    with pytest.raises(NotPermitted):
        town.does("m2", stances.mark_opposing, comment.id, is_opposing=True)
    for _twice in range(2):
        town.does("clerk", stances.mark_opposing, comment.id, is_opposing=True)
    assert views(town) == ["Tôi phản đối mức này"]
    assert town.facts().count("CommentMarkedOpposing") == 1
    town.does("clerk", stances.mark_opposing, comment.id, is_opposing=False)
    assert views(town) == []
    own = says(town, "m2", "Không đồng ý", Stance.OBJECT)
    with pytest.raises(NotPermitted):
        town.does("clerk", stances.mark_opposing, own, is_opposing=False)


def test_objections_of_citizens_are_seen_by_those_who_may_see_them(town):
    town.users["lan"] = 700_001
    chat_id = town.does(
        None,
        lambda work: ensure_chat(work.session, telegram_id=700_001, kind=ChatKind.PRIVATE, title="").id,
    )
    town.does("lan", personal_data.give_consent, town.resolution_id, chat_id=chat_id, words="Đồng ý")
    said = town.does(
        "lan", citizens.write_comment, town.resolution_id, None, text="Tôi phản đối", message_id=1
    )
    town.does("m1", stances.mark_opposing, said, is_opposing=True)  # m1 is the lead drafter
    with pytest.raises(NotPermitted):
        town.does("sec", stances.mark_opposing, said, is_opposing=False)
    assert (views(town), views(town, of_citizens=False)) == (["Tôi phản đối"], [])


@pytest.mark.parametrize("channel", [Channel.PAPER, Channel.PHONE, Channel.MEETING])
def test_what_was_entered_for_somebody_names_its_way(town, channel):
    comment_id = town.does(
        "clerk", comments.enter_paper, town.resolution_id, town.ids["m2"], text="2: thêm 30 cái",
        channel=channel,
    )  # fmt: skip
    comment = town.one(CommentRow, comment_id)
    assert (comment.channel, comment.clause_id) == (channel, town.clause(2))


def test_a_clause_that_does_not_exist_is_asked_for_again(town):
    for text in ("Điều 9: bỏ", "khoản 7: thêm", "III.4: sửa"):
        with pytest.raises(ClauseNotFound):
            town.does("clerk", comments.enter_paper, town.resolution_id, town.ids["m2"], text=text)
    assert town.all(CommentRow) == []
    for text in ("Toàn văn: đồng ý", "Nên ngắn hơn", "Chung - được"):
        town.does("clerk", comments.enter_paper, town.resolution_id, town.ids["m2"], text=text)
    assert [row.clause_id for row in town.all(CommentRow)] == [None] * 3
