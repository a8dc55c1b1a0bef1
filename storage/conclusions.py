"""What the chair's conclusion does with each view that opposes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func
from sqlmodel import Field, Session, SQLModel, col, select

from rules.comments import Stance
from rules.conclusions import OpposingViewsWaiting, Treatment
from storage import columns
from storage.comments import CommentRow, live, opposing_views, rounds_of
from storage.drafts import ClauseRow
from storage.members import NotPermitted


class ConcludedViewRow(SQLModel, table=True):
    """One opposing comment and what the conclusion does with it."""

    __tablename__ = "concluded_view"

    comment_id: int = Field(foreign_key="comment.id", primary_key=True, sa_type=columns.BigKey)
    treatment: Treatment = columns.state(Treatment)
    reason: str = columns.text(default="")
    concluded_by_id: int = columns.reference("member.id", index=False)
    concluded_at: datetime


@dataclass(frozen=True, kw_only=True)
class View:
    """Opposing comments that get one answer, as the chair hears them."""

    comment: CommentRow  # the first of them
    clause: ClauseRow | None
    comments: int
    concluded: ConcludedViewRow | None


def views_of(session: Session, resolution_id: int) -> list[View]:
    """Give the opposing views of a resolution by clause; what gets one answer is one view."""
    said = opposing_views(session, resolution_id)
    numbers = [comment.id for comment, _clause in said]
    rows = session.exec(select(ConcludedViewRow).where(col(ConcludedViewRow.comment_id).in_(numbers)))
    concluded = {row.comment_id: row for row in rows}
    together: dict[tuple[str, int | None], list[tuple[CommentRow, ClauseRow | None]]] = {}
    for comment, clause in said:
        key = ("group", comment.group_id) if comment.group_id else ("comment", comment.id)
        together.setdefault(key, []).append((comment, clause))
    return [_view(group, concluded) for group in together.values()]


def _view(
    group: list[tuple[CommentRow, ClauseRow | None]], concluded: dict[int, ConcludedViewRow]
) -> View:
    comment, clause = group[0]
    rows = [concluded.get(each.id or 0) for each, _clause in group]
    return View(
        comment=comment, clause=clause, comments=len(group), concluded=rows[0] if all(rows) else None
    )


def view_with(session: Session, resolution_id: int, comment_id: int) -> list[CommentRow]:
    """Give the opposing comments that are one view with a comment. Raises NotPermitted."""
    said = [comment for comment, _clause in opposing_views(session, resolution_id)]
    meant = next((comment for comment in said if comment.id == comment_id), None)
    if meant is None:
        raise NotPermitted
    return [
        comment
        for comment in said
        if comment.id == comment_id or (meant.group_id and comment.group_id == meant.group_id)
    ]


def waiting_views(session: Session, resolution_id: int) -> int:
    """Count the opposing comments that the conclusion has not dealt with."""
    return session.exec(
        select(func.count()).select_from(CommentRow).where(_waits(session, resolution_id))
    ).one()


def _waits(session: Session, resolution_id: int) -> ColumnElement[bool]:
    dealt_with = exists().where(col(ConcludedViewRow.comment_id) == CommentRow.id)
    return and_(
        live(rounds_of(session, resolution_id)), col(CommentRow.stance) == Stance.OBJECT, ~dealt_with
    )


def check_concluded(session: Session, resolution_id: int) -> None:
    """Raise OpposingViewsWaiting unless the conclusion deals with every opposing view."""
    if views := waiting_views(session, resolution_id):
        raise OpposingViewsWaiting(resolution_id=resolution_id, views=views)
