"""Rounds of consultations: planned, open, ended; and who was asked in each."""

from datetime import date, datetime

from sqlalchemy import Connection, Index, and_, func, text
from sqlalchemy import select as select_columns
from sqlmodel import Field, Session, SQLModel, col, select

from rules.desk import ButtonExpired
from rules.members import Ability
from rules.rounds import Circle, Scope, Silence, Start, words_in
from storage import columns
from storage.consultation import AskedRow, ConsultationRow, until_on
from storage.members import MemberRow
from storage.participation import has_spoken
from storage.resolutions import ResolutionRow, resolution_for

_RUNNING = text("opened_at IS NOT NULL AND closed_at IS NULL")
_TO_OPEN = text("opens_on IS NOT NULL AND opened_at IS NULL")


class RoundRow(SQLModel, table=True):
    """One round. Before its consultation is opened it is a plan, and its days are only reckoned."""

    __tablename__ = "consultation_round"
    __table_args__ = (
        Index("ix_consultation_round_running", "id", sqlite_where=_RUNNING, postgresql_where=_RUNNING),
        Index("ix_consultation_round_to_open", "id", sqlite_where=_TO_OPEN, postgresql_where=_TO_OPEN),
    )

    id: int | None = columns.key()
    resolution_id: int = columns.reference("resolution.id")
    consultation_id: int | None = columns.reference("consultation.id", default=None)
    position: int
    circle: Circle = columns.state(Circle)
    field: str = columns.text(default="")  # of specialists: only clauses that speak of it
    start: Start = columns.state(Start)
    days: int | None = None  # None: as the rule pack says
    is_working: bool | None = None
    chosen_until_on: date | None = None  # a day that a person has chosen
    silence: Silence = columns.state(Silence, default=Silence.NOTHING)
    opens_on: date | None = None  # both from the day on which the consultation is opened
    until_on: date | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    reminded_at: datetime | None = None
    link_key: str | None = None  # of the link for those affected
    first_until_on: date | None = None  # its last day before more days were given
    extended_because: str = columns.text(default="")


class RoundAskedRow(SQLModel, table=True):
    """A member who is asked in a round; one may be asked in several."""

    __tablename__ = "round_asked"
    __table_args__ = (Index("ix_round_asked_by_member", "member_id", "round_id"),)

    round_id: int = Field(foreign_key="consultation_round.id", primary_key=True, sa_type=columns.BigKey)
    member_id: int = Field(foreign_key="member.id", primary_key=True, sa_type=columns.BigKey)


class RoundClauseRow(SQLModel, table=True):
    """A clause on which a round asks; a round without any asks on its field, or on all."""

    __tablename__ = "round_clause"

    round_id: int = Field(foreign_key="consultation_round.id", primary_key=True, sa_type=columns.BigKey)
    clause_id: int = Field(foreign_key="clause.id", primary_key=True, sa_type=columns.BigKey)


_ROUND = columns.table_of(RoundRow)
_ASKED = columns.table_of(RoundAskedRow)


def round_for(
    session: Session, user_id: int | None, round_id: int
) -> tuple[RoundRow, ResolutionRow, MemberRow]:
    """Give a round to whoever runs its consultation.

    Raises NotAMember, NotPermitted, ButtonExpired where it was taken out.
    """
    each = session.get(RoundRow, round_id)
    if each is None:
        raise ButtonExpired
    return each, *resolution_for(session, user_id, each.resolution_id, Ability.RUN_CONSULTATION)


def planned_round_for(
    session: Session, user_id: int | None, round_id: int
) -> tuple[RoundRow, ResolutionRow]:
    """Give a round that is only planned.

    Raises as `round_for`, ButtonExpired where its consultation has begun.
    """
    each, row, _member = round_for(session, user_id, round_id)
    if each.consultation_id is not None:
        raise ButtonExpired
    return each, row


def planned_rounds(session: Session, resolution_id: int) -> list[RoundRow]:
    """Give the rounds that are planned for the next consultation, in their order."""
    return list(
        session.exec(
            select(RoundRow)
            .where(RoundRow.resolution_id == resolution_id, col(RoundRow.consultation_id).is_(None))
            .order_by(col(RoundRow.position), col(RoundRow.id))
        )
    )


def rounds_within(session: Session, consultation_id: int) -> list[RoundRow]:
    """Give the rounds of a consultation, in their order."""
    return list(
        session.exec(
            select(RoundRow)
            .where(RoundRow.consultation_id == consultation_id)
            .order_by(col(RoundRow.position), col(RoundRow.id))
        )
    )


def rounds_to_open(session: Session, today: date) -> list[RoundRow]:
    """Give the rounds whose day has come, of consultations that still run."""
    return list(
        session.exec(
            select(RoundRow)
            .join(ConsultationRow, col(ConsultationRow.id) == RoundRow.consultation_id)
            .where(col(RoundRow.opened_at).is_(None), col(RoundRow.opens_on) <= today)
            .where(col(ConsultationRow.closed_at).is_(None))
            .order_by(col(RoundRow.id))
        )
    )


