"""Which clause of ours seems to say what is required from above."""

from documents.reading import read_draft
from rules.clauses import Level, Node, NodeKind
from rules.traces import LEAST_LIKE, MOST_PROPOSED, candidates
from tests.stories.papers import draft_docx

WATER = "Lắp đặt đồng hồ nước cho 100% số hộ ở vùng cao trong quý I/2027."
CANAL = "Vận động Nhân dân hiến đất làm kênh mương nội đồng."
OTHER = "Bố trí ngân sách sự nghiệp cho chuyển đổi số."


def nodes(*texts, kind=NodeKind.CLAUSE):
    return [
        Node(
            index=place, kind=kind, level=Level.ITEM, label="", path=f"{place}", heading="", text=text,
            parent=None, spans=(),
        )
        for place, text in enumerate(texts)
    ]  # fmt: skip


def test_the_likest_clause_comes_first_and_what_nothing_says_has_none():
    own = read_draft(draft_docx(), "du-thao.docx").outline.nodes
    water, canal, other = candidates([WATER, CANAL, OTHER], own)
    assert "120 đồng hồ nước" in own[water[0].clause].text
    assert "hiến đất làm kênh" in own[canal[0].clause].text
    assert not any("Trong 10 tháng đầu năm" in own[each.clause].text for each in water)
    assert other == ()


def test_the_same_words_are_whole_however_their_tones_are_written():
    ((found,),) = candidates(
        [WATER], nodes("LAP DAT DONG HO NUOC CHO 100% SO HO O VUNG CAO TRONG QUY I/2027")
    )
    assert (found.clause, found.likeness) == (0, 100)


def test_no_more_are_proposed_than_can_be_read_and_none_that_is_unlike():
    own = nodes(*(f"{WATER} Lần {n}." for n in range(10)), OTHER)
    (found,) = candidates([WATER], own)
    assert len(found) == MOST_PROPOSED
    assert all(each.likeness >= LEAST_LIKE and each.clause != 10 for each in found)


def test_only_clauses_are_proposed():
    assert candidates([WATER], nodes(WATER, kind=NodeKind.RECIPIENTS)) == [()]
    assert candidates([], nodes(WATER)) == []
