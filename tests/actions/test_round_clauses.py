"""A round may ask on some clauses only: its people are shown those, in whichever version (S1.5)."""

import pytest

from actions import round_clauses, rounds
from bot.texts.comment_clauses import clauses_with
from bot.texts.comments import scope_of, way_through
from bot.texts.wording import Reader
from rules.desk import ButtonExpired
from rules.members import Role
from rules.round_clauses import WholeTextAsked
from rules.rounds import Circle, Start
from storage.drafts import ClauseRow, current_draft, parts_of
from storage.engine import reading
from storage.members import MemberRow, NotPermitted
from storage.rounds import RoundClauseRow, RoundRow, clauses_of_round
from tests.actions.consultations import Consulting
from tests.actions.test_rounds import joins

TEXTS = ("Cấp nước sạch cho 80% hộ.", "Quản lý đất đai.", "Giao Văn phòng.")


@pytest.fixture
def town(engine):
    """A committee with an official in charge of land, who is asked beside the standing committee."""
    made = Consulting(engine, clauses=TEXTS)
    joins(made, "land", Role.SPECIALIST, "đất đai")
    return made


def plans(town, circle, **given):
    return town.does("clerk", rounds.plan_round, town.resolution_id, circle, **given)


def clause(town, number):
    def find(session):
        draft = current_draft(session, town.resolution_id)
        return next(p.id for p in parts_of(session, draft.id or 0) if p.label == f"{number}.")

    return town.read(find)


def picks(town, round_id, clause_id, *, by="clerk", is_picked=True):
    town.does(by, round_clauses.pick_clause, round_id, clause_id, is_picked=is_picked)


def shown(town, name):
    """Give the clauses that somebody is led through, and those to choose from, by their labels."""
    with reading(town.engine) as session:
        who = Reader(
            session=session, now=town.now, language="vi", bot_username="bot", chat=None,
            user_id=town.users[name],
        )  # fmt: skip
        member = session.get_one(MemberRow, town.ids[name])
        scope = scope_of(who, town.consultation, member)
        listed = clauses_with(who, town.consultation.draft_id, "", scope)
        held = {each for s in way_through(who, town.consultation, town.ids[name]) for each in s.held}
        walked = [c.label for c in town.all(ClauseRow) if c.id in held]
        return walked, [each.label for each in listed]


def test_only_picked_clauses_are_shown_and_the_field_widens_them_no_more(town):
    round_id = plans(town, Circle.SPECIALISTS, field="đất đai")
    picks(town, round_id, clause(town, 1))
    picks(town, round_id, clause(town, 3))
    picks(town, round_id, clause(town, 3), is_picked=False)
    town.opens()
    assert shown(town, "land") == (["1."], ["1."])


def test_without_picked_clauses_the_field_decides_and_without_a_field_all(town):
    plans(town, Circle.SPECIALISTS, field="đất đai")
    other = plans(town, Circle.STANDING)
    town.does("clerk", rounds.change_start, other, Start.BESIDE)
    town.opens()
    assert shown(town, "land") == (["2."], ["2."])
    assert shown(town, "sec") == (["1.", "2.", "3."], ["1.", "2.", "3."])


def test_of_several_rounds_the_widest_counts(town):
    first = plans(town, Circle.SPECIALISTS, field="đất đai")
    second = plans(town, Circle.SPECIALISTS, field="đất đai")
    town.does("clerk", rounds.change_start, second, Start.BESIDE)
    picks(town, first, clause(town, 3))
    town.opens()
    assert shown(town, "land") == (["2.", "3."], ["2.", "3."])


def test_what_was_picked_follows_its_clause_into_the_next_version(town):
    round_id = plans(town, Circle.SPECIALISTS)
    picks(town, round_id, clause(town, 2))
    before = town.read(clauses_of_round, round_id)
    town.hands_in(town.resolution_id, "Điều mới hẳn, chưa từng có.", *TEXTS)
    town.opens()
    after = town.read(clauses_of_round, round_id)
    assert (len(after), set(before) & set(after)) == (1, set())
    assert town.one(ClauseRow, after[0]).text == "Quản lý đất đai."
    assert shown(town, "land")[1] == ["3."]


def test_who_may_not_pick_and_what_cannot_be_picked(town):
    round_id, whole = plans(town, Circle.SPECIALISTS), plans(town, Circle.COMMITTEE)
    with pytest.raises(NotPermitted):
        picks(town, round_id, clause(town, 1), by="m2")
    with pytest.raises(WholeTextAsked):
        picks(town, whole, clause(town, 1))
    with pytest.raises(ButtonExpired):
        picks(town, round_id, 99_999)
    picks(town, round_id, clause(town, 1))
    town.does("clerk", rounds.drop_round, round_id)
    assert town.all(RoundClauseRow) == []
    town.opens()
    [each] = town.all(RoundRow)
    with pytest.raises(ButtonExpired):  # it has begun
        picks(town, each.id, clause(town, 1))
