"""What a file is, by its first bytes and not by its name."""

from documents.archives import check_archive
from rules.drafts import DraftEncrypted, FileKind

_SIGNATURES = (
    (b"\x89PNG", FileKind.IMAGE),
    (b"\xff\xd8\xff", FileKind.IMAGE),
    (b"GIF8", FileKind.IMAGE),
    (b"II*\x00", FileKind.IMAGE),
    (b"MM\x00*", FileKind.IMAGE),
    (b"BM", FileKind.IMAGE),
    (b"{\\rtf", FileKind.RTF),
    (b"Rar!", FileKind.ARCHIVE),
    (b"7z\xbc\xaf", FileKind.ARCHIVE),
    (b"\x1f\x8b", FileKind.ARCHIVE),
    (b"\x7fELF", FileKind.UNKNOWN),
    (b"MZ", FileKind.UNKNOWN),
)
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF = b"%PDF-"
_PDF_WITHIN = 1024
"""Other readers look for the mark in the first 1024 bytes (ISO 32000-1, Annex H.3.4.1)."""

_OLE_STREAMS = (
    ("WordDocument", FileKind.DOC),
    ("Workbook", FileKind.SPREADSHEET),
    ("PowerPoint Document", FileKind.PRESENTATION),
)
_ZIP_PARTS = (
    ("word/vbaProject.bin", FileKind.MACRO_WORD),
    ("word/document.xml", FileKind.DOCX),
    ("xl/workbook.xml", FileKind.SPREADSHEET),
    ("ppt/presentation.xml", FileKind.PRESENTATION),
    ("content.xml", FileKind.OPEN_DOCUMENT),
)


def kind_of(content: bytes) -> FileKind:
    """The kind of a file; TEXT where nothing says otherwise. Archives are checked on the way.

    Raises DraftBroken, DraftEncrypted and ArchiveTooHeavy.
    """
    if content.startswith(_ZIP):
        names = check_archive(content, kind=FileKind.DOCX)
        return _first_of(_ZIP_PARTS, names, FileKind.ARCHIVE)
    if content.startswith(_OLE):
        return _ole_kind(content)
    if _PDF in content[:_PDF_WITHIN]:
        return FileKind.PDF
    if content[:_PDF_WITHIN].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return FileKind.HTML
    for signature, kind in _SIGNATURES:
        if content.startswith(signature) and not _is_plain(content[:_PDF_WITHIN], kind):
            return kind
    return FileKind.TEXT


def _is_plain(start: bytes, kind: FileKind) -> bool:
    # "BM" and "MZ" are also how a sentence may begin; real ones have zero bytes at once.
    return kind in {FileKind.IMAGE, FileKind.UNKNOWN} and start.isascii() and 0 not in start


def _ole_kind(content: bytes) -> FileKind:
    # Office wraps an encrypted .docx in the container of the old formats ([MS-OFFCRYPTO] 2.3).
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise DraftEncrypted
    present = [name for name, _ in _OLE_STREAMS if name.encode("utf-16-le") in content]
    return _first_of(_OLE_STREAMS, present, FileKind.UNKNOWN)


def _first_of(
    table: tuple[tuple[str, FileKind], ...], names: list[str] | tuple[str, ...], other: FileKind
) -> FileKind:
    return next((kind for name, kind in table if name in names), other)
