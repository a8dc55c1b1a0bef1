"""The check of a draft before it leaves: its weak tasks, and what it took over from texts before it."""

from actions import concretisation
from rules.resolutions import Stage
from rules.task_wording import Wording
from storage.draft_check import copied_from_above, copied_texts, percent_from_above, task_advice
from storage.drafts import current_draft
from tests.actions.committees import Committee
from tests.actions.upper_documents import CLAUSES, enters

VAGUE = "Giao Văn phòng Đảng ủy tăng cường công tác tuyên truyền về nước sạch trong toàn xã."
CLEAR = "Giao Văn phòng Đảng ủy phối hợp kiểm tra, bảo đảm lắp 120 đồng hồ nước trước ngày 20/01/2027."


def test_weak_tasks_are_named_and_clear_ones_are_not(engine):
    committee = Committee(engine)
    draft = committee.read(
        current_draft, committee.has_resolution(Stage.DRAFTING, clauses=(VAGUE, CLEAR))
    )
    advice = committee.read(task_advice, draft, today=committee.now.date())
    (place,) = advice.clauses
    assert advice.nodes[place].text == VAGUE
    assert Wording.QUALITATIVE in advice.weak[place].wordings


def test_a_draft_is_compared_with_the_bodys_adopted_texts_and_with_no_other_draft(engine):
    committee = Committee(engine)
    last_month = committee.has_resolution(Stage.ISSUED, clauses=(CLEAR, VAGUE))
    committee.has_resolution(Stage.DRAFTING, clauses=(CLEAR,))
    draft = committee.read(current_draft, committee.has_resolution(Stage.DRAFTING, clauses=(VAGUE,)))
    (found,) = committee.read(copied_texts, draft)
    assert found.resolution.id == last_month
    assert found.copied.percent == 100
    assert [passage.text for passage in found.copied.passages] == [VAGUE]


def test_a_draft_is_compared_with_what_it_concretises(engine):
    committee = Committee(engine)
    own = "Lắp 120 đồng hồ nước ở thôn Bắc Sơn."
    row = committee.has_resolution(Stage.DRAFTING, clauses=(CLAUSES[0].upper(), own))
    draft = committee.read(current_draft, row)
    document, _other = enters(committee), enters(committee, own, symbol="13-CT/TU")
    assert committee.read(copied_from_above, draft) == []
    assert committee.read(percent_from_above, draft) is None
    committee.does("clerk", concretisation.concretise, row, document)
    (found,) = committee.read(copied_from_above, draft)
    words = len(CLAUSES[0].split())
    assert [passage.text for passage in found.copied.passages] == [CLAUSES[0].upper()]
    assert found.copied.percent == 100 * words // (words + len(own.split()))
    assert committee.read(percent_from_above, draft) == found.copied.percent
