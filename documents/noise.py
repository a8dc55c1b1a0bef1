"""Lines that a page carries and the document does not say: headers, numbers, stamps, notes."""

import re
from collections.abc import Iterable, Sequence

from documents.lines import Line

_PAGE_HEADER = re.compile(r"(?:\d{1,4}\s+)?CÔNG BÁO\s*/\s*Số\b")
_PAGE_NUMBER = re.compile(r"-?\s*(\d{1,4})\s*-?|(?:Trang|trang|Page)\s+(\d{1,4})(?:\s*/\s*\d{1,4})?")
_STAMP = re.compile(
    r"(Ký bởi|Người ký|Cơ quan|Email|Ngày ký|Thời gian ký|Giờ ký|Địa điểm|Số chứng thư)\s*:"
)
_STAMP_SIGNER = re.compile(r"(?:Ký bởi|Người ký)\s*:")
_STAMPED_AT = re.compile(
    r"\d{1,2}[-./]\d{1,2}[-./]\d{4},?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[+-]\d{2}:?\d{2})?"
)
_NOTE_RULE = re.compile(r"\s{20,}|_{10,40}\s*")
_NOTE = re.compile(r"(\d{1,3})\s+\S")
_LONGEST_NOTE_BLOCK = 120
"""Lines. More text than that at the foot of a page is no footnote."""

_NEAR = 4
"""Lines. Beside a page number few are blank."""

_SENTENCE_END = (".", ";", ":", "!", "?", "”", '"')


def noise_of(lines: Sequence[Line]) -> set[int]:
    """The places of page headers, page numbers and the stamps of digital signatures.

    Blank lines between two of them, or between one and the page's edge, are noise too.
    """
    found = _headers(lines) | _stamps(lines)
    found |= _page_numbers(lines, found)
    return found | _blanks_between(lines, found)


def notes_of(lines: Sequence[Line], noise: set[int]) -> dict[int, int]:
    """The places of footnotes, each with the place where its note begins."""
    notes = {place: place for place, line in enumerate(lines) if line.is_note}
    last = 0
    for place, line in enumerate(lines[:-1]):
        if place in noise or place in notes or not _NOTE_RULE.fullmatch(line.text):
            continue
        if number := _note_number(lines[place + 1], last):
            block, last = _note_block(lines, place + 1, noise, number)
            notes |= block
    return notes


def _headers(lines: Sequence[Line]) -> set[int]:
    gazette = {place for place, line in enumerate(lines) if _PAGE_HEADER.match(line.matched)}
    return gazette | _repeated_edges(lines)


def _repeated_edges(lines: Sequence[Line]) -> set[int]:
    """First and last lines of pages that are the same on most pages, page numbers aside."""
    edges: dict[str, list[int]] = {}
    pages = 0
    for block in _pages(lines):
        pages += 1
        for place in {block[0], block[-1]}:
            edges.setdefault(re.sub(r"\d+", "#", lines[place].matched), []).append(place)
    often = max(3, pages // 2)
    return {place for held in edges.values() if len(held) >= often for place in held}


def _pages(lines: Sequence[Line]) -> Iterable[list[int]]:
    block: list[int] = []
    for place, line in enumerate(lines):
        if block and lines[block[-1]].page != line.page:
            yield block
            block = []
        if not line.is_blank:
            block.append(place)
    if block:
        yield block


def _stamps(lines: Sequence[Line]) -> set[int]:
    found: set[int] = set()
    run: list[int] = []
    for place, line in enumerate(lines):
        if _STAMP.match(line.matched):
            run.append(place)
            continue
        if len(run) > 1 and any(_STAMP_SIGNER.match(lines[one].matched) for one in run):
            found.update(run)
        run = []
        if _STAMPED_AT.fullmatch(line.matched):
            found.add(place)
    return found | (set(run) if len(run) > 1 else set())


def _page_numbers(lines: Sequence[Line], noise: set[int]) -> set[int]:
    """Numbers named as pages, and bare ones where pages have them.

    That is beside a page header or a page's edge, in a row of pages, or amid a sentence.
    """
    bare = [place for place, line in enumerate(lines) if _is_bare_number(line)]
    edges: set[int] = set()
    if lines and lines[-1].page > 1:
        edges = {place for block in _pages(lines) for place in (block[0], block[-1])}
    rows = zip([None, *bare], bare, [*bare[1:], None], strict=False)
    return {
        place
        for earlier, place, later in rows
        if place in edges
        or not lines[place].matched.strip(" -").isdecimal()
        or noise.intersection(_neighbours(lines, place))
        or _follows(lines, earlier, place)
        or _follows(lines, place, later)
        or _is_amid_sentence(lines, place)
    }


def _is_amid_sentence(lines: Sequence[Line], place: int) -> bool:
    near = _neighbours(lines, place)
    if len(near) < 2:
        return False
    before, after = (lines[one].matched for one in near)
    return not before.endswith(_SENTENCE_END) and after[0].islower()


def _is_bare_number(line: Line) -> bool:
    return line.begins is None and bool(_PAGE_NUMBER.fullmatch(line.matched))


def _follows(lines: Sequence[Line], earlier: int | None, later: int | None) -> bool:
    """Whether two bare numbers are those of one page and the next, a page's text between them."""
    if earlier is None or later is None or later - earlier < 15:
        return False
    return _number(lines[later]) == _number(lines[earlier]) + 1


def _number(line: Line) -> int:
    digits = re.search(r"\d+", line.matched)
    return int(digits[0]) if digits else 0


def _neighbours(lines: Sequence[Line], place: int) -> list[int]:
    """The nearest lines with words above and below, where they are near."""
    above = range(place - 1, max(-1, place - _NEAR), -1)
    below = range(place + 1, min(len(lines), place + _NEAR))
    found = (next((p for p in side if not lines[p].is_blank), None) for side in (above, below))
    return [one for one in found if one is not None]


def _blanks_between(lines: Sequence[Line], noise: set[int]) -> set[int]:
    found: set[int] = set()
    run: list[int] = []
    after_noise = True
    for place, line in enumerate(lines):
        if place in noise:
            found.update(run if after_noise else [])
            run, after_noise = [], True
        elif line.is_blank:
            run.append(place)
        else:
            run, after_noise = [], False
    return found if noise else set()


def _note_number(line: Line, last: int) -> int | None:
    found = _NOTE.match(line.matched)
    number = int(found[1]) if found else None
    return number if number in {1, last + 1} else None


def _note_block(
    lines: Sequence[Line], start: int, noise: set[int], number: int
) -> tuple[dict[int, int], int]:
    """The notes at the foot of one page, up to the next page header; and the last one's number."""
    block: dict[int, int] = {}
    head = start
    for place in range(start, min(len(lines), start + _LONGEST_NOTE_BLOCK)):
        line = lines[place]
        if place in noise or line.page != lines[start].page:
            break
        if place > start and _note_number(line, number) == number + 1:
            head, number = place, number + 1
        block[place] = head
    return block, number
