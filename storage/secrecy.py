"""Papers that wait to be looked through for a mark of secrecy, and forgetting one that bore it."""

import json
from datetime import datetime

import orjson
from sqlalchemy import Connection, delete, or_, select, update
from sqlmodel import Field, Session, SQLModel

from rules.secrecy import Door, Inside, LookThrough
from storage import columns
from storage.attachments import AttachmentRow
from storage.calls import CallRow
from storage.inbox import WIPED, InboxRow
from storage.outbox import OutboxRow, Sending
from storage.work import Work


class HandedInRow(SQLModel, table=True):
    """A paper that was handed in and that nobody else sees yet: taken, or let go of, in a moment."""

    __tablename__ = "handed_in"

    id: int | None = columns.key()
    door: Door = columns.state(Door)
    subject_id: int = Field(sa_type=columns.BigKey)  # of the round, or of the initiative
    kind: str = ""  # what it is there
    title: str = columns.text(default="")
    file_id: str
    file_name: str
    member_id: int = columns.reference("member.id", index=False)
    chat_id: int = columns.reference("chat.id", index=False)  # where whoever handed it in is answered
    inside: Inside = columns.state(Inside, default=Inside.WAITING)
    handed_in_at: datetime = Field(index=True)


_HANDED_IN = columns.table_of(HandedInRow)
_ATTACHMENT = columns.table_of(AttachmentRow)
_INBOX = columns.table_of(InboxRow)
_OUTBOX = columns.table_of(OutboxRow)
_CALL = columns.table_of(CallRow)
_ROWS = {Door.ROUND: HandedInRow, Door.INITIATIVE: HandedInRow, Door.COMMENT: AttachmentRow}


def hand_in(work: Work, paper: HandedInRow) -> None:
    """Keep a paper to itself, and have it looked through."""
    paper.handed_in_at = work.now
    work.session.add(paper)
    work.session.flush()
    work.run(LookThrough(door=paper.door, file=paper.id or 0, chat_id=paper.chat_id))


def looked_at(session: Session, errand: LookThrough) -> HandedInRow | AttachmentRow | None:
    """Give the file that is to be looked through; None where it is gone."""
    return session.get(_ROWS[errand.door], errand.file)


def let_go_before(connection: Connection, moment: datetime) -> None:
    """Let go of papers of which nobody has said whether they are secret."""
    connection.execute(delete(_HANDED_IN).where(_HANDED_IN.c.handed_in_at < moment))


def forget_file(connection: Connection, *, file_id: str, file_name: str, chat_id: int | None) -> None:
    """Forget a secret file wherever it was noted on its way in: as it came, in words, in buttons.

    Its name stands in the press of whoever was asked what it is, too. The inbox holds three days of
    updates, and this is rare.
    """
    # Telegram writes letters beyond ASCII as escapes; others who speak its language need not.
    names = {file_name, orjson.dumps(file_name).decode()[1:-1], json.dumps(file_name)[1:-1]} - {""}
    speaks_of_it = or_(*(_INBOX.c.body.contains(said, autoescape=True) for said in {file_id, *names}))
    brought = select(_INBOX.c.id).where(_INBOX.c.done_at.is_not(None), speaks_of_it)
    if found := list(connection.execute(brought).scalars()):
        connection.execute(update(_INBOX).where(_INBOX.c.id.in_(found)).values(body=WIPED))
    if chat_id is None:
        return
    told = (_OUTBOX.c.chat_id == chat_id) & _OUTBOX.c.facts.contains(file_id, autoescape=True)
    is_over = _OUTBOX.c.state.not_in((Sending.WAITING, Sending.STARTED))
    connection.execute(update(_OUTBOX).where(told, is_over).values(facts=""))
    named = _CALL.c.arguments.contains(file_id, autoescape=True)
    connection.execute(delete(_CALL).where(_CALL.c.chat_id == chat_id, named))
