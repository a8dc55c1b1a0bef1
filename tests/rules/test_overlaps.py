"""Which clauses of a draft resolutions in force say already."""

from rules.clauses import Level, Node, NodeKind
from rules.overlaps import AT_ONCE, find_overlaps

WATER = "Ủy ban nhân dân xã lắp đặt 120 đồng hồ nước cho các hộ ở vùng cao trong năm 2027."
WATER_AGAIN = "Uỷ ban nhân dân xã lắp đặt 135 đồng hồ nước cho các hộ vùng cao xong trong năm 2027."
CANAL = "Chi bộ thôn Bắc Sơn vận động 45 hộ hiến đất làm kênh mương nội đồng."
OTHER = "Văn phòng Đảng ủy theo dõi, đôn đốc và báo cáo Ban Thường vụ kết quả hằng tháng."


def nodes(*texts, parent=None, kind=NodeKind.CLAUSE):
    return [
        Node(
            index=place, kind=kind, level=Level.ITEM, label="", path=f"{place}", heading="", text=text,
            parent=parent if place else None, spans=(),
        )
        for place, text in enumerate(texts)
    ]  # fmt: skip


def found(own, *others):
    return [(each.clause, each.text, each.other) for each in find_overlaps(own, others)]


def test_however_many_texts_there_are_the_newest_of_the_likest_is_named_and_the_others_counted():
    others = [[CANAL], *[[OTHER, WATER_AGAIN]] * AT_ONCE, [WATER], [WATER], [OTHER]]
    (like,) = find_overlaps(nodes(WATER), others)
    assert (like.text, like.other, like.likeness) == (AT_ONCE + 1, 0, 100)
    assert like.besides == AT_ONCE + 1


def test_the_likest_clause_in_force_is_named_with_its_text():
    own = nodes(OTHER, WATER_AGAIN)
    assert found(own, [CANAL], [CANAL, WATER]) == [(1, 1, 1)]
    (same,) = find_overlaps(nodes(WATER), [[WATER_AGAIN], [WATER]])
    assert (same.text, same.likeness) == (1, 100)


def test_what_only_shares_words_is_no_overlap():
    assert found(nodes(CANAL, WATER), [OTHER]) == []
    assert found(nodes(WATER, kind=NodeKind.PREAMBLE), [WATER]) == []
    assert found(nodes(WATER)) == []


def test_turns_of_phrase_and_what_has_been_are_left_out():
    phrase = "Quán triệt, triển khai thực hiện nghị quyết."
    assert found(nodes(phrase), [phrase]) == []
    assert found(nodes("I. TÌNH HÌNH", WATER, parent=0), [WATER]) == []
