"""The end of a paper: signature, recipients, and the annexes behind them.

Without knowing them the last clause would swallow whatever follows.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from documents.head_zone import is_rule, is_type
from documents.lines import Line
from rules.folding import fold

_ON_BEHALF = re.compile(
    r"(?:T/M|TM\.?|K/T|KT\.?|T/L|TL\.?|TUQ\.?|T/UQ|Q\.)\s+(?P<body>[^\W\d_][\w ,.\-]*)"
)
_RECIPIENTS = re.compile(r"(?i:nơi nhận|nơi gửi)\s*(?::|$)")
_TWO_COLUMNS = re.compile(r"(?P<left>Nơi nhận:|-.*?[;.,])\s+(?P<right>[^\W\d_][^;:]{4,})")
_FILED = re.compile(r"[-*•\s]*Lưu\b")
_ANNEX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:(?:SỐ|Số|số)\s+)?(?:\d{1,3}|[IVXL]{1,6}|[A-ZĐ]))?\s*[.:]?"
)
_ANNEX_HEAD = re.compile(r"PHỤ LỤC\b")
_FORM = re.compile(r"(?:MẪU|Mẫu|BIỂU|Biểu)(?:\s+(?:SỐ|Số|số))?\s+[\dIVX]{1,4}[a-z]?\s*[.:]?")
_ENCLOSED = re.compile(r"\(?\s*(?:Ban hành\s+)?(?i:kèm theo)\s")
_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,5}")
_POSTS = (
    "bi thu", "pho bi thu", "tong bi thu", "chu tich", "pho chu tich", "thu tuong",
    "pho thu tuong", "bo truong", "thu truong", "chanh van phong", "pho chanh van phong",
    "truong ban", "pho truong ban", "truong phong", "pho truong phong", "giam doc",
    "pho giam doc", "chu nhiem", "pho chu nhiem", "chu toa", "chu tri", "thu ky", "hieu truong",
    "truong doan", "to truong", "truong thon", "uy vien", "chi huy truong", "nguoi ghi bien ban",
)  # fmt: skip

_MAY_SIGN = re.compile(r"T/|TM|K/T|KT|TL|TUQ|Q\.|[A-ZĐ]{3}")
_MAY_NAME_ANNEX = re.compile(r"PHỤ|Phụ|M[Ẫẫ]|B[Iị]", re.IGNORECASE)
_LONGEST_CLOSING = 200
"""Letters, the blanks between two columns among them."""

_NAME_WITHIN = 12
"""Lines between a post and the name below it: room for a signature and a seal."""

_HEADING_WITHIN = 8
"""Lines between the heading of an annex and its "(Kèm theo …)"."""


def cells_of(line: Line) -> tuple[str, ...]:
    """What stands side by side in a line: cells, or texts with wide blanks between them."""
    if line.cells:
        return line.cells
    parts = (part for part in re.split(r"\s{3,}|\t", line.matched) if part.strip())
    return tuple(cell for part in parts for cell in _run_together(part))


def _run_together(part: str) -> tuple[str, ...]:
    """Recipients and signature, where the text of a page lost the blanks between its columns."""
    short = len(part) <= _LONGEST_CLOSING and part.startswith(("Nơi", "-"))
    found = _TWO_COLUMNS.fullmatch(part) if short else None
    if found is None or not found["right"].isupper():
        return (part,)
    return found["left"], found["right"]


def is_recipients(line: Line) -> bool:
    """Whether the list of recipients begins here."""
    return any(_RECIPIENTS.match(cell) for cell in cells_of(line))


def is_filed(line: Line) -> bool:
    """Whether this is the last recipient, the files."""
    return any(_FILED.match(cell) for cell in cells_of(line))


def is_on_behalf(line: Line) -> bool:
    """Whether somebody signs for somebody here: "T/M ĐẢNG ỦY", "KT. CHỦ TỊCH"."""
    return any(_is_authority(cell) for cell in cells_of(line))


def _is_authority(cell: str) -> bool:
    found = _ON_BEHALF.fullmatch(cell.strip())
    return found is not None and found["body"].isupper()


def is_post(line: Line) -> bool:
    """Whether a post in capitals stands alone on the line."""
    return any(is_post_name(cell) for cell in cells_of(line))


def is_post_name(cell: str) -> bool:
    """Whether a text is a post in capitals."""
    return cell.isupper() and len(cell) < 60 and fold(cell).strip(" .,").startswith(_POSTS)


def is_name(text: str) -> bool:
    """Whether a text is written like the full name of a person."""
    if not _NAME.fullmatch(text.strip()):
        return False
    return all(word[0].isupper() and not word[1:].isupper() for word in text.split())


@dataclass(frozen=True, kw_only=True, slots=True)
class Closings:
    """The places where a closing may begin, whatever stands around them."""

    recipients: frozenset[int]
    signatures: frozenset[int]
    #: the names of annexes and forms: "PHỤ LỤC I", "Mẫu số 01"
    annex_names: frozenset[int]
    #: headings in capitals that have "(Kèm theo …)" below them
    enclosed: frozenset[int]

    def first(self, lines: Sequence[Line], start: int) -> int:
        """Where the paper itself ends: its first closing from `start` on, else its last line."""
        annexes = (p for p in self.annex_names | self.enclosed if not is_type(lines[p]))
        places = (*self.recipients, *self.signatures, *annexes)
        return min((place for place in places if place >= start), default=len(lines))


def closings_of(lines: Sequence[Line], skipped: Collection[int]) -> Closings:
    """Look for closings through a whole text."""
    short = [
        place
        for place, line in enumerate(lines)
        if (line.cells or len(line.matched) <= _LONGEST_CLOSING) and not line.is_blank
    ]
    said = [place for place in short if place not in skipped]
    return Closings(
        recipients=frozenset(p for p in said if is_recipients(lines[p])),
        signatures=frozenset(p for p in said if _signs_here(lines, p, skipped)),
        annex_names=frozenset(p for p in said if _is_annex_name(lines, p, skipped)),
        enclosed=frozenset(p for p in said if _is_enclosed(lines, p, skipped)),
    )


def _signs_here(lines: Sequence[Line], place: int, skipped: Collection[int]) -> bool:
    """Whether a signature begins; a bare post needs a name below it, for posts are headings too."""
    line = lines[place]
    if not any(map(str.isupper, line.cells or (line.matched,))) and not _MAY_SIGN.search(line.matched):
        return False
    return is_on_behalf(line) or (is_post(line) and _has_name_below(lines, place, skipped))


def _has_name_below(lines: Sequence[Line], place: int, skipped: Collection[int]) -> bool:
    for later in range(place + 1, min(len(lines), place + _NAME_WITHIN)):
        if later in skipped or lines[later].is_blank:
            continue
        if any(map(is_name, cells_of(lines[later]))):
            return True
        if len(lines[later].matched) > 60:
            return False
    return False


def _is_annex_name(lines: Sequence[Line], place: int, skipped: Collection[int]) -> bool:
    text = lines[place].matched
    if lines[place].cells or not _MAY_NAME_ANNEX.match(text):
        return False
    if _ANNEX.fullmatch(text) or (_ANNEX_HEAD.match(text) and text.isupper()):
        return True
    below = _next_said(lines, place, skipped)
    return bool(_FORM.fullmatch(text)) and below is not None and lines[below].matched.isupper()


def _is_enclosed(lines: Sequence[Line], place: int, skipped: Collection[int]) -> bool:
    line = lines[place]
    return line.matched.isupper() and not line.cells and _has_enclosed_below(lines, place, skipped)


def _has_enclosed_below(lines: Sequence[Line], place: int, skipped: Collection[int]) -> bool:
    for later in range(place + 1, min(len(lines), place + _HEADING_WITHIN)):
        line = lines[later]
        if _ENCLOSED.match(line.matched):
            return True
        belongs = later in skipped or is_rule(line) or line.matched.isupper()
        if not belongs and (len(line.matched) > 120 or line.matched.endswith((".", ";", ":"))):
            return False
    return False


def _next_said(lines: Sequence[Line], place: int, skipped: Collection[int]) -> int | None:
    places = range(place + 1, min(len(lines), place + _HEADING_WITHIN))
    return next((p for p in places if p not in skipped and not is_rule(lines[p])), None)
