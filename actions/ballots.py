"""Ballots: cast by button, entered from paper, changeable until the vote is closed (S0.10)."""

from rules.ballots import (
    LONGEST_OPINION,
    AllHaveVoted,
    BallotEntered,
    BallotSlip,
    Choice,
    OpinionReserved,
    VotedInPerson,
    VoteIsOver,
    check_dissents,
)
from rules.desk import TextTooLong
from rules.resolutions import ResolutionCard
from storage.announcements import tell_clerks
from storage.ballots import BallotRow, ElectorRow, ballot, elector, put_ballot, voted
from storage.members import MemberRow, reach
from storage.resolutions import ResolutionRow
from storage.votes import VoteRow, vote_for, vote_for_member
from storage.work import Work


def give_slip(work: Work, vote_id: int, *, chat_id: int) -> None:
    """Hang one's own ballot at the end of the private chat. Raises NotAMember, NotAnElector."""
    found, _row, member = vote_for_member(work.session, work.who.user_id, vote_id)
    place = elector(work.session, found, member.id)
    work.post_card(BallotSlip(vote_id=vote_id, member_id=place.member_id), chat_id=chat_id)


def cast_ballot(work: Work, vote_id: int, choice: Choice) -> None:
    """Take an elector's word; a later one replaces it, a paper ballot too.

    Raises NotAMember, NotAnElector, VoteIsOver.
    """
    found, row, member = vote_for_member(work.session, work.who.user_id, vote_id)
    place = elector(work.session, found, member.id)
    _put(work, found, row, place, choice, entered_by=None)


def enter_ballot(work: Work, vote_id: int, member_id: int, choice: Choice) -> None:
    """Enter what an elector has said on paper; they are told, if they can be.

    Raises NotAMember, NotPermitted, NotAnElector, VoteIsOver, VotedInPerson.
    """
    found, row, clerk = vote_for(work.session, work.who.user_id, vote_id)
    place = elector(work.session, found, member_id)
    _check_on_paper(ballot(work.session, place.id), place)
    _put(work, found, row, place, choice, entered_by=clerk)
    person = reach(work.session, [work.session.get_one(MemberRow, member_id)])[0]
    if person.chat_id is not None and member_id != clerk.id:
        work.tell(BallotEntered(vote_id=vote_id, member_id=member_id), chat_id=person.chat_id)


def check_may_reserve(work: Work, vote_id: int) -> None:
    """Raise NotAMember, NotAnElector, VoteIsOver or NothingToReserve where reserving makes no sense."""
    found, _row, member = vote_for_member(work.session, work.who.user_id, vote_id)
    given = ballot(work.session, elector(work.session, found, member.id).id)
    _check_open(work, found)
    check_dissents(given.choice if given else None)


def reserve_opinion(work: Work, vote_id: int, opinion: str, *, chat_id: int) -> None:
    """Keep one's differing opinion with the ballot: it neither blocks nor weakens the result.

    An empty one takes it back. Raises NotAMember, NotAnElector, VoteIsOver, NothingToReserve,
    TextTooLong.
    """
    found, row, member = vote_for_member(work.session, work.who.user_id, vote_id)
    place = elector(work.session, found, member.id)
    _keep_opinion(work, found, row, place, opinion)
    work.tell(OpinionReserved(vote_id=vote_id, member_id=place.member_id), chat_id=chat_id)


def enter_opinion(work: Work, vote_id: int, member_id: int, opinion: str) -> None:
    """Enter the reserved opinion that stands on a paper ballot.

    Raises NotAMember, NotPermitted, NotAnElector, VoteIsOver, VotedInPerson, NothingToReserve,
    TextTooLong.
    """
    found, row, _clerk = vote_for(work.session, work.who.user_id, vote_id)
    place = elector(work.session, found, member_id)
    _check_on_paper(ballot(work.session, place.id), place)
    _keep_opinion(work, found, row, place, opinion)


def _put(
    work: Work,
    found: VoteRow,
    row: ResolutionRow,
    place: ElectorRow,
    choice: Choice,
    *,
    entered_by: MemberRow | None,
) -> None:
    _check_open(work, found)
    clerk_id = entered_by.id if entered_by else None
    put_ballot(
        work.session, elector_id=place.id, choice=choice, cast_at=work.now, entered_by_id=clerk_id
    )
    work.record(
        "BallotCast", body_id=row.body_id, vote_id=found.id, member_id=place.member_id, choice=choice,
        entered_by_id=clerk_id,
    )  # fmt: skip
    _touch(work, found, place)
    if voted(work.session, found.id) == found.electors:
        notice = AllHaveVoted(vote_id=found.id or 0)
        tell_clerks(work, row.body_id, notice, key=f"vote:{found.id}:all")


def _keep_opinion(
    work: Work, found: VoteRow, row: ResolutionRow, place: ElectorRow, opinion: str
) -> None:
    _check_open(work, found)
    if len(opinion) > LONGEST_OPINION:
        raise TextTooLong(length=len(opinion), limit=LONGEST_OPINION)
    given = ballot(work.session, place.id)
    check_dissents(given.choice if given else None)
    assert given is not None
    given.opinion = opinion
    work.session.add(given)
    fact = "OpinionReserved" if opinion else "OpinionTakenBack"
    work.record(fact, body_id=row.body_id, vote_id=found.id, member_id=place.member_id)
    _touch(work, found, place)


def _check_open(work: Work, found: VoteRow) -> None:
    if not found.is_open(work.now):
        raise VoteIsOver


def _check_on_paper(given: BallotRow | None, place: ElectorRow) -> None:
    """Raise VotedInPerson where the elector has pressed a button: nobody speaks over them."""
    if given is not None and given.entered_by_id is None:
        raise VotedInPerson(full_name=place.full_name)


def _touch(work: Work, found: VoteRow, place: ElectorRow) -> None:
    work.touch(BallotSlip(vote_id=found.id or 0, member_id=place.member_id))
    work.touch(ResolutionCard(resolution_id=found.resolution_id))
