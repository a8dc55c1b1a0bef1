"""The file of a resolution: every paper with its day and its fingerprint, closed for good (S2.23)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.notices import Notice


class Filed(StrEnum):
    """What is kept of a resolution, in the order in which it came to be."""

    DRAFT = "draft"
    TRACE = "trace"  # what is required from above, and where it is met
    COMMENTS = "comments"  # of one round, with the answers
    MINUTES = "minutes"  # of a vote
    ISSUED = "issued"
    CONCLUSION = "conclusion"  # of an inspection
    REVIEW = "review"


@dataclass(frozen=True, kw_only=True)
class FiledPaper:
    """One entry of the file."""

    filed: Filed
    on: date
    #: the version of a draft, the round of comments; 0 where there is only one
    number: int = 0
    #: number and symbol of an issued paper or of those from above, the name of a draft's file, who was
    #: inspected
    name: str = ""
    #: SHA-256 of what the paper says, in hexadecimal: any changed word gives another one
    fingerprint: str


@dataclass(frozen=True, kw_only=True)
class ArchivePreview(Notice):
    """What closing the file means, before it is closed."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class FileIndex(Notice):
    """The list of all papers of a resolution, as a Word file."""

    resolution_id: int
