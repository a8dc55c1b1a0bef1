"""Attempts on papers and spreadsheets, each harmless (the table is `tests/attempts.py`)."""

import io
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import pytest
from openpyxl import load_workbook

from documents.docx_writer import write_docx
from documents.file_names import safe_file_name
from documents.outline_blocks import body_of
from documents.paper import (
    Annex,
    Bullet,
    Clause,
    Column,
    Heading,
    KeyValue,
    Paper,
    PaperTable,
    Paragraph,
    Signature,
)
from documents.printable import one_line, printable_text, undeceiving
from documents.reading import read_draft
from documents.sheet_reader import read_table
from documents.sheets import Sheet, SheetColumn, Workbook, write_xlsx
from rules.bodies import Standard
from rules.clauses import Level
from rules.drafts import DraftBroken
from tests.attempts import ATTEMPTS, FILE_NAMES

ON = date(2026, 3, 9)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_spreadsheet_holds_it_as_a_text_and_gives_it_back(attempt):
    columns = (SheetColumn(title="Ai"), SheetColumn(title=attempt))
    sheet = Sheet(title=attempt, columns=columns, rows=((attempt, "x"), ("y", attempt)))
    content = write_xlsx(Workbook(sheets=(sheet,), on=ON))
    page = load_workbook(io.BytesIO(content)).worksheets[0]
    cells = [cell for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    assert "externalLink" not in " ".join(zipfile.ZipFile(io.BytesIO(content)).namelist())
    table = read_table(content, "gop-y.xlsx")
    assert table.rows[0].values == (printable_text(attempt).strip(), "x")


def hostile(attempt: str) -> Paper:
    """A paper with the attempt in each of its fields."""
    return Paper(
        standard=Standard.PARTY, on=ON, parent_body=attempt, body=attempt, place=attempt, title=attempt,
        abstract=attempt, addressees=(attempt,), bases=(attempt,),
        blocks=(
            Heading(text=attempt), Paragraph(text=attempt), Bullet(text=attempt),
            KeyValue(key=attempt, value=attempt),
            Clause(level=Level.ARTICLE, ordinal="Điều 1.", title=attempt, text=attempt),
            PaperTable(columns=(Column(title=attempt), Column(title="x")), rows=((attempt, attempt),)),
        ),
        signatures=(Signature(heading=(attempt, attempt), name=attempt),), recipients=(attempt,),
        annexes=(Annex(title=attempt, subtitle=attempt, blocks=(Paragraph(text=attempt),)),),
    )  # fmt: skip


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_paper_prints_it_and_obeys_nothing(attempt):
    content = write_docx(hostile(attempt))
    assert_obeys_nothing(content)
    said = [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]
    assert any(one_line(attempt) in one_line(text) for text in said)


def assert_obeys_nothing(content: bytes) -> None:
    """No field but the page number, no link, nothing fetched from elsewhere."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, part in parts.items():
        assert b'TargetMode="External"' not in part, name
        if not name.endswith((".xml", ".rels")):
            continue
        root = ET.fromstring(part)
        instructions = {(e.text or "").strip() for e in root.iter(f"{{{W}}}instrText")}
        assert instructions <= {"PAGE"}, name
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert not tags & {"fldSimple", "hyperlink", "altChunk"}, name


FIELDS = """
<w:p><w:r><w:t>1. Một việc</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>
<w:r><w:instrText>INCLUDETEXT "/etc/passwd"</w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t xml:space="preserve"> thấy được</w:t></w:r>
<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
<w:p><w:fldSimple w:instr="DDEAUTO c:\\\\calc.exe"><w:r><w:t>2. Hai việc</w:t></w:r></w:fldSimple></w:p>
<w:p><w:hyperlink r:id="rId99"><w:r><w:t>3. Ba việc</w:t></w:r></w:hyperlink></w:p>
<w:p><w:r><w:t>4. Bốn việc</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> bị giấu</w:t></w:r></w:p>
"""
LINKS = """
<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
 Target="http://127.0.0.1:9/evil" TargetMode="External"/>
<Relationship Id="rId98" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
 Target="file:///etc/passwd" TargetMode="External"/>
<Relationship Id="rId97" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
 Target="http://127.0.0.1:9/header.xml" TargetMode="External"/>
"""


def draft_with(body: str, *, links: str = "", doctype: str = "") -> bytes:
    """A Word file whose text, relationships and document type declaration were made up."""
    sound, made = io.BytesIO(), io.BytesIO()
    docx.Document().save(sound)
    with zipfile.ZipFile(sound) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name in archive.namelist():
            part = archive.read(name).decode("utf-8", errors="surrogateescape")
            if name == "word/document.xml":
                part = part.replace("<w:body>", "<w:body>" + body)
                part = part.replace("?>", "?>" + doctype, 1)
            if name == "word/_rels/document.xml.rels":
                part = part.replace("</Relationships>", links + "</Relationships>")
            out.writestr(name, part.encode("utf-8", errors="surrogateescape"))
    return made.getvalue()


def test_fields_and_links_of_a_draft_are_read_as_they_look_and_go_no_further():
    read = read_draft(draft_with(FIELDS, links=LINKS), "du-thao.docx")
    assert [clause.text for clause in read.outline.clauses] == [
        "Một việc thấy được", "Hai việc", "Ba việc", "Bốn việc",
    ]  # fmt: skip
    paper = Paper(standard=Standard.PARTY, on=ON, parent_body="", body="Đảng ủy", place="Xã", title="NQ",
                  blocks=body_of(read.outline).blocks)  # fmt: skip
    assert_obeys_nothing(write_docx(paper))


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;">]>',
    ],
)
def test_a_draft_that_declares_entities_is_refused(declared):
    body = "<w:p><w:r><w:t>1. Một việc của xã năm nay &x;</w:t></w:r></w:p>"
    with pytest.raises(DraftBroken):
        read_draft(draft_with(body, doctype=declared), "du-thao.docx")


def test_a_tower_of_tables_is_refused_or_read_and_never_a_crash():
    tower = "<w:tbl><w:tr><w:tc>" * 200 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 200
    with pytest.raises(DraftBroken):
        read_draft(draft_with(tower), "du-thao.docx")


@pytest.mark.parametrize("name", FILE_NAMES)
def test_a_file_name_leads_nowhere(name):
    safe = safe_file_name(name, "docx")
    assert Path(safe).name == safe
    assert len(safe.encode()) <= 255
    assert safe == one_line(safe) == undeceiving(safe)
    assert not safe.startswith((".", "-"))


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_nothing_hides_in_what_is_said_in_a_chat(attempt):
    said = undeceiving(attempt)
    assert not any(mark in said for mark in "\u202e\u200b\u2060\ufeff\u2066\x00\x1b")
    assert said == undeceiving(said)
