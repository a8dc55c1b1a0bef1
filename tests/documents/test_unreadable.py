"""Files that are turned away, each with its reason: old, locked, damaged, too large, made to do harm."""

import io
import zipfile

import docx
import openpyxl
import pytest
from PIL import Image

from documents.reading import read_draft
from rules.drafts import (
    LARGEST_DRAFT_BYTES,
    ArchiveTooHeavy,
    DraftBroken,
    DraftEmpty,
    DraftEncrypted,
    DraftIsLegacyWord,
    DraftIsScan,
    DraftKindNotReadable,
    DraftNotUnicode,
    DraftTooLarge,
    FileKind,
)
from tests.documents.drafts import DRAFT, word_file


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le") + bytes(600)


def zipped(**members: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return held.getvalue()


def spreadsheet() -> bytes:
    held = io.BytesIO()
    openpyxl.Workbook().save(held)
    return held.getvalue()


def picture() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (40, 40)).save(held, "PNG")
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", DraftEmpty),
        (b" \n\t\n", DraftEmpty),
        (b"...\n---\n", DraftEmpty),
        (b"x" * (LARGEST_DRAFT_BYTES + 1), DraftTooLarge),
        (ole("WordDocument"), DraftIsLegacyWord),
        (b"{\\rtf1\\ansi Nghi quyet}", DraftIsLegacyWord),
        (ole("EncryptedPackage"), DraftEncrypted),
        (ole("Workbook"), DraftKindNotReadable),
        (spreadsheet(), DraftKindNotReadable),
        (picture(), DraftKindNotReadable),
        (zipped(a=b"text"), DraftKindNotReadable),
        (b"<!DOCTYPE html><html><body>Ngh", DraftKindNotReadable),
        (b"MZ\x90\x00\x03" + bytes(200), DraftKindNotReadable),
        (bytes(range(256)) * 40, DraftKindNotReadable),
        ("Nghị quyết của Đảng ủy".encode("cp1258", "replace"), DraftNotUnicode),
        (zipped(word__document_xml=b" " * 100_000_000), ArchiveTooHeavy),
        (word_file(DRAFT)[:3000], DraftBroken),
        (zipped(word__document_xml=b"<w:document/>"), DraftBroken),
        (b"%PDF-1.7\nnothing", DraftBroken),
        (word_file(""), DraftEmpty),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_what_cannot_be_read_is_refused_with_its_reason(content, refusal):
    with pytest.raises(refusal) as refused:
        read_draft(content, "nghị quyết.docx")
    assert type(refused.value) is refusal


def test_a_legacy_file_and_an_unknown_one_are_told_apart_by_kind():
    with pytest.raises(DraftIsLegacyWord) as legacy:
        read_draft(ole("WordDocument"), "nq.docx")
    with pytest.raises(DraftKindNotReadable) as other:
        read_draft(spreadsheet(), "nq.docx")
    assert (legacy.value.kind, other.value.kind) == (FileKind.DOC, FileKind.SPREADSHEET)
    assert other.value.file_name == "nq.docx"


def test_a_word_file_of_pasted_pictures_is_a_scan():
    document = docx.Document()
    document.add_picture(io.BytesIO(picture()))
    held = io.BytesIO()
    document.save(held)
    with pytest.raises(DraftIsScan):
        read_draft(held.getvalue(), "scan.docx")


def with_document(xml: str) -> bytes:
    """A Word file whose main part is replaced."""
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word_file(DRAFT))) as sound,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in sound.namelist():
            content = xml.encode() if name == "word/document.xml" else sound.read(name)
            archive.writestr(name, content)
    return held.getvalue()


NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


BODY = f"<w:document {NAMESPACE}><w:body><w:p><w:r><w:t>Nội dung của bản thảo nghị quyết {{}}</w:t></w:r></w:p></w:body></w:document>"  # noqa: E501


def test_entities_from_outside_are_not_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("BÍ MẬT CỦA MÁY CHỦ")
    declared = f'<!DOCTYPE w [<!ENTITY x SYSTEM "file://{secret}">]>'
    with pytest.raises(DraftBroken) as refused:  # a draft without the words behind &x; would be another
        read_draft(with_document(declared + BODY.format("&x;")), "xxe.docx")
    assert "CỦA MÁY" not in repr(refused.value)


def test_entities_that_multiply_are_refused():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    declared = f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]>'
    with pytest.raises(DraftBroken):
        read_draft(with_document(declared + BODY.format("&l9;")), "laughs.docx")
