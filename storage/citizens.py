"""Citizens who comment: known by a pseudonym only; whose account it is stands in a table of its own.

Deleting that one row makes everything else anonymous.
"""

import secrets
from dataclasses import replace
from datetime import datetime

from sqlalchemy import UniqueConstraint, delete, exists, or_, update
from sqlmodel import Field, Session, SQLModel, col, select

from rules.citizens import LETTERS, CitizensNotAsked, ConsentMissing
from rules.resolutions import Audience, Stage
from storage import columns
from storage.accounts import AccountRow
from storage.affected import RoundCitizenRow
from storage.calls import CallRow
from storage.comments import CommentRow, CommentVersionRow
from storage.consultation import ConsultationRow, latest_consultation
from storage.resolutions import ResolutionRow
from storage.work import Work

ENDED = frozenset({Stage.REVIEWED, Stage.ARCHIVED, Stage.WITHDRAWN})
"""Stages after which nobody's comment is worked with any more."""


class CitizenRow(SQLModel, table=True):
    """Somebody from the public, as the clerk sees them: "Công dân KP7Q, thôn Bắc Sơn"."""

    __tablename__ = "citizen"

    id: int | None = columns.key()
    body_id: int = columns.reference("body.id")
    pseudonym: str = Field(unique=True)
    hamlet: str = ""  # thôn or tổ, only if they wish
    public_name: str = ""  # to stand in the public table, only if they wish
    named_at: datetime | None = None
    created_at: datetime


class CitizenIdentityRow(SQLModel, table=True):
    """Whose account a citizen is. What they have agreed to stands with the pseudonym, without it."""

    __tablename__ = "citizen_identity"
    __table_args__ = (UniqueConstraint("user_id", "body_id"),)

    citizen_id: int = Field(foreign_key="citizen.id", primary_key=True, sa_type=columns.BigKey)
    user_id: int = columns.telegram_id(index=True)
    body_id: int = columns.reference("body.id", index=False)
    consented_at: datetime = Field(index=True)
    consent_text: str  # the hash of the first words that were agreed to


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


def is_pseudonym_taken(session: Session, pseudonym: str) -> bool:
    """Tell whether somebody is called so already."""
    taken = select(CitizenRow.id).where(CitizenRow.pseudonym == pseudonym)
    return session.exec(taken).first() is not None


def comments_of_citizen(session: Session, consultation_id: int, citizen_id: int) -> list[CommentRow]:
    """Give what a citizen has said in a round, withdrawn comments too, the oldest first."""
    return list(
        session.exec(
            select(CommentRow)
            .where(CommentRow.consultation_id == consultation_id, CommentRow.citizen_id == citizen_id)
            .order_by(col(CommentRow.id))
        )
    )


def all_comments_of(session: Session, citizen_id: int) -> list[CommentRow]:
    """Give everything a citizen has said, the oldest first."""
    return list(
        session.exec(
            select(CommentRow).where(CommentRow.citizen_id == citizen_id).order_by(col(CommentRow.id))
        )
    )


def comment_by_message(session: Session, citizen_id: int, message_id: int) -> CommentRow | None:
    """Find the comment that a citizen's message made."""
    return session.exec(
        select(CommentRow).where(
            CommentRow.citizen_id == citizen_id, CommentRow.message_id == message_id
        )
    ).first()


def comment_with_receipt(session: Session, code: str) -> CommentRow | None:
    """Find the comment behind a code."""
    return session.exec(select(CommentRow).where(CommentRow.receipt == code)).first()


def identities_without_use(session: Session, ended_before: datetime) -> list[CitizenIdentityRow]:
    """Give the ties of citizens all of whose resolutions came to their end before a moment."""
    in_use = (
        exists()
        .where(col(CommentRow.citizen_id) == CitizenIdentityRow.citizen_id)
        .where(col(ConsultationRow.id) == CommentRow.consultation_id)
        .where(col(ResolutionRow.id) == ConsultationRow.resolution_id)
        .where(
            or_(
                col(ResolutionRow.stage).not_in(ENDED),
                col(ResolutionRow.changed_at) >= ended_before,
            )
        )
    )
    old = select(CitizenIdentityRow).where(CitizenIdentityRow.consented_at < ended_before, ~in_use)
    return list(session.exec(old))


def cut_tie(session: Session, identity: CitizenIdentityRow, citizen: CitizenRow) -> None:
    """Delete all that leads from a pseudonym to an account: the tie, the place, the buttons' memory.

    Of what was said, that which stands stays; earlier wordings and withdrawn comments go.
    """
    citizen.hamlet = citizen.public_name = ""
    citizen.named_at = None
    session.add(citizen)
    said = col(CommentRow.citizen_id) == citizen.id
    session.exec(update(CommentRow).where(said).values(message_id=None))
    session.exec(delete(RoundCitizenRow).where(col(RoundCitizenRow.citizen_id) == citizen.id))
    session.exec(
        update(CommentRow).where(said, col(CommentRow.withdrawn_at).is_not(None)).values(text="")
    )
    own = select(CommentRow.id).where(said)
    session.exec(delete(CommentVersionRow).where(col(CommentVersionRow.comment_id).in_(own)))
    account = session.get(AccountRow, identity.user_id)
    if account is not None:
        about_comments = col(CallRow.arguments).contains("comment_id")
        here = col(CallRow.chat_id) == account.chat_id
        session.exec(delete(CallRow).where(here, about_comments))
    session.delete(identity)


def asked_citizens(session: Session, resolution_id: int) -> ResolutionRow:
    """Give a resolution on which citizens are, or were, asked. Raises CitizensNotAsked."""
    row = session.get(ResolutionRow, resolution_id)
    consultation = latest_consultation(session, resolution_id)
    if row is None or consultation is None or row.audience is not Audience.MEMBERS_AND_CITIZENS:
        raise CitizensNotAsked
    return row


def citizen_who_acts(work: Work, row: ResolutionRow) -> CitizenRow:
    """Give the citizen who acts; from here on the journal names the pseudonym. Raises ConsentMissing."""
    citizen = citizen_of(work.session, work.who.user_id, row.body_id)
    if citizen is None:
        raise ConsentMissing(resolution_id=row.id or 0)
    act_as(work, citizen)
    return citizen


def act_as(work: Work, citizen: CitizenRow) -> None:
    """From here on the journal names the pseudonym, never the account."""
    work.who = replace(work.who, label=f"citizen:{citizen.id}")


def new_code(letters: int) -> str:
    """Make up a code of letters and digits that cannot be mistaken for each other."""
    return "".join(secrets.choice(LETTERS) for _ in range(letters))
