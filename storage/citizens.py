"""Citizens who comment: known by a pseudonym only; whose account it is stands in a table of its own.

Deleting that one row makes everything else anonymous.
"""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from storage import columns


class CitizenRow(SQLModel, table=True):
    """Somebody from the public, as the clerk sees them: "Công dân KP7Q, thôn Bắc Sơn"."""

    __tablename__ = "citizen"

    id: int | None = columns.key()
    body_id: int = columns.reference("body.id")
    pseudonym: str = Field(unique=True)
    hamlet: str = ""  # thôn or tổ, only if they wish
    created_at: datetime


class CitizenIdentityRow(SQLModel, table=True):
    """Whose account a citizen is, and the proof of consent: which words were agreed to, and when."""

    __tablename__ = "citizen_identity"
    __table_args__ = (UniqueConstraint("user_id", "body_id"),)

    citizen_id: int = Field(foreign_key="citizen.id", primary_key=True, sa_type=columns.BigKey)
    user_id: int = columns.telegram_id(index=True)
    body_id: int = columns.reference("body.id", index=False)
    consented_at: datetime
    consent_text: str  # the version of the words


class ConsentRefusedRow(SQLModel, table=True):
    """How many read the question for consent and said no. Nothing else of them is kept."""

    __tablename__ = "consent_refused"

    resolution_id: int = Field(foreign_key="resolution.id", primary_key=True, sa_type=columns.BigKey)
    times: int = 0


def citizen_of(session: Session, user_id: int | None, body_id: int) -> CitizenRow | None:
    """Give the citizen an account is to a body, if they have agreed to be one."""
    return session.exec(
        select(CitizenRow)
        .join(CitizenIdentityRow, col(CitizenIdentityRow.citizen_id) == CitizenRow.id)
        .where(CitizenIdentityRow.user_id == user_id, CitizenIdentityRow.body_id == body_id)
    ).first()


def identities_of(session: Session, user_id: int | None) -> list[CitizenIdentityRow]:
    """Give everything that ties an account to pseudonyms."""
    return list(
        session.exec(
            select(CitizenIdentityRow)
            .where(CitizenIdentityRow.user_id == user_id)
            .order_by(col(CitizenIdentityRow.citizen_id))
        )
    )
