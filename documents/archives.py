"""Zip files (.docx, .xlsx) looked at before anything in them is unpacked."""

import io
import zipfile
from zipfile import ZipFile, ZipInfo

from rules.drafts import ArchiveTooHeavy, DraftBroken, DraftEncrypted, FileKind

MOST_MEMBERS = 2_000
MOST_UNPACKED_BYTES = 60 * 1024 * 1024
HIGHEST_RATIO = 100
"""Unpacked bytes for each packed one; Word's own files stay below 30."""

SMALL_BYTES = 1024 * 1024
"""Below this a high ratio does no harm: an almost empty file may well have one."""

_ENCRYPTED_FLAG = 0x1


def check_archive(
    content: bytes,
    *,
    kind: FileKind = FileKind.ARCHIVE,
    most_members: int = MOST_MEMBERS,
    most_unpacked_bytes: int = MOST_UNPACKED_BYTES,
    highest_ratio: int = HIGHEST_RATIO,
) -> tuple[str, ...]:
    """The member names of a zip file that is safe to unpack; `kind` is told when it is broken.

    The directory's sizes may be trusted: `zipfile` stops reading a member at the size that the
    directory gives, and reports the rest as damage.

    Raises DraftBroken, DraftEncrypted, ArchiveTooHeavy.
    """
    members = _members(content, kind)
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        raise DraftEncrypted
    unpacked = sum(member.file_size for member in members)
    ratio = unpacked // max(1, len(content))
    swollen = ratio > highest_ratio and unpacked > SMALL_BYTES
    if len(members) > most_members or unpacked > most_unpacked_bytes or swollen:
        raise ArchiveTooHeavy(members=len(members), unpacked_bytes=unpacked, ratio=ratio)
    return tuple(member.filename for member in members)


def _members(content: bytes, kind: FileKind) -> list[ZipInfo]:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise DraftBroken(kind=kind, detail=str(error)) from error
