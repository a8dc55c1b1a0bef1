"""Whether the parser gave a made-up paper back as it was written."""

from collections import Counter
from collections.abc import Sequence

from documents.outline import outline_of
from documents.survey import survey
from rules.clauses import Node, NodeKind, Outline, ProblemKind
from rules.folding import match_form
from tests.documents.generated.parts import MadePaper
from tests.documents.generated.printing import NOISE, Printed

_MISCOUNTED = {ProblemKind.NUMBERING_GAP, ProblemKind.DUPLICATE_ORDINAL}


def read(sheet: Printed) -> Outline:
    """What the parser makes of it."""
    return outline_of(survey(sheet.lines))


def lost_lines(texts: Sequence[str], outline: Outline) -> list[str]:
    """Where the invariant is broken: a line in no node or in two, out of order, or made up."""
    owners = [0] * len(texts)
    for node in outline.nodes:
        for first, last in node.spans:
            for line in range(first, last + 1):
                owners[line - 1] += 1
    wrong = [f"line {n} is in {count} nodes" for n, count in enumerate(owners, start=1) if count != 1]
    starts = [node.first_line for node in outline.nodes if node.kind is NodeKind.CLAUSE]
    if starts != sorted(starts):
        wrong.append("clauses out of order")
    written = _letters("".join(texts))
    said = _letters("".join(node.printed for node in outline.nodes))
    if said != written:
        wrong.append(f"lost {written - said}, made up {said - written}")
    return wrong


def _letters(text: str) -> Counter[str]:
    counted = Counter(match_form(text))
    return Counter({letter: count for letter, count in counted.items() if letter.isalnum()})


def strayed_lines(paper: MadePaper, sheet: Printed, outline: Outline) -> list[str]:
    """Lines that the parser gave to another node than the one they were written for.

    None of them where the print leaves doubts: then only the invariant holds.
    """
    if sheet.doubts:
        return []
    nodes: dict[int, Node] = {
        line: node
        for node in outline.nodes
        for first, last in node.spans
        for line in range(first, last + 1)
    }
    found: dict[int, int] = {}
    wrong: list[str] = []
    for line, owner in enumerate(sheet.owners, start=1):
        if owner is None:
            continue
        node = nodes[line]
        part = None if owner == NOISE else paper.parts[owner]
        kind = NodeKind.NOISE if part is None else part.kind
        shown = f"line {line} {sheet.lines[line - 1].text[:60]!r}"
        if node.kind is not kind:
            wrong.append(f"{shown}: {node.kind} for {kind}")
        elif part is not None and found.setdefault(owner, node.index) != node.index:
            wrong.append(f"{shown}: left {part.label!r} for {node.path}")
        elif part is not None and kind is NodeKind.CLAUSE:
            parent = None if part.parent is None else found.get(part.parent)
            label = match_form(part.label)
            if (node.label, node.parent) != (label, parent) or (part.level or node.level) != node.level:
                wrong.append(
                    f"{shown}: {node.path!r} for {part.label!r}, parent {node.parent} for {parent}"
                )
    if len(set(found.values())) != len(found):
        wrong.append("two parts became one node")
    named = [p.found.rstrip(".:") for p in outline.problems if p.kind in _MISCOUNTED]
    if named != [gap.rstrip(".:") for gap in paper.gaps]:
        wrong.append(f"gaps at {named} for {paper.gaps}")
    return wrong
