"""What was said, gathered by clause: groups proposed, counted, and the answers still owed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, case, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from rules.calendar import local_date
from rules.comments import Stance
from rules.nudges import ItemKind, OpenItem
from rules.packs import pack_for
from rules.resolutions import IS_OPEN
from rules.synthesis import Speaker, propose_groups, speaker_of
from storage import columns
from storage.bodies import body
from storage.comments import CommentRow
from storage.consultation import ConsultationRow
from storage.drafts import ClauseRow
from storage.members import MemberRow
from storage.opinion_groups import OPPOSES, WHOLE_TEXT, OpinionGroupRow
from storage.resolutions import ResolutionRow

_GROUP = columns.table_of(OpinionGroupRow)


@dataclass(frozen=True, kw_only=True)
class ClauseCount:
    """How many groups and comments one clause has."""

    draft_id: int
    clause: ClauseRow | None
    groups: int
    waiting: int  # of the groups: without an answer
    opposing: int


def gather(session: Session, row: ResolutionRow, *, now: datetime) -> int:
    """Put the comments of closed rounds that lie in no group into proposed groups; say how many.

    The lead drafter answers them until somebody else is named.
    """
    found = _ungrouped(session, row.id or 0)
    by_clause: dict[tuple[int, int | None], list[CommentRow]] = defaultdict(list)
    positions: dict[int | None, int] = {None: WHOLE_TEXT}
    for comment, draft_id, clause in found:
        by_clause[draft_id, comment.clause_id].append(comment)
        positions[comment.clause_id] = clause.position if clause else WHOLE_TEXT
    today = local_date(now)
    due_on = today + pack_for(body(session, row.body_id).kind, on=today).spans.answer_for
    made = [
        (
            OpinionGroupRow(
                resolution_id=row.id or 0, draft_id=draft_id, clause_id=clause_id,
                position=positions[clause_id], responsible_id=row.drafter_id,
                due_on=due_on, due_set_on=today,
            ),
            some,
        )
        for (draft_id, clause_id), comments in by_clause.items()
        for some in _proposed(comments)
    ]  # fmt: skip
    for group, some in made:
        _keep_answer(group, some[0])
    session.add_all(group for group, _some in made)
    session.flush()  # one for all: a town may have said hundreds of things
    for group, some in made:
        for comment in some:
            comment.group_id = group.id
    session.flush()
    return len(found)


def _proposed(comments: list[CommentRow]) -> list[list[CommentRow]]:
    """Group what nobody has answered yet; what has an answer keeps it, by itself.

    Opposing views are grouped among themselves only: none is folded into a group of likes (S2.31).
    """
    groups = [[comment] for comment in comments if comment.verdict is not None]
    for objects in (True, False):
        fresh = [
            comment
            for comment in comments
            if comment.verdict is None and (comment.stance is Stance.OBJECT) is objects
        ]
        places = propose_groups([comment.text for comment in fresh])
        groups += [[fresh[place] for place in some] for some in places]
    return groups


def _keep_answer(group: OpinionGroupRow, comment: CommentRow) -> None:
    """Let a group begin with the answer that its comment has from before there were groups."""
    if comment.verdict is not None:
        group.verdict, group.answer = comment.verdict, comment.answer
        group.prepared_by_id, group.prepared_at = comment.answered_by_id, comment.answered_at
        group.published_at = comment.answered_at


def _ungrouped(session: Session, resolution_id: int) -> list[tuple[CommentRow, int, ClauseRow | None]]:
    rows = session.exec(
        select(CommentRow, ConsultationRow.draft_id, ClauseRow)
        .join(ConsultationRow, col(ConsultationRow.id) == CommentRow.consultation_id)
        .join(ClauseRow, col(ClauseRow.id) == CommentRow.clause_id, isouter=True)
        .where(
            ConsultationRow.resolution_id == resolution_id,
            col(ConsultationRow.closed_at).is_not(None),
            col(CommentRow.group_id).is_(None),
            col(CommentRow.withdrawn_at).is_(None),
        )
        .order_by(col(CommentRow.written_at), col(CommentRow.id))
    )
    return [(comment, draft_id, clause) for comment, draft_id, clause in rows]


def counts_by_clause(
    session: Session, resolution_id: int, *, first: int = 0, limit: int | None = None
) -> list[ClauseCount]:
    """Count the groups of each clause that has any, in the order of the text."""
    rows = session.connection().execute(
        select_columns(
            _GROUP.c.draft_id,
            _GROUP.c.clause_id,
            func.count().label("groups"),
            _sum(_GROUP.c.prepared_at.is_(None)).label("waiting"),
            _sum(OPPOSES).label("opposing"),
        )
        .where(_GROUP.c.resolution_id == resolution_id)
        .group_by(_GROUP.c.draft_id, _GROUP.c.position, _GROUP.c.clause_id)
        .order_by(_GROUP.c.draft_id, _GROUP.c.position)
        .offset(first)
        .limit(limit)
    )
    counted = rows.all()
    clauses = clauses_by_id(session, [each.clause_id for each in counted])
    return [
        ClauseCount(
            draft_id=each.draft_id, clause=clauses.get(each.clause_id or 0),
            groups=each.groups, waiting=each.waiting, opposing=each.opposing,
        )
        for each in counted
    ]  # fmt: skip


def clauses_by_id(session: Session, clause_ids: Iterable[int | None]) -> dict[int, ClauseRow]:
    """Give some clauses by their numbers."""
    wanted = {clause_id for clause_id in clause_ids if clause_id is not None}
    found = session.exec(select(ClauseRow).where(col(ClauseRow.id).in_(wanted)))
    return {clause.id: clause for clause in found if clause.id is not None}


def clauses_with_groups(session: Session, resolution_id: int) -> int:
    """Count the clauses that have groups; the whole text counts as one."""
    different = (
        select(OpinionGroupRow.draft_id, OpinionGroupRow.position)
        .where(OpinionGroupRow.resolution_id == resolution_id)
        .distinct()
        .subquery()
    )
    return session.exec(select(func.count()).select_from(different)).one()


def waiting_count(session: Session, resolution_id: int, *, member_id: int | None = None) -> int:
    """Count the groups without an answer; with a member, those that this member is to answer."""
    counted = (
        select(func.count())
        .select_from(OpinionGroupRow)
        .where(OpinionGroupRow.resolution_id == resolution_id)
        .where(col(OpinionGroupRow.prepared_at).is_(None))
    )
    if member_id is not None:
        counted = counted.where(OpinionGroupRow.responsible_id == member_id)
    return session.exec(counted).one()


def speakers_in(session: Session, group_ids: Sequence[int]) -> dict[int, Counter[Speaker]]:
    """Count the comments of some groups by the side they come from."""
    rows = session.exec(
        select(CommentRow.group_id, MemberRow.role, CommentRow.channel, func.count())
        .join(MemberRow, col(MemberRow.id) == CommentRow.member_id, isouter=True)
        .where(col(CommentRow.group_id).in_(group_ids))
        .group_by(col(CommentRow.group_id), col(MemberRow.role), col(CommentRow.channel))
    )
    found: dict[int, Counter[Speaker]] = {group_id: Counter() for group_id in group_ids}
    for group_id, role, channel, count in rows:
        found[group_id or 0][speaker_of(role, channel)] += count
    return found


def first_due(session: Session, resolution_id: int, member_id: int) -> date | None:
    """Say until when the first of somebody's answers on a resolution is owed."""
    return session.exec(
        select(func.min(OpinionGroupRow.due_on))
        .where(OpinionGroupRow.resolution_id == resolution_id)
        .where(col(OpinionGroupRow.prepared_at).is_(None))
        .where(OpinionGroupRow.responsible_id == member_id)
    ).one()


