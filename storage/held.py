"""What people hear because of somebody else's act: at night and on days off it waits for the morning."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, SQLModel, col, select

from rules.notices import Notice
from storage import columns
from storage.calendar import work_calendar
from storage.members import desks_of
from storage.resolutions import TopicRow
from storage.work import Work


class HeldRow(SQLModel, table=True):
    """One notice for one member, or for one group, until people may be written to."""

    __tablename__ = "held"

    id: int | None = columns.key()
    member_id: int | None = columns.reference("member.id", default=None, index=False)
    chat_id: int | None = columns.reference("chat.id", default=None, index=False)  # of a group
    thread_id: int | None = None
    kind: str
    facts: str = columns.text()
    key: str | None = None  # what is told once under it is told once, held or not
    held_at: datetime


def tell_members(
    work: Work, notice: Notice, member_ids: Iterable[int | None], *, key: str | None = None
) -> None:
    """Tell members something in their private chats, by day; those without one are left out.

    What is held back is worded when it is sent: it may have become untrue by then. With a `key` each
    of them is told once.
    """
    wanted = {member_id for member_id in member_ids if member_id is not None}
    if not work_calendar(work.session).is_allowed_moment(work.now):
        for member_id in sorted(wanted):
            _hold(work, notice, member_id=member_id, key=key and f"{key}:{member_id}")
    elif key is None:
        for chat_id in desks_of(work.session, wanted):
            work.tell(notice, chat_id=chat_id)
    else:
        for member_id in sorted(wanted):
            for chat_id in desks_of(work.session, [member_id]):
                work.tell(notice, chat_id=chat_id, key=f"{key}:{member_id}")


def tell_places(work: Work, notice: Notice, places: Iterable[TopicRow]) -> None:
    """Tell groups something where a resolution is talked about, by day."""
    is_day = work_calendar(work.session).is_allowed_moment(work.now)
    for place in places:
        if is_day:
            work.tell(notice, chat_id=place.chat_id, thread_id=place.thread_id)
        else:
            _hold(work, notice, chat_id=place.chat_id, thread_id=place.thread_id)


def _hold(
    work: Work,
    notice: Notice,
    *,
    member_id: int | None = None,
    chat_id: int | None = None,
    thread_id: int | None = None,
    key: str | None = None,
) -> None:
    """Keep a notice until the morning; what waits already is not said twice then."""
    same = select(HeldRow.id).where(
        HeldRow.kind == notice.kind, HeldRow.facts == notice.facts(), HeldRow.member_id == member_id,
        HeldRow.chat_id == chat_id,
    )  # fmt: skip
    if work.session.exec(same).first() is None:
        work.session.add(
            HeldRow(
                member_id=member_id, chat_id=chat_id, thread_id=thread_id, kind=notice.kind,
                facts=notice.facts(), key=key, held_at=work.now,
            )
        )  # fmt: skip


def held_notices(session: Session) -> list[HeldRow]:
    """Give what waits, the oldest first."""
    return list(session.exec(select(HeldRow).order_by(col(HeldRow.id))))
