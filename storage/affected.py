"""Citizens who came through the link for those affected, and as whom a citizen is asked now."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import Field, Session, SQLModel, col, select

from rules.citizens import CitizensNotAsked
from rules.comments import Channel
from rules.resolutions import Audience
from rules.rounds import Circle
from storage import columns
from storage.comments import CommentRow
from storage.consultation import ConsultationRow, latest_consultation
from storage.resolutions import ResolutionRow
from storage.rounds import RoundRow, asks_citizens_now


class RoundCitizenRow(SQLModel, table=True):
    """A citizen who has come through the link of a round, and agreed to be counted there."""

    __tablename__ = "round_citizen"

    round_id: int = Field(foreign_key="consultation_round.id", primary_key=True, sa_type=columns.BigKey)
    citizen_id: int = Field(
        foreign_key="citizen.id", primary_key=True, index=True, sa_type=columns.BigKey
    )
    came_at: datetime


def round_of_affected(session: Session, round_id: int) -> tuple[RoundRow, ResolutionRow]:
    """Give the round behind a link for those affected. Raises CitizensNotAsked."""
    each = session.get(RoundRow, round_id)
    if each is None or each.circle is not Circle.AFFECTED or each.opened_at is None:
        raise CitizensNotAsked
    newest = latest_consultation(session, each.resolution_id)
    row = session.get_one(ResolutionRow, each.resolution_id)
    is_asked = row.audience is Audience.MEMBERS_AND_CITIZENS
    if newest is None or newest.id != each.consultation_id or not is_asked:
        raise CitizensNotAsked
    return each, row


def came_as_affected(session: Session, consultation_id: int, citizen_id: int) -> RoundRow | None:
    """Give the round through whose link a citizen has come, if through any."""
    return session.exec(
        select(RoundRow)
        .join(RoundCitizenRow, col(RoundCitizenRow.round_id) == RoundRow.id)
        .where(RoundRow.consultation_id == consultation_id, RoundCitizenRow.citizen_id == citizen_id)
    ).first()


def asked_as(session: Session, consultation: ConsultationRow, citizen_id: int | None) -> Circle | None:
    """Say as whom a citizen is asked now: as somebody affected, as everybody is, or not at all."""
    if consultation.has_circles and citizen_id is not None:
        own = came_as_affected(session, consultation.id or 0, citizen_id)
        if own is not None and own.closed_at is None:
            return Circle.AFFECTED
    return Circle.CITIZENS if asks_citizens_now(session, consultation) else None


def count_with_all(session: Session, citizen_id: int) -> None:
    """Count a citizen with everybody again, who does not wish to be counted as affected any more."""
    session.exec(delete(RoundCitizenRow).where(col(RoundCitizenRow.citizen_id) == citizen_id))
    said = col(CommentRow.citizen_id) == citizen_id
    session.exec(update(CommentRow).where(said).values(channel=Channel.CITIZEN))
