"""Marks of secrecy on a paper (độ mật). A marked paper is refused before anything is kept of it.

A mark stands alone: on a line, in a cell, in a page header, in a text box. Words of a sentence
("bảo mật", "bí mật", "mật độ") and titles about keeping secrets are none.
"""

import re
from collections.abc import Iterable, Iterator

from documents.closing import cells_of
from documents.lines import Line, Source
from documents.survey import Survey
from rules.drafts import ClassificationMark, DraftClassified, FileKind, MarkPlace
from rules.folding import fold, match_form

_DEGREES = {
    "mật": ClassificationMark.CONFIDENTIAL,
    "tối mật": ClassificationMark.SECRET,
    "tuyệt mật": ClassificationMark.TOP_SECRET,
    "bí mật nhà nước": ClassificationMark.STATE_SECRET,
}
_FOLDED = {fold(word): mark for word, mark in _DEGREES.items() if word != "mật"}
_LABELLED = re.compile(
    r"(?i:(?:mức\s+)?độ\s+mật|dấu\s+(?:chỉ\s+)?(?:độ\s+)?mật)\s*[:\-]\s*(?P<degree>.+)"
)
_NAMED = re.compile(r"(?i:tài liệu|văn bản|công văn)\s+(?P<degree>(?i:tuyệt mật|tối mật)|MẬT)")
_AROUND = " .:;-_*|()[]{}<>“”\"'=~!"

_HEAD_LINES = 60
"""Lines with words. A stamp stands on the first page."""


def check_classification(source: Source, held: Survey) -> None:
    """Refuse a paper that bears a mark of secrecy. Raises DraftClassified."""
    for place, text in source.margins:
        if mark := _mark_in(text, any_case=True):
            raise DraftClassified(mark=mark, place=place, line=None)
    for number, line in _stamped_lines(source, held):
        in_letterhead = number <= held.title.start
        for cell in (*cells_of(line), line.matched):
            mark = _mark_in(cell, any_case=in_letterhead)
            # In a title, "BÍ MẬT NHÀ NƯỚC" is what the paper is about.
            if mark and (in_letterhead or mark is not ClassificationMark.STATE_SECRET):
                raise DraftClassified(mark=mark, place=MarkPlace.TEXT, line=number)


def check_rows(rows: Iterable[Line], *, place: MarkPlace = MarkPlace.TEXT) -> None:
    """Refuse a table, or texts that stand apart, where a mark stands alone at the top.

    Outside the text a mark is one in letters of any size. Raises DraftClassified.
    """
    words = 0
    for number, row in enumerate(rows, start=1):
        if row.is_blank:
            continue
        words += 1
        if words > _HEAD_LINES:
            return
        is_text = place is MarkPlace.TEXT
        for cell in (*cells_of(row), row.matched):
            mark = _mark_in(cell, any_case=not is_text)
            if mark and mark is not ClassificationMark.STATE_SECRET:
                raise DraftClassified(mark=mark, place=place, line=number if is_text else None)


def _stamped_lines(source: Source, held: Survey) -> Iterator[tuple[int, Line]]:
    """The lines, with their numbers, among which a stamp may have come."""
    words = 0
    for number, line in enumerate(held.lines, start=1):
        if line.is_blank:
            continue
        words += 1
        # The text layer of a page may give a stamp last, wherever it is seen.
        on_first_page = source.kind is FileKind.PDF and line.page == 1
        if on_first_page or (number <= max(held.body, held.title.end) and words <= _HEAD_LINES):
            yield number, line


def _mark_in(text: str, *, any_case: bool) -> ClassificationMark | None:
    bare = " ".join(match_form(text).strip(_AROUND).split())
    if labelled := _LABELLED.fullmatch(bare) or _NAMED.fullmatch(bare):
        return _degree(labelled["degree"].strip(_AROUND))
    return _degree(bare) if any_case or bare.isupper() else None


def _degree(text: str) -> ClassificationMark | None:
    """The degree that a text is, also when its letters are spaced out or its marks are missing."""
    spaced = text.split()
    if len(spaced) > 2 and all(len(letter) == 1 for letter in spaced):
        text = "".join(spaced)
    if found := _DEGREES.get(text.lower()):
        return found
    joined = fold(text).replace(" ", "")
    return next((m for word, m in _FOLDED.items() if word.replace(" ", "") == joined), None)
