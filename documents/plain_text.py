"""Text files: their bytes as lines."""

import codecs

from documents.lines import Line, Source, line_of
from rules.drafts import DraftKindNotReadable, DraftNotUnicode, FileKind

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WRITTEN_CONTROLS = frozenset("\t\n\r\f\v\x1c\x1d\x1e\x85")
_MOST_CONTROLS = 0.01
"""More control characters than that, and the file was never meant to be read."""


def text_of_file(content: bytes, *, file_name: str) -> str:
    """The text of a file in UTF-8, or in UTF-16 with a byte order mark.

    Raises DraftNotUnicode for old encodings, DraftKindNotReadable for what is no text at all.
    """
    encoding = next((name for bom, name in _BOMS if content.startswith(bom)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if _looks_binary(content.decode("latin-1")):
            raise DraftKindNotReadable(file_name=file_name, kind=FileKind.UNKNOWN) from error
        raise DraftNotUnicode(offset=error.start) from error
    if _looks_binary(text):
        raise DraftKindNotReadable(file_name=file_name, kind=FileKind.UNKNOWN)
    return text


def numbered_lines(text: str) -> list[tuple[str, int]]:
    """Each line with its page; pages end at form feeds, lines where Python's splitlines ends them."""
    lines: list[tuple[str, int]] = []
    page = 1
    for line in text.splitlines(keepends=True):
        bare = line.splitlines()[0]
        lines.append((bare, page))
        page += line.endswith("\f")
    return lines


def read_text(text: str) -> Source:
    """The lines of a text; they may be wrapped, or may be whole paragraphs."""
    lines: list[Line] = [line_of(raw, page=page) for raw, page in numbered_lines(text)]
    return Source(kind=FileKind.TEXT, lines=tuple(lines))


def _looks_binary(text: str) -> bool:
    controls = sum(text.count(chr(code)) for code in range(0x20) if chr(code) not in _WRITTEN_CONTROLS)
    return controls > min(max(8, len(text) * _MOST_CONTROLS), len(text) // 4)
