"""A consultation that somebody ends early: the journal keeps who, and the rules may forbid it."""

from datetime import date

import orjson
import pytest

from actions import consultation_end, rounds
from rules.bodies import BodyKind
from rules.consultation_end import KeepsItsDays
from rules.resolutions import Audience, Stage
from rules.rounds import Circle, Start
from storage.consultation_end import heard_so_far
from storage.journal import JournalRow
from storage.resolutions import ResolutionRow
from tests.actions.consultations import Consulting

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 18)


def heard(town):
    row = town.one(ResolutionRow, town.resolution_id)
    found = town.read(heard_so_far, town.consultation, row)
    return [(each.circle, each.asked, each.silent, each.least_until_on) for each in found]


def test_the_journal_keeps_who_ended_it_and_how_many_were_silent(engine):
    town = Consulting(engine)
    town.opens()
    town.writes("m2", "Nên là 85%", clause=1)
    [(circle, asked, silent, least)] = heard(town)
    assert (circle, asked, silent, least) == (Circle.COMMITTEE, 5, 4, None)  # the guest is not counted
    town.does("clerk", consultation_end.close_early, town.resolution_id)
    [row] = town.all(JournalRow, JournalRow.fact == "ConsultationEndedEarly")
    facts = orjson.loads(row.facts)
    assert (facts["member_id"], facts["asked"], facts["silent"]) == (town.ids["clerk"], asked, silent)


def test_a_council_keeps_the_days_of_the_public(engine):
    given = {"audience": Audience.MEMBERS_AND_CITIZENS, "until": LAST}
    council = Consulting(engine, kind=BodyKind.PEOPLES_COUNCIL, **given)
    council.opens()
    assert heard(council)[-1] == (Circle.CITIZENS, 0, 0, FIRST)
    for moment in ("2026-11-16T16:00", "2026-12-01T23:59"):
        with pytest.raises(KeepsItsDays) as refused:
            council.at(moment).does("clerk", consultation_end.close_early, council.resolution_id)
        assert (refused.value.circle, refused.value.until_on) == (Circle.CITIZENS, FIRST)
    assert council.stage is Stage.CONSULTING
    assert "ConsultationEndedEarly" not in council.facts()
    council.at("2026-12-02T08:00").does("clerk", consultation_end.close_early, council.resolution_id)
    assert council.stage is Stage.CONSULTED


def test_of_several_rounds_those_that_are_to_come_keep_their_days_too(engine):
    council = Consulting(engine, kind=BodyKind.PEOPLES_COUNCIL)
    for circle in (Circle.PERMANENT, Circle.CITIZENS):
        council.does("clerk", rounds.plan_round, council.resolution_id, circle)
    council.opens()
    assert [(circle, silent) for circle, _asked, silent, _least in heard(council)] == [
        (Circle.PERMANENT, 2), (Circle.CITIZENS, 0),
    ]  # fmt: skip
    with pytest.raises(KeepsItsDays):
        council.does("clerk", consultation_end.close_early, council.resolution_id)


def test_a_party_committee_may_end_the_public_round_too(engine):
    town = Consulting(engine, audience=Audience.MEMBERS_AND_CITIZENS, until=LAST)
    round_id = town.does("clerk", rounds.plan_round, town.resolution_id, Circle.CITIZENS)
    town.does("clerk", rounds.change_start, round_id, Start.BESIDE)
    town.opens()
    town.does("clerk", consultation_end.close_early, town.resolution_id)
    assert town.stage is Stage.CONSULTED
