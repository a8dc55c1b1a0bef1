"""The clauses of documents from above, and which of them require something of the body."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import UniqueConstraint, func, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from rules.clauses import Node, NodeKind
from rules.requirements import Duty, Required
from storage import columns
from storage.parts import PartRow

AnySelect = TypeVar("AnySelect", bound=SelectOfScalar[Any])


class UpperClauseRow(PartRow, table=True):
    """One part of a document from above."""

    __tablename__ = "upper_clause"
    __table_args__ = (UniqueConstraint("document_id", "position"),)

    id: int | None = columns.key()
    document_id: int = columns.reference("upper_document.id", index=False)
    duty: Duty | None = columns.state(Duty, default=None)  # as found by its words
    passage: str = columns.text(default="")
    is_required: bool = False  # as a person left it


def store_clauses(
    session: Session, nodes: Iterable[Node], found: Sequence[Required], *, document_id: int
) -> None:
    """Store all parts of a document; what its words seem to require is ticked."""
    required = {each.clause: each for each in found}
    for node in nodes:
        duty = required.get(node.index)
        session.add(
            UpperClauseRow(
                document_id=document_id, position=node.index, parent_position=node.parent,
                kind=node.kind, level=node.level, label=node.label, path=node.path,
                heading=node.heading, text=node.text, duty=duty.duty if duty else None,
                passage=duty.passage if duty else "", is_required=duty is not None,
            )
        )  # fmt: skip
    session.flush()


def upper_parts(session: Session, document_id: int) -> list[UpperClauseRow]:
    """Give every part of a document in the order of its text."""
    return list(
        session.exec(
            select(UpperClauseRow)
            .where(UpperClauseRow.document_id == document_id)
            .order_by(col(UpperClauseRow.position))
        )
    )


def clauses_to_tick(
    session: Session, document_id: int, *, is_whole: bool, first: int = 0, limit: int = 10_000
) -> list[UpperClauseRow]:
    """Give the clauses in which a duty was found or that were ticked, or all of them; a page of them."""
    wanted = _to_tick(select(UpperClauseRow), document_id, is_whole=is_whole)
    return list(session.exec(wanted.order_by(col(UpperClauseRow.position)).offset(first).limit(limit)))


def count_to_tick(session: Session, document_id: int, *, is_whole: bool) -> int:
    """Count the clauses that `clauses_to_tick` gives."""
    return session.exec(
        _to_tick(select(func.count(col(UpperClauseRow.id))), document_id, is_whole=is_whole)
    ).one()


def _to_tick(wanted: AnySelect, document_id: int, *, is_whole: bool) -> AnySelect:
    wanted = wanted.where(
        UpperClauseRow.document_id == document_id, UpperClauseRow.kind == NodeKind.CLAUSE
    )
    if is_whole:
        return wanted
    return wanted.where(or_(col(UpperClauseRow.is_required), col(UpperClauseRow.duty).is_not(None)))
