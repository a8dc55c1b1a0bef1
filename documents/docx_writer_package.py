"""An empty Word file of the house, and a file's bytes: the same paper, the same bytes."""

from datetime import UTC, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.section import Section
from docx.shared import Mm, Pt

from documents.docx_writer_text import page_number
from documents.layouts import Layout
from documents.paper import Paper
from documents.printable import one_line

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can name; Word itself writes it."""

WORD_2013 = "15"


def empty_document(paper: Paper, layout: Layout) -> Document:
    """Open a file in the layout's font and on its page, with the paper's own properties."""
    document = docx.Document()
    _set_font(document, layout)
    _set_compatibility(document)
    _set_properties(document, paper)
    _drop_thumbnail(document)
    set_page(document.sections[0], layout, is_landscape=paper.is_landscape)
    document.sections[0].different_first_page_header_footer = True
    page_number(document.sections[0].header.paragraphs[0], layout.page.number)
    return document


def set_page(section: Section, layout: Layout, *, is_landscape: bool) -> None:
    """Set paper size and margins. On its side the sheet is turned left: its top is the left."""
    page = layout.page
    width, height = Mm(page.width), Mm(page.height)
    section.page_width, section.page_height = (height, width) if is_landscape else (width, height)
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    margins = (page.top, page.right, page.bottom, page.left)
    if is_landscape:
        margins = (page.left, page.top, page.right, page.bottom)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
        Mm(margin) for margin in margins
    )
    section.header_distance = Mm(page.header)


def packed(document: Document) -> bytes:
    """Answer the file's bytes without any trace of when they were written."""
    saved, out = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = ZipInfo(name, date_time=EPOCH)
            member.compress_type = ZIP_DEFLATED
            member.create_system = 0  # else it tells on which system the paper was written
            target.writestr(member, source.read(name))
    return out.getvalue()


def _set_font(document: Document, layout: Layout) -> None:
    normal = document.styles["Normal"]
    normal.font.name = layout.font
    normal.font.size = Pt(layout.body.style.size)
    properties = normal.element.get_or_add_rPr()
    for script in ("cs", "eastAsia"):
        properties.rFonts.set(qn(f"w:{script}"), layout.font)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    properties.append(language)


def _set_compatibility(document: Document) -> None:
    """Say that the file is of Word 2013 or later; else Word opens it in compatibility mode."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), WORD_2013)


def _set_properties(document: Document, paper: Paper) -> None:
    written_at = datetime.combine(paper.on, time.min, tzinfo=UTC)
    properties = document.core_properties
    properties.author = properties.last_modified_by = one_line(paper.body)[:200]
    properties.title = one_line(f"{paper.printed_title} {paper.abstract}")[:200]
    properties.comments = ""
    properties.language = "vi-VN"
    properties.created = properties.modified = written_at.replace(tzinfo=None)
    properties.revision = 1


def _drop_thumbnail(document: Document) -> None:
    """Remove the picture of an empty page that the template brings along."""
    relations = document.part.package.rels
    for key in [key for key, rel in relations.items() if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]
