"""What hangs on a clause follows it into the next version; what is not certain waits for a person."""

from dataclasses import replace

import pytest
from sqlmodel import col

from actions import versions
from rules.clauses import NodeKind
from rules.desk import ButtonExpired
from rules.succession import Followed, succession
from storage.clause_links import ClauseLinkRow
from storage.comments import CommentRow
from storage.drafts import ClauseRow, current_draft, newest_parts, store_draft
from storage.journal import JournalRow
from storage.members import NotPermitted
from storage.versions import clause_with_key, comments_placed, counterpart, open_clauses
from tests.actions.committees import text_of
from tests.actions.consultations import CLAUSES, Consulting

HOUSES, METERS, OFFICE = CLAUSES
NEW = "Trồng mới 10 ha rừng phòng hộ đầu nguồn trong năm 2027."


@pytest.fixture
def heard(engine):
    """A consultation with one comment on each of the three clauses."""
    made = Consulting(engine)
    made.opens()
    for number in (1, 2, 3):
        made.writes("m1", f"Góp ý {number}", clause=number, message_id=number)
    return made


def texts(committee, resolution_id):
    """For each comment, the clause on which it stands now; None where it is not known."""
    placed = committee.read(comments_placed, resolution_id)
    return {
        committee.one(CommentRow, number).text: found.clause.text if found.clause else None
        for number, found in placed.items()
    }


def test_comments_follow_clauses_that_have_another_number(heard):
    heard.hands_in(heard.resolution_id, NEW, OFFICE, HOUSES.replace("80%", "85%"), METERS)
    assert texts(heard, heard.resolution_id) == {
        "Góp ý 1": HOUSES.replace("80%", "85%"),
        "Góp ý 2": METERS,
        "Góp ý 3": OFFICE,
    }
    assert heard.read(open_clauses, heard.resolution_id) == []


def test_what_was_found_beforehand_is_taken_unless_another_version_has_come_meanwhile(heard):
    def stores(work, followed):
        return store_draft(
            work.session, text_of(NEW, *CLAUSES), resolution_id=heard.resolution_id,
            member_id=heard.ids["clerk"], file_id="file", file_name="du-thao.docx", now=work.now,
            followed=followed,
        ).id  # fmt: skip

    draft_id, old = heard.read(newest_parts, heard.resolution_id)
    parts = succession(old, text_of(NEW, *CLAUSES).outline.nodes)
    lost = tuple(replace(each, new=(), is_sure=True) for each in parts)
    heard.does(None, stores, Followed(draft_id=draft_id, parts=lost))
    assert set(texts(heard, heard.resolution_id).values()) == {None}
    heard.does(None, stores, Followed(draft_id=draft_id, parts=lost))  # of the first one, and so no help
    newest = heard.read(current_draft, heard.resolution_id)
    links = heard.all(ClauseLinkRow, ClauseLinkRow.draft_id == newest.id)
    assert all(link.new_clause_id is not None for link in links)


def test_they_follow_through_several_versions_and_by_key(heard):
    key = heard.all(ClauseRow, ClauseRow.text == METERS)[0].key
    heard.hands_in(heard.resolution_id, METERS, HOUSES, OFFICE)
    heard.hands_in(heard.resolution_id, NEW, METERS.replace("120", "130"), OFFICE, HOUSES)
    assert texts(heard, heard.resolution_id)["Góp ý 2"] == METERS.replace("120", "130")
    assert heard.read(clause_with_key, heard.resolution_id, key).text == METERS.replace("120", "130")
    assert heard.read(clause_with_key, heard.resolution_id, "no such key") is None


def test_a_clause_that_is_gone_waits_for_a_person_and_is_never_guessed(heard):
    heard.hands_in(heard.resolution_id, HOUSES, NEW, OFFICE)
    (asked,) = heard.read(open_clauses, heard.resolution_id)
    assert (asked.clause.text, asked.comments) == (METERS, 1)
    assert texts(heard, heard.resolution_id)["Góp ý 2"] is None
    heard.does("clerk", versions.settle_clause, asked.clause.id, None)
    assert heard.read(open_clauses, heard.resolution_id) == []
    latest = heard.read(current_draft, heard.resolution_id)
    assert heard.read(counterpart, asked.clause.id, latest.id).is_gone
    assert heard.facts()[-1] == "ClauseSettled"


def test_a_person_says_where_a_clause_went_and_all_that_follows_goes_on_from_there(heard):
    second = heard.hands_in(heard.resolution_id, HOUSES, NEW, OFFICE)
    heard.hands_in(heard.resolution_id, OFFICE, NEW.replace("10 ha", "12 ha"), HOUSES)
    (asked,) = heard.read(open_clauses, heard.resolution_id)
    assert asked.draft_id == second
    (chosen,) = heard.all(ClauseRow, ClauseRow.draft_id == second, ClauseRow.text == NEW)
    heard.does("clerk", versions.settle_clause, asked.clause.id, chosen.id)
    assert texts(heard, heard.resolution_id)["Góp ý 2"] == NEW.replace("10 ha", "12 ha")
    entry = heard.all(JournalRow, JournalRow.fact == "ClauseSettled")[0]
    assert "Góp ý" not in entry.facts


def test_clauses_without_comments_are_not_asked_about(engine):
    made = Consulting(engine)
    made.hands_in(made.resolution_id, NEW)
    assert made.read(open_clauses, made.resolution_id) == []


def test_only_those_who_draft_say_where_a_clause_went_and_only_into_the_next_version(heard):
    second = heard.hands_in(heard.resolution_id, HOUSES, NEW, OFFICE)
    (asked,) = heard.read(open_clauses, heard.resolution_id)
    with pytest.raises(NotPermitted):
        heard.does("m2", versions.settle_clause, asked.clause.id, None)
    with pytest.raises(ButtonExpired):
        heard.does("clerk", versions.settle_clause, asked.clause.id, asked.clause.id)
    (preamble,) = heard.all(
        ClauseRow, ClauseRow.draft_id == second, col(ClauseRow.kind) == NodeKind.PREAMBLE
    )
    with pytest.raises(ButtonExpired):
        heard.does("clerk", versions.settle_clause, asked.clause.id, preamble.id)


def test_a_stored_version_stays_as_it_was(heard):
    before = [(row.id, row.key, row.text) for row in heard.all(ClauseRow)]
    heard.hands_in(heard.resolution_id, HOUSES, NEW, OFFICE)
    (asked,) = heard.read(open_clauses, heard.resolution_id)
    heard.does("clerk", versions.settle_clause, asked.clause.id, None)
    assert [(row.id, row.key, row.text) for row in heard.all(ClauseRow)][: len(before)] == before
    links = heard.all(ClauseLinkRow, ClauseLinkRow.old_clause_id == asked.clause.id)
    assert [(link.new_clause_id, link.is_sure) for link in links] == [(None, True)]
