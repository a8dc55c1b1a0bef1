"""What authors of comments hear after the answer: their clause was adopted, its task is done (S2.27).

Each is told once. What is owed is a row; who is told, is found when it is told.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from rules.notices import Notice

COMMENTS_SHOWN = 3
"""Comments that one such message shows; the others are counted."""

AT_ONCE = 20
"""Pieces of news that are carried out in one tick: each may go to hundreds."""


class Occasion(StrEnum):
    """Why authors hear again of what they said."""

    ADOPTED = "adopted"  # the text was adopted; the subject is the resolution
    DONE = "done"  # a task born of the clause is done; the subject is the task


@dataclass(frozen=True, kw_only=True)
class CommentsAdopted(Notice):
    """A member is told that the text was adopted on which they had commented."""

    comment_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class CitizenCommentsAdopted(CommentsAdopted):
    """A citizen is told the same."""

    is_secret: ClassVar[bool] = True  # what an account was told must not tie it to what was said


@dataclass(frozen=True, kw_only=True)
class CommentedTaskDone(Notice):
    """A member is told that the task is done that was born of the clause they had commented on."""

    task_id: int
    comment_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class CitizenCommentedTaskDone(CommentedTaskDone):
    """A citizen is told the same."""

    is_secret: ClassVar[bool] = True  # what an account was told must not tie it to what was said
