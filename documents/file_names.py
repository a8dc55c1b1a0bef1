"""Names under which papers travel: readable in Vietnamese, safe on every system."""

import re

from documents.printable import one_line

MAX_CHARACTERS = 60
MAX_BYTES = 240
"""Telegram keeps 64 letters of a name and cuts the rest within a word; file systems take 255 bytes."""

FALLBACK = "tai-lieu"

_SEPARATORS = re.compile(r"(?:\s*[/\\:|]\s*)+")
_FORBIDDEN = re.compile(r'[*?"<>]')
_EXTENSION = re.compile(r"[a-z0-9]{1,5}")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def safe_file_name(title: str, extension: str) -> str:
    """Make a file name of a title: "Nghị quyết 07-NQ/ĐU" → "Nghị quyết 07-NQ-ĐU.docx".

    Path separators become hyphens, so that numbers stay readable; what systems forbid, direction
    marks and control characters are left out. `extension` is the house's own, never a person's.
    """
    if not _EXTENSION.fullmatch(extension):
        raise ValueError(f"not an extension: {extension!r}")
    stem = _FORBIDDEN.sub("", _SEPARATORS.sub("-", one_line(title)))
    stem = _shortened(stem.strip(" .-~"))
    if _DEVICES.match(stem):
        stem = f"{FALLBACK}-{stem}"
    return f"{stem or FALLBACK}.{extension}"


def _shortened(stem: str) -> str:
    cut = stem[:MAX_CHARACTERS].encode()[:MAX_BYTES].decode(errors="ignore")
    if cut == stem:
        return stem
    whole_words = cut.rpartition(" ")[0]
    return (whole_words if len(whole_words) > len(cut) // 2 else cut).rstrip(" .-")
