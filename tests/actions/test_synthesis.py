"""Comments are grouped by clause; whatever people do with the groups, each gets one answer."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions import comments, synthesis
from rules.comments import Stance
from rules.desk import TextTooLong
from rules.nudges import ItemKind
from rules.responses import Verdict
from rules.synthesis import AlreadyPublished, CannotJoin, CannotSplit, GroupIsGone, Speaker
from storage.comments import CommentRow
from storage.members import NotPermitted
from storage.open_items import items_of_resolution
from storage.opinion_groups import OpinionGroupRow, comments_in, groups_on, next_waiting, opposing_among
from storage.resolutions import ResolutionRow
from storage.synthesis import counts_by_clause, open_items, speakers_in, waiting_count
from tests.actions.answering import Answering

ALIKE = "Đề nghị ghi rõ đơn vị chủ trì"


@pytest.fixture
def town(engine):
    """Three say the same on clause 1, one is against it, one speaks of the whole."""
    made = Answering(engine)
    made.opens()
    made.alike = [
        made.writes(name, text, clause=1, message_id=number)
        for number, (name, text) in enumerate(
            [("sec", ALIKE), ("m2", ALIKE.upper() + "!"), ("m3", ALIKE)], start=1
        )
    ]
    made.against = made.writes("m2", ALIKE, clause=1, message_id=4, stance=Stance.OBJECT)
    made.on_all = made.writes("m3", "Gọn, rõ", message_id=5)
    gone = made.writes("m3", "Rút sau", clause=1, message_id=6)
    made.does("m3", comments.withdraw, gone, is_withdrawn=True)
    made.gone = gone
    return made.ends()


def test_the_end_of_a_round_proposes_groups_and_names_the_drafter(town):
    assert len({town.group_of(each) for each in town.alike}) == 1
    assert town.group_of(town.gone) is None
    both = [town.group_of(each) for each in (town.against, town.on_all)]
    assert town.read(opposing_among, both) == {town.group_of(town.against)}
    group = town.group(town.alike[0])
    assert (group.responsible_id, group.due_on) == (town.ids["m1"], date(2026, 11, 26))
    counted = town.read(speakers_in, [group.id])[group.id]
    assert counted == {Speaker.STANDING_COMMITTEE: 1, Speaker.COMMITTEE: 2}
    clauses = town.read(counts_by_clause, town.resolution_id)
    assert [(each.clause and each.clause.label, each.groups, each.waiting) for each in clauses] == [
        (None, 1, 1),
        ("1.", 2, 2),
    ]
    shown = town.read(groups_on, town.resolution_id, draft_id=group.draft_id, clause_id=group.clause_id)
    assert [each.id for each in shown] == [town.group_of(town.against), group.id]


def test_a_person_splits_and_joins(town):
    first, second, third = town.alike
    new = town.does("clerk", synthesis.split_off, second)
    assert town.group_of(second) == new != town.group_of(first)
    with pytest.raises(CannotSplit):
        town.does("clerk", synthesis.split_off, second)
    with pytest.raises(CannotJoin):
        town.does("clerk", synthesis.join, new, into_id=town.group_of(town.on_all))
    with pytest.raises(CannotJoin):
        town.does("clerk", synthesis.join, new, into_id=new)
    town.does("clerk", synthesis.join, town.group_of(first), into_id=new)
    assert {town.group_of(each) for each in (first, second, third)} == {new}
    with pytest.raises(CannotJoin):  # an objection is never folded away
        town.does("clerk", synthesis.join, town.group_of(town.against), into_id=new)
    town.does("clerk", synthesis.mark_opposing, new, is_opposing=True)
    town.does("clerk", synthesis.join, new, into_id=town.group_of(town.against))
    town.does("clerk", synthesis.mark_opposing, town.group_of(first), is_opposing=False)
    stances = [town.one(CommentRow, each).stance for each in (first, second, third, town.against)]
    assert stances == [None, None, None, Stance.OBJECT]
    with pytest.raises(GroupIsGone):
        town.does("clerk", synthesis.mark_opposing, 999, is_opposing=True)
    with pytest.raises(GroupIsGone):
        town.does("clerk", synthesis.split_off, town.gone)
    town.answers(first)
    with pytest.raises(AlreadyPublished):
        town.does("clerk", synthesis.split_off, second)
    assert {town.one(CommentRow, each).verdict for each in (*town.alike, town.against)} == {
        Verdict.ACCEPTED
    }


def test_whoever_is_named_answers_these_groups_and_no_others(town):
    group_id = town.group_of(town.against)
    with pytest.raises(NotPermitted):
        town.prepares(town.against, by="m3")
    given_to = {"member_id": town.ids["m3"], "due_on": date(2026, 11, 20)}
    with pytest.raises(NotPermitted):
        town.does("m3", synthesis.assign, group_id, for_clause=False, **given_to)
    town.does("clerk", synthesis.assign, group_id, for_clause=False, **given_to)
    with pytest.raises(NotPermitted):  # answers, but does not give the work on
        town.does("m3", synthesis.assign, group_id, for_clause=True, **given_to)
    items = town.read(open_items, now=town.now)
    assert {(each.member_id, each.due_on) for each in items} == {
        (town.ids["m3"], date(2026, 11, 20)),
        (town.ids["m1"], date(2026, 11, 26)),
    }
    found = town.read(items_of_resolution, town.resolution_id, now=town.now)
    assert {each.kind for each in found} >= {ItemKind.ANSWER}
    town.prepares(town.against, Verdict.KEPT, "Vốn đã bố trí đủ.", by="m3")
    with pytest.raises(NotPermitted):
        town.prepares(town.on_all, by="m3")
    assert town.read(waiting_count, town.resolution_id, member_id=town.ids["m3"]) == 0
    assert [each.member_id for each in town.read(open_items, now=town.now)] == [town.ids["m1"]]


def test_a_whole_clause_is_given_at_once_and_answered_groups_stay(town):
    town.prepares(town.against, Verdict.KEPT, "Vốn đã bố trí đủ.")
    town.does(
        "sec", synthesis.assign, town.group_of(town.alike[0]), member_id=town.ids["m2"],
        due_on=date(2026, 11, 20), for_clause=True,
    )  # fmt: skip
    assert town.group(town.alike[0]).responsible_id == town.ids["m2"]
    assert town.group(town.against).responsible_id == town.ids["m1"]
    assert town.group(town.on_all).responsible_id == town.ids["m1"]


def test_a_private_note_is_kept_and_bounded(town):
    group_id = town.group_of(town.against)
    town.does("clerk", synthesis.write_note, group_id, "Hỏi lại Phòng Kinh tế")
    assert town.one(OpinionGroupRow, group_id).note == "Hỏi lại Phòng Kinh tế"
    with pytest.raises(TextTooLong):
        town.does("clerk", synthesis.write_note, group_id, "x" * 1001)
    with pytest.raises(NotPermitted):
        town.does("m3", synthesis.write_note, group_id, "Xem")


def test_comments_that_were_answered_before_there_were_groups_keep_their_answers(town):
    def was_before(work):
        for comment in town.all(CommentRow):
            row = work.session.get_one(CommentRow, comment.id)
            row.group_id = None
        work.session.get_one(CommentRow, town.against).sqlmodel_update(
            {"verdict": Verdict.KEPT, "answer": "Giữ.", "answered_at": town.now}
        )

    town.does(None, was_before)
    town.does("clerk", synthesis.gather_comments, town.resolution_id)
    assert town.group(town.against).published_at == town.now
    assert town.group(town.alike[0]).prepared_at is None
    town.does("clerk", synthesis.gather_comments, town.resolution_id)
    assert town.facts().count("CommentsGathered") == 1


SAYINGS = st.sampled_from([ALIKE, ALIKE + ".", "Nên là 85%", "Nên là 90%", "Không nhất trí"])
STEPS = st.lists(
    st.tuples(st.sampled_from(["split", "join", "prepare", "publish"]), st.integers(0, 99)), max_size=8
)


@given(said=st.lists(st.tuples(SAYINGS, st.integers(0, 2)), min_size=1, max_size=7), steps=STEPS)
@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_is_done_every_comment_ends_with_exactly_one_published_answer(engine, said, steps):
    """The invariant of the law: each comment one answer, none lost, none answered twice."""
    town = Answering(engine)
    town.opens()
    numbers = [
        town.writes("m2", text, clause=clause or None, message_id=1000 * town.resolution_id + place)
        for place, (text, clause) in enumerate(said)
    ]
    town.ends()
    for verb, which in steps:
        _does(town, verb, numbers[which % len(numbers)], numbers[which * 7 % len(numbers)])
        in_groups = [each.id for each in _of_all_groups(town)]
        assert sorted(in_groups) == sorted(numbers)
    while (group_id := _waiting(town)) is not None:
        town.prepares(next(n for n in numbers if town.group_of(n) == group_id), Verdict.KEPT, "Vì sao")
    if town.shown():
        town.publishes()
    for number in numbers:
        comment, group = town.one(CommentRow, number), town.group(number)
        assert (comment.verdict, comment.answer) == (group.verdict, group.answer)
        assert comment.answered_at == group.published_at is not None


def _does(town, verb, one, other):
    """Do something that a person may do; what a rule refuses changes nothing."""
    try:
        match verb:
            case "split":
                town.does("clerk", synthesis.split_off, one)
            case "join":
                town.does("clerk", synthesis.join, town.group_of(one), into_id=town.group_of(other))
            case "prepare":
                town.after(minutes=1).prepares(one)
            case _:
                if town.shown():
                    town.publishes()
    except (CannotSplit, CannotJoin, AlreadyPublished):
        pass


def _of_all_groups(town):
    groups = town.all(OpinionGroupRow, OpinionGroupRow.resolution_id == town.resolution_id)
    found = town.read(comments_in, [group.id for group in groups])
    assert len({each.group_id for each in found}) == len(groups)  # no group is empty
    return found


def _waiting(town):
    return town.read(next_waiting, town.resolution_id, after=None, member_id=None)


def test_a_withdrawn_resolution_owes_no_answers(town):
    def withdraw(work):
        work.session.get_one(ResolutionRow, town.resolution_id).stage = "withdrawn"

    town.does(None, withdraw)
    assert town.read(open_items, now=town.now) == []
