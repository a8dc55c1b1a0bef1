"""Which clause a comment is about: told by what was quoted, or by the words it begins with."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rules.folding import fold, nfc

_BLANKS = re.compile(r"\s+")
_HEAD_LETTERS = 60
"""So many letters of a clause find it in the message in which it was posted."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A clause that may be meant."""

    clause_id: int
    text: str  # label and text, as posted


def quoted(
    places: Sequence[Place], quote: str, *, quote_at: int | None = None, shown: str = ""
) -> Place | None:
    """Find the clause that was quoted.

    Letter by letter first, then without diacritics; blanks and line ends count as one blank. Where the
    words stand in several clauses, the place of the quotation within the message decides (`quote_at`
    UTF-16 units into `shown`), and without it the first one. A quotation that runs over several clauses
    is on the first of them.
    """
    for wanted in dict.fromkeys((quote.strip(), *_first_line(quote))):
        # As it stands first: it nearly always does, and it costs next to nothing.
        for form in (str, _plain, _folded):
            found = _holding(places, wanted, form)
            if found:
                return _nearest(places, found, quote_at, shown)
    return None


def _first_line(quote: str) -> list[str]:
    return [line.strip() for line in quote.splitlines() if line.strip()][:1]


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", nfc(text)).strip()


def _folded(text: str) -> str:
    return _BLANKS.sub(" ", fold(text)).strip()


def _holding(places: Sequence[Place], quote: str, form: Callable[[str], str]) -> list[Place]:
    wanted = form(quote)
    return [place for place in places if wanted and wanted in form(place.text)]


def _nearest(places: Sequence[Place], found: list[Place], quote_at: int | None, shown: str) -> Place:
    if len(found) == 1 or quote_at is None:
        return found[0]
    spans = _spans(places, shown)
    known = [place for place in found if place.clause_id in spans]
    return min(known or found, key=lambda place: _distance(spans.get(place.clause_id), quote_at))


def _spans(places: Sequence[Place], shown: str) -> dict[int, tuple[int, int]]:
    """Find where each clause stands in the message, in UTF-16 units, one after the other."""
    spans: dict[int, tuple[int, int]] = {}
    at = 0
    for place in places:
        start = shown.find(place.text[:_HEAD_LETTERS], at)
        if start >= 0:
            first = _units(shown[:start])
            spans[place.clause_id] = (first, first + _units(place.text))
            at = start + 1
    return spans


def _distance(span: tuple[int, int] | None, at: int) -> int:
    if span is None:
        return 0
    start, end = span
    return max(start - at, at - end + 1, 0)


def _units(text: str) -> int:
    """Count UTF-16 units, in which Telegram counts: letters outside the first plane take two.

    https://core.telegram.org/api/entities#entity-length
    """
    return len(text.encode("utf-16-le")) // 2


_END = r"(?=\s*[:;,.)\-–—]|\s|$)"
_ROMAN = r"[ivxl]+"
_STEPS = r"(?:\.(?:\d{1,3}|[a-zđ]))*"
_ARTICLE = re.compile(
    r"(?:(?:điểm|diem)\s+(?P<point>[a-zđ])\)?\s*,?\s+)?"
    r"(?:(?:khoản|khoan)\s+(?P<item>\d{1,3})\s*,?\s+)?"
    rf"(?:điều|dieu)\s+(?P<article>\d{{1,3}}[a-zđ]?)(?P<steps>{_STEPS}){_END}"
)
_CHAPTER = re.compile(rf"(?:chương|chuong)\s+(?P<number>{_ROMAN}|\d{{1,2}}){_END}")
_ANNEX = re.compile(rf"(?:phụ lục|phu luc)\s+(?P<number>\d{{1,2}}){_END}")
_SECTION = re.compile(
    rf"(?:mục|muc|phần|phan|tiểu mục|tieu muc|khoản|khoan|ý|y)\s+"
    rf"(?P<path>(?:{_ROMAN}|\d{{1,3}}){_STEPS}){_END}"
)
_WHOLE = re.compile(r"(?:toàn văn|toan van|toàn bộ|toan bo|chung)\s*[:;,.\-–—]")
_BARE = re.compile(rf"(?P<path>(?:{_ROMAN}|\d{{1,3}}){_STEPS})\s*[:)\-–—]")


def named_paths(text: str) -> tuple[str, ...]:
    """Give the paths that a comment may name with its first words, the likeliest first.

    "Điều 3: …", "khoản 2 Điều 5 …", "mục II.2 …", "III.1: …"; typing without diacritics is understood. A
    number at the beginning is a path only where a colon, bracket or dash follows: "5 hộ dân" is none.
    """
    said = nfc(text).strip().casefold()
    if found := _ARTICLE.match(said):
        steps = [found["item"], found["point"]]
        path = f"Điều {found['article']}{found['steps']}"
        return (".".join([path, *(step for step in steps if step)]),)
    if found := _CHAPTER.match(said):
        return (f"Chương {found['number'].upper()}",)
    if found := _ANNEX.match(said):
        return (f"PL{found['number']}",)
    if found := _SECTION.match(said) or _BARE.match(said):
        path = _as_path(found["path"])
        return (path, f"Mục {path}", f"Phần {path}")
    return ()


def means_whole_text(text: str) -> bool:
    """Tell whether a comment says with its first words that it is on all of the draft: "Toàn văn: …"."""
    return _WHOLE.match(nfc(text).strip().casefold()) is not None


def _as_path(said: str) -> str:
    """Write a path as outlines do: the Roman number in capitals, points in small letters."""
    first, dot, rest = said.partition(".")
    return (first if first.isdigit() else first.upper()) + dot + rest
