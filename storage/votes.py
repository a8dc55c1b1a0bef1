"""Votes with their frozen electorate, and the ballots."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, func, select

from rules.members import Ability, Role
from rules.packs import RulePack, pack_by_id
from rules.votes import Choice, HeadMissing, NotAnElector, Outcome, Tally
from storage import columns
from storage.dialect import insert_into
from storage.members import (
    MemberRow,
    NotPermitted,
    Reachable,
    member_of,
    reach,
    roster,
)
from storage.resolutions import ResolutionRow, resolution, resolution_for


class VoteRow(SQLModel, table=True):
    """One vote on one version of a text, under the rules of one pack."""

    __tablename__ = "vote"

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
    closed_at: datetime | None = Field(default=None, index=True)
    closed_by_id: int | None = columns.reference("member.id", default=None)  # None: the time was up
    outcome: Outcome | None = columns.state(Outcome, default=None)
    cancelled_because: str = columns.text(default="")
    yes: int = 0  # the count, written when it is closed
    no: int = 0
    other: int = 0
    announced_at: datetime | None = None

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


class ElectorRow(SQLModel, table=True):
    """Somebody who has a vote, as the roster named them when it was opened."""

    __tablename__ = "elector"
    __table_args__ = (UniqueConstraint("vote_id", "member_id"),)

    id: int | None = columns.key()
    vote_id: int = columns.reference("vote.id")
    member_id: int = columns.reference("member.id")
    position: int  # in the list of names
    full_name: str
    post: str
    got_text: bool  # by private chat; everybody else is given paper


class BallotRow(SQLModel, table=True):
    """What an elector says, until the vote is closed the latest word."""

    __tablename__ = "ballot"

    elector_id: int = Field(primary_key=True, foreign_key="elector.id", sa_type=columns.BigKey)
    choice: Choice = columns.state(Choice)
    cast_at: datetime
    entered_by_id: int | None = columns.reference("member.id", default=None)  # from paper, by a clerk
    opinion: str = columns.text(default="")  # reserved

    @property
    def reserved_opinion(self) -> str:
        """What is kept with a differing ballot; with a yes there is nothing to reserve."""
        return "" if self.choice is Choice.YES else self.opinion


@dataclass(frozen=True, kw_only=True)
class Voter:
    """An elector with the ballot, if there is one."""

    elector: ElectorRow
    ballot: BallotRow | None


_BALLOT = columns.table_of(BallotRow)


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


def elector(session: Session, found: VoteRow, member_id: int | None) -> ElectorRow:
    """Give a member's place in a vote. Raises NotAnElector."""
    mine = session.exec(
        select(ElectorRow).where(ElectorRow.vote_id == found.id, ElectorRow.member_id == member_id)
    ).first()
    if mine is None:
        raise NotAnElector(electors=found.electors)
    return mine


def ballot(session: Session, elector_id: int | None) -> BallotRow | None:
    """Give an elector's ballot as it is now."""
    return session.get(BallotRow, elector_id, populate_existing=True)


def put_ballot(session: Session, **values: Any) -> None:
    """Write down an elector's ballot in the place of the one before; what was reserved is kept."""
    connection = session.connection()
    given = {"opinion": "", **values}
    session.connection().execute(
        insert_into(connection, _BALLOT)
        .values(given)
        .on_conflict_do_update(index_elements=["elector_id"], set_=values)
    )


def voters(session: Session, vote_id: int | None) -> list[Voter]:
    """Give all electors of a vote in the order of their names, with their ballots."""
    rows = session.exec(
        select(ElectorRow, BallotRow)
        .outerjoin(BallotRow, col(BallotRow.elector_id) == ElectorRow.id)
        .where(ElectorRow.vote_id == vote_id)
        .order_by(col(ElectorRow.position))
        .execution_options(populate_existing=True)
    )
    return [Voter(elector=elector, ballot=ballot) for elector, ballot in rows]


def voted(session: Session, vote_id: int | None) -> int:
    """Count those who have voted so far."""
    return session.exec(
        select(func.count())
        .select_from(BallotRow)
        .join(ElectorRow, col(ElectorRow.id) == BallotRow.elector_id)
        .where(ElectorRow.vote_id == vote_id)
    ).one()


def tally_of(people: Iterable[Voter]) -> Tally:
    """Count ballots."""
    choices = [voter.ballot.choice if voter.ballot else None for voter in people]
    return Tally(
        electors=len(choices),
        yes=choices.count(Choice.YES),
        no=choices.count(Choice.NO),
        other=choices.count(Choice.OTHER),
    )


def reach_voters(session: Session, people: Iterable[Voter]) -> list[tuple[Voter, int | None]]:
    """Say for each elector in which private chat they can be written to."""
    known = list(people)
    members = [session.get_one(MemberRow, voter.elector.member_id) for voter in known]
    found = {each.member.id: each.chat_id for each in reach(session, members)}
    return [(voter, found[voter.elector.member_id]) for voter in known]


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


def votes_waiting_for(session: Session, member_ids: Iterable[int | None]) -> list[VoteRow]:
    """Give the open votes in which these members have a vote and have not used it."""
    return list(
        session.exec(
            select(VoteRow)
            .join(ElectorRow, col(ElectorRow.vote_id) == VoteRow.id)
            .outerjoin(BallotRow, col(BallotRow.elector_id) == ElectorRow.id)
            .where(
                col(VoteRow.closed_at).is_(None),
                col(ElectorRow.member_id).in_(list(member_ids)),
                col(BallotRow.elector_id).is_(None),
            )
            .order_by(col(VoteRow.ends_at))
        )
    )
