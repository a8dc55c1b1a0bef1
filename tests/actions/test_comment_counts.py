"""The counts that are kept beside the comments are what counting them would give."""

from random import Random

import pytest
from sqlalchemy import func, select

from actions import citizens, comments, moderation, personal_data
from rules.moderation import SetAside
from rules.resolutions import Audience
from rules.responses import Verdict
from storage import columns
from storage.comment_counts import CommentCountRow
from storage.comments import CommentRow
from tests.actions.answering import Answering

COMMENT = columns.table_of(CommentRow)
MEMBERS = ("m1", "m2", "sec")


@pytest.fixture
def town(engine):
    return Answering(engine, audience=Audience.MEMBERS_AND_CITIZENS)


def counted(town):
    """Count the comments of the round one by one."""
    live = (
        select(func.count())
        .select_from(COMMENT)
        .where(COMMENT.c.withdrawn_at.is_(None), COMMENT.c.set_aside.is_(None))
    )
    wanted = {
        "members": COMMENT.c.member_id.is_not(None),
        "anchored": COMMENT.c.member_id.is_not(None) & COMMENT.c.clause_id.is_not(None),
        "citizens": COMMENT.c.citizen_id.is_not(None),
        **{verdict.value: COMMENT.c.verdict == verdict for verdict in Verdict},
    }
    with town.engine.connect() as connection:
        return {name: connection.execute(live.where(what)).scalar_one() for name, what in wanted.items()}


def kept(town):
    row = town.one(CommentCountRow, town.consultation.id)
    return row.model_dump(exclude={"consultation_id"})


def test_whatever_is_done_to_comments_the_counts_stay_true(town):
    town.opens()
    chance = Random(7)
    for number in range(12):
        name, clause = chance.choice(MEMBERS), chance.choice((None, 1, 3))
        comment_id = town.writes(name, f"Ý {number}", clause=clause, message_id=number + 1)
        fate = chance.randrange(4)
        if fate > 1:
            town.does(name, comments.withdraw, comment_id, is_withdrawn=True)
        if fate > 2:
            town.does(name, comments.withdraw, comment_id, is_withdrawn=False)
    _citizen_writes(town)
    assert kept(town) == counted(town)
    town.ends()
    for row in town.all(CommentRow, COMMENT.c.withdrawn_at.is_(None)):
        for verdict in chance.sample(list(Verdict), 2):
            town.prepares(row.id, verdict, "Đã rõ")
            town.publishes()
    assert kept(town) == counted(town)
    assert sum(counted(town)[verdict.value] for verdict in Verdict) == counted(town)["members"] + 1


def _citizen_writes(town):
    town.users["citizen"] = 77
    agreed = {"chat_id": town.chats["m1"], "words": "Đồng ý"}
    town.does("citizen", personal_data.give_consent, town.resolution_id, **agreed)
    written = {"text": "Nước nhà tôi yếu", "message_id": 5}
    comment_id = town.does("citizen", citizens.write_comment, town.resolution_id, None, **written)
    town.does("citizen", citizens.withdraw, comment_id, is_withdrawn=True)
    assert kept(town) == counted(town)
    town.does("citizen", citizens.withdraw, comment_id, is_withdrawn=False)
    town.does("clerk", moderation.set_aside, comment_id, SetAside.ADVERT)
    assert kept(town) == counted(town)
    town.does("clerk", moderation.let_pass, comment_id)


def test_a_comment_that_was_refused_is_not_counted(town):
    town.opens()
    town.writes("m1", "Đồng ý", message_id=1)

    def writes_and_fails(work):
        comments.write_comment(
            work, town.resolution_id, None, text="Ý khác", chat_id=town.chats["m1"], message_id=2,
            at=town.now,
        )  # fmt: skip
        raise LookupError

    with pytest.raises(LookupError):
        town.does("m1", writes_and_fails)
    assert kept(town) == counted(town)
    assert kept(town)["members"] == 1
