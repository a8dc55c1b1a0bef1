"""Word files (.docx): paragraphs and tables in order, as Word prints them.

Only text is read (w:t, tabs, breaks): stripping tags would let positions of drawings leak into it.
Inserted text of tracked changes is in, deleted and hidden text is out, automatic numbers are
written out, footnotes follow the paragraph that calls them.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.parts.document import DocumentPart

from documents.lines import Line, Source, line_of, row_of
from documents.word_numbers import Numbering
from documents.word_styles import Element, Styles, child_of, number_reference, switched_on, tag, value_of
from rules.drafts import DraftBroken, FileKind, MarkPlace

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATE, _CHOICE, _FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
_TEXT_BOX = tag("w:txbxContent")
_WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"

#: elements that only wrap what is read inside them
_WRAPPERS = frozenset(
    map(
        tag,
        (
            "w:ins", "w:moveTo", "w:hyperlink", "w:smartTag", "w:sdt", "w:sdtContent",
            "w:fldSimple", "w:customXml", "w:bdo", "w:dir", "w:ruby", "w:rubyBase",
        ),
    )
)  # fmt: skip
_SIGNS = {tag("w:tab"): "\t", tag("w:cr"): "\n", tag("w:noBreakHyphen"): "-"}
_LAYOUT = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập|Nơi nhận|Kính gửi"
    r"|^\s*(?:T/M|TM\.|K/T|KT\.|T/L|TL\.|TUQ\.|Q\.)\s",
    re.MULTILINE,
)
_DAMAGE = (
    OpcError, SyntaxError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, AttributeError,
    IndexError, TypeError, OSError, RecursionError, NotImplementedError, AssertionError,
)  # fmt: skip


@dataclass(kw_only=True, slots=True)
class _Paragraph:
    text: str = ""
    boxes: list[Element] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)


def read_word(content: bytes) -> Source:
    """A .docx file that has passed `check_archive`. Raises DraftBroken."""
    try:
        # A reader of strangers' files meets damage wherever its parser looks.
        return _Reader(docx.Document(io.BytesIO(content)).part).source()
    except _DAMAGE as error:
        raise DraftBroken(kind=FileKind.DOCX, detail=repr(error)) from error


class _Reader:
    def __init__(self, part: DocumentPart) -> None:
        self._part = part
        _check_declares_nothing(part.element)
        self._styles = Styles(_root(part, RT.STYLES))
        self._numbering = Numbering(_root(part, RT.NUMBERING), self._styles)
        self._notes = {
            (kind, note.get(tag("w:id"))): note
            for kind, relation in (("w:footnote", RT.FOOTNOTES), ("w:endnote", RT.ENDNOTES))
            for note in _children(_root(part, relation), kind)
        }
        self._note_count = 0
        self._unread: list[str] = []
        self._margins: list[tuple[MarkPlace, str]] = []
        self._carried = ""

    def source(self) -> Source:
        lines = tuple(self._lines(self._part.element.body))
        self._margins += _watermarks(self._part.element)
        for relation, place in (
            (RT.HEADER, MarkPlace.PAGE_HEADER),
            (RT.FOOTER, MarkPlace.PAGE_FOOTER),
        ):
            for held in self._part.rels.values():
                if held.reltype == relation and not held.is_external:
                    self._margins += self._margin_texts(held.target_part, place)
        if any(held.reltype == RT.IMAGE for held in self._part.rels.values()):
            self._unread.append("picture")
        return Source(
            kind=FileKind.DOCX,
            lines=lines,
            margins=tuple(self._margins),
            unread=tuple(dict.fromkeys(self._unread)),
        )

    def _margin_texts(self, part: object, place: MarkPlace) -> list[tuple[MarkPlace, str]]:
        root = getattr(part, "element", None)
        if root is None:
            return []
        texts = [(place, cell) for line in self._lines(root) for cell in line.cells or (line.text,)]
        return texts + _watermarks(root)

    def _lines(self, container: Element) -> Iterator[Line]:
        for child in container:
            if child.tag == tag("w:p"):
                yield from self._paragraph_lines(child)
            elif child.tag == tag("w:tbl"):
                yield from self._table_lines(child)
            elif child.tag == tag("w:altChunk"):
                self._unread.append("altChunk")
            elif child.tag in _WRAPPERS:
                yield from self._lines(child)
            elif child.tag == _ALTERNATE:
                yield from self._lines(_chosen(child))

    def _paragraph_lines(self, element: Element) -> Iterator[Line]:
        properties = child_of(element, "w:pPr")
        paragraph = _Paragraph()
        style = value_of(properties, "w:pStyle")
        self._gather(element, paragraph, capitals=self._styles.is_capital(style))
        if _is_mark_deleted(properties):
            # With its end struck out, a paragraph runs on into the next one.
            self._carried += paragraph.text
            return
        reference = number_reference(properties) or self._styles.number_of(style)
        text = self._numbering.label(reference) + self._carried + paragraph.text
        self._carried = ""
        for piece in text.split("\n"):
            yield line_of(piece, begins=True)
        yield from self._appended_lines(paragraph)

    def _appended_lines(self, paragraph: _Paragraph) -> Iterator[Line]:
        for box in paragraph.boxes:
            held = list(self._lines(box))
            self._margins += [(MarkPlace.TEXT_BOX, line.text) for line in held]
            yield from held
        for note in paragraph.notes:
            self._note_count += 1
            text = " ".join(line.text.strip() for line in self._lines(note))
            yield line_of(f"{self._note_count} {text}", begins=True, is_note=True)

    def _gather(self, element: Element, into: _Paragraph, *, capitals: bool) -> None:
        for child in element:
            if child.tag == tag("w:r"):
                self._gather_run(child, into, capitals=capitals)
            elif child.tag in _WRAPPERS:
                self._gather(child, into, capitals=capitals)
            elif child.tag == _ALTERNATE:
                self._gather(_chosen(child), into, capitals=capitals)

    def _gather_run(self, run: Element, into: _Paragraph, *, capitals: bool) -> None:
        properties = child_of(run, "w:rPr")
        if switched_on(properties, "w:vanish"):
            return
        own = switched_on(properties, "w:caps")
        style = value_of(properties, "w:rStyle")
        raised = own if own is not None else capitals or self._styles.is_capital(style)
        for child in run:
            if child.tag == tag("w:t"):
                text = child.text or ""
                into.text += text.upper() if raised else text
            else:
                self._gather_sign(child, into)

    def _gather_sign(self, child: Element, into: _Paragraph) -> None:
        if child.tag in _SIGNS:
            into.text += _SIGNS[child.tag]
        elif child.tag == tag("w:br"):
            is_line = child.get(tag("w:type"), "textWrapping") == "textWrapping"
            into.text += "\n" if is_line else ""
        elif child.tag == _ALTERNATE:
            into.boxes += _outermost_boxes(_chosen(child))
        elif child.tag in {tag("w:drawing"), tag("w:pict"), tag("w:object")}:
            into.boxes += _outermost_boxes(child)
        elif child.tag in {tag("w:footnoteReference"), tag("w:endnoteReference")}:
            kind = "w:footnote" if child.tag == tag("w:footnoteReference") else "w:endnote"
            note = self._notes.get((kind, child.get(tag("w:id"))))
            into.notes += [] if note is None else [note]

    def _table_lines(self, table: Element) -> Iterator[Line]:
        rows = [
            [list(self._lines(cell)) for cell in _nested(row, tag("w:tc"))]
            for row in _nested(table, tag("w:tr"))
            if row.find(f"{tag('w:trPr')}/{tag('w:del')}") is None
        ]
        for row in rows:
            if len(row) == 1 or _is_layout(rows):
                yield from (line for cell in row for line in cell)
            else:
                yield row_of(" ".join(line.text for line in cell) for cell in row)
                yield from (line for cell in row for line in cell if line.is_note)


def _watermarks(root: Element) -> list[tuple[MarkPlace, str]]:
    """Texts drawn across a page, as Word writes "MẬT" behind the words (WordArt)."""
    return [(MarkPlace.TEXT_BOX, drawn.get("string", "")) for drawn in root.iter(_WATERMARK)]


def _is_layout(rows: list[list[list[Line]]]) -> bool:
    """Whether a table only puts a letterhead or a signature side by side."""
    return len(rows) <= 8 and any(
        _LAYOUT.search(line.text) for row in rows for cell in row for line in cell
    )


def _nested(parent: Element, name: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _nested(child, name)


def _outermost_boxes(element: Element) -> list[Element]:
    if element.tag == _TEXT_BOX:
        return [element]
    if element.tag == _ALTERNATE:
        element = _chosen(element)
    return [box for child in element for box in _outermost_boxes(child)]


def _chosen(alternate: Element) -> Element:
    """One of the two ways in which Word writes the same thing for new and old readers."""
    for branch in (_CHOICE, _FALLBACK):
        found = alternate.find(branch)
        if found is not None:
            return found
    return alternate


def _is_mark_deleted(properties: Element | None) -> bool:
    if properties is None:
        return False
    return properties.find(f"{tag('w:rPr')}/{tag('w:del')}") is not None


def _root(part: DocumentPart, relation: str) -> Element | None:
    for held in part.rels.values():
        if held.reltype == relation and not held.is_external:
            element = getattr(held.target_part, "element", None)
            root = parse_xml(held.target_part.blob) if element is None else element
            _check_declares_nothing(root)
            return root
    return None


def _check_declares_nothing(root: Element) -> None:
    """Refuse parts with entities of their own: no office program writes one (ECMA-376 part 2, 8.1.1).

    The words behind an entity would be lost, and one from outside is an attempt on the reader.
    """
    if root.getroottree().docinfo.doctype:
        raise ValueError("a document type is declared")


def _children(root: Element | None, name: str) -> Iterable[Element]:
    return () if root is None else root.findall(tag(name))
