"""Papers that the tests lay out, and eyes for what came of them."""

import io
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import docx
from PIL import Image

from documents.docx_writer import write_docx
from documents.paper import (
    Clause,
    Paper,
    Paragraph,
    Signature,
)
from rules.bodies import BodyKind, Standard
from rules.clauses import Level
from rules.numbering import DocumentType, party_number, state_number
from rules.signing import usual_heading

PARTY = Paper(
    standard=Standard.PARTY,
    on=date(2026, 2, 5),
    parent_body="Đảng bộ tỉnh Khánh Hòa",
    body="Đảng ủy xã Công Hải",
    place="Công Hải",
    number=party_number(7, DocumentType.RESOLUTION, "ĐU"),
    document_type=DocumentType.RESOLUTION,
    abstract="về đẩy mạnh chuyển đổi số",
    bases=("Căn cứ Điều lệ Đảng;", "- Căn cứ Quy chế làm việc"),
    blocks=(
        Clause(level=Level.ROMAN, ordinal="I-", title="MỤC TIÊU"),
        Paragraph(text="Nghị quyết này phổ biến đến chi bộ."),
    ),
    signatures=(Signature(heading=usual_heading(BodyKind.PARTY_COMMITTEE), name="Nguyễn Văn An"),),
    recipients=("Các chi bộ trực thuộc", "Lưu VPĐU."),
)
STATE = replace(
    PARTY,
    standard=Standard.STATE,
    parent_body="",
    body="Ủy ban nhân dân xã Công Hải",
    number=state_number(7, DocumentType.DECISION, "UBND"),
    document_type=DocumentType.DECISION,
    signatures=(
        Signature(heading=usual_heading(BodyKind.PEOPLES_COMMITTEE, is_deputy=True), name="Lê Thị Hoa"),
    ),
)
LETTER = replace(
    PARTY,
    document_type=DocumentType.OFFICIAL_LETTER,
    number=party_number(45, DocumentType.OFFICIAL_LETTER, "ĐU"),
    abstract="đôn đốc thực hiện Nghị quyết",
    addressees=("Phòng Kinh tế;", "Công an xã"),
    bases=(),
)


def opened(paper):
    return docx.Document(io.BytesIO(write_docx(paper)))


def lines(cell):
    return [paragraph.text for paragraph in cell.paragraphs if paragraph.text]


def body_lines(document):
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def run_of(container, text):
    for paragraph in container.paragraphs:
        for run in paragraph.runs:
            if text in run.text:
                return run
    raise AssertionError(text)


def looks(run):
    return (run.font.size.pt, bool(run.bold), bool(run.italic), bool(run.underline))


def member(paper, name="word/document.xml"):
    with ZipFile(io.BytesIO(write_docx(paper))) as archive:
        return archive.read(name).decode()


def png(width, height):
    out = io.BytesIO()
    Image.new("L", (width, height), 255).save(out, format="PNG")
    return out.getvalue()
