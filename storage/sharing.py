"""Drafts that everybody may read and comment on at this moment."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, exists, func, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from rules.resolutions import Audience, Stage
from rules.rounds import Circle
from storage import columns
from storage.bodies import BodyRow
from storage.consultation import ConsultationRow, until_on
from storage.resolutions import ResolutionRow
from storage.rounds import RoundRow

_ROUND = columns.table_of(RoundRow)
_OF_CITIZENS = and_(
    _ROUND.c.consultation_id == col(ConsultationRow.id), _ROUND.c.circle == Circle.CITIZENS
)
_IS_RUNNING = exists().where(_OF_CITIZENS, _ROUND.c.opened_at.is_not(None), _ROUND.c.closed_at.is_(None))
_LAST_DAY = select_columns(func.max(_ROUND.c.until_on)).where(_OF_CITIZENS).scalar_subquery()


@dataclass(frozen=True, kw_only=True)
class OpenToAll:
    """A draft on which everybody is asked now."""

    consultation_id: int
    resolution: ResolutionRow
    body: str
    until_on: date

    @property
    def name(self) -> str:
        """What it is about and whose it is: what it is looked for by."""
        return f"{self.resolution.abstract} {self.body}"


def open_to_all(
    session: Session, today: date, resolution_ids: Collection[int] | None = None
) -> list[OpenToAll]:
    """Give the drafts, or those of some resolutions, on which everybody is asked today.

    Those that end first come first. However many there are, the database is asked once: somebody types,
    and every letter asks anew.
    """
    wanted = (
        select(ConsultationRow, ResolutionRow, BodyRow.name, _LAST_DAY)
        .join(ResolutionRow, col(ResolutionRow.id) == ConsultationRow.resolution_id)
        .join(BodyRow, col(BodyRow.id) == ResolutionRow.body_id)
        .where(col(ConsultationRow.closed_at).is_(None), col(ConsultationRow.public_key).is_not(None))
        .where(ResolutionRow.stage == Stage.CONSULTING)
        .where(ResolutionRow.audience == Audience.MEMBERS_AND_CITIZENS)
        .where(col(ResolutionRow.comments_until_on) >= today)
        .where(or_(col(ConsultationRow.has_circles).is_(False), _IS_RUNNING))
        .order_by(col(ResolutionRow.comments_until_on), col(ResolutionRow.id))
    )
    if resolution_ids is not None:
        wanted = wanted.where(col(ResolutionRow.id).in_(resolution_ids))
    found = [
        OpenToAll(
            consultation_id=consultation.id or 0, resolution=row, body=body,
            until_on=(last if consultation.has_circles else None) or until_on(row),
        )
        for consultation, row, body, last in session.exec(wanted)
    ]  # fmt: skip
    return [each for each in found if each.until_on >= today]
