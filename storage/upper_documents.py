"""Documents from above: the register of a body, each with the clauses that require something."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, func, text
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, col, select

from rules.calendar import local_date
from rules.drafts import ReadDraft
from rules.members import Ability, Role, may
from rules.nudges import ItemKind, OpenItem
from rules.requirements import Required
from rules.upper_documents import ToldOfUpper, UpperState, symbol_key
from storage import columns
from storage.members import MemberRow, NotPermitted, member_of, memberships
from storage.upper_clauses import UpperClauseRow, store_clauses

_WAITING = text("state = 'waiting'")
_MINDING = (Role.SECRETARY, Role.DEPUTY)
"""Who minds what waits: the secretary, or the deputies where there is none."""


class UpperDocumentRow(SQLModel, table=True):
    """One document from above. How many of its clauses require something is kept beside them."""

    __tablename__ = "upper_document"
    __table_args__ = (
        UniqueConstraint("body_id", "symbol_key"),
        Index("ix_upper_document_theme", "body_id", "theme_key"),
        Index("ix_upper_document_waiting", "due_on", sqlite_where=_WAITING, postgresql_where=_WAITING),
    )

    id: int | None = columns.key()
    body_id: int = columns.reference("body.id", index=False)
    state: UpperState = columns.state(UpperState, default=UpperState.WAITING)
    symbol: str = ""
    symbol_key: str | None = None  # None where the symbol is not known yet
    issuer: str = columns.text(default="")
    issued_on: date | None = None
    about: str = columns.text(default="")
    theme: str = ""
    theme_key: str = ""  # folded: one theme however it is spelt
    due_on: date | None = None
    file_id: str
    file_name: str
    required: int = 0
    covered: int = 0
    reviewed_at: datetime | None = None  # when a person has gone through what is required
    added_by_id: int = columns.reference("member.id", index=False)
    added_at: datetime

    @property
    def told(self) -> ToldOfUpper:
        """What is known of it."""
        return ToldOfUpper(
            symbol=self.symbol, issuer=self.issuer, issued_on=self.issued_on, about=self.about,
            theme=self.theme,
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Register:
    """What the register of some bodies holds, in counts."""

    documents: int
    required: int
    covered: int
    waiting: int  # documents that nothing concretises yet


def store_upper_document(
    session: Session, read: ReadDraft, found: Sequence[Required], row: UpperDocumentRow
) -> UpperDocumentRow:
    """Store a document with all its parts; what its words seem to require is ticked.

    What stands in its head is kept as it stands, however long: screens shorten it, books do not.
    """
    row.symbol = read.head.symbol if symbol_key(read.head.symbol) else ""
    row.symbol_key = symbol_key(row.symbol) or None
    row.issuer, row.issued_on = read.head.issuer, read.head.issued_on
    row.about = read.head.abstract
    row.required = len(found)
    session.add(row)
    session.flush()
    store_clauses(session, read.outline.nodes, found, document_id=row.id or 0)
    return row


def keeps_register(member: MemberRow) -> bool:
    """Tell whether a member may enter documents and say what of them is required: office and heads."""
    return may(member.role, Ability.SUBMIT_DRAFT) or may(member.role, Ability.RUN_CONSULTATION)


def upper_document_for(
    session: Session, user_id: int | None, document_id: int, *, to_keep: bool = False
) -> tuple[UpperDocumentRow, MemberRow]:
    """Give a document to a member of its body; to change it, to whoever keeps the register.

    Raises NotAMember, NotPermitted.
    """
    row = session.get(UpperDocumentRow, document_id)
    if row is None:
        raise NotPermitted
    member = member_of(session, user_id, row.body_id)
    if to_keep and not keeps_register(member):
        raise NotPermitted(ability=Ability.SUBMIT_DRAFT)
    return row, member


def upper_clause_for(
    session: Session, user_id: int | None, clause_id: int, *, to_keep: bool = False
) -> tuple[UpperClauseRow, UpperDocumentRow, MemberRow]:
    """Give a clause of a document from above. Raises as `upper_document_for`."""
    clause = session.get(UpperClauseRow, clause_id)
    if clause is None:
        raise NotPermitted
    return clause, *upper_document_for(session, user_id, clause.document_id, to_keep=to_keep)


def with_symbol(session: Session, body_id: int, symbol: str) -> UpperDocumentRow | None:
    """Give the document of a register that has this symbol, however it is written."""
    key = symbol_key(symbol)
    if not key:
        return None
    return session.exec(
        select(UpperDocumentRow).where(
            UpperDocumentRow.body_id == body_id, UpperDocumentRow.symbol_key == key
        )
    ).first()


def upper_documents_seen(
    session: Session, user_id: int | None, *, first: int, limit: int
) -> tuple[list[UpperDocumentRow], Register]:
    """Give a page of the register, by body and theme, to members; and what there is in all."""
    seats = [member.body_id for member in memberships(session, user_id)]
    table = columns.table_of(UpperDocumentRow)
    rows = session.exec(
        select(UpperDocumentRow)
        .where(col(UpperDocumentRow.body_id).in_(seats))
        .order_by(
            col(UpperDocumentRow.body_id), col(UpperDocumentRow.theme_key), col(UpperDocumentRow.id)
        )
        .offset(first)
        .limit(limit)
    ).all()
    counted = session.connection().execute(
        select_columns(
            table.c.state, func.count().label("documents"), func.sum(table.c.required).label("required"),
            func.sum(table.c.covered).label("covered"),
        )
        .where(table.c.body_id.in_(seats))
        .group_by(table.c.state)
    )  # fmt: skip
    states = {row.state: row for row in counted}
    waiting = states.get(UpperState.WAITING)
    return list(rows), Register(
        documents=sum(row.documents for row in states.values()),
        required=sum(row.required for row in states.values()),
        covered=sum(row.covered for row in states.values()),
        waiting=waiting.documents if waiting else 0,
    )


def upper_documents_of(
    session: Session, body_id: int, *, first: int = 0, limit: int = 500
) -> list[UpperDocumentRow]:
    """Give a page of a body's documents that may be concretised, by theme."""
    return list(
        session.exec(
            select(UpperDocumentRow)
            .where(UpperDocumentRow.body_id == body_id)
            .where(UpperDocumentRow.state != UpperState.SET_ASIDE)
            .order_by(col(UpperDocumentRow.theme_key), col(UpperDocumentRow.id))
            .offset(first)
            .limit(limit)
        )
    )


