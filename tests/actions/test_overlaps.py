"""What resolutions in force say already is shown, and what is to become of it is noted (S1.10)."""

import pytest

from actions import drafts, overlaps
from rules.desk import ButtonExpired
from rules.drafts import ReadDraftFile
from rules.overlaps import OverlapChoice
from rules.resolutions import Stage, WrongStage
from storage.drafts import current_draft
from storage.members import NotPermitted
from storage.overlaps import GIVEN_UP_AFTER, OverlapNoteRow, overlaps_of, search_of
from storage.resolutions import ResolutionRow
from tests.actions.committees import Committee, text_of
from tests.actions.searches import carries_out, compares, errands

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
    compares(committee, draft)
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
    assert committee.facts()[-3:] == ["OverlapNoted", "OverlapNoted", "OverlapsLookedFor"]


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


def test_all_that_is_in_force_is_compared_some_at_a_time_and_the_count_goes_on(committee, draft):
    near = WATER.replace("120", "135").replace("lắp đặt", "hoàn thành lắp đặt")
    for clauses in ((near, CANAL), (WATER,), (MORE,)):
        committee.has_resolution(Stage.ISSUED, clauses=clauses)
    draft_id = committee.read(current_draft, draft).id
    committee.does("clerk", overlaps.compare, draft, chat_id=committee.chats["clerk"])
    counts = []
    while (search := committee.read(search_of, draft_id)).ended_at is None:
        counts.append((search.compared, search.texts))
        carries_out(committee, errands(committee)[-1])
    assert counts == [(0, 4), (1, 4), (2, 4), (3, 4)]
    carries_out(committee, errands(committee)[1])  # once more, as after a crash
    canal, water = committee.read(overlaps_of, committee.one(ResolutionRow, draft))
    assert (canal.likeness, canal.other.text, canal.besides) == (100, CANAL, 0)
    # Three texts say it; of two word for word the same, the newer one is named.
    assert (water.likeness, water.besides, water.resolution.id) == (100, 2, water.other.draft_id)
    assert water.resolution.id == max(r.id for r in committee.all(ResolutionRow)) - 1


def test_a_search_that_was_begun_anew_or_is_of_an_older_version_ends_by_itself(committee, draft):
    committee.has_resolution(Stage.ISSUED, clauses=(WATER,))
    committee.does("clerk", overlaps.compare, draft, chat_id=committee.chats["clerk"])
    committee.does("clerk", overlaps.compare, draft, chat_id=committee.chats["clerk"])
    (first,) = errands(committee)  # the second press shows how far it has come, and begins nothing
    committee.now += GIVEN_UP_AFTER
    committee.does("clerk", overlaps.compare, draft, chat_id=committee.chats["clerk"])
    second = errands(committee)[-1]
    carries_out(committee, first)
    assert committee.read(search_of, first.draft_id).compared == 0
    committee.hands_in(draft, MORE)
    carries_out(committee, second)
    assert committee.read(search_of, second.draft_id).ended_at == committee.now
    assert errands(committee) == [first, second]


def test_a_version_is_compared_as_it_comes_and_only_where_something_is_in_force(committee):
    errand = ReadDraftFile(
        chat_id=1, body_id=committee.body_id, resolution_id=None, member_id=committee.ids["clerk"],
        file_id="file", file_name="du-thao.docx",
    )  # fmt: skip
    committee.does(None, drafts.take_draft, errand, text_of(WATER))
    assert errands(committee) == []
    committee.has_resolution(Stage.ISSUED, clauses=(WATER,))
    committee.does(None, drafts.take_draft, errand, text_of(WATER))
    (asked,) = errands(committee)
    carries_out(committee, asked)
    newest = committee.all(ResolutionRow)[-1]
    assert [each.likeness for each in committee.read(overlaps_of, newest)] == [100]


def test_what_is_not_in_force_any_more_is_no_overlap(committee, draft):
    (found,) = seen(committee, draft)
    committee.does(None, lambda work: setattr(
        work.session.get_one(ResolutionRow, found.resolution.id), "stage", Stage.ARCHIVED
    ))  # fmt: skip
    assert committee.read(overlaps_of, committee.one(ResolutionRow, draft)) == []
    with pytest.raises(NotPermitted):
        committee.does("m1", overlaps.compare, draft, chat_id=committee.chats["m1"])
