"""Lines and paragraphs of a Word file: the few strokes that everything else is drawn with."""

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as DocxParagraph
from docx.text.run import Run

from documents.layouts import Body, TextStyle
from documents.paper import Align
from documents.printable import printable_text

ALIGNMENTS = {
    Align.JUSTIFIED: WD_ALIGN_PARAGRAPH.JUSTIFY,
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRED: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}

_AFTER_BORDERS = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc")


def write(paragraph: DocxParagraph, text: str, style: TextStyle) -> Run:
    """Add text to a paragraph. It is cleaned here, and reaches the file by no other way."""
    run = paragraph.add_run(printable_text(text))
    run.font.size = Pt(style.size)
    run.bold = style.bold or None
    run.italic = style.italic or None
    run.underline = style.underline or None
    return run


def shape(
    paragraph: DocxParagraph,
    align: Align,
    *,
    line_exact: float | None = None,
    line_multiple: float = 1,
    before: float = 0,
    after: float = 0,
    left: float = 0,
    indent: float = 0,
    keep_with_next: bool = False,
) -> DocxParagraph:
    """Set how a paragraph stands: points up and down, millimetres from the left."""
    form = paragraph.paragraph_format
    form.alignment = ALIGNMENTS[align]
    form.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    form.line_spacing = Pt(line_exact) if line_exact else line_multiple
    form.space_before = Pt(before)
    form.space_after = Pt(after)
    form.left_indent = Mm(left) if left else None
    form.first_line_indent = Mm(indent) if indent else None
    form.keep_with_next = keep_with_next or None
    return paragraph


def shape_text(
    paragraph: DocxParagraph,
    body: Body,
    *,
    align: Align = Align.JUSTIFIED,
    is_indented: bool = True,
    keep_with_next: bool = False,
) -> DocxParagraph:
    """Set a paragraph as the layout sets the running text."""
    return shape(
        paragraph,
        align,
        line_exact=body.line_exact,
        line_multiple=body.line_multiple,
        after=body.space_after,
        indent=body.indent if is_indented else 0,
        keep_with_next=keep_with_next,
    )


def rule(paragraph: DocxParagraph, *, length: float, across: float, after: float = 3) -> None:
    """Make an empty paragraph a solid rule of `length`, in the middle of `across` (mm)."""
    side = max(0.0, (across - length) / 2)
    shape(paragraph, Align.CENTRED, line_exact=3, left=side, after=after)
    paragraph.paragraph_format.right_indent = Mm(side)
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders = OxmlElement("w:pBdr")
    borders.append(bottom)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no borders
    properties.insert_element_before(borders, *_AFTER_BORDERS)


def page_number(paragraph: DocxParagraph, style: TextStyle) -> None:
    """Add the number of the page: the one field that a paper holds."""
    run = write(shape(paragraph, Align.CENTRED), "", style)
    for kind in ("begin", None, "end"):
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = "PAGE"
        run._r.append(mark)  # noqa: SLF001 - python-docx has no fields


def width_of(text: str, style: TextStyle) -> float:
    """Estimate how wide a line is in Times New Roman (mm), well enough for the rule below it."""
    letter = 0.215 if text.isupper() else 0.16
    return len(text) * style.size * letter
