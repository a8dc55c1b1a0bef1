"""The check of a draft before it leaves: tasks as they are worded, passages that were copied (S2.25).

It advises. What blocks a vote is the missing plan of inspections alone (`rules.resolutions.Field`).
"""

from dataclasses import dataclass

from rules.notices import Notice

MOST_TASKS = 30
"""A plan with more is not remembered (S1.10: short, easy to remember)."""

MUCH_COPIED = 20
"""Percent of a draft from which on it is worth a word."""


@dataclass(frozen=True, kw_only=True)
class TaskCheck(Notice):
    """The clauses that give tasks and what is weak in them or missing, a page of them."""

    draft_id: int
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class CopiedPassages(Notice):
    """The passages that stand word for word in another text, the longest first."""

    draft_id: int
    other_id: int  # the draft of the other text
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class CopiedFromUpper(Notice):
    """The passages that stand word for word in a document from above (S2.12), the longest first."""

    draft_id: int
    document_id: int
    page: int = 0
