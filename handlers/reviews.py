"""Reviews in the private chat of clerk and heads: lessons, proposal, and the word that it is final."""

from actions import reviews
from handlers.calls import answer, press
from handlers.prompts import ask_text
from handlers.turn import Turn
from rules.resolutions import ResolutionPage
from rules.reviews import ChooseProposal, Proposal, ReviewPage, ReviewPart


@press
def ask_part(turn: Turn, resolution_id: int, part: ReviewPart) -> None:
    """Ask for what people add to the figures."""
    match part:
        case ReviewPart.LESSONS:
            ask_text(turn, set_lessons, resolution_id=resolution_id)
        case ReviewPart.PROPOSAL:
            turn.show(ChooseProposal(resolution_id=resolution_id))
        case ReviewPart.REASON:
            ask_text(turn, set_reason, resolution_id=resolution_id)


@answer
def set_lessons(turn: Turn, resolution_id: int) -> None:
    """Take the lessons."""
    reviews.set_lessons(turn.work, resolution_id, turn.text)
    turn.show(ReviewPage(resolution_id=resolution_id))


@press
def set_proposal(turn: Turn, resolution_id: int, proposal: Proposal) -> None:
    """Take the proposal."""
    reviews.set_proposal(turn.work, resolution_id, proposal)
    turn.show(ReviewPage(resolution_id=resolution_id))


@answer
def set_reason(turn: Turn, resolution_id: int) -> None:
    """Take the reason."""
    reviews.set_reason(turn.work, resolution_id, turn.text)
    turn.show(ReviewPage(resolution_id=resolution_id))


@press
def finish(turn: Turn, resolution_id: int) -> None:
    """Make the review final."""
    reviews.finish_review(turn.work, resolution_id, chat_id=turn.place_id)
    turn.show(ResolutionPage(resolution_id=resolution_id))
