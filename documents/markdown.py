"""Markdown, above all as pandoc writes it: marks and escapes taken away, tables as rows.

Lines stay lines: what pandoc breaks into two is two lines here too, so that a line number means
the same in the file and in the outline.
"""

import html
import re

from documents.lines import Line, Source, line_of, row_of
from documents.plain_text import numbered_lines, read_text, text_of_file
from rules.drafts import FileKind

_SIGNS = re.compile(r"^[ \t]*(?:#{1,6} |\*\*\S|\\[-*+] )|\d\\[.)]|\*\*\S[^*\n]*\*\*", re.MULTILINE)
_LIST = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
_RULE = re.compile(r"\s*[-=]{3,}(?:\s+[-=]{3,})*\s*$")
_GRID_RULE = re.compile(
    r"\s*\+(?:[-=:]+\+)+\s*$|\s*\|(?:[ ]{0,9}:?-{3,}:?[ ]{0,9}\|)+[ ]*$"
    r"|:?-{3,}:?(?:[ ]?\|[ ]?:?-{3,}:?)+$"
)
_ROW = re.compile(r"\s*\|.*\|\s*$")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK_IN_CELL = re.compile(r"(?<=\S)\\(?=\*{2,3}\s*$)")
"""A line break before the end of bold letters, as pandoc breaks the lines of a cell."""

_STARS = re.compile(r"\*{1,3}")
_UNDERSCORES = re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])(.{1,300}?)(?<=[^\s_])\1(?![\w_])")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\](?:\([^()\s]{0,300}\)|\{[^{}]{0,300}\})")
_TAG = re.compile(r"</?(?:u|b|i|br|sup|sub|em|strong|span)\b[^<>]*>", re.IGNORECASE)


def read_marked_text(content: bytes, *, file_name: str) -> Source:
    """A text file, read as Markdown where it is that.

    Raises DraftNotUnicode and DraftKindNotReadable.
    """
    text = text_of_file(content, file_name=file_name)
    return read_markdown(text) if is_markdown(text, file_name=file_name) else read_text(text)


def is_markdown(text: str, *, file_name: str) -> bool:
    """Whether a text carries the marks of Markdown, or at least its name."""
    if file_name.lower().endswith((".md", ".markdown")):
        return True
    return len(_SIGNS.findall(text)) >= 3


def read_markdown(text: str) -> Source:
    """The lines of a Markdown text."""
    lines: list[Line] = []
    borders: tuple[int, ...] = ()
    for raw, page in numbered_lines(text):
        if _RULE.match(raw):
            borders = () if borders else _borders(raw)
            lines.append(line_of(raw, page=page))
        elif _GRID_RULE.match(raw):
            lines.append(line_of(raw, page=page))
        elif _ROW.match(raw):
            lines.append(row_of(map(unmarked, raw.strip().strip("|").split("|")), page=page))
        elif borders and raw.strip():
            lines.append(row_of(map(unmarked, _cut(raw, borders)), page=page))
        else:
            after_blank = not lines or lines[-1].is_blank
            lines.append(_plain_line(raw, page=page, after_blank=after_blank))
    return Source(kind=FileKind.MARKDOWN, lines=tuple(lines))


def unmarked(raw: str) -> str:
    """A piece of Markdown as it is read aloud: no marks, no escapes, no link targets."""
    kept = _BREAK_IN_CELL.sub("", raw)
    kept = _ESCAPE.sub(lambda found: chr(0xE000 + ord(found[1])), kept)
    bullet = re.match(r"\s*\*(?=\s)", kept)
    start = bullet.end() if bullet else 0
    bare = _UNDERSCORES.sub(r"\2", _STARS.sub("", kept[start:]))
    bare = kept[:start] + html.unescape(_TAG.sub("", _LINK.sub(r"\1", bare)))
    unescaped = re.sub(r"[\ue021-\ue07e]", lambda found: chr(ord(found[0]) - 0xE000), bare)
    return re.sub(r"\\\s*$", "", unescaped)


def _plain_line(raw: str, *, page: int, after_blank: bool) -> Line:
    if heading := _HEADING.match(raw):
        bare = raw[heading.end() :].rstrip().rstrip("#")
        return line_of(unmarked(bare), begins=True, page=page)
    begins = True if after_blank or _LIST.match(raw) else None
    return line_of(unmarked(raw), begins=begins, page=page)


def _borders(rule: str) -> tuple[int, ...]:
    """Where the columns of a simple table begin; a rule of one stroke is no table."""
    starts = tuple(found.start() for found in re.finditer(r"[-=]{3,}", rule))
    return starts if len(starts) > 1 else ()


def _cut(raw: str, borders: tuple[int, ...]) -> list[str]:
    ends = (*borders[1:], len(raw))
    starts = (0, *borders[1:])
    return [raw[start:end] for start, end in zip(starts, ends, strict=True)]
