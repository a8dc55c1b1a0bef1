"""Small damage in letters that can be put right: proposed one by one, never done silently (S2.25).

PDF files and old fonts leave blanks within words ("nhiệm v ụ"), lose those between words ("Đảng bộxã")
and lose dashes ("20162020", "22NQ/TW"). Only what can be put right in one way alone is proposed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rules.clauses import Node
from rules.notices import Notice

TONED = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
VOWELS = "aăâeêioôơuưy" + TONED
MARKED = "ăâêôơư" + TONED
CONSONANTS = "bcdđghklmnpqrstvx"
ONSETS = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx]"
CODAS = "ng|nh|ch|[cmnpt]"

BROKEN = re.compile(
    rf"(?<![\w)/])(?<!điểm )(?<!và )(?<!, )(?<!hoặc )(?:{ONSETS}) [{MARKED}]", re.IGNORECASE
)
"""A syllable cut before a vowel with marks; "điểm b ở trên" is how points are cited."""

JOINED = re.compile(rf"[{TONED}][{VOWELS}]{{0,2}}[{CONSONANTS}]{{1,4}}[{VOWELS}]", re.IGNORECASE)
CAPITAL_INSIDE = re.compile(rf"[{TONED}][A-ZĐ]")
DASHLESS = re.compile(
    r"\d(?:NQ|QĐ|KL|CT|KH|CTr|TB|HD)/[A-ZĐ]{2}|(?<!\d)(?:19|20)\d\d(?:19|20)\d\d(?!\d)"
)

_SYLLABLE = re.compile(rf"(?:{ONSETS})?[{VOWELS}]{{1,3}}(?:{CODAS})?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)((?:19|20)\d\d)(?!\d)")
_SYMBOL = re.compile(r"(\d)((?:NQ|QĐ|KL|CT|KH|CTr|TB|HD)/[A-ZĐ]{2})")
_AROUND = 30


class RepairKind(StrEnum):
    """What was damaged."""

    BROKEN_SPACES = "broken_spaces"
    LOST_SPACES = "lost_spaces"
    LOST_DASH = "lost_dash"


@dataclass(frozen=True, kw_only=True, slots=True)
class Repair:
    """One proposed change of a few letters."""

    kind: RepairKind
    #: the part of the document, by its index, and where in its text
    part: int
    start: int
    end: int
    new: str

    def shown(self, text: str) -> tuple[str, str]:
        """Give the place before and after, with some words around it."""
        first = text.rfind(" ", 0, max(0, self.start - _AROUND)) + 1
        last = text.find(" ", min(len(text), self.end + _AROUND))
        last = len(text) if last < 0 else last
        return text[first:last], text[first : self.start] + self.new + text[self.end : last]


@dataclass(frozen=True, kw_only=True)
class RepairOffer(Notice):
    """One proposed repair of a version, with those that were taken so far."""

    draft_id: int
    at: int = 0
    taken: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Repaired(Notice):
    """A new version was made with the repairs that a person took."""

    draft_id: int
    repairs: int


def propose_repairs(nodes: Sequence[Node]) -> tuple[Repair, ...]:
    """Give what can be put right, in the order of the text; places never overlap."""
    found: list[Repair] = []
    for node in nodes:
        last = 0
        for repair in sorted(_of(node), key=lambda each: (each.start, -each.end)):
            if repair.start >= last:
                found.append(repair)
                last = repair.end
    return tuple(found)


def repaired(nodes: Sequence[Node], repairs: Iterable[Repair]) -> tuple[Node, ...]:
    """Put right what a person has taken; everything else stays letter by letter."""
    by_part: dict[int, list[Repair]] = {}
    for repair in repairs:
        by_part.setdefault(repair.part, []).append(repair)
    return tuple(
        replace(
            node,
            text=_put_right(node.text, by_part[node.index]),
            heading=_heading(node, by_part[node.index]),
        )
        if node.index in by_part
        else node
        for node in nodes
    )


def _put_right(text: str, repairs: Sequence[Repair]) -> str:
    for repair in sorted(repairs, key=lambda each: -each.start):
        text = text[: repair.start] + repair.new + text[repair.end :]
    return text


def _heading(node: Node, repairs: Sequence[Repair]) -> str:
    """Put the heading right too, where it is the beginning of the text."""
    if not node.text.startswith(node.heading):
        return node.heading
    return _put_right(node.heading, [each for each in repairs if each.end <= len(node.heading)])


def _of(node: Node) -> Iterator[Repair]:
    for found in BROKEN.finditer(node.text):
        yield _repair(RepairKind.BROKEN_SPACES, node, found, found[0].replace(" ", ""))
    for word in _WORD.finditer(node.text):
        if (split := _split(word[0])) is not None:
            yield _repair(RepairKind.LOST_SPACES, node, word, split)
    for found in _YEARS.finditer(node.text):
        yield _repair(RepairKind.LOST_DASH, node, found, f"{found[1]} - {found[2]}")
    for found in _SYMBOL.finditer(node.text):
        yield _repair(RepairKind.LOST_DASH, node, found, f"{found[1]}-{found[2]}")


def _repair(kind: RepairKind, node: Node, found: re.Match[str], new: str) -> Repair:
    return Repair(kind=kind, part=node.index, start=found.start(), end=found.end(), new=new)


def _split(word: str) -> str | None:
    """Part two syllables that ran together, where that can be done in one way alone."""
    if not (JOINED.search(word) or CAPITAL_INSIDE.search(word)):
        return None
    ways = [
        f"{word[:at]} {word[at:]}"
        for at in range(1, len(word))
        if _is_syllable(word[:at]) and _is_syllable(word[at:]) and _has_tone(word[:at])
    ]
    return ways[0] if len(ways) == 1 else None


def _is_syllable(text: str) -> bool:
    return _SYLLABLE.fullmatch(text) is not None


def _has_tone(text: str) -> bool:
    return any(letter in TONED for letter in text.lower())
