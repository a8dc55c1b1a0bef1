"""What became of each clause: measured on made revisions, and shown on the plain cases."""

import logging
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from documents.reading import read_draft
from rules.clauses import Level, Node, NodeKind
from rules.succession import Fate, in_place, succession
from rules.versions import parts_meant
from tests.rules.edits import Editor
from tests.rules.made_texts import made_text

SAMPLES = Path(__file__).parents[2].parent / "shared/samples"
QUOTED = 6  # words
LOG = logging.getLogger(__name__)  # pytest --log-cli-level=info shows the counts


def text(*lines):
    """Clauses from lines: what begins with two blanks belongs to the line before that does not."""
    nodes, parent = [], None
    for line in lines:
        label, _, said = line.strip().partition(" ")
        is_held = line.startswith("  ")
        nodes.append(
            Node(
                index=len(nodes), kind=NodeKind.CLAUSE, level=Level.ITEM, label=label, path=label,
                heading=said, text=said, parent=parent if is_held else None, spans=((1, 1),),
            )
        )  # fmt: skip
        parent = parent if is_held else len(nodes) - 1
    return nodes


BEFORE = text(
    "I. MỤC TIÊU",
    "  1. Đến hết năm 2026 có 80% số hộ dân được dùng nước sạch hợp vệ sinh.",
    "  2. Hoàn thành 03 km kênh mương nội đồng tại thôn Bắc Sơn trong quý IV.",
    "II. NHIỆM VỤ",
    "  1. Ủy ban nhân dân xã lắp đặt 120 đồng hồ nước; Văn phòng báo cáo kết quả hằng tháng.",
    "  2. Chi bộ thôn Bắc Sơn vận động 45 hộ hiến đất làm kênh.",
    "  3. Mặt trận Tổ quốc giám sát việc huy động đóng góp của Nhân dân.",
)


def lines_of(nodes):
    return [f"{'  ' if node.parent is not None else ''}{node.label} {node.text}" for node in nodes]


def test_a_text_goes_on_in_itself():
    found = succession(BEFORE, BEFORE)
    assert [(each.fate, each.new, each.is_sure, each.is_moved) for each in found] == [
        (Fate.SAME, (place,), True, False) for place in range(len(BEFORE))
    ]


def test_a_clause_is_known_under_another_number_and_in_another_chapter():
    lines = lines_of(BEFORE)
    lines[3:3] = ["  3. Trồng mới 10 ha rừng phòng hộ đầu nguồn ở khu vực Suối Vang."]
    lines.append(lines.pop(2).replace("2.", "9."))
    after = text(*lines)
    found = succession(BEFORE, after)
    assert all(each.is_sure for each in found)
    assert [after[each.new[0]].text for each in found] == [node.text for node in BEFORE]
    assert [each.old for each in found if each.is_moved] == [2]


def test_a_reworded_clause_is_the_same_one():
    lines = lines_of(BEFORE)
    lines[5] = "  2. Chi bộ thôn Bắc Sơn tuyên truyền, vận động 50 hộ hiến đất làm kênh mương."
    found = succession(BEFORE, text(*lines))[5]
    assert (found.fate, found.new, found.is_sure) == (Fate.REWORDED, (5,), True)


def test_both_halves_of_a_split_clause_carry_it_on_and_a_quotation_chooses():
    lines = lines_of(BEFORE)
    whole = lines.pop(4)
    first, _, second = whole.partition("; ")
    lines[4:4] = [f"{first}.", f"  2. {second}"]
    after = text(*lines)
    found = succession(BEFORE, after)[4]
    assert (found.fate, sorted(found.new), found.is_sure) == (Fate.SPLIT, [4, 5], True)
    texts = {n: after[n].text for n in found.new}
    assert parts_meant("bao cao ket qua hang thang", found.new, texts) == (5,)
    assert parts_meant("120 đồng hồ nước", found.new, texts) == (4,)
    assert parts_meant("", found.new, texts) == found.new
    assert parts_meant("không có ở đâu cả", found.new, texts) == found.new


