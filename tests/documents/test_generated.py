"""Documents made by the thousand: nothing lost, nothing made up, and the tree comes back as written."""

from collections import Counter

import pytest

from tests.documents.generated.checking import lost_lines, read, strayed_lines
from tests.documents.generated.papers import made_paper
from tests.documents.generated.printing import FORMS, Printed, printed

A_FEW = 40
MANY = 2_000
"""Papers for each of the five forms: ten thousand documents."""

MOST_DOUBTS = {"wrapped": 0.1}
"""The share of prints in which a reader of the print alone could not tell where a clause begins."""


def texts_of(sheet: Printed) -> list[str]:
    return [line.text for line in sheet.lines]


def check(form: str, seeds: range) -> Counter[str]:
    """Read all of them; answers how many there were, with gaps in their counts, and in doubt."""
    seen: Counter[str] = Counter()
    wrong: list[str] = []
    for seed in seeds:
        paper = made_paper(seed)
        sheet = printed(paper, form)
        outline = read(sheet)
        found = lost_lines(texts_of(sheet), outline) + strayed_lines(paper, sheet, outline)
        wrong += [f"paper {seed} as {form}: {one}" for one in found[:1]]
        seen.update(read=1, gaps=bool(paper.gaps), doubts=bool(sheet.doubts))
    assert wrong == []
    return seen


@pytest.mark.parametrize("form", FORMS)
def test_made_papers_come_back_as_they_were_written(form):
    assert check(form, range(A_FEW))["read"] == A_FEW


@pytest.mark.long
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("form", FORMS)
def test_ten_thousand_made_papers_come_back_as_they_were_written(form):
    first = 1_000 + MANY * list(FORMS).index(form)
    seen = check(form, range(first, first + MANY))
    assert seen["gaps"] > MANY / 100  # they are there to be found
    assert seen["doubts"] <= MOST_DOUBTS.get(form, 0) * MANY


def test_the_check_sees_what_goes_astray():
    paper = made_paper(7)
    sheet = printed(paper, "word")
    outline = read(printed(made_paper(8), "word"))
    assert lost_lines(texts_of(sheet), outline)
    clause = next(part for part in paper.parts if part.label)
    clause.label += "x"
    assert strayed_lines(paper, sheet, read(sheet))
