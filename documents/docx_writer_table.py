"""Tables of a Word file: invisible ones that hold things side by side, and ruled ones."""

from collections.abc import Sequence
from copy import deepcopy

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.table import CT_Row
from docx.shared import Mm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph as DocxParagraph

from documents.docx_writer_text import shape, write
from documents.layouts import Layout, TextStyle
from documents.paper import Align, PaperTable
from documents.printable import printable_text

LONGEST_KEPT = 400
"""Characters in a cell up to which its row is kept on one page; longer ones would leave gaps."""


def bare_table(document: Document, *, rows: int, widths: Sequence[float]) -> Table:
    """Add a table without lines and without room inside its cells (widths in mm)."""
    table = document.add_table(rows=rows, cols=len(widths))
    _set_widths(table, widths)
    _set_cell_margins(table, 0)
    for row in table.rows:
        _keep_whole(row)
    return table


def first_paragraph(cell: _Cell) -> DocxParagraph:
    """Answer the paragraph that a new cell comes with, and after it new ones."""
    only = cell.paragraphs[0]
    return cell.add_paragraph() if only.runs or len(cell.paragraphs) > 1 else only


def write_table(document: Document, table: PaperTable, layout: Layout, *, width: float) -> None:
    """Write a ruled table as wide as the text; its titles come back on every page."""
    total = sum(column.width for column in table.columns)
    ruled = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    _set_cell_margins(ruled, 1.5)
    titles = TextStyle(size=layout.body.table.size, bold=True)
    for cell, column in zip(ruled.rows[0].cells, table.columns, strict=True):
        _write_cell(cell, column.title, titles, Align.CENTRED)
    _repeat_on_every_page(ruled.rows[0])
    _keep_whole(ruled.rows[0])
    pattern = _pattern_row(ruled, table, layout)
    _set_widths(ruled, [width * column.width / total for column in table.columns])
    ruled._tbl.remove(pattern)  # noqa: SLF001 - python-docx takes no row away
    for values in table.rows:
        _write_row(ruled, pattern, values)
    shape(document.add_paragraph(), Align.LEFT, line_exact=8)


def _pattern_row(ruled: Table, table: PaperTable, layout: Layout) -> CT_Row:
    """Make a row of empty cells to be copied: shaping each of a thousand rows anew takes seconds."""
    row = ruled.add_row()
    for cell, column in zip(row.cells, table.columns, strict=True):
        _write_cell(cell, "", layout.body.table, column.align)
    return row._tr  # noqa: SLF001 - python-docx copies no row


def _write_row(ruled: Table, pattern: CT_Row, values: Sequence[str]) -> None:
    copied = deepcopy(pattern)
    if all(len(value) <= LONGEST_KEPT for value in values):
        _keep_whole(_Row(copied, ruled))
    for cell, value in zip(copied.tc_lst, values, strict=True):
        empty = cell.p_lst[0]
        first, *others = value.split("\n")
        for line in others:
            further = deepcopy(empty)
            further.r_lst[0].text = printable_text(line)
            cell.append(further)
        empty.r_lst[0].text = printable_text(first)
    ruled._tbl.append(copied)  # noqa: SLF001 - see above


def _write_cell(cell: _Cell, text: str, style: TextStyle, align: Align) -> None:
    for line in text.split("\n"):
        paragraph = shape(first_paragraph(cell), align, before=2, after=2)
        write(paragraph, line, style)


def _set_widths(table: Table, widths: Sequence[float]) -> None:
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _set_cell_margins(table: Table, margin: float) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(round(margin * 1440 / 25.4)))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.insert_element_before(  # noqa: SLF001 - python-docx has no cell margins
        margins, "w:tblLook", "w:tblCaption", "w:tblDescription"
    )


def _keep_whole(row: _Row) -> None:
    """Forbid a page to end inside the row."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - not offered


def _repeat_on_every_page(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - not offered
