"""Made-up papers as files: the lines of each, and whose every line is."""

import textwrap
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from documents.lines import Line, line_of, row_of
from documents.markdown import read_markdown
from documents.plain_text import read_text
from tests.documents.generated.parts import MadePaper, Written

NOISE = -1


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A paper in one form: what a reader hands to the outline, and the owner of each line."""

    form: str
    lines: Sequence[Line]
    #: the part of the paper for each line; NOISE, or None for blank lines
    owners: tuple[int | None, ...]
    #: places where a reader of the print alone could not tell either
    doubts: int = 0


def printed(paper: MadePaper, form: str) -> Printed:
    """The paper in one of FORMS."""
    luck = Random(f"{paper.seed} {form}")
    written = [_worn(one, luck) for one in paper.written]
    sheet = FORMS[form](written, luck, form)
    # In wrapped text a number that jumps may be one of a sentence.
    return replace(sheet, doubts=sheet.doubts + len(paper.gaps)) if form == "wrapped" else sheet


def _worn(written: Written, luck: Random) -> Written:
    """What offices and machines do to letters on the way; it never makes another clause of one."""
    text = written.text
    fate = luck.random()
    if fate < 0.05:
        text = unicodedata.normalize("NFD", text)
    elif fate < 0.08:
        text = text.replace("Đ", "\u00d0")
    elif fate < 0.12:
        text = text.replace(" ", "\u00a0")
    elif fate < 0.15:
        text = text.replace("- ", "– ")
    elif fate < 0.17:
        text = f"\u200b{text}\ufeff"
    elif written.is_prose and fate < 0.22:
        text = text.replace("vụ", "v ụ").replace("quả", "qu ả")  # cut by a font of a PDF
    elif written.is_prose and fate < 0.26:
        text = text.replace("ủy xã", "ủyxã").replace("2026 - 2030", "20262030")
    elif written.is_prose and fate < 0.28:
        text = f"  {text}"  # a bullet that got lost
    return replace(written, text=text)


def _as_lines(written: Sequence[Written], luck: Random, form: str) -> Printed:
    """A text file, a paragraph to a line; with blank lines between them or without."""
    rows: list[tuple[str, int | None]] = []
    for one in written:
        rows += [(text, one.owner) for text in _side_by_side(one)]
        rows += [("", None)] if form == "spaced" else []
    return _text(rows, form)


def _as_wrapped(written: Sequence[Written], luck: Random, form: str) -> Printed:
    """A text file as it comes out of a page: lines of one width, page numbers, stamps."""
    width = luck.choice((72, 80, 88, 96))
    gazette = luck.random() < 0.3
    rows: list[tuple[str, int | None]] = []
    page, doubts = 1, 0
    for one in written:
        doubts += _runs_on(rows, one, width)
        for text in _side_by_side(one):
            if len(rows) > page * 40:
                page += 1
                rows += _page_end(page, gazette=gazette)
            if one.beside is not None or one.cells:
                rows.append((text, one.owner))
                continue
            pieces = _wrapped(text, width)
            rows += [(piece, one.owner if piece else None) for piece in pieces]
    return replace(_text(rows, form), doubts=doubts)


def _wrapped(text: str, width: int) -> list[str]:
    """The lines of a paragraph; a page is as wide for letters that are apart from their marks."""
    composed = unicodedata.normalize("NFC", text)
    pieces = textwrap.wrap(composed, width, break_on_hyphens=False) or [""]
    return pieces if composed == text else [unicodedata.normalize("NFD", piece) for piece in pieces]


def _runs_on(rows: Sequence[tuple[str, int | None]], one: Written, width: int) -> bool:
    """Whether a paragraph that is a clause of its own follows a full line, and has no ordinal."""
    last, owner = rows[-1] if rows else ("", None)
    fits = len(last) + 1 + len(one.text.split(maxsplit=1)[0]) <= width * 0.9
    return one.is_own_clause and one.owner != owner and not fits


def _page_end(page: int, *, gazette: bool) -> list[tuple[str, int | None]]:
    if gazette:
        stamp = (
            "Ký bởi: CÔNG BÁO",
            "Cơ quan: VĂN PHÒNG CHÍNH PHỦ",
            "Ngày ký: 2026-05-08 16:42:06 +07:00",
        )
        head: list[tuple[str, int | None]] = [
            (f"CÔNG BÁO/Số 271/Ngày 12-05-2026 {page}", NOISE),
            ("", None),
        ]
        if page != 2:
            return head
        return [*((line, NOISE) for line in stamp), ("", None), *head]
    if page == 3:
        return [("29-09-2025 13:41:12 +07:00", NOISE)]
    return [("", None), (f"Trang {page}", NOISE), ("", None)]


def _side_by_side(one: Written) -> list[str]:
    if one.cells:
        return ["      ".join(one.cells)]
    return [f"{one.text:<40}{' ' * 6}{one.beside}" if one.beside else one.text]


def _text(rows: Sequence[tuple[str, int | None]], form: str) -> Printed:
    text = "\n".join(row for row, _ in rows) + "\n"
    return Printed(form=form, lines=read_text(text).lines, owners=tuple(owner for _, owner in rows))


def _as_markdown(written: Sequence[Written], luck: Random, form: str) -> Printed:
    """As pandoc writes it: bold headings, escaped marks, pipe tables."""
    rows: list[tuple[str, int | None]] = []
    for place, one in enumerate(written):
        if one.cells:
            rows.append((f"| {one.text} |", one.owner))
            if not place or not written[place - 1].cells:
                rows.append(("|" + "---|" * len(one.cells), one.owner))
            if place + 1 == len(written) or not written[place + 1].cells:
                rows.append(("", None))
            continue
        for text in _side_by_side(one):
            rows += [(_escaped(text, luck), one.owner), ("", None)]
    text = "\n".join(row for row, _ in rows) + "\n"
    lines = read_markdown(text).lines
    return Printed(form=form, lines=lines, owners=tuple(owner for _, owner in rows))


def _escaped(text: str, luck: Random) -> str:
    bare = text.replace("*", r"\*")
    if bare[:2] in {"- ", "+ "}:
        bare = "\\" + bare
    head, dot, rest = bare.partition(".")
    if dot and head.isdigit():
        bare = f"{head}\\.{rest}"
    short = len(bare) < 60 and "*" not in bare and not bare.startswith(("\\", " "))
    return f"**{bare}**" if short and luck.random() < 0.5 else bare


def _as_word(written: Sequence[Written], luck: Random, form: str) -> Printed:
    """What the reader of Word files hands over: paragraphs and rows, none of them wrapped.

    Two columns are two cells, and their paragraphs come one cell after the other.
    """
    rows: list[tuple[Line, int | None]] = []
    right: list[tuple[Line, int | None]] = []
    for one in written:
        if one.beside is None:
            rows, right = rows + right, []
        if one.cells:
            rows.append((row_of(one.cells), one.owner))
            continue
        left_owner = one.owner if one.left_owner is None else one.left_owner
        rows.append((line_of(one.text, begins=True), left_owner))
        if one.beside:
            right.append((line_of(one.beside, begins=True), one.owner))
    rows += right
    lines = tuple(line for line, _ in rows)
    return Printed(form=form, lines=lines, owners=tuple(owner for _, owner in rows))


FORMS: dict[str, Callable[[Sequence[Written], Random, str], Printed]] = {
    "lines": _as_lines,
    "spaced": _as_lines,
    "wrapped": _as_wrapped,
    "markdown": _as_markdown,
    "word": _as_word,
}