def running_rounds(session: Session) -> list[RoundRow]:
    """Give the rounds that are open now, of consultations that were divided into several."""
    return list(
        session.exec(
            select(RoundRow)
            .join(ConsultationRow, col(ConsultationRow.id) == RoundRow.consultation_id)
            .where(col(RoundRow.opened_at).is_not(None), col(RoundRow.closed_at).is_(None))
            .where(ConsultationRow.has_circles)
            .order_by(col(RoundRow.id))
        )
    )


def asked_now(connection: Connection, consultation_id: int, member_id: int) -> date | None:
    """Say until when a member is asked in the open rounds of a consultation; None where in none."""
    return connection.execute(
        select_columns(func.max(_ROUND.c.until_on))
        .join(_ASKED, _ASKED.c.round_id == _ROUND.c.id)
        .where(_ROUND.c.consultation_id == consultation_id, _ASKED.c.member_id == member_id)
        .where(_ROUND.c.opened_at.is_not(None), _ROUND.c.closed_at.is_(None))
    ).scalar_one()


def scope_now(session: Session, consultation_id: int, member_id: int) -> Scope:
    """Say on what a member is asked in the open rounds of a consultation; of several on the widest."""
    words: tuple[str, ...] = ()
    clauses: frozenset[int] = frozenset()
    rounds = session.exec(
        select(RoundRow)
        .join(RoundAskedRow, col(RoundAskedRow.round_id) == RoundRow.id)
        .where(RoundRow.consultation_id == consultation_id, RoundAskedRow.member_id == member_id)
        .where(col(RoundRow.opened_at).is_not(None), col(RoundRow.closed_at).is_(None))
    )
    for each in rounds:
        picked, field = clauses_of_round(session, each.id or 0), words_in(each.field)
        if not picked and not field:
            return Scope()
        clauses |= frozenset(picked)
        words += () if picked else field
    return Scope(words=words, clauses=clauses)


def clauses_of_round(session: Session, round_id: int) -> list[int]:
    """Give the clauses that were picked for a round; none where it asks on more than some."""
    picked = select(RoundClauseRow.clause_id).where(RoundClauseRow.round_id == round_id)
    return list(session.exec(picked.order_by(col(RoundClauseRow.clause_id))))


def asks_citizens_now(session: Session, consultation: ConsultationRow) -> bool:
    """Tell whether everybody is asked at this moment, within a consultation that runs."""
    if not consultation.has_circles:
        return True
    return (
        session.exec(
            select(RoundRow.id).where(
                RoundRow.consultation_id == consultation.id, RoundRow.circle == Circle.CITIZENS,
                col(RoundRow.opened_at).is_not(None), col(RoundRow.closed_at).is_(None),
            )
        ).first()
        is not None
    )  # fmt: skip


def public_round(session: Session, consultation: ConsultationRow, circle: Circle) -> RoundRow | None:
    """Give the newest round that has begun in which everybody is asked, or those affected.

    Without a plan everybody is asked beside the committee, in its round.
    """
    wanted = circle if consultation.has_circles else Circle.COMMITTEE
    found = [
        each
        for each in rounds_within(session, consultation.id or 0)
        if each.circle is wanted and each.opened_at is not None
    ]
    return found[-1] if found else None


def public_until(
    session: Session,
    consultation: ConsultationRow,
    row: ResolutionRow,
    circle: Circle = Circle.CITIZENS,
) -> date:
    """Give the last day on which everybody is asked, or those affected."""
    rounds = rounds_within(session, consultation.id or 0) if consultation.has_circles else []
    days = [each.until_on for each in rounds if each.circle is circle and each.until_on]
    return max(days) if days else until_on(row)


def members_of_round(session: Session, round_id: int) -> list[int]:
    """Give who is asked in a round."""
    return list(
        session.exec(
            select(RoundAskedRow.member_id)
            .where(RoundAskedRow.round_id == round_id)
            .order_by(col(RoundAskedRow.member_id))
        )
    )


def spoken_in(session: Session, each: RoundRow) -> tuple[int, int]:
    """Count who was asked in a round, and who of them has agreed or commented in its consultation."""
    asked = select(func.count()).select_from(RoundAskedRow).where(RoundAskedRow.round_id == each.id)
    spoke = (
        select(func.count())
        .select_from(RoundAskedRow)
        .join(AskedRow, and_(
            col(AskedRow.member_id) == RoundAskedRow.member_id,
            col(AskedRow.consultation_id) == each.consultation_id,
        ))
        .where(RoundAskedRow.round_id == each.id, has_spoken())
    )  # fmt: skip
    return session.exec(asked).one(), session.exec(spoke).one()
