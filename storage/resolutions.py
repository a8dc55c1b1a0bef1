"""Resolutions, and the way to them: permission comes with the fetch."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, col, select

from rules.members import Ability, may
from rules.numbering import DocumentType
from rules.resolutions import Audience, Stage, Step, WrongStage, stage_after
from storage import columns
from storage.chats import groups_of
from storage.members import MemberRow, NotPermitted, member_of, memberships

ASKED_AT_ONCE = 500
"""Numbers in one statement: databases bound how many there may be."""


class ResolutionRow(SQLModel, table=True):
    """One resolution, from its first draft to the archive."""

    __tablename__ = "resolution"
    __table_args__ = (Index("ix_resolution_stage", "body_id", "stage"),)

    id: int | None = columns.key()
    body_id: int = columns.reference("body.id", index=False)
    stage: Stage = columns.state(Stage, default=Stage.DRAFTING)
    document_type: DocumentType | None = columns.state(DocumentType, default=None)
    abstract: str = columns.text(default="")
    legal_bases: str = columns.text(default="")  # one a line
    drafter_id: int | None = columns.reference("member.id", default=None)
    comments_until_on: date | None = None
    audience: Audience | None = columns.state(Audience, default=None)
    is_important: bool = False  # must be appraised before the vote
    created_by_id: int = columns.reference("member.id")
    created_at: datetime
    changed_at: datetime


class TopicRow(SQLModel, table=True):
    """Where a resolution is talked about in a group: a topic, or the group itself."""

    __tablename__ = "topic"
    __table_args__ = (UniqueConstraint("resolution_id", "chat_id"),)

    id: int | None = columns.key()
    resolution_id: int = columns.reference("resolution.id")
    chat_id: int = columns.reference("chat.id")
    thread_id: int | None = None


def resolution(session: Session, resolution_id: int) -> ResolutionRow:
    """Give a resolution that is known to exist, to the house itself."""
    return session.get_one(ResolutionRow, resolution_id)


def resolution_for_member(
    session: Session, user_id: int | None, resolution_id: int
) -> tuple[ResolutionRow, MemberRow]:
    """Give a resolution to a member of its body, with the member. Raises NotAMember, NotPermitted."""
    found = session.get(ResolutionRow, resolution_id)
    if found is None:
        raise NotPermitted
    return found, member_of(session, user_id, found.body_id)


def resolution_for(
    session: Session, user_id: int | None, resolution_id: int, ability: Ability
) -> tuple[ResolutionRow, MemberRow]:
    """Give a resolution to somebody who may do something with it. Raises NotAMember, NotPermitted.

    Its lead drafter may hand in versions and run its consultation, whatever the drafter's role.
    """
    found, member = resolution_for_member(session, user_id, resolution_id)
    is_drafter = member.id == found.drafter_id and ability in DRAFTER_MAY
    if not (may(member.role, ability) or is_drafter):
        raise NotPermitted(ability=ability)
    return found, member


DRAFTER_MAY = frozenset({Ability.SUBMIT_DRAFT, Ability.RUN_CONSULTATION})
"""What the lead drafter may do with the own draft."""


def take_step(row: ResolutionRow, step: Step, *, now: datetime) -> None:
    """Move a resolution on. Raises WrongStage."""
    row.stage = stage_after(row.stage, step)
    row.changed_at = now


def check_stage(row: ResolutionRow, stages: frozenset[Stage] | set[Stage]) -> None:
    """Raise WrongStage unless the resolution stands at one of these stages."""
    if row.stage not in stages:
        raise WrongStage(stage=row.stage)


def resolutions_of(session: Session, body_id: int, stages: frozenset[Stage]) -> list[ResolutionRow]:
    """Give the resolutions of a body that stand at some stages, the newest first."""
    return list(
        session.exec(
            select(ResolutionRow)
            .where(ResolutionRow.body_id == body_id, col(ResolutionRow.stage).in_(stages))
            .order_by(col(ResolutionRow.id).desc())
        )
    )


def visible_resolutions(
    session: Session, user_id: int | None, stages: frozenset[Stage]
) -> list[ResolutionRow]:
    """Give the resolutions that somebody may see: all for heads and clerks, one's own drafts besides."""
    found = []
    for member in memberships(session, user_id):
        sees_all = may(member.role, Ability.SEE_ALL_RESOLUTIONS)
        found += [
            row
            for row in resolutions_of(session, member.body_id, stages)
            if sees_all
            or row.stage not in (Stage.DRAFTING, Stage.WITHDRAWN)
            or member.id in (row.drafter_id, row.created_by_id)
        ]
    return found


def bodies_of_resolutions(session: Session, resolution_ids: Iterable[int]) -> dict[int, int]:
    """Give the bodies of some resolutions."""
    table = columns.table_of(ResolutionRow)
    wanted = sorted(set(resolution_ids))
    found = {}
    for first in range(0, len(wanted), ASKED_AT_ONCE):
        some = table.c.id.in_(wanted[first : first + ASKED_AT_ONCE])
        rows = session.connection().execute(select_columns(table.c.id, table.c.body_id).where(some))
        found.update({row.id: row.body_id for row in rows})
    return found


def places(session: Session, row: ResolutionRow) -> list[TopicRow]:
    """Give where a resolution is talked about, made for groups that joined since."""
    assert row.id is not None
    known = {
        topic.chat_id: topic
        for topic in session.exec(select(TopicRow).where(TopicRow.resolution_id == row.id))
    }
    found = []
    for group in groups_of(session, row.body_id):
        assert group.id is not None
        found.append(known.get(group.id) or TopicRow(resolution_id=row.id, chat_id=group.id))
    return found
