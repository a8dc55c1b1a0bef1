"""What resolutions in force say already is shown, and what is to become of it is noted (S1.10)."""

import pytest

from actions import overlaps
from rules.desk import ButtonExpired
from rules.overlaps import OverlapChoice
from rules.resolutions import Stage, WrongStage
from storage.members import NotPermitted
from storage.overlaps import OverlapNoteRow, overlaps_of
from storage.resolutions import ResolutionRow
from tests.actions.committees import Committee

WATER = "Ủy ban nhân dân xã lắp đặt 120 đồng hồ nước cho các hộ ở vùng cao trong năm 2027."
CANAL = "Chi bộ thôn Bắc Sơn vận động 45 hộ hiến đất làm kênh mương nội đồng."
MORE = "Văn phòng Đảng ủy theo dõi, đôn đốc và báo cáo Ban Thường vụ kết quả hằng tháng."


@pytest.fixture
def committee(engine):
    return Committee(engine)


@pytest.fixture
def draft(committee):
    committee.has_resolution(Stage.ISSUED, clauses=(WATER, MORE))
    committee.has_resolution(Stage.WITHDRAWN, clauses=(CANAL,))
    committee.has_resolution(Stage.DRAFTING, clauses=(CANAL,))
    return committee.has_resolution(Stage.DRAFTING, clauses=(CANAL, WATER))


def seen(committee, draft):
    return committee.read(overlaps_of, committee.one(ResolutionRow, draft))


def test_only_what_is_in_force_is_compared_and_the_note_changes_no_text(committee, draft):
    (found,) = seen(committee, draft)
    assert (found.ours.path, found.other.path, found.likeness, found.note) == ("2.", "1.", 100, None)
    for choice in (OverlapChoice.DROP, OverlapChoice.REFER):
        committee.does("sec", overlaps.note_overlap, found.ours.id, found.other.id, choice)
    (noted,) = seen(committee, draft)
    assert noted.note.choice is OverlapChoice.REFER
    assert noted.ours.text == WATER
    assert len(committee.all(OverlapNoteRow)) == 1
    assert committee.facts()[-2:] == ["OverlapNoted", "OverlapNoted"]


def test_the_note_follows_our_clause_into_the_next_version(committee, draft):
    (found,) = seen(committee, draft)
    committee.does("clerk", overlaps.note_overlap, found.ours.id, found.other.id, OverlapChoice.KEEP)
    committee.hands_in(draft, WATER.replace("120", "135"), CANAL)
    (now,) = seen(committee, draft)
    assert (now.ours.path, now.note.choice) == ("1.", OverlapChoice.KEEP)
    with pytest.raises(ButtonExpired):
        committee.does("clerk", overlaps.note_overlap, found.ours.id, found.other.id, OverlapChoice.DROP)


def test_others_note_nothing_and_nobody_on_a_text_that_is_decided(committee, draft):
    (found,) = seen(committee, draft)
    with pytest.raises(NotPermitted):
        committee.does("m1", overlaps.note_overlap, found.ours.id, found.other.id, OverlapChoice.KEEP)
    with pytest.raises(NotPermitted):
        committee.does("clerk", overlaps.note_overlap, 0, found.other.id, OverlapChoice.KEEP)
    with pytest.raises(WrongStage):
        committee.does("clerk", overlaps.note_overlap, found.other.id, found.ours.id, OverlapChoice.KEEP)
