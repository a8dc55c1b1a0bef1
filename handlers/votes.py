"""Votes in chats: opened, closed or cancelled by the clerk or a head."""

from datetime import date

from actions import votes
from handlers.calls import answer, press
from handlers.prompts import ask_date, ask_text
from handlers.turn import Turn
from rules.members import Ability
from rules.resolutions import ResolutionPage
from rules.votes import VotePage, VotePreview
from storage.resolutions import resolution_for
from storage.votes import vote_for


@press
def ask_last_day(turn: Turn, resolution_id: int, chair_id: int) -> None:
    """Ask until when is voted."""
    resolution_for(turn.work.session, turn.user_id, resolution_id, Ability.RUN_VOTE)
    ask_date(turn, last_day_chosen, resolution_id=resolution_id, chair_id=chair_id)


@press
def last_day_chosen(turn: Turn, resolution_id: int, chair_id: int, on: date) -> None:
    """Show what would happen with another last day."""
    turn.show(VotePreview(resolution_id=resolution_id, last_day=on, chair_id=chair_id))


@press
def open_vote(turn: Turn, resolution_id: int, draft_id: int, chair_id: int, last_day: date) -> None:
    """Open the vote that the preview has shown."""
    votes.open_vote(turn.work, resolution_id, draft_id=draft_id, chair_id=chair_id, last_day=last_day)
    turn.show(ResolutionPage(resolution_id=resolution_id))


@press
def close_vote(turn: Turn, vote_id: int, resolution_id: int) -> None:
    """Close a vote and count."""
    votes.close_vote(turn.work, vote_id)
    turn.show(ResolutionPage(resolution_id=resolution_id))


@press
def ask_cancellation(turn: Turn, vote_id: int) -> None:
    """Ask why a vote is cancelled."""
    vote_for(turn.work.session, turn.user_id, vote_id)
    ask_text(turn, cancel_vote, vote_id=vote_id)


@answer
def cancel_vote(turn: Turn, vote_id: int) -> None:
    """Give a vote up."""
    votes.cancel_vote(turn.work, vote_id, " ".join(turn.text.split()))
    turn.show(VotePage(vote_id=vote_id))
