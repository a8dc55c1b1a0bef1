"""Reviews: what people have said, and the figures as they were on the day of the final review."""

from collections.abc import Sequence
from datetime import date, datetime

from pydantic import TypeAdapter
from sqlalchemy import Index, text
from sqlmodel import Field, Session, SQLModel, col, select

from rules.calendar import local_date
from rules.resolutions import Stage
from rules.reviews import (
    CommentFigures,
    InspectionFigures,
    ObstacleFigures,
    Proposal,
    ReviewFigures,
    ReviewPart,
    TaskFigures,
    VoteFigures,
    missing_parts,
)
from rules.tasks import TaskFact, TaskSource
from storage import columns
from storage.acknowledgements import acknowledged
from storage.findings import demands_of, met_demands_of
from storage.inspections import InspectionRow, plan_of
from storage.issuing import issued
from storage.members import MemberRow
from storage.obstacles import ObstacleRow
from storage.participation import comment_tally
from storage.resolutions import ResolutionRow
from storage.task_history import TaskEventRow
from storage.tasks import TaskRow, tasks_of
from storage.votes import passed_vote

_FIGURES = TypeAdapter(ReviewFigures)
_UNTOLD = text("reviewed_at IS NOT NULL AND announced_at IS NULL")


class ReviewRow(SQLModel, table=True):
    """The final review of a resolution, while it is written and ever after."""

    __tablename__ = "review"
    __table_args__ = (Index("ix_review_untold", "id", sqlite_where=_UNTOLD, postgresql_where=_UNTOLD),)

    id: int | None = columns.key()
    resolution_id: int = Field(foreign_key="resolution.id", sa_type=columns.BigKey, unique=True)
    lessons: str = columns.text(default="")
    proposal: Proposal | None = columns.state(Proposal, default=None)
    reason: str = columns.text(default="")
    begun_by_id: int = columns.reference("member.id", index=False)
    begun_at: datetime
    figures: str = columns.text(default="")  # JSON, from the day on which it became final
    pack_id: str = ""  # the rules in force on that day
    reviewed_by_id: int | None = columns.reference("member.id", default=None, index=False)
    reviewed_at: datetime | None = None
    announced_at: datetime | None = None  # the groups have been told: never at night
    archived_by_id: int | None = columns.reference("member.id", default=None, index=False)
    archived_at: datetime | None = None

    @property
    def missing(self) -> tuple[ReviewPart, ...]:
        """What is still to be said."""
        return missing_parts(lessons=self.lessons, proposal=self.proposal, reason=self.reason)


def review_of(session: Session, resolution_id: int) -> ReviewRow | None:
    """Give the final review of a resolution, finished or not."""
    return session.exec(select(ReviewRow).where(ReviewRow.resolution_id == resolution_id)).first()


def untold_reviews(session: Session) -> list[ReviewRow]:
    """Give the final reviews of which the groups have not heard."""
    return list(
        session.exec(
            select(ReviewRow)
            .where(col(ReviewRow.reviewed_at).is_not(None), col(ReviewRow.announced_at).is_(None))
            .order_by(col(ReviewRow.id))
        )
    )


def freeze_figures(row: ReviewRow, figures: ReviewFigures) -> None:
    """Keep the figures of a review as they are now."""
    row.figures = _FIGURES.dump_json(figures).decode()


def figures_shown(session: Session, row: ResolutionRow, *, today: date) -> ReviewFigures:
    """Give the figures of a resolution: those of its final review, before it those of today."""
    review = review_of(session, row.id or 0)
    if review is not None and review.figures and row.stage is not Stage.ISSUED:
        return _FIGURES.validate_json(review.figures)
    return figures_of(session, row, today=today)


def figures_of(session: Session, row: ResolutionRow, *, today: date) -> ReviewFigures:
    """Gather the figures of a resolution as they are now."""
    assert row.id is not None
    tasks = tasks_of(session, row.id)
    names = _names(session, row.body_id)
    paper = issued(session, row.id)
    done, asked = acknowledged(session, paper.id) if paper else (0, 0)
    return ReviewFigures(
        on=today,
        tasks=_tasks(session, tasks, names, today),
        obstacles=_obstacles(session, tasks),
        inspections=tuple(_inspection(session, each, names) for each in plan_of(session, row.id)),
        comments=_comments(session, row.id),
        vote=_vote(session, row.id),
        acknowledged=done,
        acknowledging=asked,
    )


