"""Appraisals of drafts: who examines which version, what was found, and what it means for the vote."""

from datetime import date, datetime

from sqlalchemy import Index, exists, text
from sqlalchemy.orm import aliased
from sqlmodel import Session, SQLModel, col, func, select

from rules.appraisal import (
    AppraisalGap,
    AppraisalNeeded,
    AppraisalOutcome,
    AppraisalPart,
    AppraisesOneself,
    appraisal_gap,
)
from rules.nudges import ItemKind, OpenItem
from rules.resolutions import FACTS_MAY_CHANGE, Field, FieldsMissing
from storage import columns
from storage.drafts import DraftRow
from storage.members import MemberRow, NotPermitted, sitting_member
from storage.resolutions import ResolutionRow, resolution_for_member

_OPEN = text("outcome IS NULL")


class AppraisalRow(SQLModel, table=True):
    """One appraisal of one version by one person."""

    __tablename__ = "appraisal"
    __table_args__ = (Index("ix_appraisal_open", "due_on", sqlite_where=_OPEN, postgresql_where=_OPEN),)

    id: int | None = columns.key()
    resolution_id: int = columns.reference("resolution.id")
    draft_id: int = columns.reference("draft.id", index=False)
    appraiser_id: int = columns.reference("member.id")
    asked_by_id: int = columns.reference("member.id", index=False)
    asked_at: datetime
    asked_on: date
    due_on: date
    form: str | None = columns.text(default=None)  # None: not written yet; "": nothing to note
    content: str | None = columns.text(default=None)
    proposals: str | None = columns.text(default=None)
    outcome: AppraisalOutcome | None = columns.state(AppraisalOutcome, default=None)
    concluded_at: datetime | None = None

    @property
    def parts(self) -> dict[AppraisalPart, str | None]:
        """What is written so far, part by part."""
        return {part: getattr(self, part) for part in AppraisalPart}


def latest_appraisal(session: Session, resolution_id: int | None) -> AppraisalRow | None:
    """Give the newest appraisal of a resolution."""
    return session.exec(
        select(AppraisalRow)
        .where(AppraisalRow.resolution_id == resolution_id)
        .order_by(col(AppraisalRow.id).desc())
        .limit(1)
    ).first()


def appraiser_for(session: Session, row: ResolutionRow, member_id: int) -> MemberRow:
    """Give whoever is to appraise a draft; who drafts it has to be known, for it is somebody else.

    Raises FieldsMissing, AppraisesOneself, and as `sitting_member`.
    """
    if row.drafter_id is None:
        raise FieldsMissing(resolution_id=row.id or 0, fields=(Field.DRAFTER,))
    member = sitting_member(session, row.body_id, member_id)
    if member.id == row.drafter_id:
        raise AppraisesOneself(full_name=member.full_name)
    return member


def appraisal_to_write(
    session: Session, user_id: int | None, appraisal_id: int
) -> tuple[AppraisalRow, ResolutionRow, MemberRow]:
    """Give an appraisal to whoever is to write it. Raises NotAMember, NotPermitted."""
    row = session.get(AppraisalRow, appraisal_id)
    if row is None:
        raise NotPermitted
    resolution, member = resolution_for_member(session, user_id, row.resolution_id)
    if member.id != row.appraiser_id:
        raise NotPermitted
    return row, resolution, member


def gap_of(session: Session, row: ResolutionRow) -> AppraisalGap | None:
    """Say what of the appraisal stands between a draft and the vote."""
    found = latest_appraisal(session, row.id) if row.is_important else None
    return appraisal_gap(
        is_important=row.is_important,
        is_asked=found is not None,
        is_by_drafter=found is not None and found.appraiser_id == row.drafter_id,
        outcome=found.outcome if found else None,
        versions_since=_versions_since(session, found) if found else 0,
    )


def check_appraised(session: Session, row: ResolutionRow) -> None:
    """Raise AppraisalNeeded where an important draft has not passed its appraisal."""
    gap = gap_of(session, row)
    if gap is not None:
        raise AppraisalNeeded(resolution_id=row.id or 0, gap=gap)


def _versions_since(session: Session, found: AppraisalRow) -> int:
    newer = (
        select(func.count())
        .select_from(DraftRow)
        .where(DraftRow.resolution_id == found.resolution_id, col(DraftRow.id) > found.draft_id)
    )
    return session.exec(newer).one()


def open_items(
    session: Session,
    *,
    now: datetime,  # noqa: ARG001  what is owed hangs on no clock: the ladder says when a reminder is due
    due_until: date | None = None,
    resolution_id: int | None = None,
) -> list[OpenItem]:
    """Give the appraisals that are still to be concluded; of each draft the newest only."""
    newer = aliased(AppraisalRow)
    waiting = (
        select(AppraisalRow)
        .join(ResolutionRow, col(ResolutionRow.id) == AppraisalRow.resolution_id)
        .where(col(AppraisalRow.outcome).is_(None), col(ResolutionRow.stage).in_(FACTS_MAY_CHANGE))
        .where(
            ~exists().where(
                col(newer.resolution_id) == AppraisalRow.resolution_id,
                col(newer.id) > col(AppraisalRow.id),
            )
        )
    )
    if due_until is not None:
        waiting = waiting.where(AppraisalRow.due_on <= due_until)
    if resolution_id is not None:
        waiting = waiting.where(AppraisalRow.resolution_id == resolution_id)
    return [
        OpenItem(
            kind=ItemKind.APPRAISAL, subject_id=row.id or 0, resolution_id=row.resolution_id,
            member_id=row.appraiser_id, due_on=row.due_on, since_on=row.asked_on,
        )
        # Sorted here: for an order by number SQLite would look through all appraisals there ever were.
        for row in sorted(session.exec(waiting), key=lambda row: row.id or 0)
    ]  # fmt: skip
