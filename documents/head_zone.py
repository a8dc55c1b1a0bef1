"""The zone before the first clause: letterhead, title, and where the preamble begins and ends."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents.lines import Line
from rules.numbering import TYPE_NAMES, DocumentType

LAWS = (
    "HIẾN PHÁP", "BỘ LUẬT", "LUẬT", "PHÁP LỆNH", "LỆNH", "NGHỊ ĐỊNH", "THÔNG TƯ LIÊN TỊCH",
    "THÔNG TƯ", "CHƯƠNG TRÌNH HÀNH ĐỘNG",
)  # fmt: skip
"""Types that no committee at the base issues, but that people send."""

TYPES: dict[str, DocumentType | None] = {
    **dict.fromkeys(LAWS),
    **{name.name.upper(): kind for kind, name in TYPE_NAMES.items()},
    "CHƯƠNG TRÌNH HÀNH ĐỘNG": DocumentType.PROGRAMME,
}

_TYPE = re.compile(
    r"(?:\(?DỰ THẢO\)?:?\s+)?(?P<type>"
    + "|".join(map(re.escape, sorted(TYPES, key=len, reverse=True)))
    + r")(?![\w])\s*(?P<rest>.*)"
)
_FORMULA = re.compile(r"(?:NAY\s+)?(QUYẾT NGHỊ|QUYẾT ĐỊNH|CHỈ THỊ|KẾT LUẬN|THÔNG BÁO|QUY ĐỊNH)\s*:?")
_PREAMBLE = re.compile(
    r"-?\s*(Căn cứ|Kính gửi|Thực hiện|Xét|Theo|Trên cơ sở|Để|Nhằm|Ngày|Hội nghị|Đại hội|Hôm nay"
    r"|Sau khi|Trong|Tại|Qua|Thời gian|Tiếp tục|Triển khai)\b"
)
_SURE_PREAMBLE = re.compile(r"-?\s*(Căn cứ|Kính gửi)\b")
_ABOUT = re.compile(r"(?:\(?\s*V/v|Về việc|về việc)\b")
_HEAD_SIGN = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN|[Đđ]ộc lập\s*-\s*[Tt]ự do|Số\s*:|Số\s+\d*\s*-"
    r"|, ngày\b.*\btháng\b"
)
RULE = re.compile(r"[-_*=~.\s|+:]+")
"""A line of strokes or stars: it parts, and says nothing."""

_FAR = 100
"""Lines with words. No title stands further down."""

_LONGEST_HEAD_LINE = 200
_LONGEST_ABSTRACT = 400
_MOST_ABSTRACT_LINES = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Title:
    """Where a title stands (from `start` up to, not with, `end`) and what it says."""

    start: int
    end: int
    type_name: str = ""
    document_type: DocumentType | None = None
    abstract: str = ""


def is_rule(line: Line) -> bool:
    """Whether a line is a stroke, or blank."""
    return bool(RULE.fullmatch(line.matched)) or line.is_blank


def is_formula(line: Line) -> bool:
    """Whether a line is the enacting formula: "QUYẾT NGHỊ:"."""
    return bool(_FORMULA.fullmatch(line.matched))


def is_type(line: Line) -> bool:
    """Whether a line in capitals begins with a type of document."""
    return _typed(line) is not None


def find_title(
    lines: Sequence[Line], skipped: set[int], stop: int, clauses: Iterable[int]
) -> Title | None:
    """The title above `stop`; None where there is none. It ends before the first of `clauses`."""
    words = 0
    for place in range(stop):
        line = lines[place]
        if place in skipped or line.is_blank:
            continue
        words += 1
        if words > _FAR or _SURE_PREAMBLE.match(line.matched):
            return None
        if found := _typed(line):
            clause = next((one for one in clauses if one > place), len(lines))
            return _whole_title(lines, skipped, place, found, clause)
        if _ABOUT.match(line.matched):
            return _letter_title(lines, skipped, place)
    return None


def head_end(lines: Sequence[Line], skipped: set[int], stop: int) -> int:
    """Where the letterhead ends in a text without a title: after its last sure sign, or at 0."""
    signs = [
        place
        for place in range(min(stop, _FAR))
        if place not in skipped
        and len(lines[place].matched) < _LONGEST_HEAD_LINE
        and _HEAD_SIGN.search(lines[place].matched)
    ]
    near = [place for place in signs if place <= 25]
    return near[-1] + 1 if near else 0


def find_formula(lines: Sequence[Line], skipped: set[int], start: int, stop: int) -> int | None:
    """The enacting formula between a title and the closing."""
    places = (p for p in range(start, stop) if p not in skipped and is_formula(lines[p]))
    return next(places, None)


def _typed(line: Line) -> re.Match[str] | None:
    found = _TYPE.match(line.matched)
    if found is None or line.cells or not line.matched.isupper() or found["rest"] == ":":
        return None
    return found


def _whole_title(
    lines: Sequence[Line], skipped: set[int], start: int, found: re.Match[str], stop: int
) -> Title:
    said = [found["rest"].strip(" .")] if found["rest"].strip(" .:-") else []
    end = start + 1
    for place in range(start + 1, stop):
        line = lines[place]
        if place in skipped or is_rule(line):
            if said and is_rule(line) and place not in skipped:
                break
            continue
        if not _goes_on(line, said):
            break
        said.append(line.matched)
        end = place + 1
    return Title(
        start=start,
        end=_with_rules(lines, skipped, end),
        type_name=found["type"],
        document_type=TYPES[found["type"]],
        abstract=" ".join(said),
    )


def _goes_on(line: Line, said: list[str]) -> bool:
    """Whether a line belongs to the abstract that has been read so far."""
    text = line.matched
    if line.cells or is_formula(line) or _SURE_PREAMBLE.match(text):
        return False
    if len(" ".join([*said, text])) > _LONGEST_ABSTRACT or len(said) >= _MOST_ABSTRACT_LINES:
        return False
    if not said:
        return len(text) < _LONGEST_ABSTRACT / 2 and not text.endswith((".", ";"))
    changes_case = text.isupper() != said[-1].isupper()
    return not changes_case and not _PREAMBLE.match(text) and not said[-1].endswith((".", ";"))


def _letter_title(lines: Sequence[Line], skipped: set[int], start: int) -> Title:
    said = [_ABOUT.sub("", lines[start].matched, count=1)]
    end = start + 1
    while end < len(lines) and end not in skipped and not lines[end].is_blank:
        text = lines[end].matched
        if not text[0].islower() or len(said) >= _MOST_ABSTRACT_LINES:
            break
        said.append(text)
        end += 1
    return Title(
        start=start,
        end=end,
        document_type=DocumentType.OFFICIAL_LETTER,
        abstract=" ".join(said).strip(" .:"),
    )


def _with_rules(lines: Sequence[Line], skipped: set[int], end: int) -> int:
    """A stroke under a title belongs to it."""
    last = end
    for place in range(end, min(len(lines), end + 4)):
        if place in skipped or not is_rule(lines[place]):
            break
        last = place + 1 if not lines[place].is_blank else last
    return last