def _names(session: Session, body_id: int) -> dict[int | None, str]:
    """Give the names of everybody who sits or has sat in a body."""
    members = session.exec(select(MemberRow).where(MemberRow.body_id == body_id))
    return {member.id: member.full_name for member in members}


def _tasks(
    session: Session, tasks: Sequence[TaskRow], names: dict[int | None, str], today: date
) -> tuple[TaskFigures, ...]:
    first_due: dict[int, date] = {}
    extensions: dict[int, int] = {}
    for event in _events(session, tasks):
        if event.due_on is not None:
            first_due.setdefault(event.task_id, event.due_on)
        if event.fact is TaskFact.EXTENDED:
            extensions[event.task_id] = extensions.get(event.task_id, 0) + 1
    return tuple(
        _task(
            task, owner=names.get(task.owner_id, ""), today=today,
            first_due_on=first_due.get(task.id or 0), extensions=extensions.get(task.id or 0, 0),
        )
        for task in tasks
    )  # fmt: skip


def _task(
    task: TaskRow, *, owner: str, today: date, first_due_on: date | None, extensions: int
) -> TaskFigures:
    assert task.due_on is not None
    return TaskFigures(
        what=task.what,
        owner=owner,
        first_due_on=first_due_on or task.due_on,
        due_on=task.due_on,
        extensions=extensions,
        standing=task.timeliness(today),
        reported_on=local_date(task.reported_at) if task.reported_at else None,
        percent=task.percent,
        target=task.target,
        reached=task.reached,
        product=task.product,
        result=task.result,
        is_demand=task.source is TaskSource.INSPECTION,
    )


def _events(session: Session, tasks: Sequence[TaskRow]) -> list[TaskEventRow]:
    return list(
        session.exec(
            select(TaskEventRow)
            .where(col(TaskEventRow.task_id).in_([task.id for task in tasks]))
            .order_by(col(TaskEventRow.id))
        )
    )


def _obstacles(session: Session, tasks: Sequence[TaskRow]) -> tuple[ObstacleFigures, ...]:
    whats = {task.id: task.what for task in tasks}
    rows = session.exec(
        select(ObstacleRow)
        .where(col(ObstacleRow.task_id).in_(list(whats)))
        .order_by(col(ObstacleRow.id))
    )
    return tuple(
        ObstacleFigures(
            task=whats[row.task_id],
            text=row.text,
            reported_on=local_date(row.reported_at),
            removed_on=local_date(row.removed_at) if row.removed_at else None,
            removal=row.removal,
        )
        for row in rows
    )


def _inspection(session: Session, row: InspectionRow, names: dict[int | None, str]) -> InspectionFigures:
    assert row.id is not None
    demands = demands_of(session, row.id)
    new = {demand.id for demand in demands if demand.carried_from_id is None}
    met = {demand.id for demand in met_demands_of(session, row.id)}
    return InspectionFigures(
        on=row.held_on or row.planned_on,
        inspector=names.get(row.inspector_id, ""),
        inspected=row.inspected,
        form=row.form,
        state=row.state,
        demands=len(new),
        demands_met=len(new & met),
        carried=len(demands) - len(new),
        weaknesses=row.weaknesses or "",
        causes=row.causes or "",
    )


def _comments(session: Session, resolution_id: int) -> CommentFigures | None:
    tally = comment_tally(session, resolution_id)
    if not tally.asked:
        return None
    return CommentFigures(
        asked=tally.asked, spoke=tally.spoke, comments=tally.comments,
        citizen_comments=tally.citizen_comments, accepted=tally.accepted, partly=tally.partly,
        kept=tally.kept, out_of_scope=tally.out_of_scope, unanswered=tally.unanswered,
    )  # fmt: skip


def _vote(session: Session, resolution_id: int) -> VoteFigures | None:
    vote = passed_vote(session, resolution_id)
    if vote is None or vote.closed_at is None:
        return None
    return VoteFigures(
        electors=vote.electors, yes=vote.yes, no=vote.no, other=vote.other,
        closed_on=local_date(vote.closed_at),
    )  # fmt: skip
