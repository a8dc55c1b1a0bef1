"""How much of a draft stands in another text, and where."""

from rules.clauses import Level, Node, NodeKind
from rules.copying import PASSAGE, copied_from

UPPER = (
    "Tiếp tục quán triệt, triển khai đồng bộ, có hiệu quả các chủ trương của Đảng về nông nghiệp, "
    "nông dân, nông thôn gắn với xây dựng nông thôn mới."
)
OWN = "Lắp 120 đồng hồ nước cho 45 hộ ở thôn Bắc Sơn, xong chậm nhất ngày 20/01/2027."


def nodes(*texts, kind=NodeKind.CLAUSE):
    return [
        Node(
            index=place, kind=kind, level=Level.ITEM, label="", path=f"{place}", heading="", text=text,
            parent=None, spans=((1, 1),),
        )
        for place, text in enumerate(texts)
    ]  # fmt: skip


def test_what_was_copied_is_counted_and_shown_as_the_draft_has_it():
    upper = UPPER.upper()
    found = copied_from(nodes(OWN, UPPER), nodes("Điều khác.", upper))
    assert [(each.clause, each.source, each.text) for each in found.passages] == [(1, 1, UPPER)]
    words = len(UPPER.split())
    assert found.percent == 100 * words // (words + len(OWN.split()))


def test_turns_of_phrase_are_no_copying():
    short = " ".join(UPPER.split()[: PASSAGE - 1])
    assert copied_from(nodes(f"{short} xã Công Hải."), nodes(UPPER)).passages == ()


def test_two_stretches_of_one_clause_are_two_passages():
    words = UPPER.split()
    own = " ".join([*words[:PASSAGE], "xã", "Công", "Hải", *words[-PASSAGE:]])
    assert [each.words for each in copied_from(nodes(own), nodes(UPPER)).passages] == [PASSAGE, PASSAGE]


def test_only_clauses_count_and_an_empty_draft_copies_nothing():
    assert copied_from(nodes(UPPER, kind=NodeKind.PREAMBLE), nodes(UPPER)).percent == 0
    assert copied_from([], nodes(UPPER)).percent == 0
