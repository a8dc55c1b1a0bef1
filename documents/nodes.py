"""Nodes while they are being gathered line by line, and the finished ones."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.head_zone import is_rule
from documents.levels import BULLETS
from documents.lines import Line
from documents.markers import Marker, bare_label
from rules.clauses import Level, Node, NodeKind

LONGEST_HEADING = 120
"""Letters, so that an outline of buttons and lines stays readable."""

_SENTENCE = re.compile(r".{15,%d}?[.;:](?=\s|$)" % LONGEST_HEADING)  # noqa: UP031 - braces are the pattern's
_HEADED = frozenset(
    {
        Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION, Level.ARTICLE, Level.ROMAN,
        Level.LETTER,
    }
)  # fmt: skip
"""Levels that have headings in capitals."""

_ABSOLUTE = frozenset({Level.PART, Level.CHAPTER, Level.ARTICLE})
"""Levels whose path does not name what holds them: articles are counted through a whole paper."""

_LINE_BY_LINE = frozenset({NodeKind.LETTERHEAD, NodeKind.SIGNATURE, NodeKind.RECIPIENTS, NodeKind.NOISE})


@dataclass(kw_only=True, slots=True)
class GrowingNode:
    """A node that still takes lines."""

    kind: NodeKind
    parent: int | None = None
    marker: Marker | None = None
    level: Level | None = None
    path: str = ""
    places: list[int] = field(default_factory=list)


class Paths:
    """Gives each clause and annex of one document a path of its own."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}
        self._counts: dict[tuple[int | None, str], int] = {}

    def annex(self) -> str:
        """The path of the next annex: "PL1" (phụ lục 1)."""
        return self._unique(f"PL{self._count(None, 'PL')}")

    def clause(self, marker: Marker | None, *, parent: int | None, above: str, annex: str) -> str:
        """The path of a clause below `above`, in the annex whose path is `annex`, if any."""
        if marker is None:
            own = f"¶{self._count(parent, '¶')}"
        elif marker.level in BULLETS:
            own = f"{marker.label}{self._count(parent, marker.label)}"
        else:
            own = _relative(bare_label(marker), above, marker)
        before = annex if marker is not None and marker.level in _ABSOLUTE else above
        return self._unique(f"{before}.{own}" if before else own)

    def _count(self, parent: int | None, sign: str) -> int:
        self._counts[parent, sign] = self._counts.get((parent, sign), 0) + 1
        return self._counts[parent, sign]

    def _unique(self, path: str) -> str:
        self._taken[path] = count = self._taken.get(path, 0) + 1
        return path if count == 1 else self._unique(f"{path}({count})")


def _relative(label: str, above: str, marker: Marker) -> str:
    """Below "1", "1.2" is "2"; below anything else it stays "1.2"."""
    if marker.level is not Level.SUBITEM:
        return label
    held = ".".join(map(str, marker.ordinal[:-1]))
    return str(marker.ordinal[-1]) if f".{above}".endswith(f".{held}") else label


def finished(
    growing: Sequence[GrowingNode], lines: Sequence[Line], starts: Sequence[bool]
) -> tuple[Node, ...]:
    """The nodes with their texts and headings."""
    answered: list[Node] = []
    for index, node in enumerate(growing):
        paragraphs = _paragraphs(node, lines, starts)
        answered.append(
            Node(
                index=index,
                kind=node.kind,
                level=node.level,
                label=node.marker.label if node.marker else "",
                path=node.path,
                heading=_heading(node, paragraphs),
                text="\n".join(paragraphs),
                parent=node.parent,
                spans=_spans(node.places),
            )
        )
    return tuple(answered)


def _paragraphs(node: GrowingNode, lines: Sequence[Line], starts: Sequence[bool]) -> list[str]:
    pieces: list[list[str]] = []
    after_row = False
    for number, place in enumerate(node.places):
        line = lines[place]
        text = line.text.strip()[node.marker.size if node.marker and number == 0 else 0 :]
        said = " ".join(text.split())
        if not said or (node.kind is not NodeKind.NOISE and is_rule(line)):
            continue
        parted = starts[place] or node.kind in _LINE_BY_LINE or bool(line.cells) or after_row
        if pieces and not (parted and not _is_one_heading(node, pieces[-1][-1], said)):
            pieces[-1].append(said)
        else:
            pieces.append([said])
        after_row = bool(line.cells)
    return [" ".join(piece) for piece in pieces]


def _is_one_heading(node: GrowingNode, before: str, after: str) -> bool:
    """Headings in capitals are broken by hand, where they look best."""
    if node.kind is NodeKind.TITLE:
        return before.isupper() == after.isupper()
    return node.level in _HEADED and before.isupper() and after.isupper()


def _heading(node: GrowingNode, paragraphs: Sequence[str]) -> str:
    if node.kind is NodeKind.TITLE:
        return " ".join(paragraphs)
    first = paragraphs[0] if paragraphs else ""
    if len(first) <= LONGEST_HEADING:
        return first
    sentence = _SENTENCE.match(first)
    if sentence:
        return sentence[0]
    return first[:LONGEST_HEADING].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _spans(places: Sequence[int]) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    for place in places:
        if spans and spans[-1][1] == place:
            spans[-1] = (spans[-1][0], place + 1)
        else:
            spans.append((place + 1, place + 1))
    return tuple(spans)
