"""Where each clause of a version went in the next one: found by likeness, or told by a person."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import UniqueConstraint, delete, insert
from sqlmodel import Session, SQLModel, col, select

from rules.succession import Fate, Successor
from storage import columns


class ClauseLinkRow(SQLModel, table=True):
    """One clause and one that carries it on. Of what is not sure, each row is only a proposal."""

    __tablename__ = "clause_link"
    __table_args__ = (UniqueConstraint("old_clause_id", "place"),)

    id: int | None = columns.key()
    old_clause_id: int = columns.reference("clause.id", index=False)
    draft_id: int = columns.reference("draft.id")  # the newer version
    new_clause_id: int | None = columns.reference("clause.id", default=None)  # None: gone
    place: int  # the one that carries it on is 0; of a split, the other parts follow
    fate: Fate = columns.state(Fate)
    likeness: int  # percent
    is_sure: bool
    is_moved: bool = False
    decided_by_id: int | None = columns.reference("member.id", default=None, index=False)
    decided_at: datetime | None = None


_LINK = columns.table_of(ClauseLinkRow)


def store_links(
    session: Session,
    successors: Iterable[Successor],
    *,
    draft_id: int,
    old: Mapping[int, int],
    new: Mapping[int, int],
) -> None:
    """Store what became of each clause; `old` and `new` give the row of each place in the outlines."""
    rows = [
        {
            "old_clause_id": old[each.old], "draft_id": draft_id, "place": place,
            "new_clause_id": None if found is None else new[found], "fate": each.fate,
            "likeness": each.likeness, "is_sure": each.is_sure, "is_moved": each.is_moved,
        }
        for each in successors
        for place, found in enumerate(each.new or (None,))
    ]  # fmt: skip
    if rows:
        session.connection().execute(insert(_LINK), rows)


def links_from(session: Session, clause_ids: Iterable[int]) -> dict[int, list[ClauseLinkRow]]:
    """Give where some clauses went in the version that follows theirs, the likeliest first."""
    found: dict[int, list[ClauseLinkRow]] = {}
    for link in session.exec(
        select(ClauseLinkRow)
        .where(col(ClauseLinkRow.old_clause_id).in_(list(clause_ids)))
        .order_by(col(ClauseLinkRow.old_clause_id), col(ClauseLinkRow.place))
    ):
        found.setdefault(link.old_clause_id, []).append(link)
    return found


def links_into(session: Session, draft_id: int) -> Sequence[ClauseLinkRow]:
    """Give what is known of how a version came from the one before, in the order of the older text."""
    return session.exec(
        select(ClauseLinkRow)
        .where(ClauseLinkRow.draft_id == draft_id)
        .order_by(col(ClauseLinkRow.old_clause_id), col(ClauseLinkRow.place))
    ).all()


def decide_link(
    session: Session, old_clause_id: int, new_clause_id: int | None, *, draft_id: int, by_id: int,
    now: datetime,
) -> None:  # fmt: skip
    """Write down what a person says of a clause, in the place of what was found."""
    session.connection().execute(delete(_LINK).where(_LINK.c.old_clause_id == old_clause_id))
    session.add(
        ClauseLinkRow(
            old_clause_id=old_clause_id, draft_id=draft_id, new_clause_id=new_clause_id, place=0,
            fate=Fate.GONE if new_clause_id is None else Fate.REWORDED, likeness=0, is_sure=True,
            decided_by_id=by_id, decided_at=now,
        )
    )  # fmt: skip
    session.flush()
