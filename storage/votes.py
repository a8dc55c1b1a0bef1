"""Votes: opened on one version of a text, closed with a count."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Session, SQLModel, col, select

from rules.members import Ability, Role
from rules.packs import RulePack, pack_by_id
from rules.votes import HeadMissing, Outcome, Tally
from storage import columns
from storage.members import (
    MemberRow,
    NotPermitted,
    Reachable,
    member_of,
    reach,
    roster,
)
from storage.resolutions import ResolutionRow, resolution, resolution_for

_OPEN = text("closed_at IS NULL")
_UNTOLD = text("closed_at IS NOT NULL AND announced_at IS NULL")


class VoteRow(SQLModel, table=True):
    """One vote on one version of a text, under the rules of one pack."""

    __tablename__ = "vote"
    __table_args__ = (
        Index("ix_vote_open", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_vote_untold", "id", sqlite_where=_UNTOLD, postgresql_where=_UNTOLD),
    )

    id: int | None = columns.key()
    resolution_id: int = columns.reference("resolution.id")
    draft_id: int = columns.reference("draft.id")
    text_hash: str  # of the version, when the vote was opened
    pack_id: str
    chair_id: int = columns.reference("member.id")  # who presides, and closed the discussion
    opened_by_id: int = columns.reference("member.id")  # on the chair's behalf, where it is another
    opened_at: datetime
    ends_at: datetime
    electors: int  # N, frozen
    closed_at: datetime | None = None
    closed_by_id: int | None = columns.reference("member.id", default=None)  # None: the time was up
    outcome: Outcome | None = columns.state(Outcome, default=None)
    cancelled_because: str = columns.text(default="")
    yes: int = 0  # the count, written when it is closed
    no: int = 0
    other: int = 0
    announced_at: datetime | None = None
    shown_on: date | None = None  # for which day cards count what is left; None: of the opening

    @property
    def pack(self) -> RulePack:
        """The rules under which it runs."""
        return pack_by_id(self.pack_id)

    @property
    def tally(self) -> Tally:
        """The count of a closed vote."""
        return Tally(electors=self.electors, yes=self.yes, no=self.no, other=self.other)

    def is_open(self, now: datetime) -> bool:
        """Whether ballots are taken: it may be over before the clock has closed it."""
        return self.closed_at is None and now < self.ends_at


def vote(session: Session, vote_id: int) -> VoteRow:
    """Give a vote that is known to exist, to the house itself."""
    return session.get_one(VoteRow, vote_id)


def vote_for(
    session: Session, user_id: int | None, vote_id: int
) -> tuple[VoteRow, ResolutionRow, MemberRow]:
    """Give a vote to somebody who may run it. Raises NotAMember, NotPermitted."""
    found = session.get(VoteRow, vote_id)
    if found is None:
        raise NotPermitted
    row, member = resolution_for(session, user_id, found.resolution_id, Ability.RUN_VOTE)
    return found, row, member


def vote_for_member(
    session: Session, user_id: int | None, vote_id: int
) -> tuple[VoteRow, ResolutionRow, MemberRow]:
    """Give a vote to a member of its body. Raises NotAMember, NotPermitted."""
    found = session.get(VoteRow, vote_id)
    if found is None:
        raise NotPermitted
    row = resolution(session, found.resolution_id)
    return found, row, member_of(session, user_id, row.body_id)


def electors_of(session: Session, body_id: int) -> list[Reachable]:
    """Give everybody on a roster who has a vote now, with their private chats."""
    return reach(session, [member for member in roster(session, body_id) if member.votes])


def heads(session: Session, body_id: int) -> list[MemberRow]:
    """Give who may preside and sign: the head first, then the deputies. Raises HeadMissing."""
    people = roster(session, body_id)
    found = [m for role in (Role.SECRETARY, Role.DEPUTY) for m in people if m.role is role]
    if not found:
        raise HeadMissing
    return found


def latest_vote(session: Session, resolution_id: int | None) -> VoteRow | None:
    """Give the newest vote on a resolution."""
    return session.exec(
        select(VoteRow)
        .where(VoteRow.resolution_id == resolution_id)
        .order_by(col(VoteRow.id).desc())
        .limit(1)
    ).first()


def passed_vote(session: Session, resolution_id: int | None) -> VoteRow | None:
    """Give the vote that has passed a resolution, with its counts. None where none has."""
    return session.exec(
        select(VoteRow)
        .where(VoteRow.resolution_id == resolution_id, VoteRow.outcome == Outcome.PASSED)
        .order_by(col(VoteRow.id).desc())
        .limit(1)
    ).first()


def open_votes(session: Session) -> list[VoteRow]:
    """Give every vote that nobody has closed yet, whatever the time."""
    return list(session.exec(select(VoteRow).where(col(VoteRow.closed_at).is_(None)).order_by("id")))


def unannounced_votes(session: Session) -> list[VoteRow]:
    """Give the votes that are closed and whose result the body has not heard."""
    return list(
        session.exec(
            select(VoteRow)
            .where(col(VoteRow.closed_at).is_not(None), col(VoteRow.announced_at).is_(None))
            .order_by(col(VoteRow.id))
        )
    )
