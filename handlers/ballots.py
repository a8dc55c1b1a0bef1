"""Ballots in chats: in the group under the card, in private, and from paper through the clerk."""

from actions import ballots
from handlers.calls import answer, press
from handlers.prompts import ask_below, ask_text
from handlers.turn import Turn
from rules.ballots import BallotTaken, Choice, PaperBallot
from storage.votes import vote_for


@press
def cast_ballot(turn: Turn, vote_id: int, choice: Choice) -> None:
    """Take a ballot; the receipt is a short word."""
    ballots.cast_ballot(turn.work, vote_id, choice)
    turn.toast(BallotTaken(choice=choice))


@press
def show_slip(turn: Turn, vote_id: int) -> None:
    """Hang the own ballot at the end of the private chat."""
    assert turn.desk_id is not None
    ballots.give_slip(turn.work, vote_id, chat_id=turn.desk_id)


@press
def ask_opinion(turn: Turn, vote_id: int) -> None:
    """Ask for the opinion that is to be reserved."""
    ballots.check_may_reserve(turn.work, vote_id)
    ask_below(turn, reserve_opinion, vote_id=vote_id)


@answer
def reserve_opinion(turn: Turn, vote_id: int) -> None:
    """Keep the opinion with the ballot."""
    assert turn.desk_id is not None
    ballots.reserve_opinion(turn.work, vote_id, turn.text, chat_id=turn.desk_id)


@press
def take_opinion_back(turn: Turn, vote_id: int) -> None:
    """Let the reserved opinion go."""
    assert turn.desk_id is not None
    ballots.reserve_opinion(turn.work, vote_id, "", chat_id=turn.desk_id)


@press
def enter_ballot(turn: Turn, vote_id: int, member_id: int, choice: Choice) -> None:
    """Enter a paper ballot."""
    ballots.enter_ballot(turn.work, vote_id, member_id, choice)
    turn.show(PaperBallot(vote_id=vote_id, member_id=member_id))


@press
def ask_paper_opinion(turn: Turn, vote_id: int, member_id: int) -> None:
    """Ask for the opinion that stands on a paper ballot."""
    vote_for(turn.work.session, turn.user_id, vote_id)
    ask_text(turn, enter_opinion, vote_id=vote_id, member_id=member_id)


@answer
def enter_opinion(turn: Turn, vote_id: int, member_id: int) -> None:
    """Enter the opinion that stands on a paper ballot."""
    ballots.enter_opinion(turn.work, vote_id, member_id, turn.text)
    turn.show(PaperBallot(vote_id=vote_id, member_id=member_id))
