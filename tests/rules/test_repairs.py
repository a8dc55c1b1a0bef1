"""Repairs of letters: proposed where there is one way, and done only where a person took them."""

import pytest

from rules.clauses import Level, Node, NodeKind
from rules.repairs import propose_repairs, repaired


def nodes(*texts):
    return [
        Node(
            index=place, kind=NodeKind.CLAUSE, level=Level.ITEM, label="1.", path=f"{place}",
            heading=text[:12], text=text, parent=None, spans=((1, 1),),
        )
        for place, text in enumerate(texts)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Nhiệm v ụ của chi bộ", "Nhiệm vụ của chi bộ"),
        ("trong hoàn c ảnh mới", "trong hoàn cảnh mới"),
        ("Đểbảo đảm nguồn vốn", "Để bảo đảm nguồn vốn"),
        ("Đảng bộxã Công Hải", "Đảng bộ xã Công Hải"),
        ("lần thứI của Đảng bộ", "lần thứ I của Đảng bộ"),
        ("giai đoạn 20162020", "giai đoạn 2016 - 2020"),
        ("Nghị quyết số 22NQ/TW", "Nghị quyết số 22-NQ/TW"),
    ],
)
def test_what_is_damaged_in_one_way_is_proposed(text, right):
    before = nodes(text)
    (repair,) = propose_repairs(before)
    assert repaired(before, [repair])[0].text == right
    assert repair.shown(text) == (text, right)


@pytest.mark.parametrize(
    "text",
    [
        "theo điểm b ở trên, khoản a và ý kiến",
        "Nghị quyết số 22-NQ/TW, giai đoạn 2016 - 2020",
        "Ủy ban nhân dân xã quyết nghị về nước sạch, chuyển đổi số",
        "số 20262027001 và mã TTg",
        "Tuyên truyền, giáo dục; quyền và nghĩa vụ",
    ],
)
def test_what_is_right_is_left_alone(text):
    assert propose_repairs(nodes(text)) == ()


def test_only_what_a_person_took_is_changed():
    before = nodes("Nhiệm v ụ và hoàn c ảnh", "giai đoạn 20162020")
    offered = propose_repairs(before)
    assert len(offered) == 3
    after = repaired(before, [offered[1]])
    assert [node.text for node in after] == ["Nhiệm v ụ và hoàn cảnh", "giai đoạn 20162020"]
    assert repaired(before, offered)[0].heading == "Nhiệm vụ và"
    assert repaired(before, []) == tuple(before)
