"""Files that go with comments: where Telegram keeps them. The bytes are never copied."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Field, Session, SQLModel, col, select

from rules.attachments import Attached, AttachmentKind
from rules.secrecy import Door, Inside, LookThrough
from storage import columns
from storage.comments import CommentRow
from storage.work import Work


class AttachmentRow(SQLModel, table=True):
    """One file of one comment."""

    __tablename__ = "attachment"

    id: int | None = columns.key()
    comment_id: int = columns.reference("comment.id")
    kind: AttachmentKind = columns.state(AttachmentKind)
    file_id: str
    file_name: str = ""
    size: int = 0
    seconds: int = 0
    album: str = Field(default="", index=True)
    added_at: datetime
    inside: Inside = columns.state(Inside)


def attachments_of(session: Session, comment_id: int) -> list[AttachmentRow]:
    """Give the files of a comment, the oldest first."""
    return list(
        session.exec(
            select(AttachmentRow)
            .where(AttachmentRow.comment_id == comment_id)
            .order_by(col(AttachmentRow.id))
        )
    )


def count_attachments(session: Session, comment_ids: Sequence[int]) -> dict[int, int]:
    """Count the files of some comments; comments without any are left out."""
    rows = session.exec(
        select(AttachmentRow.comment_id, func.count())
        .where(col(AttachmentRow.comment_id).in_(comment_ids))
        .group_by(col(AttachmentRow.comment_id))
    )
    return dict(rows.all())


_UNREADABLE = {AttachmentKind.PHOTO: Inside.PICTURE, AttachmentKind.VOICE: Inside.VOICE}


def keep_attachment(work: Work, comment_id: int, attached: Attached, *, at: datetime) -> None:
    """Write down where a file of a comment is kept, and have it looked through where it can be."""
    row = AttachmentRow(
        comment_id=comment_id, kind=attached.kind, file_id=attached.file_id,
        file_name=attached.name, size=attached.size, seconds=attached.seconds,
        album=attached.album, added_at=at, inside=_UNREADABLE.get(attached.kind, Inside.WAITING),
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    if row.inside is Inside.WAITING:
        work.run(LookThrough(door=Door.COMMENT, file=row.id or 0, chat_id=None))


def comment_of_album(session: Session, album: str, member_id: int) -> CommentRow | None:
    """Find the comment of a member to which another picture of an album went."""
    if not album:
        return None
    return session.exec(
        select(CommentRow)
        .join(AttachmentRow, col(AttachmentRow.comment_id) == CommentRow.id)
        .where(AttachmentRow.album == album, CommentRow.member_id == member_id)
        .limit(1)
    ).first()
