"""The text of a paper: clauses, paragraphs, lists, tables and pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.shared import Length, Mm
from docx.text.paragraph import Paragraph as DocxParagraph

from documents.docx_writer_changes import track
from documents.docx_writer_table import write_table
from documents.docx_writer_text import shape, shape_text, write
from documents.layouts import Layout, TextStyle
from documents.paper import (
    Align,
    Block,
    Bullet,
    Clause,
    Heading,
    KeyValue,
    PageBreak,
    PaperTable,
    Paragraph,
    Picture,
    Span,
)
from documents.printable import one_line, printable_text
from rules.clauses import Level

CENTRED_LEVELS = frozenset({Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION})
"""Number and title stand on lines of their own, in the middle."""

TITLED_LEVELS = frozenset({Level.ARTICLE, Level.LETTER, Level.ROMAN})
"""The ordinal is always bold, and a title stands on a line of its own; lower down it runs on."""


@dataclass(frozen=True, kw_only=True)
class BlockWriter:
    """Writes blocks one below the other into a file, in the form of one layout."""

    document: Document
    layout: Layout
    width: float  # of the text, mm

    def write(self, blocks: Sequence[Block]) -> None:
        """Write the blocks in their order."""
        for block in blocks:
            self._write_block(block)

    def _write_block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._write_paragraph(block)
            case Heading():
                align = Align.CENTRED if block.is_centred else Align.JUSTIFIED
                self._write_heading(block.text, align)
            case Clause():
                self._write_clause(block)
            case Bullet():
                self._write_spans((Span(text=f"- {one_line(block.text)}"),))
            case KeyValue():
                spans = (Span(text=f"{block.key}: ", bold=True), Span(text=block.value))
                self._write_spans(spans)
            case PaperTable():
                write_table(self.document, block, self.layout, width=self.width)
            case Picture():
                self._write_picture(block)
            case PageBreak():
                self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _write_paragraph(self, block: Paragraph) -> None:
        spans = (Span(text=block.text),) if isinstance(block.text, str) else block.text
        self._write_spans(spans, align=block.align, is_indented=block.is_indented)

    def _write_spans(
        self,
        spans: Sequence[Span],
        *,
        align: Align = Align.JUSTIFIED,
        is_indented: bool = True,
        keep_with_next: bool = False,
    ) -> DocxParagraph:
        paragraph = shape_text(
            self.document.add_paragraph(),
            self.layout.body,
            align=align,
            is_indented=is_indented,
            keep_with_next=keep_with_next,
        )
        size = self.layout.body.style.size
        for span in spans:
            style = TextStyle(size=size, bold=span.bold, italic=span.italic)
            run = write(paragraph, span.text, style)
            if span.tracked is not None:
                track(run, span.tracked)
        return paragraph

    def _write_heading(self, text: str, align: Align) -> None:
        self._write_spans(
            (Span(text=text, bold=True),),
            align=align,
            is_indented=align is Align.JUSTIFIED,
            keep_with_next=True,
        )

    def _write_clause(self, clause: Clause) -> None:
        ordinal, title = one_line(clause.ordinal), one_line(clause.title)
        if clause.level in CENTRED_LEVELS:
            self._write_heading(ordinal, Align.CENTRED)
            if title:
                self._write_heading(title.upper(), Align.CENTRED)
            self._write_lines((), clause.text)
        elif title and (clause.level in TITLED_LEVELS or not clause.text):
            self._write_heading(f"{ordinal} {title}", Align.JUSTIFIED)
            self._write_lines((), clause.text)
        elif title:
            self._write_lines((Span(text=f"{ordinal} {title} ", bold=True),), clause.text)
        else:
            is_bold = clause.level in TITLED_LEVELS
            self._write_lines((Span(text=f"{ordinal} ", bold=is_bold),), clause.text)

    def _write_lines(self, opening: Sequence[Span], text: str) -> None:
        """Write an opening and a text whose line ends begin new paragraphs."""
        first, *others = printable_text(text).strip().split("\n")
        if opening or first:
            self._write_spans((*opening, Span(text=first)))
        for line in others:
            if line.strip():
                self._write_spans((Span(text=line.strip()),))

    def _write_picture(self, picture: Picture) -> None:
        frame = shape(self.document.add_paragraph(), Align.CENTRED, before=6, keep_with_next=True)
        shown = frame.add_run().add_picture(BytesIO(picture.png), width=Mm(picture.width_mm))
        page = self.layout.page
        tallest = 0.7 * (page.height if self.width < page.width else page.width)
        scale = min(1.0, Mm(self.width) / shown.width, Mm(tallest) / shown.height)
        shown.width = Length(int(shown.width * scale))
        shown.height = Length(int(shown.height * scale))
        # What a screen reader says in the place of the picture.
        shown._inline.docPr.set("descr", one_line(picture.caption))  # noqa: SLF001 - not offered
        caption = shape(self.document.add_paragraph(), Align.CENTRED, after=6)
        write(caption, picture.caption, TextStyle(size=self.layout.body.table.size, italic=True))
