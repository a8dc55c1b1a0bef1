"""Which tasks nobody could measure later, and which are fine as they are."""

from datetime import date

import pytest

from rules.clauses import Level, Node, NodeKind
from rules.task_wording import Wording, check_wording

TODAY = date(2026, 11, 23)
TERM_END = date(2030, 6, 30)
SEVERAL = (
    "Giao Ủy ban nhân dân xã rà soát 45 hộ nghèo ở thôn; xây dựng danh sách hỗ trợ nhà ở; tổ chức trao "
    "kinh phí cho từng hộ trước 15/12/2026."
)


def node(index, text, parent=None):
    return Node(
        index=index, kind=NodeKind.CLAUSE, level=Level.ITEM, label=f"{index + 1}.", path=f"{index + 1}",
        heading=text, text=text, parent=parent, spans=((1, 1),),
    )  # fmt: skip


def weak(*texts):
    nodes = [node(0, texts[0]), *(node(n, text, 0) for n, text in enumerate(texts[1:], start=1))]
    found = check_wording(nodes, today=TODAY, term_end=TERM_END)
    return next((set(each.wordings) for each in found if each.clause == 0), set())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Ủy ban nhân dân xã chịu trách nhiệm lắp 120 đồng hồ nước, xong chậm nhất ngày 20/01/2027.",
            "",
        ),
        ("Giao Văn phòng Đảng ủy tham mưu ban hành kế hoạch thực hiện trước ngày 15/12/2026.", ""),
        ("Giao Ban Xây dựng Đảng tăng cường công tác tuyên truyền.", "unmeasured qualitative"),
        ("Giao Ban Xây dựng Đảng nâng cao chất lượng sinh hoạt trước ngày 30/6/2027.", "qualitative"),
        ("Giao Văn phòng Đảng ủy thường xuyên theo dõi, nắm tình hình.", "unmeasured routine"),
        ("Giao Văn phòng Đảng ủy theo dõi việc làm đường, xong trước ngày 30/6/2030.", ""),
        ("Giao Văn phòng Đảng ủy trồng 50 ha rừng, hoàn thành đến hết nhiệm kỳ.", "whole_term"),
        ("Giao Văn phòng Đảng ủy trồng 50 ha rừng giai đoạn 2026 - 2030.", "whole_term"),
        (SEVERAL, "compound"),
    ],
)
def test_a_task_is_named_for_what_is_weak_in_it(text, said):
    assert weak(text) == {Wording(each) for each in said.split()}


def test_points_below_measure_the_sentence_above_them():
    above = "Giao Ban Xây dựng Đảng đẩy mạnh tuyên truyền về nước sạch."
    assert Wording.UNMEASURED in weak(above)
    assert weak(above, "Giao Hội Nông dân mở 02 lớp tập huấn trước ngày 30/3/2027.") == set()


def test_clauses_that_give_no_task_are_left_alone():
    assert weak("Trong 10 tháng đầu năm, công tác tuyên truyền được đẩy mạnh.") == set()
