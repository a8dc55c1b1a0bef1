"""The clauses of documents from above, and which of them require something of the body."""

from collections.abc import Iterable, Sequence

from sqlalchemy import UniqueConstraint
from sqlmodel import Session, col, select

from rules.clauses import Node, NodeKind
from rules.duties import Duty, Required
from storage import columns
from storage.parts import PartRow


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


def clauses_to_tick(session: Session, document_id: int, *, is_whole: bool) -> list[UpperClauseRow]:
    """Give the clauses in which a duty was found or that were ticked; or all of them."""
    return [
        part
        for part in upper_parts(session, document_id)
        if part.kind is NodeKind.CLAUSE and (is_whole or part.is_required or part.duty is not None)
    ]
