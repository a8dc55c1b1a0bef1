"""Every comment is answered; its author is told once, at a decent hour."""

import pytest

from actions import consultation_end, responses
from rules.desk import TextTooLong
from rules.resolutions import Stage
from rules.responses import CommentsAnswered, ReasonMissing, StillOpen, Verdict
from storage.comments import CommentRow, comment_tally
from storage.members import NotPermitted
from tests.actions.consultations import Consulting


@pytest.fixture
def town(engine):
    """A committee whose consultation has ended with four comments."""
    made = Consulting(engine)
    made.opens()
    made.on_three = made.writes("m2", "Ai trong văn phòng?", clause=3, message_id=1)
    made.on_one = made.writes("m2", "Nên là 85%", clause=1, message_id=2)
    made.on_all = made.writes("m3", "Gọn, rõ", message_id=3)
    made.too = made.writes("m3", "Nên là 90%", clause=1, message_id=4)
    made.does("clerk", consultation_end.close_early, made.resolution_id)
    return made


def answers(town, comment_id, verdict=Verdict.ACCEPTED, reason="", by="clerk"):
    town.does(by, responses.answer_comment, comment_id, verdict, reason)


def told(town):
    return [notice.comment_ids for notice in town.notices(CommentsAnswered)]


def test_comments_are_answered_in_the_order_of_the_clauses(town):
    order = []
    found = None
    while (found := town.does("clerk", responses.next_unanswered, town.resolution_id, after=found)) and (
        found not in order
    ):
        order.append(found)
    assert order == [town.on_all, town.on_one, town.too, town.on_three]
    for comment_id in order:
        answers(town, comment_id)
    assert town.does("clerk", responses.next_unanswered, town.resolution_id) is None


def test_the_answer_its_author_and_its_time_are_kept_and_its_reason_is_wanted(town):
    for verdict in (Verdict.KEPT, Verdict.PARTLY):
        for reason in ("", "…", "12"):
            with pytest.raises(ReasonMissing):
                answers(town, town.on_one, verdict, reason)
    with pytest.raises(TextTooLong):
        answers(town, town.on_one, Verdict.KEPT, "a" * 2001)
    assert town.one(CommentRow, town.on_one).verdict is None
    answers(town, town.on_one, Verdict.KEPT, "Vốn chỉ đủ cho 80%.", by="m1")  # the lead drafter
    comment = town.one(CommentRow, town.on_one)
    assert (comment.verdict, comment.answer) == (Verdict.KEPT, "Vốn chỉ đủ cho 80%.")
    assert (comment.answered_by_id, comment.answered_at) == (town.ids["m1"], town.now)
    tally = town.read(comment_tally, town.resolution_id)
    assert (tally.answered, tally.kept, tally.unanswered) == (1, 1, 3)


def test_others_may_not_answer_and_nobody_before_the_end(engine, town):
    with pytest.raises(NotPermitted):
        answers(town, town.on_one, by="m2")
    town.changes(stage=Stage.CONSULTED)
    town.opens()
    comment_id = town.writes("m2", "Lần hai", message_id=9)
    with pytest.raises(StillOpen):
        answers(town, comment_id)


def test_each_author_is_told_once_after_the_answer_has_rested(town):
    answers(town, town.on_one)
    answers(town, town.on_three, Verdict.OUT_OF_SCOPE)
    answers(town, town.on_all)
    town.after(minutes=9).does(None, responses.tell_authors)
    assert told(town) == []
    town.after(minutes=1).does(None, responses.tell_authors)
    town.after(minutes=1).does(None, responses.tell_authors)
    assert sorted(told(town)) == [(town.on_three, town.on_one), (town.on_all,)]
    assert sorted(town.told(CommentsAnswered)) == ["m2", "m3"]


def test_a_slip_that_is_put_right_in_time_is_never_seen(town):
    answers(town, town.on_one, Verdict.OUT_OF_SCOPE)
    town.after(minutes=5)
    answers(town, town.on_one)
    town.after(minutes=6).does(None, responses.tell_authors)
    assert told(town) == []
    town.after(minutes=5).does(None, responses.tell_authors)
    answers(town, town.on_one, Verdict.KEPT, "Đã xem lại.")
    answers(town, town.on_one, Verdict.KEPT, "Đã xem lại.")
    town.after(minutes=11).does(None, responses.tell_authors)
    assert told(town) == [(town.on_one,), (town.on_one,)]


def test_nobody_is_told_at_night_or_on_a_day_off(town):
    town.at("2026-11-20T19:55")  # Friday
    answers(town, town.on_one)
    for moment in ("2026-11-20T20:05", "2026-11-21T09:00", "2026-11-23T07:29"):
        town.at(moment).does(None, responses.tell_authors)
        assert told(town) == []
    town.at("2026-11-23T07:30").does(None, responses.tell_authors)
    assert told(town) == [(town.on_one,)]
