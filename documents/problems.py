"""What looks wrong in the letters and parts of a draft. Reported, never repaired silently."""

import re
from collections.abc import Callable, Iterator, Sequence

from documents.head_facts import has_mixed_heads
from documents.lines import Line, Source
from documents.survey import Survey
from rules.clauses import DocumentPart, NodeKind, Outline, Problem, ProblemKind
from rules.drafts import DraftHead
from rules.repairs import BROKEN, CAPITAL_INSIDE, CONSONANTS, DASHLESS, JOINED, MARKED

_MOST_LINES = 200
"""Lines named in one problem; nobody reads on."""

_CUT = re.compile(rf"[{CONSONANTS}giu] [{MARKED}]")
"""A quick look that spares most lines the exact one."""

_RUN_TOGETHER = re.compile(r"\d(?:\d{7}|[A-ZĐ]{2})")
"""A quick look that spares most lines the exact one."""

_RUN_ON = re.compile(
    r"(?<!thứ)(?<!khóa)(?<!khoá)(?<!hội)(?<!quý)(?<!lục)\s(?:II|III|IV|V|VI|VII)[.-]\s*[A-ZĐÀ-Ỹ]"
)
_LONG_LINE = 600


def _is_cut(text: str) -> bool:
    return bool(_CUT.search(text.lower()) and BROKEN.search(text))


_SIGNS: tuple[tuple[ProblemKind, Callable[[Line], bool]], ...] = (
    (ProblemKind.NOT_NFC, lambda line: line.was_apart),
    (ProblemKind.HIDDEN_CHARACTERS, lambda line: line.had_hidden),
    (ProblemKind.BROKEN_SPACES, lambda line: _is_cut(line.matched)),
    (
        ProblemKind.LOST_SPACES,
        lambda line: bool(JOINED.search(line.matched) or CAPITAL_INSIDE.search(line.matched)),
    ),
    (
        ProblemKind.LOST_DASH,
        lambda line: bool(_RUN_TOGETHER.search(line.matched) and DASHLESS.search(line.matched)),
    ),
    (
        ProblemKind.RUN_ON_HEADING,
        lambda line: len(line.matched) > _LONG_LINE and bool(_RUN_ON.search(line.matched)),
    ),
)


def problems_of(source: Source, held: Survey, outline: Outline, head: DraftHead) -> list[Problem]:
    """Everything that looks wrong: the outline's own problems, then letters, then parts."""
    found = list(outline.problems)
    for kind, is_wrong in _SIGNS:
        if numbers := _numbers(held.lines, held.skipped, is_wrong):
            found.append(Problem(kind=kind, lines=numbers))
    if has_mixed_heads(held.lines[: held.title.end]):
        found.append(Problem(kind=ProblemKind.MIXED_HEADS))
    found += [
        Problem(kind=ProblemKind.MISSING_PART, expected=part.value)
        for part in _missing_parts(outline, head)
    ]
    found += [Problem(kind=ProblemKind.UNREAD_PART, found=part) for part in source.unread]
    return found


def _numbers(
    lines: Sequence[Line], skipped: set[int], is_wrong: Callable[[Line], bool]
) -> tuple[int, ...]:
    wrong = (p + 1 for p, line in enumerate(lines) if p not in skipped and is_wrong(line))
    return tuple(number for _, number in zip(range(_MOST_LINES), wrong, strict=False))


def _missing_parts(outline: Outline, head: DraftHead) -> Iterator[DocumentPart]:
    kinds = {node.kind for node in outline.nodes}
    if not head.type_name and not head.abstract:
        yield DocumentPart.TITLE
    if not head.legal_bases:
        yield DocumentPart.LEGAL_BASIS
    if NodeKind.SIGNATURE not in kinds:
        yield DocumentPart.SIGNATURE
    together = any("Nơi nhận" in n.text for n in outline.nodes if n.kind is NodeKind.SIGNATURE)
    if NodeKind.RECIPIENTS not in kinds and not together:
        yield DocumentPart.RECIPIENTS
