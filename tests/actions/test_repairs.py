"""Repairs make a new version with what a person took; the older one stays letter by letter."""

import pytest

from actions import repairs
from rules.desk import ButtonExpired
from rules.repairs import Repaired
from rules.resolutions import Stage, WrongStage
from storage.drafts import ClauseRow, DraftRow, current_draft
from storage.members import NotPermitted
from tests.actions.committees import Committee
from tests.actions.searches import errands

DAMAGED = ("Nhiệm v ụ của chi bộ trong hoàn c ảnh mới.", "Trồng 10 ha rừng giai đoạn 20262030.")


@pytest.fixture
def committee(engine):
    return Committee(engine)


@pytest.fixture
def draft(committee):
    return committee.read(current_draft, committee.has_resolution(Stage.DRAFTING, clauses=DAMAGED))


def test_only_what_was_taken_is_in_the_new_version(committee, draft):
    chat_id = committee.chats["clerk"]
    committee.has_resolution(Stage.ISSUED)
    committee.does("clerk", repairs.apply_repairs, draft.id, [2, 0], chat_id=chat_id)
    made = committee.read(current_draft, draft.resolution_id)
    assert (made.version, made.file_id, made.lines_covered) == (2, "", draft.lines_covered)
    old, new = (
        [row.text for row in committee.all(ClauseRow, ClauseRow.draft_id == each) if row.label]
        for each in (draft.id, made.id)
    )
    assert old == list(DAMAGED)
    assert new == [
        "Nhiệm vụ của chi bộ trong hoàn c ảnh mới.",
        "Trồng 10 ha rừng giai đoạn 2026 - 2030.",
    ]
    keys = [[row.key for row in committee.all(ClauseRow, ClauseRow.draft_id == each)]
            for each in (draft.id, made.id)]  # fmt: skip
    assert keys[0] == keys[1]
    assert committee.one(DraftRow, draft.id).text_hash == draft.text_hash
    assert committee.notices(Repaired) == [Repaired(draft_id=made.id, repairs=2)]
    assert [each.draft_id for each in errands(committee)] == [made.id]


def test_an_old_version_a_frozen_text_and_strangers_are_refused(committee, draft):
    chat = {"chat_id": committee.chats["clerk"]}
    with pytest.raises(NotPermitted):
        committee.does("m1", repairs.apply_repairs, draft.id, [0], **chat)
    with pytest.raises(ButtonExpired):
        committee.does("clerk", repairs.apply_repairs, draft.id, [], **chat)
    with pytest.raises(ButtonExpired):
        committee.does("clerk", repairs.apply_repairs, draft.id, [99], **chat)
    committee.hands_in(draft.resolution_id, *DAMAGED)
    with pytest.raises(ButtonExpired):
        committee.does("clerk", repairs.apply_repairs, draft.id, [0], **chat)
    frozen = committee.read(current_draft, committee.has_resolution(Stage.VOTING, clauses=DAMAGED))
    with pytest.raises(WrongStage):
        committee.does("clerk", repairs.apply_repairs, frozen.id, [0], **chat)
