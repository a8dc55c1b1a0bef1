"""The private walk: agreement clause by clause, and going on where one stopped (S2.11, S2.21)."""

import pytest

from actions import comments, consultation_end, walks
from rules.comments import CommentsClosed, Stance
from rules.desk import ButtonExpired
from storage.consultation import ClauseAgreementRow
from storage.members import NotAMember
from storage.participation import comment_tally, has_member_spoken
from storage.walks import WalkRow, agreed_clauses, commented_clauses, reached, stops_of
from tests.actions.consultations import Consulting

LONG = tuple(f"{n}. " + "Giao Văn phòng theo dõi. " * 30 for n in (1, 2, 3))


@pytest.fixture
def town(engine):
    """A committee whose draft has three stops."""
    made = Consulting(engine, clauses=LONG)
    made.opens()
    return made


def agrees(town, name, number):
    clause_id = town.clause(number)
    town.does(name, walks.agree, town.resolution_id, clause_id, number=number - 1)
    return clause_id


def mine(town, query, name):
    connection_query = lambda session, *args: query(session.connection(), *args)  # noqa: E731
    return town.read(connection_query, town.consultation.id, town.ids[name])


def test_agreement_with_a_clause_leads_on_and_counts_as_having_spoken(town):
    way = town.read(lambda session: stops_of(session.connection(), town.consultation.draft_id))
    assert [stop.clause_id for stop in way] == [town.clause(n) for n in (1, 2, 3)]
    first = agrees(town, "m2", 1)
    agrees(town, "m2", 1)
    assert mine(town, agreed_clauses, "m2") == {first}
    assert town.read(reached, town.consultation.id, town.ids["m2"]) == 1
    assert town.read(has_member_spoken, town.consultation.id, town.ids["m2"])
    tally = town.read(comment_tally, town.resolution_id)
    assert (tally.spoke, tally.agreed, tally.comments) == (1, 0, 0)
    town.does("m2", walks.take_back, town.resolution_id, first)
    town.does("m2", walks.take_back, town.resolution_id, first)
    assert town.all(ClauseAgreementRow) == []
    assert not town.read(has_member_spoken, town.consultation.id, town.ids["m2"])
    assert town.facts().count("ClauseAgreementTakenBack") == 1


def test_who_stops_half_way_goes_on_from_there(town):
    assert town.read(reached, town.consultation.id, town.ids["m2"]) is None
    for number in (1, 2, 1):
        town.does("m2", walks.go_to, town.resolution_id, number)
    assert [(row.member_id, row.number) for row in town.all(WalkRow)] == [(town.ids["m2"], 1)]
    comment_id = town.does(
        "m2", comments.write_comment, town.resolution_id, town.clause(2), text="Vì sao?",
        stance=Stance.ASK, chat_id=town.chats["m2"], message_id=1, at=town.now,
    )  # fmt: skip
    assert mine(town, commented_clauses, "m2") == {town.clause(2)}
    town.does("m2", comments.withdraw, comment_id, is_withdrawn=True)
    assert mine(town, commented_clauses, "m2") == frozenset()


def test_strangers_foreign_clauses_and_a_closed_round_are_refused(town):
    town.users["stranger"] = 555
    with pytest.raises(NotAMember):
        agrees(town, "stranger", 1)
    with pytest.raises(ButtonExpired):
        town.does("m2", walks.agree, town.resolution_id, town.clause(1) + 1000, number=0)
    town.does("clerk", consultation_end.close_early, town.resolution_id)
    town.after(minutes=1)
    for act, args in ((walks.go_to, (2,)), (walks.take_back, (town.clause(1),))):
        with pytest.raises(CommentsClosed):
            town.does("m2", act, town.resolution_id, *args)
    with pytest.raises(CommentsClosed):
        agrees(town, "m2", 1)
    assert town.all(ClauseAgreementRow) == town.all(WalkRow) == []