def newest_of(session: Session, body_id: int, *, limit: int) -> list[UpperDocumentRow]:
    """Give the newest documents of a body that may be concretised."""
    return list(
        session.exec(
            select(UpperDocumentRow)
            .where(UpperDocumentRow.body_id == body_id)
            .where(UpperDocumentRow.state != UpperState.SET_ASIDE)
            .order_by(col(UpperDocumentRow.id).desc())
            .limit(limit)
        )
    )


def of_theme(session: Session, body_id: int, theme_key: str) -> list[UpperDocumentRow]:
    """Give the documents of one theme that may be concretised (S1.8)."""
    return list(
        session.exec(
            select(UpperDocumentRow)
            .where(UpperDocumentRow.body_id == body_id, UpperDocumentRow.theme_key == theme_key)
            .where(UpperDocumentRow.state != UpperState.SET_ASIDE)
            .order_by(col(UpperDocumentRow.id))
        )
    )


def themes_of(session: Session, body_id: int) -> list[str]:
    """Give the themes of a register, each once."""
    table = columns.table_of(UpperDocumentRow)
    rows = session.connection().execute(
        select_columns(func.max(table.c.theme))
        .where(table.c.body_id == body_id, table.c.theme_key != "")
        .group_by(table.c.theme_key)
        .order_by(table.c.theme_key)
    )
    return [row[0] for row in rows]


def waiting_in(session: Session, body_ids: Sequence[int]) -> list[UpperDocumentRow]:
    """Give the documents with a date that nothing concretises yet, the most urgent first."""
    state = columns.table_of(UpperDocumentRow).c.state
    return list(
        session.exec(
            select(UpperDocumentRow)
            .where(columns.stands_at(state, UpperState.WAITING))
            .where(col(UpperDocumentRow.due_on).is_not(None))
            .where(col(UpperDocumentRow.body_id).in_(body_ids))
            .order_by(col(UpperDocumentRow.due_on), col(UpperDocumentRow.id))
        )
    )


def open_items(
    session: Session,
    *,
    now: datetime,  # noqa: ARG001  what is owed hangs on no clock: the ladder says when a reminder is due
    due_until: date | None = None,
    resolution_id: int | None = None,
) -> list[OpenItem]:
    """Give the documents with a date that nothing concretises yet: their bodies' heads mind them."""
    if resolution_id is not None:
        return []  # what has a resolution does not wait
    state = columns.table_of(UpperDocumentRow).c.state
    wanted = (
        select(UpperDocumentRow, MemberRow.id, MemberRow.role)
        .join(MemberRow, col(MemberRow.body_id) == UpperDocumentRow.body_id)
        .where(columns.stands_at(state, UpperState.WAITING))
        .where(col(MemberRow.role).in_(_MINDING), col(MemberRow.left_at).is_(None))
    )
    if due_until is not None:
        wanted = wanted.where(col(UpperDocumentRow.due_on) <= due_until)
    rows = session.exec(wanted.order_by(col(UpperDocumentRow.due_on), col(UpperDocumentRow.id))).all()
    led = {row.body_id for row, _member_id, role in rows if role is Role.SECRETARY}
    return [
        OpenItem(
            kind=ItemKind.UPPER_DOCUMENT, subject_id=row.id or 0, resolution_id=None,
            body_id=row.body_id, member_id=member_id or 0, due_on=row.due_on,
            since_on=local_date(row.added_at),
        )
        for row, member_id, role in rows
        if row.due_on is not None and (role is Role.SECRETARY or row.body_id not in led)
    ]  # fmt: skip
