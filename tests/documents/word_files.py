"""Word files built here, with what Word counts, hides and draws beside the text."""

import io

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from documents.word import read_word


def content(document) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def texts(document) -> list[str]:
    return [line.text for line in read_word(content(document)).lines]


def add_list(document, *levels: tuple[str, str], number: int = 77, overrides: str = "") -> int:
    """An automatic list: for each level the form of its number and the text around it."""
    numbering = document.part.numbering_part.element
    rows = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for place, (form, text) in enumerate(levels)
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{rows}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    return add_instance(document, number, number, overrides)


def add_instance(document, number: int, abstract: int, overrides: str = "") -> int:
    numbering = document.part.numbering_part.element
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
            f"{overrides}</w:num>"
        )
    )
    return number


def number_paragraph(paragraph, number: int, level: int = 0) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        )
    )


def add_items(document, number: int, *items: tuple[int, str]) -> None:
    for level, text in items:
        number_paragraph(document.add_paragraph(text), number, level)


def add_xml(document, inner: str) -> None:
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))
