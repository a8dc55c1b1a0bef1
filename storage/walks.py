"""How far members have walked through a draft, and the clauses with which they agree."""

from datetime import datetime

from sqlalchemy import Connection, delete, func, literal, select
from sqlmodel import Field, Session, SQLModel

from rules.clauses import NodeKind
from rules.rounds import Scope
from rules.walks import Part, Stop, stops
from storage import columns
from storage.comments import CommentRow
from storage.consultation import ClauseAgreementRow
from storage.dialect import insert_into, insert_or_ignore
from storage.drafts import ClauseRow


class WalkRow(SQLModel, table=True):
    """Where a member stands on the way through the draft of a round."""

    __tablename__ = "walk"

    consultation_id: int = Field(foreign_key="consultation.id", primary_key=True, sa_type=columns.BigKey)
    member_id: int = Field(foreign_key="member.id", primary_key=True, sa_type=columns.BigKey)
    number: int  # of the stop to be shown next, from 0
    changed_at: datetime


_WALK = columns.table_of(WalkRow)
_AGREED = columns.table_of(ClauseAgreementRow)
_CLAUSE = columns.table_of(ClauseRow)
_COMMENT = columns.table_of(CommentRow)


def stops_of(connection: Connection, draft_id: int, scope: Scope | None = None) -> tuple[Stop, ...]:
    """Give the stops of a version of a draft, in the order of the text.

    Of a field or of picked clauses only those; all of them where there are none.
    """
    length = func.length(_CLAUSE.c.label) + func.length(_CLAUSE.c.text)
    rows = connection.execute(
        select(
            _CLAUSE.c.id, _CLAUSE.c.position, _CLAUSE.c.parent_position, length.label("length"),
            _CLAUSE.c.folded_text if scope else literal("").label("folded_text"),
        )
        .where(_CLAUSE.c.draft_id == draft_id, _CLAUSE.c.kind == NodeKind.CLAUSE)
        .order_by(_CLAUSE.c.position)
    ).all()  # fmt: skip
    parts = [
        Part(clause_id=row.id, position=row.position, parent=row.parent_position, length=row.length)
        for row in rows
    ]
    scope = scope or Scope()
    spoken_of = {row.id for row in rows if scope.holds(row.id, row.folded_text)}
    way = stops(parts)
    return tuple(stop for stop in way if stop.held & spoken_of) or way


def reached(session: Session, consultation_id: int, member_id: int) -> int | None:
    """Give the stop at which a member left off; None for whoever has not set out."""
    walk = session.get(WalkRow, (consultation_id, member_id))
    return walk.number if walk else None


def note_reached(
    connection: Connection, *, consultation_id: int, member_id: int, number: int, now: datetime
) -> None:
    """Write down the stop at which a member stands."""
    values = {"number": number, "changed_at": now}
    connection.execute(
        insert_into(connection, _WALK)
        .values(consultation_id=consultation_id, member_id=member_id, **values)
        .on_conflict_do_update(index_elements=["consultation_id", "member_id"], set_=values)
    )


def keep_agreement(
    connection: Connection, *, consultation_id: int, member_id: int, clause_id: int, now: datetime
) -> None:
    """Write down that a member agrees with a clause; once is enough."""
    row = {
        "consultation_id": consultation_id, "member_id": member_id, "clause_id": clause_id,
        "agreed_at": now,
    }  # fmt: skip
    connection.execute(insert_or_ignore(connection, _AGREED), [row])


def forget_agreement(
    connection: Connection, *, consultation_id: int, member_id: int, clause_id: int
) -> None:
    """Take an agreement with a clause back."""
    connection.execute(
        delete(_AGREED).where(
            _AGREED.c.consultation_id == consultation_id, _AGREED.c.member_id == member_id,
            _AGREED.c.clause_id == clause_id,
        )
    )  # fmt: skip


def agreed_clauses(connection: Connection, consultation_id: int, member_id: int) -> frozenset[int]:
    """Give the clauses of a round with which a member agrees."""
    own = select(_AGREED.c.clause_id).where(
        _AGREED.c.consultation_id == consultation_id, _AGREED.c.member_id == member_id
    )
    return frozenset(connection.execute(own).scalars())


def commented_clauses(connection: Connection, consultation_id: int, member_id: int) -> frozenset[int]:
    """Give the clauses of a round on which a member has commented."""
    own = select(_COMMENT.c.clause_id).where(
        _COMMENT.c.consultation_id == consultation_id, _COMMENT.c.member_id == member_id,
        _COMMENT.c.withdrawn_at.is_(None), _COMMENT.c.clause_id.is_not(None),
    )  # fmt: skip
    return frozenset(connection.execute(own).scalars())
