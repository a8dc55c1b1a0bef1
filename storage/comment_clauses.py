"""Which clauses a comment may be about: those a message of ours shows, all of a draft, those named."""

from typing import Any

from sqlalchemy import Connection, bindparam, or_, select

from rules.anchors import Place
from rules.clauses import NodeKind
from storage import columns
from storage.drafts import ClauseRow
from storage.prepared import Prepared
from storage.replies import Said

_CLAUSE = columns.table_of(ClauseRow)
_CLAUSES = (
    select(_CLAUSE.c.id, _CLAUSE.c.label, _CLAUSE.c.text, _CLAUSE.c.path)
    .where(_CLAUSE.c.draft_id == bindparam("draft"))
    .order_by(_CLAUSE.c.position)
)
_SHOWN = Prepared(_CLAUSES.where(_CLAUSE.c.position.between(bindparam("first"), bindparam("last"))))
_QUOTABLE = Prepared(
    _CLAUSES.where(or_(_CLAUSE.c.kind == NodeKind.CLAUSE, _CLAUSE.c.kind == NodeKind.ANNEX))
)
_NAMED = Prepared(_CLAUSES.where(_CLAUSE.c.path == bindparam("path")).limit(1))


def clauses_shown(connection: Connection, draft_id: int, said: Said) -> list[Place]:
    """Give the clauses that a message of ours shows: none for a card or a file."""
    if said.first is None:
        return []
    shown = _SHOWN.all(connection, draft=draft_id, first=said.first, last=said.last)
    return [_place(row) for row in shown]


def all_clauses(connection: Connection, draft_id: int) -> list[Place]:
    """Give every clause of a draft, for a quotation that none of the clauses shown holds."""
    return [_place(row) for row in _QUOTABLE.all(connection, draft=draft_id)]


def _place(row: Any) -> Place:
    return Place(clause_id=row.id, text=f"{row.label} {row.text}".strip())


def clause_named(connection: Connection, draft_id: int, paths: tuple[str, ...]) -> int | None:
    """Give the clause at the likeliest of some paths, which come in this order."""
    for path in paths:
        if row := _NAMED.first(connection, draft=draft_id, path=path):
            return row.id
    return None


def is_clause_of(connection: Connection, draft_id: int, clause_id: int) -> bool:
    """Tell whether a clause is one of this version of the draft."""
    statement = select(_CLAUSE.c.id).where(_CLAUSE.c.id == clause_id, _CLAUSE.c.draft_id == draft_id)
    return connection.execute(statement).first() is not None
