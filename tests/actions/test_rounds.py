"""Rounds by audience: who is asked when, until when, and what the silent mean (S0.6, S1.3–S1.5)."""

from datetime import date

import pytest

from actions import agreements, citizens, consultation, consultation_end, personal_data, rounds
from actions.members import add_member
from rules.citizens import CitizensNotAsked
from rules.consultation import CommentReminder, DraftPaper
from rules.desk import ButtonExpired
from rules.members import Role
from rules.resolutions import Audience, Stage, WrongStage
from rules.roster import RosterEntry
from rules.rounds import (
    AskedInRound,
    Circle,
    NobodyInCircle,
    NoLastDay,
    NotYourRound,
    RoundEnded,
    RoundReminder,
    Silence,
    Start,
)
from storage.chats import ChatKind, ensure_chat
from storage.comments import CommentRow
from storage.consultation import AskedRow
from storage.members import MemberRow, NotPermitted
from storage.resolutions import ResolutionRow
from storage.rounds import RoundAskedRow, RoundRow, rounds_within, spoken_in
from tests.actions.consultations import Consulting


@pytest.fixture
def town(engine):
    """A committee with an official for water and one for land, ready to ask in an order."""
    made = Consulting(
        engine, clauses=("Cấp nước sạch cho 80% hộ.", "Quản lý đất đai.", "Giao Văn phòng.")
    )
    for name, areas in (("water", "nước sạch, thủy lợi"), ("land", "đất đai, môi trường")):
        joins(made, name, Role.SPECIALIST, areas)
    return made


def joins(town, name, role, areas=""):
    def join(work):
        entry = RosterEntry(full_name=name, role=role, post="", areas=areas, votes=False)
        town._arrives(work, add_member(work, body_id=town.body_id, entry=entry), ())

    town.does(None, join)


def plans(town, *circles, **given):
    return [
        town.does("clerk", rounds.plan_round, town.resolution_id, circle, **given) for circle in circles
    ]


def asked_in(town, number):
    names = {member_id: name for name, member_id in town.ids.items()}
    each = town.read(rounds_within, town.consultation.id)[number]
    rows = town.all(RoundAskedRow, RoundAskedRow.round_id == each.id)
    return {names[row.member_id] for row in rows}


def at_eight(town, day):
    return town.at(f"2026-11-{day}T08:00")


def ticks(town):
    for tick in (rounds.open_due, consultation.catch_up, rounds.remind_silent, rounds.close_due):
        town.does(None, tick)
    town.does(None, consultation_end.close_due)


def test_one_consultation_without_a_plan_is_one_round_of_the_committee(town):
    town.opens()
    [each] = town.read(rounds_within, town.consultation.id)
    assert (each.circle, each.until_on, town.consultation.has_circles) == (Circle.COMMITTEE, None, False)
    assert asked_in(town, 0) == {"sec", "dep", "m1", "m2", "m3", "water", "land"}
    town.writes("water", "Góp ý")
    assert town.told(AskedInRound) == []
    town.does("clerk", consultation_end.close_early, town.resolution_id)
    assert [row.closed_at for row in town.all(RoundRow)] == [town.now]


def test_rounds_follow_each_other_and_only_the_asked_can_speak(town):
    plans(town, Circle.PERMANENT, Circle.COMMITTEE)
    town.opens()
    row = town.one(ResolutionRow, town.resolution_id)
    assert (row.comments_until_on, row.audience) == (date(2026, 11, 27), Audience.MEMBERS)
    assert asked_in(town, 0) == set(town.told(AskedInRound)) == {"sec", "dep"}
    assert town.notices(DraftPaper) == []  # the groups see nothing yet
    town.writes("sec", "Gọn hơn")
    for name in ("m2", "water"):
        with pytest.raises(NotYourRound):
            town.writes(name, "Sớm quá", message_id=2)
    with pytest.raises(NotYourRound):
        town.does("m2", agreements.agree, town.resolution_id)
    ticks(at_eight(town, 19))  # the day after the first round
    assert town.stage is Stage.CONSULTING
    assert sorted(town.told(RoundEnded)) == ["clerk", "m1"]
    assert len(town.notices(DraftPaper)) == 1
    town.delivers()
    town.writes("m2", "Đúng lượt", message_id=3)
    town.replies("m2", "Trong nhóm", message_id=4)
    ticks(at_eight(town, 28))
    assert town.stage is Stage.CONSULTED
    assert [row.closed_at is not None for row in town.all(RoundRow)] == [True, True]
    assert len(town.all(CommentRow)) == 3


