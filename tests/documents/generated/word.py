"""Made-up papers as Word files."""

import io

import docx
from docx.document import Document

from tests.documents.generated.parts import MadePaper


def word_file(paper: MadePaper) -> bytes:
    """The paper as a .docx: a paragraph for each text, a table for each run of rows."""
    document = docx.Document()
    rows: list[tuple[str, ...]] = []
    for written in paper.written:
        if written.cells:
            rows.append(written.cells)
            continue
        _write_rows(document, rows)
        rows = []
        for text in filter(None, (written.text, written.beside)):
            document.add_paragraph(text)
    _write_rows(document, rows)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _write_rows(document: Document, rows: list[tuple[str, ...]]) -> None:
    if not rows:
        return
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for made, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(made.cells, texts, strict=True):
            cell.text = text
