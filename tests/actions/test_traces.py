"""What is required from above is traced to our clauses, followed and counted (S1.7, S1.9)."""

from datetime import date

import pytest

from actions import concretisation, drafts, traces, versions
from rules.desk import ButtonExpired, TextTooLong
from rules.drafts import ReadDraftFile
from rules.resolutions import Stage, WrongStage
from rules.tasks import TaskSource, TaskState
from rules.traces import LONGEST_REASON, Standing
from storage.drafts import ClauseRow, clauses_of, current_draft
from storage.members import NotPermitted
from storage.tasks import TaskRow
from storage.traces import next_open, traced, uncovered
from storage.upper_clauses import clauses_to_tick
from storage.upper_documents import UpperDocumentRow
from tests.actions.committees import Committee, text_of
from tests.actions.upper_documents import enters

WATER = "Ủy ban nhân dân xã lắp đặt 120 đồng hồ nước cho các hộ ở vùng cao trong năm 2027."
CANAL = "Chi bộ thôn Bắc Sơn vận động 45 hộ hiến đất làm kênh mương nội đồng."
MORE = "Văn phòng Đảng ủy theo dõi, đôn đốc và báo cáo Ban Thường vụ kết quả hằng tháng."


class Tracing(Committee):
    """A committee whose register has a document with two requirements."""

    def __init__(self, engine):
        super().__init__(engine)
        self.document = enters(self)
        ticked = self.read(clauses_to_tick, self.document, is_whole=False)
        self.water, self.canal = [each.id for each in ticked]


@pytest.fixture
def committee(engine):
    return Tracing(engine)


@pytest.fixture
def draft(committee):
    resolution_id = committee.has_resolution(Stage.DRAFTING, clauses=(WATER, CANAL))
    committee.does("clerk", concretisation.concretise, resolution_id, committee.document)
    return resolution_id


def clause(committee, resolution_id, place):
    newest = committee.read(current_draft, resolution_id)
    return committee.read(clauses_of, newest.id)[place].id


def gives(committee, resolution_id, own, state):
    """Let a task have been born of a clause."""
    committee.does(None, lambda work: work.session.add(
        TaskRow(
            resolution_id=resolution_id, state=state, source=TaskSource.TEXT, clause_key=own.key,
            what=own.text, owner_id=committee.ids["m1"], inspector_id=committee.ids["sec"],
            due_on=date(2027, 1, 20), due_set_on=date(2026, 11, 16),
            created_by_id=committee.ids["clerk"], created_at=committee.now,
        )
    ))  # fmt: skip


def standings(committee, resolution_id):
    return [each.standing for each in committee.read(traced, resolution_id)]


def covered(committee):
    return committee.one(UpperDocumentRow, committee.document).covered


def test_a_person_says_where_it_stands_or_why_it_does_not_concern_us(committee, draft):
    assert standings(committee, draft) == [Standing.OPEN, Standing.OPEN]
    committee.does("clerk", traces.cover, draft, committee.water, clause(committee, draft, 0))
    assert committee.read(next_open, draft, after=None) == committee.canal
    committee.does("clerk", traces.leave_out, draft, committee.canal, "  Xã không  có kênh ")
    first, second = committee.read(traced, draft)
    assert [own.clause.text for own in first.ours] == [WATER]
    assert (second.standing, second.trace.reason) == (Standing.NOT_APPLICABLE, "Xã không có kênh")
    assert committee.read(uncovered, draft) == []
    assert committee.read(next_open, draft, after=None) is None
    assert covered(committee) == 2
    committee.does("clerk", traces.reopen, draft, committee.canal)
    committee.does("clerk", traces.reopen, draft, committee.canal)
    assert standings(committee, draft) == [Standing.COVERED, Standing.OPEN]
    assert covered(committee) == 1
    assert committee.facts()[-3:] == ["RequirementCovered", "RequirementLeftOut", "TraceTakenBack"]


def test_the_trace_follows_our_clause_into_the_next_version(committee, draft):
    committee.does("clerk", traces.cover, draft, committee.water, clause(committee, draft, 0))
    committee.hands_in(draft, MORE, CANAL, WATER.replace("120", "135"))
    (first, _second) = committee.read(traced, draft)
    assert first.standing is Standing.COVERED
    assert [own.clause.path for own in first.ours] == ["3."]


