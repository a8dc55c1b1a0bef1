"""What people hear because of somebody else's act: at night and on days off it waits for the morning."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, SQLModel, col, select

from rules.notices import Notice
from storage import columns
from storage.calendar import work_calendar
from storage.members import desks_of
from storage.work import Work


class HeldRow(SQLModel, table=True):
    """One notice for one member, until people may be written to."""

    __tablename__ = "held"

    id: int | None = columns.key()
    member_id: int = columns.reference("member.id", index=False)
    kind: str
    facts: str = columns.text()
    held_at: datetime


def tell_members(work: Work, notice: Notice, member_ids: Iterable[int | None]) -> None:
    """Tell members something in their private chats, by day; those without one are left out.

    What is held back is worded when it is sent: it may have become untrue by then.
    """
    wanted = {member_id for member_id in member_ids if member_id is not None}
    if work_calendar(work.session).is_allowed_moment(work.now):
        for chat_id in desks_of(work.session, wanted):
            work.tell(notice, chat_id=chat_id)
        return
    for member_id in sorted(wanted):
        work.session.add(
            HeldRow(
                member_id=member_id, kind=notice.kind, facts=notice.facts(), held_at=work.now
            )
        )  # fmt: skip


def held_notices(session: Session) -> list[HeldRow]:
    """Give what waits, the oldest first."""
    return list(session.exec(select(HeldRow).order_by(col(HeldRow.id))))
