"""A round that runs is given more days, or ended when all have spoken; those behind it move."""

from datetime import date

import pytest

from actions import agreements, nudges, rounds, running_rounds
from rules.desk import TextExpected, TextTooLong
from rules.members import Ability
from rules.resolutions import Stage, WrongStage
from rules.rounds import (
    Circle,
    NoLastDay,
    NotLonger,
    RoundExtended,
    RoundReminder,
    RoundRunsNot,
    StillSilent,
)
from storage.held import HeldRow
from storage.members import NotPermitted
from storage.resolutions import ResolutionRow
from storage.rounds import RoundRow
from tests.actions.consultations import Consulting

WHY = "Bí thư đi công tác"


@pytest.fixture
def town(engine):
    return Consulting(engine)


def plans(town, *circles):
    for circle in circles:
        town.does("clerk", rounds.plan_round, town.resolution_id, circle)
    town.opens()
    return town.all(RoundRow)


def extends(town, each, said="2 ngày làm việc", *, by="clerk", reason=WHY):
    town.does(by, running_rounds.extend, each.id, said, reason=reason)


def days(town):
    return [(each.opens_on, each.until_on) for each in town.all(RoundRow)]


def ends_on(town):
    return town.one(ResolutionRow, town.resolution_id).comments_until_on


def test_more_days_are_counted_from_the_last_day_and_move_what_has_not_begun(town):
    first, _second = plans(town, Circle.PERMANENT, Circle.COMMITTEE)
    assert days(town) == [
        (date(2026, 11, 16), date(2026, 11, 18)), (date(2026, 11, 19), date(2026, 11, 27)),
    ]  # fmt: skip
    extends(town, first)
    assert days(town) == [
        (date(2026, 11, 16), date(2026, 11, 20)), (date(2026, 11, 23), date(2026, 12, 1)),
    ]  # fmt: skip
    assert ends_on(town) == date(2026, 12, 1)
    assert sorted(town.told(RoundExtended)) == ["dep", "sec"]
    extended = town.one(RoundRow, first.id)
    assert (extended.first_until_on, extended.extended_because) == (date(2026, 11, 18), WHY)
    extends(town, first, "chậm nhất ngày 25/11/2026")
    assert town.one(RoundRow, first.id).first_until_on == date(2026, 11, 18)
    assert all(WHY not in f"{row}" for row in town.facts())


def test_the_silent_are_reminded_of_the_new_last_day_too(town):
    first, _second = plans(town, Circle.PERMANENT, Circle.COMMITTEE)
    town.at("2026-11-18T08:00").does(None, rounds.remind_silent)
    assert sorted(town.told(RoundReminder)) == ["dep", "sec"]
    extends(town, first)  # until the 20th
    town.does(None, rounds.remind_silent)
    assert sorted(town.told(RoundReminder)) == ["dep", "sec"]  # not today again
    for _twice in range(2):
        town.at("2026-11-20T08:00").does(None, rounds.remind_silent)
    assert sorted(town.told(RoundReminder)) == ["dep", "dep", "sec", "sec"]


def test_without_rounds_the_consultation_itself_is_extended_and_the_group_is_told(town):
    town.opens()
    [each] = town.all(RoundRow)
    extends(town, each, "5 ngày")
    assert ends_on(town) == date(2026, 11, 30)  # the 28th is a Saturday
    assert town.told(RoundExtended) == ["group"]


def test_at_night_groups_and_members_are_told_in_the_morning_and_once(town):
    town.opens()
    [each] = town.all(RoundRow)
    for more in ("2 ngày", "3 ngày"):
        extends(town.at("2026-11-17T22:30"), each, more)
    town.at("2026-11-18T07:29").does(None, nudges.release_held)
    assert town.told(RoundExtended) == []
    for _twice in range(2):
        town.at("2026-11-18T07:30").does(None, nudges.release_held)
    assert town.told(RoundExtended) == ["group"]
    assert town.all(HeldRow) == []


@pytest.mark.parametrize(
    ("said", "reason", "refused"),
    [
        ("2 ngày", "", TextExpected),
        ("2 ngày", "a" * 301, TextTooLong),
        ("sớm thôi", WHY, NoLastDay),
        ("chậm nhất ngày 17/11/2026", WHY, NotLonger),
        ("chậm nhất ngày 18/11/2026", WHY, NotLonger),
        ("90 ngày", WHY, NotLonger),
    ],
)
def test_days_that_are_no_more_days_change_nothing(town, said, reason, refused):
    first, _second = plans(town, Circle.PERMANENT, Circle.COMMITTEE)
    before = days(town)
    if refused in (NoLastDay, NotLonger):  # said before anybody is asked for the reason
        with pytest.raises(refused):
            town.does("clerk", running_rounds.check_extension, first.id, said)
    with pytest.raises(refused):
        extends(town, first, said, reason=reason)
    assert (days(town), town.notices(RoundExtended)) == (before, [])


def test_only_those_who_run_it_and_only_a_round_that_runs(town):
    first, second = plans(town, Circle.PERMANENT, Circle.COMMITTEE)
    with pytest.raises(NotPermitted) as refused:
        extends(town, first, by="m2")
    assert refused.value.ability is Ability.RUN_CONSULTATION
    for action in (extends, lambda town, each: town.does("clerk", running_rounds.close_round, each.id)):
        with pytest.raises(RoundRunsNot):
            action(town, second)
    town.changes(stage=Stage.CONSULTED)
    with pytest.raises(WrongStage):
        extends(town, first)


def test_a_round_ends_early_only_when_everybody_in_it_has_spoken(town):
    first, second = plans(town, Circle.PERMANENT, Circle.COMMITTEE)
    town.does("sec", agreements.agree, town.resolution_id)
    with pytest.raises(StillSilent) as refused:
        town.does("clerk", running_rounds.close_round, first.id)
    assert refused.value.silent == 1
    town.writes("dep", "Gọn hơn")
    town.does("clerk", running_rounds.close_round, first.id)
    assert days(town) == [
        (date(2026, 11, 16), date(2026, 11, 16)), (date(2026, 11, 17), date(2026, 11, 25)),
    ]  # fmt: skip
    town.at("2026-11-17T08:00").does(None, rounds.open_due)
    assert town.one(RoundRow, second.id).opened_at == town.now


def test_the_public_keeps_its_days(town):
    _first, second = plans(town, Circle.CITIZENS, Circle.COMMITTEE)
    [public, _] = town.all(RoundRow)
    with pytest.raises(RoundRunsNot):
        town.does("clerk", running_rounds.close_round, public.id)
    assert second.opened_at is None
