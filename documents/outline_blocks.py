"""A draft's clauses as blocks of a paper: the text that was voted, set anew in the layout.

Head, signature and recipients of the draft are left behind: the paper has its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from documents.draft_tables import with_tables
from documents.paper import Annex, Block, Clause, Heading, PaperTable, Paragraph, Span
from documents.printable import bare_item, one_line
from rules.clauses import Level, Node, NodeKind, Outline

LONGEST_TITLE = 250
"""Letters. What is longer is a sentence, not a title."""

UNTITLED_LEVELS = frozenset(
    {Level.POINT, Level.PAREN, Level.ORDINAL_PROSE, Level.DASH, Level.PLUS, Level.STAR, Level.BULLET}
)
"""Levels too low for a bold title."""


@dataclass(frozen=True, kw_only=True)
class OutlineBody:
    """What of a draft goes into the paper between its bases and its signature, and after it."""

    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...]


@dataclass(kw_only=True)
class _Part:
    """The text, or an annex, while it is gathered."""

    title: str = ""
    subtitle: str = ""
    blocks: list[Block] = field(default_factory=list)


def body_of(outline: Outline, *, bases: Sequence[str] = ()) -> OutlineBody:
    """Turn an outline into blocks: every clause, note and annex in the order of the text.

    `bases` are the legal bases that the paper prints by itself; the same lines in the preamble are
    not repeated.
    """
    printed = {bare_item(basis) for basis in bases}
    parents = {node.parent for node in outline.nodes if node.kind is NodeKind.CLAUSE}
    parts = [_Part()]
    for node in outline.nodes:
        match node.kind:
            case NodeKind.PREAMBLE:
                parts[-1].blocks.extend(_preamble(node, printed))
            case NodeKind.CLAUSE:
                parts[-1].blocks.extend(_clause_blocks(node, has_parts=node.index in parents))
            case NodeKind.NOTE:
                parts[-1].blocks.append(Paragraph(text=(Span(text=node.printed, italic=True),)))
            case NodeKind.ANNEX:
                parts.append(_annex(node))
    text, *annexes = parts
    return OutlineBody(
        blocks=tuple(text.blocks),
        annexes=tuple(
            Annex(title=annex.title, subtitle=annex.subtitle, blocks=tuple(annex.blocks))
            for annex in annexes
        ),
    )


def _preamble(node: Node, printed: set[str]) -> list[Block]:
    return _lines(line for line in node.printed.split("\n") if bare_item(line) not in printed)


def _lines(lines: Iterable[str]) -> list[Block]:
    """Set capitals ("QUYẾT NGHỊ:") in the middle, everything else as running text; rows as tables."""
    return [_line(piece) for piece in with_tables(line for line in lines if line.strip())]


def _line(piece: str | PaperTable) -> Block:
    if isinstance(piece, PaperTable):
        return piece
    return Heading(text=one_line(piece), is_centred=True) if piece.isupper() else Paragraph(text=piece)


def _clause_blocks(node: Node, *, has_parts: bool) -> list[Block]:
    """Set a clause; a table in it cuts its text in two."""
    pieces = with_tables(node.text.split("\n"))
    first = next((n for n, piece in enumerate(pieces) if isinstance(piece, PaperTable)), len(pieces))
    said = "\n".join(piece for piece in pieces[:first] if isinstance(piece, str))
    tail: list[Block] = [
        piece if isinstance(piece, PaperTable) else Paragraph(text=piece) for piece in pieces[first:]
    ]
    if not said and not node.label:
        return tail
    return [_clause(replace(node, text=said), has_parts=has_parts or bool(tail)), *tail]


def _clause(node: Node, *, has_parts: bool) -> Block:
    level = node.level
    if level is None or not node.label:
        return Paragraph(text=node.printed)
    first, _, rest = node.text.partition("\n")
    may_be_titled = level not in UNTITLED_LEVELS and (has_parts or bool(rest) or first.isupper())
    if may_be_titled and _looks_like_title(first):
        return Clause(level=level, ordinal=node.label, title=first, text=rest)
    return Clause(level=level, ordinal=node.label, text=node.text)


def _looks_like_title(line: str) -> bool:
    return 0 < len(line) <= LONGEST_TITLE and not line.rstrip().endswith((".", ";", ":", ","))


def _annex(node: Node) -> _Part:
    """Take the first line for the name of the annex, and a remark in brackets below it with it."""
    title, *rest = node.printed.split("\n")
    remark = rest.pop(0) if rest and rest[0].startswith("(") else ""
    return _Part(title=one_line(title), subtitle=one_line(remark), blocks=_lines(rest))
