"""Tracked changes in a Word file: what was taken out and what was put in, for Word to show as such.

ISO/IEC 29500-1, 17.13.5: `w:ins` and `w:del` around runs; in a deleted run the text is `w:delText`.
"""

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.text.run import Run

from documents.paper import Tracked
from documents.printable import one_line


def track(run: Run, tracked: Tracked) -> None:
    """Make a run of a paragraph a tracked insertion or deletion."""
    element = run._r  # noqa: SLF001 - python-docx has no tracked changes
    paragraph = element.getparent()
    assert paragraph is not None
    change = OxmlElement("w:ins" if tracked.is_added else "w:del")
    change.set(qn("w:author"), one_line(tracked.by))
    change.set(qn("w:date"), f"{tracked.on.isoformat()}T00:00:00Z")
    paragraph.replace(element, change)
    change.append(element)
    if not tracked.is_added:
        for text in element.findall(qn("w:t")):
            text.tag = qn("w:delText")


def number_changes(document: Document) -> None:
    """Number the tracked changes of a file: Word wants each number once."""
    changes = document.element.body.iter(qn("w:ins"), qn("w:del"))
    for number, change in enumerate(changes, start=1):
        change.set(qn("w:id"), f"{number}")
