"""Published papers as they are: kept beside the project, never copied into it."""

from pathlib import Path

import pytest

from documents.reading import read_draft
from rules.clauses import NodeKind, Outline, ProblemKind
from rules.drafts import ReadDraft
from tests.documents.generated.checking import lost_lines

SAMPLES = Path(__file__).parents[2].parent / "shared/samples"
SEEDS = SAMPLES.parent / "seeds"
FILES = sorted([*SAMPLES.glob("*.*"), *SEEDS.glob("*.txt")])

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"no sample papers at {SAMPLES}")


def sample(start: str) -> ReadDraft:
    path = next(path for path in FILES if path.name.startswith(start))
    return read_draft(path.read_bytes(), path.name)


def tops(outline: Outline) -> list[str]:
    return [n.path for n in outline.clauses if n.parent is None]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_line_of_a_paper_is_in_exactly_one_node(path):
    draft = read_draft(path.read_bytes(), path.name)
    assert draft.outline.lines_covered == draft.outline.lines == len(draft.lines)
    notes = any(node.kind is NodeKind.NOTE for node in draft.outline.nodes)
    wrong = lost_lines(draft.lines, draft.outline)
    # A reference to a footnote that stands right behind an ordinal is printed with neither.
    assert [one for one in wrong if not notes or "made up Counter()" not in one] == []
    assert draft.outline.clauses
    assert len({node.path for node in draft.outline.clauses}) == len(draft.outline.clauses)
    if path.suffix in {".txt", ".md"}:
        assert len(draft.lines) == len(path.read_text(encoding="utf-8-sig").splitlines())


def test_a_government_resolution_has_two_articles_with_their_clauses():
    outline = sample("01").outline
    assert tops(outline) == ["Điều 1", "Điều 2"]
    assert [n.path for n in outline.clauses] == [
        "Điều 1", "Điều 1.1", "Điều 1.2", "Điều 2", "Điều 2.1", "Điều 2.2", "Điều 2.3", "Điều 2.4",
        "Điều 2.5",
    ]  # fmt: skip
    assert {p.kind for p in outline.problems} == {ProblemKind.MISSING_PART}


def test_a_directive_without_articles_has_its_parts_units_and_points():
    outline = sample("04").outline
    assert tops(outline) == ["I", "II"]
    fourth = next(n for n in outline.clauses if n.path == "II.4")
    assert [n.path for n in outline.children(fourth.index)] == [
        "II.4.a",
        "II.4.b",
        "II.4.c",
        "II.4.d",
    ]
    assert len([n for n in outline.clauses if n.path.startswith("II.4.c.-")]) == 4
    assert outline.clauses[-1].text.endswith("được phân công.")


def test_chapters_articles_and_forms_of_a_decision():
    outline = sample("10").outline
    assert tops(outline) == ["Chương I", "Chương II", "Chương III", "Chương IV"]
    articles = [n.path for n in outline.clauses if n.level == "article"]
    assert articles == [f"Điều {number}" for number in range(1, 15)]
    annexes = [n.heading for n in outline.nodes if n.kind is NodeKind.ANNEX]
    assert annexes == ["Phụ lục", "Mẫu số 01", "Mẫu số 02", "Mẫu số 03"]


def test_a_central_resolution_in_markdown_keeps_its_list_of_provinces_apart():
    draft = sample("13")
    assert tops(draft.outline) == [str(number) for number in range(1, 13)]
    assert (draft.head.symbol, draft.head.signer_name) == ("60-NQ/TW", "Tô Lâm")
    provinces = [n for n in draft.outline.clauses if n.path.startswith("PL1.II.")]
    assert len(provinces) == 23


def test_a_law_from_a_damaged_pdf_counts_on_through_footnotes():
    outline = sample("15").outline
    articles = [n.path for n in outline.clauses if n.level == "article"]
    assert articles == [f"Điều {number}" for number in range(1, 11)]
    assert len([n for n in outline.nodes if n.kind is NodeKind.NOTE]) == 25
    found = {p.kind for p in outline.problems}
    assert ProblemKind.BROKEN_SPACES in found
    assert ProblemKind.NUMBERING_GAP not in found


def test_a_decree_in_word_has_all_its_articles():
    draft = sample("18")
    articles = [n.path for n in draft.outline.clauses if n.level == "article"]
    assert articles == [f"Điều {number}" for number in range(1, 39)]
    assert tops(draft.outline) == [f"Chương {n}" for n in ("I", "II", "III", "IV", "V", "VI", "VII")]
    assert draft.head.signer_name == "Nguyễn Xuân Phúc"


def test_an_essay_counted_in_words_has_its_five_points():
    assert tops(sample("001").outline) == ["Một là", "Hai là", "Ba là", "Bốn là", "Năm là"]


def test_pages_run_together_are_pointed_out():
    kinds = {p.kind for p in sample("002").outline.problems}
    assert {ProblemKind.RUN_ON_HEADING, ProblemKind.LOST_DASH} <= kinds
