"""The frozen electorate of a vote, and the ballots."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, func, select

from rules.ballots import Choice, NotAnElector
from rules.votes import Tally
from storage import columns
from storage.dialect import insert_into
from storage.members import MemberRow, reach
from storage.votes import VoteRow


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
