"""An initiative is written down, its drafting given, reminded of and handed in (S0.1-S0.5)."""

from datetime import date, timedelta

import pytest

from actions import drafts, initiatives, nudges
from rules.drafts import LARGEST_DRAFT_BYTES, DraftTooLarge, ReadDraftFile
from rules.initiatives import (
    Basis,
    DraftingCommissioned,
    InitiativeField,
    InitiativeSettled,
    InitiativeState,
    LeadDrafterNamed,
    NotYetCommissioned,
    PaperKind,
)
from rules.nudges import DailyList, ItemKind
from rules.resolutions import Stage
from storage.initiatives import InitiativePaperRow, InitiativeRow, initiatives_seen
from storage.members import NotPermitted
from storage.resolutions import ResolutionRow
from storage.secrecy import HandedInRow
from tests.actions.committees import Committee, text_of

DUE = date(2026, 11, 20)  # the Friday of the week in which the committee comes together
FILE = {"chat_id": 1, "file_id": "f", "file_name": "du-thao.docx", "size_bytes": 10}


@pytest.fixture
def committee(engine):
    return Committee(engine)


@pytest.fixture
def wanted(committee):
    return committee.does("clerk", initiatives.propose_initiative, "Nước sạch cho vùng cao")


def told(committee, wanted, *, drafter="m1"):
    committee.does("clerk", initiatives.set_proposer, wanted, "Hội Nông dân xã")
    committee.does("clerk", initiatives.set_basis, wanted, Basis.VOTERS, "Ý kiến cử tri thôn Bắc Sơn")
    committee.does("clerk", initiatives.set_competence, wanted, "Ban Chấp hành")
    committee.does("clerk", initiatives.set_drafter, wanted, committee.ids[drafter])
    committee.does("clerk", initiatives.set_due, wanted, DUE)


def state(committee, wanted):
    return committee.one(InitiativeRow, wanted).state


def test_the_drafting_is_given_once_all_is_known_and_the_drafter_is_told(committee, wanted):
    with pytest.raises(NotYetCommissioned) as refused:
        committee.does("clerk", initiatives.commission, wanted)
    assert refused.value.fields == tuple(InitiativeField)
    told(committee, wanted)
    assert committee.told(DraftingCommissioned) == []
    committee.does("sec", initiatives.commission, wanted)
    committee.does("sec", initiatives.commission, wanted)
    assert committee.told(DraftingCommissioned) == ["m1"]
    committee.does("clerk", initiatives.set_drafter, wanted, committee.ids["m2"])
    assert state(committee, wanted) is InitiativeState.OPEN
    committee.does("clerk", initiatives.commission, wanted)
    assert committee.told(DraftingCommissioned) == ["m1", "m2"]


def test_the_drafter_is_reminded_before_the_day_and_the_heads_hear_when_it_is_late(committee, wanted):
    told(committee, wanted)
    committee.does("clerk", initiatives.commission, wanted)
    committee.now += timedelta(days=3)  # Thursday, the day before
    committee.does(None, nudges.give_daily_lists)
    (first,) = committee.notices(DailyList)
    assert [(line.kind, line.subject_id) for line in first.lines] == [(ItemKind.DRAFT, wanted)]
    committee.now += timedelta(days=7)
    committee.does(None, nudges.give_daily_lists)
    assert sorted(committee.told(DailyList)) == ["m1", "m1", "sec"]


def test_its_draft_becomes_a_resolution_led_by_the_drafter(committee, wanted):
    told(committee, wanted)
    committee.does("clerk", initiatives.commission, wanted)
    committee.does("m1", initiatives.hand_in, wanted, **FILE | {"chat_id": committee.chats["m1"]})
    (errand,) = committee.notices(ReadDraftFile)
    committee.does(None, drafts.take_draft, errand, text_of("Lắp 120 đồng hồ nước."))
    row = committee.one(InitiativeRow, wanted)
    assert row.state is InitiativeState.DRAFTED
    assert committee.one(ResolutionRow, row.resolution_id).drafter_id == committee.ids["m1"]
    with pytest.raises(InitiativeSettled):
        committee.does("m1", initiatives.hand_in, wanted, **FILE)
    with pytest.raises(InitiativeSettled):
        committee.does("clerk", initiatives.drop, wanted)


def test_surveys_and_outlines_are_attached_by_the_drafter_and_the_office(committee, wanted):
    told(committee, wanted)
    committee.does("clerk", initiatives.commission, wanted)
    for name, kind in (("m1", PaperKind.SURVEY), ("clerk", PaperKind.OUTLINE)):
        committee.does(
            name, initiatives.hand_in_paper, wanted, kind, chat_id=committee.chats[name], size=10,
            file_id="f", file_name=f"{kind}.docx",
        )  # fmt: skip
        handed_in = committee.all(HandedInRow)[-1].id
        committee.does(
            None, lambda w, row=handed_in: initiatives.add_paper(w, w.session.get_one(HandedInRow, row))
        )
    assert [row.kind for row in committee.all(InitiativePaperRow)] == list(PaperKind)


def test_others_see_and_change_nothing(committee, wanted):
    told(committee, wanted)
    for name in ("m1", "m2"):  # the drafter, too, before being told
        with pytest.raises(NotPermitted):
            committee.does(name, initiatives.hand_in, wanted, **FILE)
    committee.does("clerk", initiatives.commission, wanted)
    with pytest.raises(NotPermitted):
        committee.does("m1", initiatives.set_due, wanted, DUE)
    with pytest.raises(NotPermitted):
        committee.does("m2", initiatives.propose_initiative, "Khác")
    with pytest.raises(NotPermitted):
        committee.does(
            "m2", initiatives.hand_in_paper, wanted, PaperKind.SURVEY, chat_id=committee.chats["m2"],
            file_id="f", file_name="x", size=10,
        )  # fmt: skip
    with pytest.raises(DraftTooLarge):
        committee.does(
            "m1", initiatives.hand_in, wanted, **FILE | {"size_bytes": LARGEST_DRAFT_BYTES + 1}
        )
    seen = {
        name: committee.read(initiatives_seen, committee.users[name])[1] for name in ("m1", "m2", "sec")
    }
    assert seen == {"m1": 1, "m2": 0, "sec": 1}


def test_whoever_is_named_lead_drafter_of_a_draft_is_told(committee):
    resolution_id = committee.has_resolution(Stage.DRAFTING)
    committee.does("clerk", drafts.set_drafter, resolution_id, committee.ids["m2"])
    committee.does("clerk", drafts.set_drafter, resolution_id, committee.ids["m2"])
    committee.does("clerk", drafts.set_drafter, resolution_id, committee.ids["clerk"])
    assert committee.told(LeadDrafterNamed) == ["m2"]
