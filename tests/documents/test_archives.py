import io
import zipfile

import pytest

from documents.archives import check_archive
from rules.drafts import ArchiveTooHeavy, DraftBroken, DraftEncrypted, FileKind


def packed(members: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def test_an_ordinary_archive_answers_the_names_of_its_members():
    assert check_archive(packed({"a.xml": b"<a/>", "b/c.xml": b""})) == ("a.xml", "b/c.xml")


def test_a_small_file_that_unpacks_into_a_hundred_megabytes_is_refused():
    with pytest.raises(ArchiveTooHeavy) as refused:
        check_archive(packed({"word/document.xml": b" " * 100_000_000}))
    assert refused.value.unpacked_bytes == 100_000_000
    assert refused.value.ratio > 100


def test_a_bomb_cut_into_many_small_members_is_refused():
    with pytest.raises(ArchiveTooHeavy) as refused:
        check_archive(packed({f"{n}.xml": b"" for n in range(2_001)}))
    assert refused.value.members == 2_001


def test_a_small_empty_file_may_shrink_a_lot():
    assert check_archive(packed({"blank.xml": b" " * 500_000})) == ("blank.xml",)


def test_an_archive_that_ends_too_early_is_broken():
    whole = packed({"a.xml": b"text" * 1000})
    with pytest.raises(DraftBroken) as refused:
        check_archive(whole[: len(whole) // 2], kind=FileKind.DOCX)
    assert refused.value.kind is FileKind.DOCX


def test_an_archive_with_a_password_is_refused():
    content = bytearray(packed({"a.xml": b"text"}))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1  # the flag in the directory
    with pytest.raises(DraftEncrypted):
        check_archive(bytes(content))
