"""Pictures, voice messages and papers that go with a comment (S2.21): kept by Telegram, named by us."""

from dataclasses import dataclass
from enum import StrEnum

from rules.notices import Notice
from rules.refused import Refused

LARGEST = 20 * 1024 * 1024
"""Bytes; a bot can fetch no larger file. https://core.telegram.org/bots/api#getfile"""

LONGEST_VOICE = 600
"""Seconds. Nobody listens to more; what is longer is said in the meeting."""

MOST = 6
"""Of one comment: the pages of a letter."""


class AttachmentKind(StrEnum):
    """What Telegram keeps it as; a file can be sent again only as what it was."""

    PHOTO = "photo"
    VOICE = "voice"
    DOCUMENT = "document"


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A file in a message, as Telegram gave it."""

    kind: AttachmentKind
    file_id: str
    size: int  # bytes; 0 where Telegram did not say
    seconds: int = 0  # of a voice message
    name: str = ""
    album: str = ""  # messages of one album share it


@dataclass(frozen=True, kw_only=True)
class AttachmentSent(Notice):
    """A file that goes with a comment, for its author and those who answer it."""

    attachment_id: int


@dataclass(eq=False, kw_only=True)
class AttachmentTooLarge(Refused):
    """A file or a voice message is larger than can be kept."""

    kind: AttachmentKind


@dataclass(eq=False, kw_only=True)
class TooManyAttachments(Refused):
    """A comment has as many files as it may have."""

    limit: int


@dataclass(eq=False, kw_only=True)
class AttachmentExpected(Refused):
    """A picture, a voice message or a file was asked for, and something else came."""


def check_attachment(attached: Attached, *, had: int) -> None:
    """Raise AttachmentTooLarge or TooManyAttachments where a file cannot be kept with a comment."""
    if attached.size > LARGEST or attached.seconds > LONGEST_VOICE:
        raise AttachmentTooLarge(kind=attached.kind)
    if had >= MOST:
        raise TooManyAttachments(limit=MOST)
