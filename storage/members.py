"""The roster: who sits in a body, which account is whose, and the one-time links that bind them.

Identity is the number of a Telegram account, bound by a link that works once; names are only for
reading.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from rules.members import Ability, Role, may
from rules.refused import Refused
from storage import columns
from storage.accounts import AccountRow
from storage.bodies import BodyRow
from storage.chats import ChatRow


class MemberRow(SQLModel, table=True):
    """A person on the roster of one body. Nobody is deleted: who left keeps the past acts."""

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("body_id", "user_id"),)

    id: int | None = columns.key()
    body_id: int = columns.reference("body.id")
    full_name: str
    sort_key: str
    folded_name: str
    role: Role = columns.state(Role)
    votes: bool
    post: str = ""
    areas: str = ""
    user_id: int | None = columns.telegram_id(default=None, index=True)
    bound_at: datetime | None = None
    left_at: datetime | None = None
    created_at: datetime


class LinkRow(SQLModel, table=True):
    """A one-time link that binds an account to a member. Only the hash of its token is kept."""

    __tablename__ = "link"

    token_hash: str = Field(primary_key=True)
    member_id: int = columns.reference("member.id")
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(eq=False, kw_only=True)
class NotPermitted(Refused):
    """The person has no right to this, or it does not exist: the answer is the same."""

    ability: Ability | None = None


@dataclass(eq=False, kw_only=True)
class NotAMember(Refused):
    """The account is not bound to anybody on a roster."""


def memberships(session: Session, user_id: int | None) -> list[MemberRow]:
    """Give the rosters' lines that an account is bound to, the oldest first."""
    if user_id is None:
        return []
    return list(
        session.exec(
            select(MemberRow)
            .where(MemberRow.user_id == user_id, col(MemberRow.left_at).is_(None))
            .order_by(col(MemberRow.id))
        )
    )


def member_of(session: Session, user_id: int | None, body_id: int) -> MemberRow:
    """Give the person's line in a body's roster. Raises NotAMember."""
    for member in memberships(session, user_id):
        if member.body_id == body_id:
            return member
    raise NotAMember


def member_who_may(
    session: Session, user_id: int | None, ability: Ability, *, body_id: int | None = None
) -> MemberRow:
    """Give the person's line in a body (in any, when none is named) that carries an ability.

    Raises NotAMember for a stranger, NotPermitted for a member without that right.
    """
    found = [m for m in memberships(session, user_id) if body_id in (None, m.body_id)]
    if not found:
        raise NotAMember
    for member in found:
        if may(member.role, ability):
            return member
    raise NotPermitted(ability=ability)


def roster(session: Session, body_id: int) -> list[MemberRow]:
    """Give everybody who sits in a body now, sorted as Vietnamese names are."""
    return list(
        session.exec(
            select(MemberRow)
            .where(MemberRow.body_id == body_id, col(MemberRow.left_at).is_(None))
            .order_by(col(MemberRow.sort_key), col(MemberRow.id))
        )
    )


def with_ability(session: Session, body_id: int, ability: Ability) -> list[MemberRow]:
    """Give the members of a body who may do something."""
    return [m for m in roster(session, body_id) if may(m.role, ability)]


@dataclass(frozen=True, kw_only=True)
class Reachable:
    """A member and the private chat in which the bot may write to them, if there is one."""

    member: MemberRow
    chat_id: int | None


def reach(session: Session, members: list[MemberRow]) -> list[Reachable]:
    """Say for each member whether a private chat is open."""
    users = [m.user_id for m in members if m.user_id is not None]
    open_chats = dict(
        session.exec(
            select(AccountRow.user_id, AccountRow.chat_id)
            .join(ChatRow, col(ChatRow.id) == AccountRow.chat_id)
            .where(col(AccountRow.user_id).in_(users), col(ChatRow.gone_at).is_(None))
        ).all()
    )
    return [Reachable(member=m, chat_id=open_chats.get(m.user_id or 0)) for m in members]


def sitting_member(session: Session, body_id: int, member_id: int) -> MemberRow:
    """Give a member whom a button names, if they sit in the body. Raises NotPermitted."""
    member = session.get(MemberRow, member_id)
    if member is None or member.body_id != body_id or member.left_at is not None:
        raise NotPermitted
    return member


def desks_of(session: Session, member_ids: Iterable[int | None]) -> list[int]:
    """Give the private chats of some members, as far as there are any, each once."""
    wanted = {member_id for member_id in member_ids if member_id is not None}
    members = session.exec(
        select(MemberRow)
        .where(col(MemberRow.id).in_(wanted), col(MemberRow.left_at).is_(None))
        .order_by(col(MemberRow.id))
    )
    found = [person.chat_id for person in reach(session, list(members))]
    return list(dict.fromkeys(chat_id for chat_id in found if chat_id is not None))


def body_of(session: Session, member: MemberRow) -> BodyRow:
    """Give the body in which a member sits."""
    return session.get_one(BodyRow, member.body_id)
