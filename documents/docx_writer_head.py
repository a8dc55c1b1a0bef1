"""The top of a paper: who issues, Party or state, number, place and date, title, bases."""

from docx.document import Document
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from documents.docx_writer_table import bare_table, first_paragraph
from documents.docx_writer_text import rule, shape, shape_text, width_of, write
from documents.layouts import DRAFT_MARK, Layout, TextStyle
from documents.paper import Align, Paper
from documents.printable import bare_item, one_line, printable_text, with_spans_together
from rules.numbering import blank_date_line, official_date_line

SHORT_RULE = 0.4
"""A rule under the issuer or the abstract is a third to a half as long as its text (Decree 30)."""

SNUG = 0.93
"""How much of a column an estimated width may fill."""

PLACE_WORDS = ("XÃ", "PHƯỜNG", "ĐẶC KHU", "TỈNH", "THÀNH PHỐ", "THÔN", "TỔ DÂN PHỐ")
"""Where the name of a body ends and the name of its place begins."""


def write_head(document: Document, paper: Paper, layout: Layout) -> None:
    """Write everything above the text."""
    _write_letterhead(document, paper, layout)
    if not paper.is_letter:
        _write_title(document, paper, layout)
    _write_addressees(document, paper, layout)
    _write_bases(document, paper, layout)


def _write_letterhead(document: Document, paper: Paper, layout: Layout) -> None:
    head = layout.head
    scale = layout.text_width(is_landscape=paper.is_landscape) / layout.text_width()
    left, right = head.left_width * scale, head.right_width * scale
    table = bare_table(document, rows=2, widths=(left, right))
    _write_issuer(table.cell(0, 0), paper, layout, across=left)
    for line in head.lines:
        _centred(table.cell(0, 1), line.text, line.style)
    rule(table.cell(0, 1).add_paragraph(), length=head.rule, across=right)
    _write_number(table.cell(1, 0), paper, layout)
    _centred(table.cell(1, 1), _place_and_date(paper), head.place_date)


def _write_issuer(cell: _Cell, paper: Paper, layout: Layout, *, across: float) -> None:
    head = layout.head
    for line in _name_lines(paper.parent_body, head.parent, across):
        _centred(cell, line, head.parent)
    lines = _name_lines(paper.body, head.issuer, across)
    for line in lines:
        _centred(cell, line, head.issuer)
    if head.issuer_star:
        _centred(cell, head.issuer_star, head.parent)
    else:
        length = max(width_of(line, head.issuer) for line in lines) * SHORT_RULE
        rule(cell.add_paragraph(), length=min(length, across), across=across)


def _name_lines(name: str, style: TextStyle, across: float) -> list[str]:
    """Write a body's name in capitals; a long one breaks before its place, not anywhere."""
    name = one_line(name).upper()
    if not name:
        return []
    if width_of(name, style) > across * SNUG:
        for word in PLACE_WORDS:
            body, found, place = name.rpartition(f" {word} ")
            if found:
                return [body, f"{word} {place}"]
    return [name]


def _write_number(cell: _Cell, paper: Paper, layout: Layout) -> None:
    head = layout.head
    if paper.number:
        _centred(cell, paper.number, head.number)
    if paper.draft is not None:
        _centred(cell, DRAFT_MARK.format(paper.draft), head.draft_mark)
    if paper.is_letter and paper.abstract:
        subject = head.letter_abstract_prefix + one_line(paper.abstract)
        _centred(cell, subject, head.letter_abstract)


def _place_and_date(paper: Paper) -> str:
    place = one_line(paper.place)
    if paper.draft is None:
        return official_date_line(place, paper.on)
    return blank_date_line(place, year=paper.on.year)


def _centred(cell: _Cell, text: str, style: TextStyle) -> DocxParagraph:
    paragraph = shape(first_paragraph(cell), Align.CENTRED)
    write(paragraph, text, style)
    return paragraph


def _write_title(document: Document, paper: Paper, layout: Layout) -> None:
    titles = layout.titles
    abstract = with_spans_together(printable_text(paper.abstract).strip())
    paragraph = shape(document.add_paragraph(), Align.CENTRED, before=18, keep_with_next=True)
    write(paragraph, one_line(paper.printed_title), titles.title)
    if abstract:
        paragraph = shape(document.add_paragraph(), Align.CENTRED, keep_with_next=True)
        write(paragraph, abstract, titles.abstract)
    if titles.dashes:
        paragraph = shape(document.add_paragraph(), Align.CENTRED, after=12)
        write(paragraph, titles.dashes, titles.abstract)
        return
    last_line = (abstract or paper.printed_title).rpartition("\n")[2]
    across = layout.text_width(is_landscape=paper.is_landscape)
    length = min(width_of(last_line, titles.abstract), across) * SHORT_RULE
    rule(document.add_paragraph(), length=length, across=across, after=14)


def _write_addressees(document: Document, paper: Paper, layout: Layout) -> None:
    """Write a single addressee beside the label, several in a list below it."""
    if not paper.addressees:
        return
    titles = layout.titles
    label = titles.address_labels.get(paper.document_type, titles.address_labels[None])
    names = [bare_item(name) for name in paper.addressees]
    if len(names) == 1:
        paragraph = shape(document.add_paragraph(), Align.CENTRED, before=14, after=12)
        write(paragraph, f"{label} {names[0]}", titles.addressees)
        return
    left = layout.text_width() / 4
    paragraph = shape(document.add_paragraph(), Align.LEFT, before=14, left=left)
    write(paragraph, label, titles.addressees)
    for name in names[:-1]:
        paragraph = shape(document.add_paragraph(), Align.LEFT, left=left + 12)
        write(paragraph, f"- {name};", titles.addressees)
    paragraph = shape(document.add_paragraph(), Align.LEFT, left=left + 12, after=12)
    write(paragraph, f"- {names[-1]}.", titles.addressees)


def _write_bases(document: Document, paper: Paper, layout: Layout) -> None:
    body = layout.body
    for number, basis in enumerate(paper.bases, start=1):
        end = "." if number == len(paper.bases) else ";"
        paragraph = shape_text(document.add_paragraph(), body)
        write(paragraph, f"{body.base_prefix}{bare_item(basis)}{end}", body.bases)
