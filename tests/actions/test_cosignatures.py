"""Standing behind another's comment: one tap, counted once, never under other words (S2.11)."""

import pytest

from actions import comments, consultation_end, cosignatures
from rules.comments import CommentsClosed
from rules.cosignatures import CosignedChanged, OwnComment
from rules.resolutions import WrongStage
from storage.comments import CosignatureRow
from storage.cosignatures import count_cosigners, others_said, signed_by
from storage.members import NotAMember, NotPermitted
from storage.participation import comment_tally, has_member_spoken
from tests.actions.consultations import Consulting


@pytest.fixture
def town(engine):
    """A committee in consultation, with one comment."""
    made = Consulting(engine)
    made.opens()
    made.said = made.writes("m2", "Nên là 85%", clause=1)
    return made


def counts(town):
    return town.read(count_cosigners, [town.said])


def test_one_tap_counts_once_and_counts_as_having_spoken(town):
    for _twice in range(2):
        town.does("m1", cosignatures.cosign, town.said)
    town.does("sec", cosignatures.cosign, town.said)
    assert counts(town) == {town.said: 2}
    assert town.read(has_member_spoken, town.consultation.id, town.ids["m1"])
    tally = town.read(comment_tally, town.resolution_id)
    assert (tally.spoke, tally.comments) == (3, 1)
    assert town.read(signed_by, town.consultation.id, town.ids["sec"]) == {town.said}
    town.does("sec", cosignatures.take_back, town.said)
    town.does("sec", cosignatures.take_back, town.said)
    assert (counts(town), town.facts().count("CosignatureTakenBack")) == ({town.said: 1}, 1)


def test_others_see_what_was_said_of_a_clause_but_not_their_own(town):
    clauses = frozenset({town.clause(1)})
    for name, seen in (("m1", 1), ("m2", 0)):
        found = town.read(others_said, town.consultation.id, clauses, than=town.ids[name])
        assert len(found) == seen
    town.does("m2", comments.withdraw, town.said, is_withdrawn=True)
    assert town.read(others_said, town.consultation.id, clauses, than=town.ids["m1"]) == []


@pytest.mark.parametrize("way", ["edited", "withdrawn"])
def test_nobody_stays_behind_words_they_have_not_seen(town, way):
    town.does("m1", cosignatures.cosign, town.said)
    if way == "edited":
        town.does(
            "m2", comments.edit_comment, group=town.users["m2"], message_id=1, text="Nên là 99%",
            at=town.now,
        )  # fmt: skip
    else:
        town.does("m2", comments.withdraw, town.said, is_withdrawn=True)
    assert (town.all(CosignatureRow), town.told(CosignedChanged)) == ([], ["m1"])


def test_strangers_authors_withdrawn_comments_and_closed_rounds_are_refused(town):
    town.users["stranger"] = 555
    for name, refusal in (("stranger", NotAMember), ("m2", OwnComment)):
        with pytest.raises(refusal):
            town.does(name, cosignatures.cosign, town.said)
    with pytest.raises(NotPermitted):
        town.does("m1", cosignatures.cosign, town.said + 100)
    town.does("m2", comments.withdraw, town.said, is_withdrawn=True)
    with pytest.raises(NotPermitted):
        town.does("m1", cosignatures.cosign, town.said)
    town.does("m2", comments.withdraw, town.said, is_withdrawn=False)
    town.does("clerk", consultation_end.close_early, town.resolution_id)
    with pytest.raises(CommentsClosed):
        town.after(minutes=1).does("m1", cosignatures.cosign, town.said)
    assert town.all(CosignatureRow) == []


def test_whether_names_are_seen_is_frozen_when_a_round_opens(town):
    with pytest.raises(WrongStage):
        town.does("clerk", cosignatures.show_names, town.resolution_id, are_shown=True)
    town.does("clerk", consultation_end.close_early, town.resolution_id)
    with pytest.raises(NotPermitted):
        town.does("m2", cosignatures.show_names, town.resolution_id, are_shown=True)
    town.does("clerk", cosignatures.show_names, town.resolution_id, are_shown=True)
    assert not town.consultation.shows_commenters
    assert town.opens().shows_commenters
