"""News that authors of comments are owed, each once."""

from datetime import datetime

from sqlalchemy import Connection, Index, UniqueConstraint, text
from sqlmodel import Session, SQLModel, col, select

from rules.news import AT_ONCE, Occasion
from storage import columns
from storage.comments import CommentRow, live, rounds_of
from storage.dialect import insert_or_ignore
from storage.tasks import TaskRow
from storage.versions import comments_placed

_UNTOLD = text("told_at IS NULL")


class AuthorNewsRow(SQLModel, table=True):
    """One piece of news for all authors whom it concerns."""

    __tablename__ = "author_news"
    __table_args__ = (
        UniqueConstraint("occasion", "subject_id"),
        Index("ix_author_news_untold", "id", sqlite_where=_UNTOLD, postgresql_where=_UNTOLD),
    )

    id: int | None = columns.key()
    occasion: Occasion = columns.state(Occasion)
    subject_id: int  # of the resolution, or of the task
    resolution_id: int = columns.reference("resolution.id")
    owed_at: datetime
    told_at: datetime | None = None


_TABLE = columns.table_of(AuthorNewsRow)


def owe_news(
    connection: Connection, occasion: Occasion, *, subject_id: int, resolution_id: int, now: datetime
) -> None:
    """Note that authors are to hear of something; a second time changes nothing."""
    connection.execute(
        insert_or_ignore(connection, _TABLE),
        {
            "occasion": occasion, "subject_id": subject_id, "resolution_id": resolution_id,
            "owed_at": now, "told_at": None,
        },
    )  # fmt: skip


def untold_news(session: Session) -> list[AuthorNewsRow]:
    """Give what has not been told, the oldest first."""
    return list(
        session.exec(
            select(AuthorNewsRow)
            .where(col(AuthorNewsRow.told_at).is_(None))
            .order_by(col(AuthorNewsRow.id))
            .limit(AT_ONCE)
        )
    )


def comments_concerned(session: Session, news: AuthorNewsRow) -> list[CommentRow]:
    """Give the answered comments whose authors hear of it.

    Of a task done hear those whose comment stands on its clause, in whatever version it was made.
    """
    wanted = select(CommentRow).where(
        live(rounds_of(session, news.resolution_id)), col(CommentRow.told_at).is_not(None)
    )
    if news.occasion is Occasion.DONE:
        key = session.get_one(TaskRow, news.subject_id).clause_key
        placed = comments_placed(session, news.resolution_id).items()
        on_clause = [
            number for number, found in placed if any(each.key == key for each in found.clauses)
        ]
        wanted = wanted.where(col(CommentRow.id).in_(on_clause))
    return list(session.exec(wanted.order_by(col(CommentRow.id))))
