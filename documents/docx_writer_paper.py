"""A whole official paper: its head, its blocks, its ending and its annexes (S0.12, S2.43)."""

from dataclasses import replace

from docx.document import Document
from docx.enum.section import WD_SECTION

from documents.docx_writer_blocks import BlockWriter
from documents.docx_writer_changes import number_changes
from documents.docx_writer_ending import write_ending
from documents.docx_writer_head import write_head
from documents.docx_writer_package import empty_document, packed, set_page
from documents.docx_writer_text import shape, write
from documents.layouts import EndMark, Layout, layout_for
from documents.paper import Align, Annex, Block, Bullet, Clause, KeyValue, Paper, Paragraph, Span


def written(paper: Paper) -> bytes:
    """Lay out a paper; see `documents.docx_writer.write_docx`."""
    layout = layout_for(paper.standard, paper.on)
    document = empty_document(paper, layout)
    write_head(document, paper, layout)
    mark = layout.body.end_mark if paper.end_mark is None else paper.end_mark
    width = layout.text_width(is_landscape=paper.is_landscape)
    writer = BlockWriter(document=document, layout=layout, width=width)
    writer.write(_ended(paper.blocks, mark))
    write_ending(document, paper, layout)
    for annex in paper.annexes:
        _write_annex(document, annex, layout)
    number_changes(document)
    return packed(document)


def _write_annex(document: Document, annex: Annex, layout: Layout) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    set_page(section, layout, is_landscape=annex.is_landscape)
    section.different_first_page_header_footer = False
    titles = layout.titles
    paragraph = shape(document.add_paragraph(), Align.CENTRED, keep_with_next=True)
    write(paragraph, annex.title.upper(), titles.title)
    paragraph = shape(document.add_paragraph(), Align.CENTRED, after=12, keep_with_next=True)
    write(paragraph, annex.subtitle, titles.abstract)
    width = layout.text_width(is_landscape=annex.is_landscape)
    BlockWriter(document=document, layout=layout, width=width).write(annex.blocks)


def _ended(blocks: tuple[Block, ...], mark: EndMark) -> tuple[Block, ...]:
    """Put the end mark after the last block, if it is one of words."""
    if not blocks or mark is EndMark.NONE:
        return blocks
    return (*blocks[:-1], _marked(blocks[-1], mark))


def _marked(block: Block, mark: EndMark) -> Block:
    match block:
        case Paragraph(text=str() as text) | Bullet(text=text):
            return replace(block, text=_with_mark(text, mark))
        case Paragraph(text=(*spans, Span() as last)):
            return replace(block, text=(*spans, replace(last, text=_with_mark(last.text, mark))))
        case Clause(text=text) if text:
            return replace(block, text=_with_mark(text, mark))
        case KeyValue(value=value):
            return replace(block, value=_with_mark(value, mark))
        case _:
            return block


def _with_mark(text: str, mark: EndMark) -> str:
    """Put the mark in the place of the one sign that ends the text."""
    bare = text.rstrip().removesuffix(EndMark.SLASHED)
    return (bare[:-1] if bare.endswith((".", ";", ",")) else bare) + mark
