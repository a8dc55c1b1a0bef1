"""What looks wrong in the letters and parts of a draft. Reported, never repaired silently."""

import re
from collections.abc import Callable, Iterator

from documents.head_facts import has_mixed_heads
from documents.lines import Line, Source
from documents.survey import Survey
from rules.clauses import DocumentPart, NodeKind, Outline, Problem, ProblemKind
from rules.drafts import DraftHead
from rules.repairs import BROKEN, CAPITAL_INSIDE, CONSONANTS, DASHLESS, JOINED, MARKED

_MOST_LINES = 200
"""Lines named in one problem; nobody reads on."""

_LONGEST_EXAMPLE = 60

_CUT = re.compile(rf"[{CONSONANTS}giu] [{MARKED}]")
"""A quick look that spares most lines the exact one."""

_RUN_TOGETHER = re.compile(r"\d(?:\d{7}|[A-ZĐ]{2})")
"""A quick look that spares most lines the exact one."""

_RUN_ON = re.compile(
    r"(?<!thứ)(?<!khóa)(?<!khoá)(?<!hội)(?<!quý)(?<!lục)\s(?:II|III|IV|V|VI|VII)[.-]\s*[A-ZĐÀ-Ỹ]"
)
_LONG_LINE = 600


def _cut(text: str) -> re.Match[str] | None:
    return BROKEN.search(text) if _CUT.search(text.lower()) else None


def _joined(text: str) -> re.Match[str] | None:
    return JOINED.search(text) or CAPITAL_INSIDE.search(text)


def _dashless(text: str) -> re.Match[str] | None:
    return DASHLESS.search(text) if _RUN_TOGETHER.search(text) else None


def _run_on(text: str) -> re.Match[str] | None:
    return _RUN_ON.search(text) if len(text) > _LONG_LINE else None


_LETTERS: tuple[tuple[ProblemKind, Callable[[Line], bool]], ...] = (
    (ProblemKind.NOT_NFC, lambda line: line.was_apart),
    (ProblemKind.HIDDEN_CHARACTERS, lambda line: line.had_hidden),
)
"""What is wrong with letters that cannot be shown."""

_WORDS: tuple[tuple[ProblemKind, Callable[[str], re.Match[str] | None]], ...] = (
    (ProblemKind.BROKEN_SPACES, _cut),
    (ProblemKind.LOST_SPACES, _joined),
    (ProblemKind.LOST_DASH, _dashless),
    (ProblemKind.RUN_ON_HEADING, _run_on),
)
"""What is wrong with words, found where it stands."""


def problems_of(source: Source, held: Survey, outline: Outline, head: DraftHead) -> list[Problem]:
    """Everything that looks wrong: the outline's own problems, then letters, then parts."""
    found = list(outline.problems)
    looked_at = [(n, line) for n, line in enumerate(held.lines, start=1) if n - 1 not in held.skipped]
    for kind, is_wrong in _LETTERS:
        if numbers := tuple(n for n, line in looked_at if is_wrong(line)):
            found.append(Problem(kind=kind, lines=numbers[:_MOST_LINES]))
    for kind, find in _WORDS:
        if wrong := [(n, line, match) for n, line in looked_at if (match := find(line.matched))]:
            _, line, match = wrong[0]
            numbers = tuple(n for n, _line, _match in wrong[:_MOST_LINES])
            found.append(Problem(kind=kind, lines=numbers, found=_around(line.matched, match)))
    if has_mixed_heads(held.lines[: held.title.end]):
        found.append(Problem(kind=ProblemKind.MIXED_HEADS))
    found += [
        Problem(kind=ProblemKind.MISSING_PART, expected=part.value)
        for part in _missing_parts(outline, head)
    ]
    found += [Problem(kind=ProblemKind.UNREAD_PART, found=part) for part in source.unread]
    return found


def _around(text: str, match: re.Match[str]) -> str:
    """Give the words in which something was found, as an example."""
    begins = text.rfind(" ", 0, match.start() + 1) + 1
    ends = text.find(" ", match.end())
    return text[begins : ends if ends >= 0 else None].strip()[:_LONGEST_EXAMPLE]


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
