"""How many comments each round has, kept beside them: a card is worded anew after every comment.

Counting a million rows each time would take the longer the more people speak. The counts are changed in
the transaction of the comment itself, by whatever changes it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func
from sqlmodel import Field, Session, SQLModel, select

from rules.responses import Verdict
from storage import columns
from storage.dialect import insert_in, insert_into
from storage.prepared import Prepared


class CommentCountRow(SQLModel, table=True):
    """What counts in one round: comments that were neither withdrawn nor set aside."""

    __tablename__ = "comment_count"

    consultation_id: int = Field(foreign_key="consultation.id", primary_key=True, sa_type=columns.BigKey)
    members: int = 0
    anchored: int = 0  # of members, on one clause
    citizens: int = 0
    accepted: int = 0
    partly: int = 0
    kept: int = 0
    out_of_scope: int = 0


_TABLE = columns.table_of(CommentCountRow)
_COUNTS = tuple(column.name for column in _TABLE.columns if not column.primary_key)
_SUMS: Any = select(*(func.coalesce(func.sum(_TABLE.c[name]), 0) for name in _COUNTS)).where(
    _TABLE.c.consultation_id.in_(bindparam("rounds", expanding=True))
)
_ANSWERED = tuple(verdict.value for verdict in Verdict)
_NOTHING: Mapping[str, int] = dict.fromkeys(_COUNTS, 0)


def counted(
    *, member_id: int | None, clause_id: int | None, verdict: Verdict | None, is_live: bool
) -> dict[str, int]:
    """Say what one comment adds to each count of its round."""
    if not is_live:
        return dict(_NOTHING)
    return {
        **_NOTHING,
        "members": int(member_id is not None),
        "anchored": int(member_id is not None and clause_id is not None),
        "citizens": int(member_id is None),
        **({verdict.value: 1} if verdict is not None else {}),
    }


def add(connection: Connection, consultation_id: int, change: Mapping[str, int]) -> None:
    """Change the counts of a round."""
    if any(change.values()):
        _ADD.run(connection, consultation_id=consultation_id, **change)


def _adding(dialect: str) -> Any:
    insert = insert_in(dialect, _TABLE)
    return insert.on_conflict_do_update(
        index_elements=["consultation_id"],
        set_={name: _TABLE.c[name] + insert.excluded[name] for name in _COUNTS},
    )


_ADD = Prepared(_adding)


def put(connection: Connection, names: Sequence[str], counted: Any) -> None:
    """Put the counts that a statement gives in the place of those that were kept."""
    insert = insert_into(connection, _TABLE).from_select(list(names), counted)
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=["consultation_id"], set_={name: insert.excluded[name] for name in _COUNTS}
        )
    )


def sums(session: Session, consultation_ids: Sequence[int]) -> dict[str, int]:
    """Give the counts of some rounds together, and how many comments were answered."""
    found = session.exec(_SUMS, params={"rounds": consultation_ids}).one()
    told = {name: int(count) for name, count in zip(_COUNTS, found, strict=True)}
    return told | {"answered": sum(told[verdict] for verdict in _ANSWERED)}
