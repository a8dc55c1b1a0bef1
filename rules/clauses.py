"""A document as clauses: what each line of it is, and which clause belongs to which.

`clause` is the word for a part of a parsed text whatever its level, from a chapter to a dash.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class NodeKind(StrEnum):
    """What a stretch of lines is for."""

    LETTERHEAD = "letterhead"  # issuer, motto, number, place and date
    TITLE = "title"  # type and abstract
    PREAMBLE = "preamble"  # legal bases and reasons, up to the first clause
    CLAUSE = "clause"
    SIGNATURE = "signature"
    RECIPIENTS = "recipients"  # Nơi nhận
    ANNEX = "annex"  # the heading of an annex and what stands in it outside any clause
    NOTE = "note"  # a footnote
    NOISE = "noise"  # page headers, page numbers, stamps of digital signatures


class Level(StrEnum):
    """The rank of a clause, by the form of its ordinal."""

    PART = "part"  # Phần thứ nhất
    CHAPTER = "chapter"  # Chương I
    SECTION = "section"  # Mục 1
    SUBSECTION = "subsection"  # Tiểu mục 1
    ARTICLE = "article"  # Điều 1.
    LETTER = "letter"  # A.
    ROMAN = "roman"  # I.
    ITEM = "item"  # 1.
    SUBITEM = "subitem"  # 1.1.
    POINT = "point"  # a)
    PAREN = "paren"  # (1)
    ORDINAL_PROSE = "ordinal_prose"  # Một là, … / Thứ nhất, …
    DASH = "dash"  # -
    PLUS = "plus"  # +
    STAR = "star"  # *
    BULLET = "bullet"  # any other mark
    PARAGRAPH = "paragraph"  # only where a text has no marks at all


class ProblemKind(StrEnum):
    """What looks wrong in a draft. Nothing is repaired without being asked."""

    NUMBERING_GAP = "numbering_gap"  # 1, 2, 4
    DUPLICATE_ORDINAL = "duplicate_ordinal"  # 1, 2, 2; or a list that begins again
    NO_CLAUSE = "no_clause"  # no ordinal anywhere: paragraphs stand for clauses
    TEXT_OUTSIDE_CLAUSES = "text_outside_clauses"  # between the formula and the first clause
    RUN_ON_HEADING = "run_on_heading"  # "… những năm tiếp theo II. Nhiệm vụ" in one line
    BROKEN_SPACES = "broken_spaces"  # "nhiệm v ụ"
    LOST_SPACES = "lost_spaces"  # "Đảng bộxã"
    LOST_DASH = "lost_dash"  # "20162020", "22NQ/TW"
    NOT_NFC = "not_nfc"  # letters and their marks apart; shown in NFC
    HIDDEN_CHARACTERS = "hidden_characters"  # control and direction marks; taken out
    MIXED_HEADS = "mixed_heads"  # Party head and state motto in one paper
    MISSING_PART = "missing_part"  # `expected` is a DocumentPart
    UNREAD_PART = "unread_part"  # `found` names what the file holds beyond text


class DocumentPart(StrEnum):
    """What no resolution goes without."""

    TITLE = "title"
    LEGAL_BASIS = "legal_basis"
    SIGNATURE = "signature"
    RECIPIENTS = "recipients"


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing that looks wrong, in facts; its sentence is worded elsewhere."""

    kind: ProblemKind
    #: lines counted from 1, ascending; empty where it concerns the whole text
    lines: tuple[int, ...] = ()
    #: the ordinal or part that should stand there, as it would be printed
    expected: str = ""
    #: what stands there instead
    found: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """One part of a document. Lines of its children are theirs, not its own."""

    #: its place in `Outline.nodes`
    index: int
    kind: NodeKind
    level: Level | None
    #: the ordinal as printed: "Điều 3.", "II.", "a)", "-"
    label: str
    #: where it stands, unique in its document: "Điều 3.2.a", "I.2.-1", "PL1.II.4"
    path: str
    #: the first line or sentence, short enough for an outline
    heading: str
    #: the running text after the label; one paragraph to a line
    text: str
    #: the index of the clause or annex that holds it
    parent: int | None
    #: first and last line of each stretch it owns, counted from 1; noise may lie between
    spans: tuple[tuple[int, int], ...]

    @property
    def first_line(self) -> int:
        """The line on which it begins."""
        return self.spans[0][0]

    @property
    def last_line(self) -> int:
        """The last line of its own, children not counted."""
        return self.spans[-1][1]

    @property
    def printed(self) -> str:
        """Label and text as one reads them."""
        return f"{self.label} {self.text}".strip()


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """A whole document: every line of it belongs to exactly one node."""

    nodes: tuple[Node, ...]
    #: how many lines the file has
    lines: int
    problems: tuple[Problem, ...] = ()

    @property
    def lines_covered(self) -> int:
        """How many lines belong to exactly one node; always equal to `lines`."""
        owners: Counter[int] = Counter()
        for node in self.nodes:
            for first, last in node.spans:
                owners.update(range(first, last + 1))
        return sum(1 for line, count in owners.items() if count == 1 and line <= self.lines)

    @property
    def clauses(self) -> tuple[Node, ...]:
        """The clauses in the order of the text, those of annexes too."""
        return tuple(node for node in self.nodes if node.kind is NodeKind.CLAUSE)

    def children(self, parent: int | None) -> tuple[Node, ...]:
        """The clauses and annexes directly below a node; of None, those on top."""
        held = (NodeKind.CLAUSE, NodeKind.ANNEX)
        return tuple(n for n in self.nodes if n.parent == parent and n.kind in held)

    def ancestors(self, node: Node) -> Iterator[Node]:
        """What holds a node, from the nearest up."""
        parent = node.parent
        while parent is not None:
            yield self.nodes[parent]
            parent = self.nodes[parent].parent

    def node_at(self, line: int) -> Node | None:
        """The node that owns a line, counted from 1."""
        for node in self.nodes:
            if any(first <= line <= last for first, last in node.spans):
                return node
        return None

    def full_text(self, index: int) -> str:
        """A clause with all that it holds, as one reads it."""
        held = {index}
        parts = [self.nodes[index].printed]
        for node in self.nodes[index + 1 :]:
            if node.parent in held and node.kind is NodeKind.CLAUSE:
                held.add(node.index)
                parts.append(node.printed)
        return "\n".join(parts)
