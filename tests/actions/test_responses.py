"""Every comment is answered; its author is told once, at a decent hour."""

import pytest

from actions import cosignatures, responses
from rules.cosignatures import CosignedAnswered
from rules.desk import TextTooLong
from rules.resolutions import Stage
from rules.responses import (
    CommentsAnswered,
    NotAnswered,
    NothingPrepared,
    PreparedChanged,
    ReasonMissing,
    Verdict,
)
from storage.comments import CommentRow
from storage.members import NotPermitted
from storage.participation import comment_tally
from storage.publication import authors_of, ratings, to_publish, unsatisfied
from tests.actions.answering import Answering


@pytest.fixture
def town(engine):
    """A committee whose consultation has ended with four comments."""
    made = Answering(engine, absent=("m3",))
    made.opens()
    made.on_three = made.writes("m2", "Ai trong văn phòng?", clause=3, message_id=1)
    made.on_one = made.writes("m2", "Nên là 85%", clause=1, message_id=2)
    made.on_all = made.writes("dep", "Gọn, rõ", message_id=3)
    made.too = made.writes("dep", "Nên là 90%", clause=1, message_id=4)
    return made.ends()


def told(town):
    return [notice.comment_ids for notice in town.notices(CommentsAnswered)]


def test_groups_are_answered_in_the_order_of_the_clauses_objections_first(town):
    order, found = [], None
    while (
        found := town.does("clerk", responses.next_waiting_group, town.resolution_id, after=found)
    ) not in [None, *order]:
        order.append(found)
    assert order == [town.group_of(each) for each in (town.on_all, town.on_one, town.too, town.on_three)]
    for comment_id in (town.on_all, town.on_one, town.too, town.on_three):
        town.prepares(comment_id)
    assert town.does("clerk", responses.next_waiting_group, town.resolution_id) is None


def test_an_answer_is_prepared_apart_and_its_reason_is_wanted(town):
    for verdict in (Verdict.KEPT, Verdict.PARTLY):
        for reason in ("", "…", "12"):
            with pytest.raises(ReasonMissing):
                town.prepares(town.on_one, verdict, reason)
    with pytest.raises(TextTooLong):
        town.prepares(town.on_one, Verdict.KEPT, "a" * 2001)
    with pytest.raises(NothingPrepared):
        town.does("clerk", responses.publish_answers, town.resolution_id, groups=0, last_at=town.now)
    town.prepares(town.on_one, Verdict.KEPT, "Vốn chỉ đủ cho 80%.", by="m1")  # the lead drafter
    assert town.one(CommentRow, town.on_one).verdict is None
    assert town.read(comment_tally, town.resolution_id).answered == 0
    town.publishes()
    comment = town.one(CommentRow, town.on_one)
    assert (comment.verdict, comment.answer) == (Verdict.KEPT, "Vốn chỉ đủ cho 80%.")
    assert (comment.answered_by_id, comment.answered_at) == (town.ids["m1"], town.now)
    tally = town.read(comment_tally, town.resolution_id)
    assert (tally.answered, tally.kept, tally.unanswered) == (1, 1, 3)


def test_only_what_the_preview_has_shown_is_published(town):
    town.prepares(town.on_one)
    shown = town.shown()
    town.after(minutes=1).prepares(town.too)
    with pytest.raises(PreparedChanged):
        town.does(
            "clerk", responses.publish_answers, town.resolution_id,
            groups=shown.groups, last_at=shown.last_at,
        )  # fmt: skip
    assert town.one(CommentRow, town.on_one).verdict is None
    groups = town.read(to_publish, town.resolution_id)
    authors = town.read(authors_of, groups)
    assert (authors.members, authors.citizens, authors.reached) == (2, 0, 2)
    assert town.publishes() == 2
    assert town.read(to_publish, town.resolution_id) == []