def test_two_clauses_put_into_one_both_go_on_there():
    lines = lines_of(BEFORE)
    lines[5:7] = [
        f"{lines[5].rstrip('.')}; Mặt trận Tổ quốc giám sát việc huy động đóng góp của Nhân dân."
    ]
    found = succession(BEFORE, text(*lines))
    assert [(each.fate, each.new, each.is_sure) for each in found[5:]] == [
        (Fate.MERGED, (5,), True),
        (Fate.MERGED, (5,), True),
    ]


def test_what_is_gone_is_for_a_person_to_say():
    lines = lines_of(BEFORE)
    del lines[6]
    found = succession(BEFORE, text(*lines))[6]
    assert (found.fate, found.is_sure) == (Fate.GONE, False)


def test_another_clause_in_its_place_is_not_taken_for_it():
    lines = lines_of(BEFORE)
    lines[5] = "  2. Chi bộ thôn Bắc Sơn ra quân dọn vệ sinh đường làng vào sáng thứ bảy."
    assert not succession(BEFORE, text(*lines))[5].is_sure


def test_headings_of_one_word_are_known_by_what_they_hold():
    before = text("I. Mục tiêu", "  1. Giảm 30 hộ nghèo.", "II. Mục tiêu", "  1. Trồng 10 ha rừng.")
    after = text("I. Mục tiêu", "  1. Mở 02 lớp tập huấn.", *_renumbered(before))
    assert [(each.new, each.is_sure) for each in succession(before, after)] == [
        ((2,), True), ((3,), True), ((4,), True), ((5,), True),
    ]  # fmt: skip


def _renumbered(nodes):
    return [line.replace("II.", "III.").replace("I. ", "II. ", 1) for line in lines_of(nodes)]


def test_comments_stay_on_the_right_clause_of_made_texts():
    found = Counter()
    for seed in range(5):
        random = Random(seed)
        found += followed(Editor(made_text(random), random).revise(), random)
    judge(found)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"no sample papers at {SAMPLES}")
def test_comments_stay_on_the_right_clause_of_published_papers():
    found = Counter()
    for path in sorted(SAMPLES.glob("*.*")):
        nodes = read_draft(path.read_bytes(), path.name).outline.nodes
        random = Random(1)
        found += followed(Editor(nodes, random).revise(), random)
    judge(found)


def judge(found):
    kept = found["right"] + found["listed"] + found["wrong"]
    said = f"{found['right'] / kept:.2%} of {kept} comments followed, {dict(found)}"
    assert found["wrong"] == 0, said
    assert found["right"] >= 0.98 * kept, said
    LOG.info(said)


def followed(revision, random):
    """Follow two comments for each clause, one with a quotation and one without."""
    found = Counter()
    for each in succession(revision.old, revision.new):
        if revision.old[each.old].kind is NodeKind.CLAUSE:
            for quote, meant in comments_on(revision, each.old, random):
                found[fate_of(revision, each, quote, meant)] += 1
    return found


def comments_on(revision, old, random):
    """Comments, each with the clauses that it is truly about now."""
    true = revision.truth[old]
    yield "", set(true)
    if true:
        there = random.choice(true)
        words = revision.said[old, there].split()
        first = random.randrange(max(1, len(words) - QUOTED))
        yield " ".join(words[first : first + QUOTED]), {there}


def fate_of(revision, found, quote, meant):
    if not found.is_sure:
        return "listed" if meant else "listed, for the clause is gone"
    parts = set(parts_meant(quote, found.new, {n: revision.new[n].text for n in found.new}))
    if not quote:
        return "right" if parts == meant else "wrong"
    # A quotation that fits both parts of a split stays with both.
    return "right" if meant <= parts <= set(revision.truth[found.old]) else "wrong"


def test_of_a_text_of_which_letters_were_repaired_each_part_stays_in_its_place():
    after = [replace(node, text=node.text.replace("80%", "85%")) for node in BEFORE]
    found = in_place(BEFORE, after)
    assert [(each.old, each.new, each.is_sure, each.is_moved) for each in found] == [
        (node.index, (node.index,), True, False) for node in BEFORE
    ]
    assert [each.old for each in found if each.fate is Fate.REWORDED] == [
        node.index for node in BEFORE if "80%" in node.text
    ]
    assert [(each.old, each.new) for each in succession(BEFORE, after)] == [
        (each.old, each.new) for each in found
    ]
