"""Files: their bytes, and the names by which calls speak of them."""

import hashlib
import mimetypes
import struct
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

from simulator.errors import bad_request, too_large

#: What a bot may download and upload (https://core.telegram.org/bots/api#getfile, #sending-files).
LARGEST_DOWNLOAD = 20 * 1024 * 1024
LARGEST_UPLOAD = 50 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredFile:
    """The bytes of one file and its names."""

    file_id: str
    unique_id: str
    path: str
    content: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A file sent as a document."""

    file: StoredFile
    name: str
    mime_type: str

    @property
    def content(self) -> bytes:
        """The bytes as they were sent."""
        return self.file.content


@dataclass(frozen=True, kw_only=True, slots=True)
class Photo:
    """A picture sent as a photo, in its one full size."""

    file: StoredFile
    width: int
    height: int

    @property
    def content(self) -> bytes:
        """The bytes as they were sent."""
        return self.file.content


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice:
    """A voice message."""

    file: StoredFile
    seconds: int

    @property
    def content(self) -> bytes:
        """The bytes as they were sent."""
        return self.file.content


class FileStore:
    """Every file that was ever sent, by id and by path."""

    def __init__(self) -> None:
        self._sent: dict[str, Document | Photo | Voice] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add_document(self, name: str, content: bytes, mime_type: str = "") -> Document:
        """Keep a bot's document. Raises CallRefused when it is larger than bots may send."""
        if len(content) > LARGEST_UPLOAD:
            raise too_large()
        if not content:
            raise bad_request("file must be non-empty")
        return self.keep_document(clean_name(name), content, mime_type)

    def keep_document(self, name: str, content: bytes, mime_type: str = "") -> Document:
        """Keep a document of any size, as people may send it."""
        kind = mimetypes.guess_type(name)[0] or mime_type or "application/octet-stream"
        stored = self._store("documents", name.rpartition(".")[2] or "bin", content)
        document = Document(file=stored, name=name, mime_type=kind)
        self._sent[stored.file_id] = document
        return document

    def add_photo(self, content: bytes) -> Photo:
        """Keep a picture. Raises CallRefused when it is too large or no PNG or JPEG."""
        if len(content) > LARGEST_PHOTO:
            raise bad_request("file is too big")
        size = picture_size(content)
        if size is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
        if sum(size) > 10_000 or max(size) > 20 * min(size):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        stored = self._store("photos", "jpg", content)
        photo = Photo(file=stored, width=size[0], height=size[1])
        self._sent[stored.file_id] = photo
        return photo

    def keep_voice(self, content: bytes, seconds: int) -> Voice:
        """Keep a voice message, as people's apps record it."""
        stored = self._store("voice", "oga", content)
        voice = Voice(file=stored, seconds=seconds)
        self._sent[stored.file_id] = voice
        return voice

    def sent(self, file_id: str) -> Document | Photo | Voice:
        """The document, photo or voice message of a file id. Raises CallRefused for an unknown one."""
        found = self._sent.get(file_id)
        if found is None:
            raise bad_request(
                "wrong remote file identifier specified: Wrong string length"
                if len(file_id) < 20
                else "wrong file identifier/HTTP URL specified"
            )
        return found

    def at(self, path: str) -> StoredFile | None:
        """The file at a path that getFile gave."""
        return self._by_path.get(path)

    def _store(self, folder: str, ending: str, content: bytes) -> StoredFile:
        number = len(self._by_path)
        digest = hashlib.sha256(content).hexdigest()
        stored = StoredFile(
            file_id=f"BQACAgUAAx{digest[:32]}{number:08x}",
            unique_id=f"AgAD{digest[:16]}",
            path=f"{folder}/file_{number}.{ending}",
            content=content,
        )
        self._by_path[stored.path] = stored
        return stored


def clean_name(name: str) -> str:
    """The file name as the server keeps it of what a bot uploads.

    It is cut to 64 characters and an ending of 16; what no file system likes becomes a blank.
    """
    stem, dot, ending = unquote(name).replace("\\", "/").rpartition("/")[2].rpartition(".")
    if not dot:
        stem, ending = ending, ""
    stem, ending = _clean_part(stem, 64), _clean_part(ending, 16)
    return f"{stem}.{ending}" if stem and ending else stem or ending or "file"


def _clean_part(part: str, longest: int) -> str:
    kept = "".join(
        c if _is_plain(c) else " " for c in part if not unicodedata.category(c).startswith("M")
    )
    return kept.lstrip(" .")[:longest].rstrip(" .")


def _is_plain(character: str) -> bool:
    if character.isascii():
        return character.isprintable() and character not in "<>:\"/\\|?*&`'"
    return unicodedata.category(character)[0] in "LN"


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or JPEG, read from its header; None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    return None