def test_side_by_side_each_has_its_own_last_day_and_one_reminder(town):
    _first, second = plans(town, Circle.STANDING, Circle.COMMITTEE)
    town.does("clerk", rounds.change_start, second, Start.BESIDE)
    town.does("clerk", rounds.set_last_day, second, "chậm nhất ngày 27/11/2026")
    town.opens()
    town.writes("sec", "Đồng ý")
    for _twice in range(2):
        ticks(at_eight(town, 19))
    assert town.told(RoundReminder) == ["dep"]  # the standing round ends on the 19th
    assert town.told(CommentReminder) == []
    ticks(at_eight(town, 20))
    town.writes("dep", "Trong vòng của Ban Chấp hành", message_id=5)
    assert [each.closed_at is None for each in town.read(rounds_within, town.consultation.id)] == [
        False, True,
    ]  # fmt: skip


def test_specialists_are_asked_by_field_and_others_when_nobody_is_in_charge(town):
    plans(town, Circle.SPECIALISTS, field="đất đai")
    plans(town, Circle.SPECIALISTS, field="y tế")
    town.opens()
    assert asked_in(town, 0) == {"land"}
    ticks(at_eight(town, 25))
    assert asked_in(town, 1) == {"water", "land"}
    assert all(not row.counts for row in town.all(AskedRow))


def test_specialists_with_a_round_of_their_own_are_not_asked_with_the_committee(town):
    plans(town, Circle.COMMITTEE)
    [second] = plans(town, Circle.SPECIALISTS, field="đất đai")
    town.does("clerk", rounds.change_start, second, Start.BESIDE)
    town.opens()
    assert asked_in(town, 0) == {"sec", "dep", "m1", "m2", "m3"}
    assert asked_in(town, 1) == {"land"}
    with pytest.raises(NotYourRound):
        town.writes("water", "Không được hỏi")


def test_the_days_are_said_as_papers_say_them(town):
    [each] = plans(town, Circle.COMMITTEE)
    for said, expected in (
        ("5", (5, False, None)),
        ("6 ngày làm việc", (6, True, None)),
        ("trước ngày 20/11/2026", (None, None, date(2026, 11, 19))),
    ):
        town.does("clerk", rounds.set_last_day, each, said)
        row = town.one(RoundRow, each)
        assert (row.days, row.is_working, row.chosen_until_on) == expected
    for said in ("khi nào xong", "ngày 01/10/2026"):
        with pytest.raises(NoLastDay):
            town.does("clerk", rounds.set_last_day, each, said)
    assert town.opens().has_circles
    assert town.one(ResolutionRow, town.resolution_id).comments_until_on == date(2026, 11, 19)


def test_silence_means_nothing_unless_it_was_said_before(town):
    [each] = plans(town, Circle.COMMITTEE)
    assert town.one(RoundRow, each).silence is Silence.NOTHING
    town.does("clerk", rounds.change_silence, each, Silence.AGREES)
    town.opens()
    town.writes("m1", "Ý")
    assert town.read(spoken_in, town.one(RoundRow, each)) == (7, 1)
    assert not any(row.agreed_at for row in town.all(AskedRow))  # nobody is made to have spoken


def test_citizens_are_taken_in_their_own_round_only(town):
    plans(town, Circle.PERMANENT, Circle.CITIZENS)
    town.opens()
    town.users["lan"] = 700_001
    town.chats["lan"] = town.does(
        None,
        lambda work: ensure_chat(work.session, telegram_id=700_001, kind=ChatKind.PRIVATE, title="").id,
    )
    town.does(
        "lan", personal_data.give_consent, town.resolution_id, chat_id=town.chats["lan"], words="Đồng ý"
    )
    said = (citizens.write_comment, town.resolution_id, None)
    with pytest.raises(CitizensNotAsked):
        town.does("lan", *said, text="Sớm quá", message_id=1)
    ticks(at_eight(town, 19))
    town.does("lan", *said, text="Kênh nên dài hơn", message_id=2)
    assert len(town.all(CommentRow)) == 1


def test_only_those_who_run_it_plan_and_only_before_it_is_opened(town):
    with pytest.raises(NotPermitted):
        town.does("m2", rounds.plan_round, town.resolution_id, Circle.COMMITTEE)
    with pytest.raises(NobodyInCircle):
        plans(town, Circle.FRONT)
    joins(town, "mttq", Role.FRONT)
    first, second = plans(town, Circle.FRONT, Circle.COMMITTEE)
    with pytest.raises(NotPermitted):
        town.does("m2", rounds.drop_round, first)
    town.does("clerk", rounds.drop_round, first)
    town.opens()
    for act, args in ((rounds.drop_round, ()), (rounds.change_start, (Start.BESIDE,))):
        with pytest.raises(ButtonExpired):  # it has begun
            town.does("clerk", act, second, *args)
    with pytest.raises(WrongStage):
        plans(town, Circle.COMMITTEE)
    assert town.one(MemberRow, town.ids["mttq"]).votes is False
