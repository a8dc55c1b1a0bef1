"""Which clauses of a document from above require something, and by which words."""

from datetime import date
from pathlib import Path

import pytest

from documents.reading import read_draft
from rules.clauses import Level, Node, NodeKind
from rules.requirements import Duty, due_in, find_required
from tests.stories.upper_papers import upper_docx

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"


def node(index, text, *, parent=None, kind=NodeKind.CLAUSE):
    return Node(
        index=index, kind=kind, level=Level.ITEM, label="", path=f"{index}", heading="", text=text,
        parent=parent, spans=(),
    )  # fmt: skip


def required(*texts):
    return [
        (each.clause, each.duty) for each in find_required([node(*pair) for pair in enumerate(texts)])
    ]


@pytest.mark.parametrize(
    ("text", "duty"),
    [
        ("Giao Ủy ban nhân dân xã lắp đồng hồ nước.", Duty.ASSIGNED),
        ("Sở Y tế chủ trì, phối hợp với các địa phương hướng dẫn.", Duty.ASSIGNED),
        ("Yêu cầu các cấp ủy quán triệt Chỉ thị này.", Duty.REQUIRED),
        ("Người đứng đầu chịu trách nhiệm trước cấp trên.", Duty.REQUIRED),
        ("Mỗi chi bộ phải có ít nhất một mô hình.", Duty.REQUIRED),
        ("Đảng ủy xã xây dựng, ban hành kế hoạch thực hiện.", Duty.PLAN),
        ("Cụ thể hoá thành nghị quyết chuyên đề.", Duty.PLAN),
        ("Xây dựng kế hoạch chậm nhất ngày 30/6/2027.", Duty.DEADLINE),
        ("Hoàn thành việc rà soát trong quý I.", Duty.DEADLINE),
        ("Hằng năm, các đơn vị gửi báo cáo về Văn phòng.", Duty.REPORT),
        ("GIAO CÁC SỞ thực hiện.", Duty.ASSIGNED),
    ],
)
def test_a_phrase_of_duty_is_found(text, duty):
    assert required(text) == [(0, duty)]


@pytest.mark.parametrize(
    "text",
    [
        "Giao thông nông thôn có nhiều chuyển biến.",
        "Duy trì chế độ giao ban hằng tháng.",
        "Rẽ bên phải trụ sở.",
        "Nước sạch đáp ứng yêu cầu các hộ dân.",
        "Toàn xã có 120 hộ dùng nước sạch.",
    ],
)
def test_words_that_only_look_like_duties_are_none(text):
    assert required(text) == []


def test_what_a_colon_hands_down_is_required_of_each_point_and_not_of_the_line_above():
    nodes = [
        node(0, "Giao Ủy ban nhân dân xã:"),
        node(1, "Lắp đồng hồ nước.", parent=0),
        node(2, "Bố trí kinh phí chậm nhất ngày 30/6/2027.", parent=0),
    ]
    found = find_required(nodes)
    assert [(each.clause, each.duty) for each in found] == [(1, Duty.ASSIGNED), (2, Duty.DEADLINE)]
    assert found[0].passage == "Giao Ủy ban nhân dân xã:"


def test_what_is_told_of_the_past_and_annexes_require_nothing():
    nodes = [
        node(0, "I. TÌNH HÌNH, KẾT QUẢ"),
        node(1, "Nhiều nơi phải khắc phục khó khăn.", parent=0),
        node(2, "PHỤ LỤC", kind=NodeKind.ANNEX),
        node(3, "Đơn vị phải điền đủ các cột.", parent=2),
    ]
    assert find_required(nodes) == ()


def test_the_passage_shows_the_words_around_the_phrase():
    before, after = "Trong giai đoạn tới, với tinh thần chủ động, " * 3, " theo hướng dẫn của trên" * 9
    (found,) = find_required([node(0, f"{before}Giao Ủy ban nhân dân xã lắp nước{after}")])
    assert found.passage.startswith("…")
    assert found.passage.endswith("…")
    assert "Giao Ủy ban nhân dân xã lắp nước" in found.passage


def test_the_first_day_by_which_a_plan_is_asked_for_is_offered():
    clauses = [
        ("1", "Lắp đồng hồ nước xong chậm nhất ngày 30/6/2026."),
        ("2", "Xây dựng kế hoạch thực hiện, chậm nhất ngày 31/12/2026."),
        ("3", "Ban hành nghị quyết chuyên đề, chậm nhất ngày 30/11/2026."),
        ("4", "Ban hành chương trình hành động trước ngày 01/3/2026."),
    ]
    assert due_in(clauses, today=date(2026, 4, 1)) == ("3", date(2026, 11, 30))
    assert due_in(clauses, today=date(2027, 1, 1)) is None


def test_a_directive_of_a_province_is_understood():
    outline = read_draft(upper_docx(), "chi-thi.docx").outline
    found = [outline.nodes[each.clause].path for each in find_required(outline.nodes)]
    assert found == ["II.1", "II.2.a", "II.2.b", "II.3", "III.1"]


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not here")
def test_real_documents_have_requirements_where_they_assign_work():
    path = SAMPLES / "04-ct-21-ct-ttg-2026.txt"
    outline = read_draft(path.read_bytes(), path.name).outline
    found = {outline.nodes[each.clause].path for each in find_required(outline.nodes)}
    assert {"II.4.a", "II.4.b", "II.5.b", "II.6.a", "II.7.b"} <= found
    assert not {"I", "II", "II.5", "II.6"} & found
