"""Which tasks were born of which clauses of our newest version."""

from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, select

from storage.drafts import ClauseRow, DraftRow, current_draft, parts_of
from storage.tasks import TaskRow, tasks_of
from storage.versions import counterparts


def tasks_below(
    session: Session, resolution_id: int, clauses: Sequence[ClauseRow]
) -> dict[int, tuple[TaskRow, ...]]:
    """Give the tasks of some clauses and of what they hold, each with the nearest of these clauses."""
    draft_id = current_draft(session, resolution_id).id or 0
    tasks = _by_clause(session, resolution_id, draft_id)
    if not tasks:
        return {}
    wanted = {clause.position: clause.id or 0 for clause in clauses}
    holder: dict[int, int] = {}
    found: dict[int, list[TaskRow]] = {}
    for part in parts_of(session, draft_id):
        above = holder.get(part.parent_position) if part.parent_position is not None else None
        nearest = wanted.get(part.position, above)
        if nearest is not None:
            holder[part.position] = nearest
            found.setdefault(nearest, []).extend(tasks.get(part.id or 0, ()))
    return {clause_id: tuple(held) for clause_id, held in found.items()}


def _by_clause(session: Session, resolution_id: int, draft_id: int) -> dict[int, list[TaskRow]]:
    """Give the tasks by the clause of the newest version that carries on the one they were born of.

    A task keeps the key of its clause; where clauses were merged only one of their keys goes on, so each
    is followed from the last version that has it.
    """
    tasks = [task for task in tasks_of(session, resolution_id) if task.clause_key is not None]
    last = _last_with(session, resolution_id, {task.clause_key for task in tasks if task.clause_key})
    places = counterparts(session, last.values(), draft_id) if last else {}
    found: dict[int, list[TaskRow]] = {}
    for task in tasks:
        origin = last.get(task.clause_key or "")
        clause = places[origin].clause if origin is not None else None
        if clause is not None and clause.id is not None:
            found.setdefault(clause.id, []).append(task)
    return found


def _last_with(session: Session, resolution_id: int, keys: Iterable[str]) -> dict[str, int]:
    """Give for each key the clause that bore it last."""
    rows = session.exec(
        select(ClauseRow.key, ClauseRow.id)
        .join(DraftRow, col(DraftRow.id) == ClauseRow.draft_id)
        .where(DraftRow.resolution_id == resolution_id, col(ClauseRow.key).in_(list(keys)))
        .order_by(col(DraftRow.version))
    )
    return {key: clause_id for key, clause_id in rows if clause_id is not None}