def test_others_may_not_answer(town):
    for verb in (town.prepares, town.answers):
        with pytest.raises(NotPermitted):
            verb(town.on_one, by="m2")
    town.prepares(town.on_one)
    with pytest.raises(NotPermitted):
        town.publishes(by="m2")


def test_another_round_makes_groups_of_its_own(town):
    town.answers(town.on_one)
    town.changes(stage=Stage.CONSULTED)
    town.opens()
    again = town.writes("m2", "Nên là 85%", clause=1, message_id=9)
    assert town.group_of(again) is None
    town.ends()
    assert town.group_of(again) not in (None, town.group_of(town.on_one))
    assert town.one(CommentRow, again).verdict is None


def test_each_author_is_told_once_after_the_answer_has_rested(town):
    town.answers(town.on_one)
    town.answers(town.on_three, Verdict.OUT_OF_SCOPE)
    town.answers(town.on_all)
    town.after(minutes=9).does(None, responses.tell_authors)
    assert told(town) == []
    town.after(minutes=1).does(None, responses.tell_authors)
    town.after(minutes=1).does(None, responses.tell_authors)
    assert sorted(told(town)) == [(town.on_three, town.on_one), (town.on_all,)]
    assert sorted(town.told(CommentsAnswered)) == ["dep", "m2"]


def test_who_stands_behind_a_comment_is_told_once_as_its_author_is(engine):
    town = Answering(engine)
    town.opens()
    said = town.writes("m2", "Nên là 85%", clause=1, message_id=2)
    town.does("dep", cosignatures.cosign, said)
    town.ends().answers(said)
    for _twice in range(2):
        town.after(minutes=11).does(None, responses.tell_authors)
    assert (town.told(CommentsAnswered), town.told(CosignedAnswered)) == (["m2"], ["dep"])
    assert town.notices(CosignedAnswered) == [CosignedAnswered(comment_ids=(said,))]


def test_a_slip_that_is_put_right_in_time_is_never_seen(town):
    town.answers(town.on_one, Verdict.OUT_OF_SCOPE)
    town.after(minutes=5)
    town.answers(town.on_one)
    town.after(minutes=6).does(None, responses.tell_authors)
    assert told(town) == []
    town.after(minutes=5).does(None, responses.tell_authors)
    town.answers(town.on_one, Verdict.KEPT, "Đã xem lại.")
    town.prepares(town.on_one, Verdict.KEPT, "Đã xem lại.")
    assert town.shown() is None  # the same answer is no new one
    town.after(minutes=11).does(None, responses.tell_authors)
    assert told(town) == [(town.on_one,), (town.on_one,)]


def test_nobody_is_told_at_night_or_on_a_day_off(town):
    town.at("2026-11-20T19:55")  # Friday
    town.answers(town.on_one)
    for moment in ("2026-11-20T20:05", "2026-11-21T09:00", "2026-11-23T07:29"):
        town.at(moment).does(None, responses.tell_authors)
        assert told(town) == []
    town.at("2026-11-23T07:30").does(None, responses.tell_authors)
    assert told(town) == [(town.on_one,)]


def test_only_the_author_judges_an_answer_and_the_body_sees_it(town):
    def rates(name, comment_id, *, is_satisfied):
        town.does(name, responses.rate_answers, [comment_id], is_satisfied=is_satisfied)

    with pytest.raises(NotAnswered):
        rates("m2", town.on_one, is_satisfied=True)
    town.answers(town.on_one)
    with pytest.raises(NotAnswered):
        rates("dep", town.on_one, is_satisfied=False)
    rates("m2", town.on_one, is_satisfied=True)
    rates("m2", town.on_one, is_satisfied=False)
    assert town.read(ratings, town.resolution_id) == (0, 1)
    found = town.read(unsatisfied, town.resolution_id, of_citizens=True)
    assert [comment.id for comment in found] == [town.on_one]
    town.answers(town.on_one, Verdict.PARTLY, "Đã sửa thêm theo ý kiến.")
    assert town.read(ratings, town.resolution_id) == (0, 0)  # a new answer is judged anew