def test_what_our_newest_version_left_out_is_open_again(committee, draft):
    old = clause(committee, draft, 0)
    committee.does("clerk", traces.cover, draft, committee.water, old)
    committee.hands_in(draft, CANAL, MORE)
    committee.does("clerk", versions.settle_clause, old, None)
    assert standings(committee, draft) == [Standing.LOST, Standing.OPEN]
    assert committee.read(next_open, draft, after=None) == committee.water
    with pytest.raises(ButtonExpired):
        committee.does("clerk", traces.cover, draft, committee.canal, old)


def test_what_another_resolution_covers_is_not_asked_for_again(committee, draft):
    other = committee.has_resolution(Stage.DRAFTING, clauses=(CANAL,))
    committee.does("clerk", concretisation.concretise, other, committee.document)
    committee.does("clerk", traces.cover, other, committee.canal, clause(committee, other, 0))
    assert standings(committee, draft) == [Standing.OPEN, Standing.ELSEWHERE]
    committee.does("clerk", drafts.withdraw, other)
    assert standings(committee, draft) == [Standing.OPEN, Standing.OPEN]
    assert covered(committee) == 0


def test_unlinking_loses_nothing_of_what_was_said(committee, draft):
    committee.does("clerk", traces.cover, draft, committee.water, clause(committee, draft, 0))
    committee.does("clerk", concretisation.let_document_go, draft, committee.document)
    assert (committee.read(traced, draft), covered(committee)) == ([], 0)
    with pytest.raises(ButtonExpired):
        committee.does("clerk", traces.reopen, draft, committee.water)
    committee.does("clerk", concretisation.concretise, draft, committee.document)
    assert standings(committee, draft) == [Standing.COVERED, Standing.OPEN]
    assert covered(committee) == 1


def test_the_tasks_born_of_our_clause_come_with_it(committee, draft):
    committee.does("clerk", traces.cover, draft, committee.water, clause(committee, draft, 0))
    for place, state in ((0, TaskState.UNDER_WAY), (1, TaskState.ASSIGNED), (0, TaskState.PROPOSED)):
        own = committee.one(ClauseRow, clause(committee, draft, place))
        gives(committee, draft, own, state)
    committee.hands_in(draft, MORE, WATER.replace("120", "135"), CANAL)
    first, second = committee.read(traced, draft)
    assert [(task.what, task.state) for task in first.tasks] == [(WATER, TaskState.UNDER_WAY)]
    assert second.tasks == ()


def test_others_trace_nothing_and_nobody_an_archived_text(committee, draft):
    own = clause(committee, draft, 0)
    with pytest.raises(NotPermitted):
        committee.does("m1", traces.cover, draft, committee.water, own)
    with pytest.raises(TextTooLong):
        committee.does("clerk", traces.leave_out, draft, committee.water, "x" * (LONGEST_REASON + 1))
    other = committee.has_resolution(Stage.DRAFTING, clauses=(WATER,))
    with pytest.raises(ButtonExpired):  # a clause of another resolution
        committee.does("clerk", traces.cover, draft, committee.water, clause(committee, other, 0))
    archived = committee.has_resolution(Stage.ARCHIVED, clauses=(WATER,))
    with pytest.raises(WrongStage):
        committee.does("clerk", traces.cover, archived, committee.water, own)


