"""The redline: word by word, across clauses that were split, merged, moved and left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.clauses import Level, Node, NodeKind
from rules.redline import Change, compare, excerpt, word_changes

WORDS = st.lists(st.sampled_from(["nước", "sạch", "hộ", "80%", "xã", "\n", "và"]), max_size=14).map(
    " ".join
)


def shown(runs):
    marks = {Change.KEPT: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "[+{}+]"}
    return " ".join(marks[run.change].format(run.text) for run in runs)


def nodes(*texts):
    return [
        Node(
            index=place, kind=NodeKind.CLAUSE, level=Level.ITEM, label=f"{place + 1}.",
            path=f"{place + 1}", heading=text, text=text, parent=None, spans=((1, 1),),
        )
        for place, text in enumerate(texts)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("80% số hộ có nước sạch", "85% số hộ có nước sạch", "[-80%-] [+85%+] số hộ có nước sạch"),
        ("số hộ có nước", "số hộ dân có nước", "số hộ [+dân+] có nước"),
        ("a b c d", "x b y d", "[-a b c-] [+x b y+] d"),
        ("giữ nguyên", "giữ nguyên", "giữ nguyên"),
        ("", "mới", "[+mới+]"),
        ("cũ", "", "[-cũ-]"),
        ("dòng một\ndòng hai", "dòng một\ndòng ba", "dòng một\ndòng [-hai-] [+ba+]"),
    ],
)
def test_words_that_changed_are_shown_where_they_stand(old, new, said):
    assert shown(word_changes(old, new)) == said


@given(WORDS, WORDS)
def test_both_texts_can_be_read_out_of_a_redline(old, new):
    runs = word_changes(old, new)
    assert _words(runs, Change.REMOVED) == _tidy(old)
    assert _words(runs, Change.ADDED) == _tidy(new)


def _words(runs, side):
    return [
        word for run in runs if run.change in (Change.KEPT, side) for word in run.words if word != "\n"
    ]


def _tidy(text):
    return text.split()


def test_clauses_are_compared_with_what_they_were():
    old = nodes("Lắp 120 đồng hồ nước.", "Họp hằng tháng.", "Trồng 10 ha rừng.")
    new = nodes("Trồng 12 ha rừng.", "Lắp 120 đồng hồ nước.", "Mở 02 lớp tập huấn.")
    found = compare(old, new, {0: [1], 2: [0]}, moved=frozenset({2}))
    assert [(each.old, each.new, each.is_moved, shown(each.runs)) for each in found] == [
        ((2,), 0, True, "[-3. Trồng 10-] [+1. Trồng 12+] ha rừng."),
        ((0,), 1, False, "[-1.-] [+2.+] Lắp 120 đồng hồ nước."),
        ((1,), None, False, "[-2. Họp hằng tháng.-]"),
        ((), 2, False, "[+3. Mở 02 lớp tập huấn.+]"),
    ]


def test_a_split_clause_is_compared_with_both_halves_at_once():
    old = nodes("Lắp đồng hồ nước cho dân; báo cáo hằng tháng.")
    new = nodes("Lắp đồng hồ nước cho dân;", "báo cáo hằng tháng.")
    assert [shown(each.runs) for each in compare(old, new, {0: [0, 1]})] == [
        "1. Lắp đồng hồ nước cho dân;",
        "[+2.+] báo cáo hằng tháng.",
    ]


def test_merged_clauses_are_compared_with_the_one_they_became():
    old = nodes("Lắp đồng hồ nước.", "Báo cáo hằng tháng.")
    new = nodes("Lắp đồng hồ nước. Báo cáo hằng tháng.")
    assert [shown(each.runs) for each in compare(old, new, {0: [0], 1: [0]})] == [
        "1. Lắp đồng hồ nước. [-2.-] Báo cáo hằng tháng."
    ]


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("a b", "a c", "a b", "a c"),
        ("1 2 3 4 5 6 7 x", "1 2 3 4 5 6 7 y", "… 6 7 x", "… 6 7 y"),
        ("x 1 2 3 4 5 6 7", "y 1 2 3 4 5 6 7", "x 1 2 …", "y 1 2 …"),
        ("x 1 2 3 4 5 6 z", "y 1 2 3 4 5 6 w", "x 1 2 … 5 6 z", "y 1 2 … 5 6 w"),
        ("1 2 3 4 5 6", "1 2 3 4 5 6 y", "… 5 6", "… 5 6 y"),
        ("a\nb", "a\nc", "a b", "a c"),
    ],
)
def test_an_excerpt_shows_what_changed_with_a_few_words_around(old, new, before, after):
    runs = word_changes(old, new)
    assert excerpt(runs, Change.REMOVED, around=2) == before
    assert excerpt(runs, Change.ADDED, around=2) == after
