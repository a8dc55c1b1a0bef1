"""The foot of a paper: who signs, who receives."""

from docx.document import Document
from docx.table import _Cell

from documents.docx_writer_table import bare_table, first_paragraph
from documents.docx_writer_text import shape, write
from documents.layouts import Layout
from documents.paper import Align, Paper, Signature
from documents.printable import bare_item, one_line


def write_ending(document: Document, paper: Paper, layout: Layout) -> None:
    """Write signatures and recipients: side by side for one signer, recipients below for two."""
    if not paper.signatures and not paper.recipients:
        return
    _keep_last_line_with_signature(document)
    shape(document.add_paragraph(), Align.LEFT, line_exact=10, keep_with_next=True)
    half = layout.text_width(is_landscape=paper.is_landscape) / 2
    table = bare_table(document, rows=1, widths=(half, half))
    left, right = table.rows[0].cells
    if len(paper.signatures) == 2:
        _write_signature(left, paper.signatures[0], layout)
        _write_signature(right, paper.signatures[1], layout)
        shape(document.add_paragraph(), Align.LEFT, line_exact=10)
        left = bare_table(document, rows=1, widths=(half, half)).cell(0, 0)
    elif paper.signatures:
        _write_signature(right, paper.signatures[0], layout)
    _write_recipients(left, paper, layout)


def _keep_last_line_with_signature(document: Document) -> None:
    """A signature alone on a page could be put under any text."""
    if document.paragraphs:
        document.paragraphs[-1].paragraph_format.keep_with_next = True


def _write_signature(cell: _Cell, signature: Signature, layout: Layout) -> None:
    ending = layout.ending
    *authority, post = [one_line(line).upper() for line in signature.heading]
    for line in authority:
        paragraph = shape(first_paragraph(cell), Align.CENTRED, keep_with_next=True)
        write(paragraph, line, ending.authority)
    paragraph = shape(first_paragraph(cell), Align.CENTRED, keep_with_next=True)
    write(paragraph, post, ending.post)
    paragraph = shape(cell.add_paragraph(), Align.CENTRED, before=ending.signing_room)
    write(paragraph, one_line(signature.name), ending.name)


def _write_recipients(cell: _Cell, paper: Paper, layout: Layout) -> None:
    if not paper.recipients:
        return
    ending = layout.ending
    label = shape(first_paragraph(cell), Align.LEFT)
    write(label, ending.recipients_label, ending.recipients_label_style)
    for number, recipient in enumerate(paper.recipients, start=1):
        end = "." if number == len(paper.recipients) else ending.recipient_separator
        line = f"- {bare_item(recipient)}{end}"
        write(shape(cell.add_paragraph(), Align.LEFT), line, ending.recipients)