def open_items(
    session: Session,
    *,
    now: datetime,  # noqa: ARG001  what is owed hangs on no clock: the ladder says when a reminder is due
    due_until: date | None = None,
    resolution_id: int | None = None,
) -> list[OpenItem]:
    """Give for each member and resolution the answers that are still owed, as one item."""
    table = columns.table_of(ResolutionRow)
    owed = (
        select_columns(
            _GROUP.c.resolution_id,
            _GROUP.c.responsible_id,
            func.min(_GROUP.c.due_on).label("due_on"),
            func.min(_GROUP.c.due_set_on).label("set_on"),
        )
        .join(table, table.c.id == _GROUP.c.resolution_id)
        .where(_GROUP.c.prepared_at.is_(None), table.c.stage.in_(IS_OPEN))
        .where(_GROUP.c.responsible_id.is_not(None), _GROUP.c.due_on.is_not(None))
        .group_by(_GROUP.c.resolution_id, _GROUP.c.responsible_id)
    )
    if due_until is not None:
        owed = owed.having(func.min(_GROUP.c.due_on) <= due_until)
    if resolution_id is not None:
        owed = owed.where(_GROUP.c.resolution_id == resolution_id)
    rows = session.connection().execute(owed)
    return [
        OpenItem(
            kind=ItemKind.ANSWER, subject_id=each.resolution_id, resolution_id=each.resolution_id,
            member_id=each.responsible_id, due_on=each.due_on, since_on=each.set_on,
        )
        for each in rows
    ]  # fmt: skip


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