def test_several_clauses_cover_one_requirement_and_one_clause_covers_several(committee, draft):
    for place in (1, 0, 1):
        committee.does("clerk", traces.cover, draft, committee.water, clause(committee, draft, place))
    committee.does("clerk", traces.cover, draft, committee.canal, clause(committee, draft, 1))
    first, second = committee.read(traced, draft)
    assert [own.clause.text for own in first.ours] == [WATER, CANAL]
    assert [own.clause.text for own in second.ours] == [CANAL]
    assert covered(committee) == 2
    committee.does("clerk", traces.uncover, draft, committee.water, clause(committee, draft, 0))
    committee.does("clerk", traces.uncover, draft, committee.water, clause(committee, draft, 0))
    assert [own.clause.text for own in committee.read(traced, draft)[0].ours] == [CANAL]
    committee.does("clerk", traces.uncover, draft, committee.water, clause(committee, draft, 1))
    assert standings(committee, draft) == [Standing.OPEN, Standing.COVERED]
    assert covered(committee) == 1
    with pytest.raises(ButtonExpired):  # nothing is left that could be enough
        committee.does("clerk", traces.confirm, draft, committee.water)
    assert committee.facts()[-2:] == ["RequirementUncovered", "RequirementUncovered"]


def comes(committee, resolution_id, *clauses):
    """Have the next version read and stored as it is when somebody sends its file."""
    errand = ReadDraftFile(
        chat_id=1, body_id=committee.body_id, resolution_id=resolution_id,
        member_id=committee.ids["clerk"], file_id="file", file_name="du-thao.docx",
    )  # fmt: skip
    committee.does(None, drafts.take_draft, errand, text_of(*clauses))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # the statements are tried above
@pytest.mark.parametrize(
    ("newest", "ours", "lost", "count"),
    [
        ((MORE, CANAL, WATER), [CANAL, WATER], [], 1),  # other numbers
        ((WATER, MORE), [WATER], [CANAL], 0),  # one was left out
        ((MORE,), [], [WATER, CANAL], 0),
        ((f"{WATER} {CANAL}", MORE), [f"{WATER} {CANAL}"], [], 1),  # merged
        (("Ủy ban nhân dân xã lắp đặt 120 đồng hồ nước.", "Cho các hộ ở vùng cao trong năm 2027.",
          CANAL), ["Ủy ban nhân dân xã lắp đặt 120 đồng hồ nước.",
                   "Cho các hộ ở vùng cao trong năm 2027.", CANAL], [], 1),  # split
    ],
)  # fmt: skip
def test_clauses_that_cover_a_requirement_are_followed_and_what_is_lost_does_not_count(
    committee, draft, newest, ours, lost, count
):
    named = [clause(committee, draft, place) for place in (0, 1)]
    for each in named:
        committee.does("clerk", traces.cover, draft, committee.water, each)
    comes(committee, draft, *newest)
    (first, _second) = committee.read(traced, draft)
    assert [own.clause.text for own in first.ours] == ours
    assert [each.text for each in first.lost] == lost
    assert (first.standing is Standing.COVERED) == (not lost)
    assert covered(committee) == count


def test_a_person_says_whether_what_is_left_is_enough(committee, draft):
    named = [clause(committee, draft, place) for place in (0, 1)]
    for each in named:
        committee.does("clerk", traces.cover, draft, committee.water, each)
    comes(committee, draft, WATER, MORE)
    assert standings(committee, draft) == [Standing.PARTLY, Standing.OPEN]
    committee.does("clerk", traces.confirm, draft, committee.water)
    assert standings(committee, draft) == [Standing.COVERED, Standing.OPEN]
    assert covered(committee) == 1
    comes(committee, draft, WATER, MORE, CANAL)
    assert covered(committee) == 1


def test_a_clause_that_a_person_finds_again_counts_again(committee, draft):
    own = clause(committee, draft, 0)
    committee.does("clerk", traces.cover, draft, committee.water, own)
    comes(committee, draft, CANAL, MORE)
    assert covered(committee) == 0
    committee.does("clerk", versions.settle_clause, own, clause(committee, draft, 1))
    assert standings(committee, draft)[0] is Standing.COVERED
    assert covered(committee) == 1


def test_a_task_of_a_merged_clause_comes_with_the_whole(committee, draft):
    committee.does("clerk", traces.cover, draft, committee.water, clause(committee, draft, 0))
    for place in (0, 1):
        own = committee.one(ClauseRow, clause(committee, draft, place))
        gives(committee, draft, own, TaskState.UNDER_WAY)
    comes(committee, draft, f"{WATER} {CANAL}", MORE)
    (first, _second) = committee.read(traced, draft)
    assert [task.what for task in first.tasks] == [WATER, CANAL]
