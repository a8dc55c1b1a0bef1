"""Issuing in chats: the preview is corrected until it is right, then the paper goes out."""

from datetime import date

from actions import issuing
from handlers.calls import answer, press
from handlers.prompts import ask_date, ask_text
from handlers.turn import Turn
from rules.calendar import local_date
from rules.issuing import IssuePreview
from rules.members import Ability
from rules.resolutions import ResolutionPage
from storage.resolutions import resolution_for
from storage.votes import passed_vote


@press
def plan_issue(turn: Turn, resolution_id: int) -> None:
    """Show the paper as it would be issued."""
    issuing.plan_issue(turn.work, resolution_id)
    turn.show(IssuePreview(resolution_id=resolution_id))


@press
def ask_number(turn: Turn, resolution_id: int) -> None:
    """Ask for another number."""
    resolution_for(turn.work.session, turn.user_id, resolution_id, Ability.ISSUE)
    ask_text(turn, set_number, resolution_id=resolution_id)


@answer
def set_number(turn: Turn, resolution_id: int) -> None:
    """Take the number."""
    issuing.set_number(turn.work, resolution_id, turn.text)
    turn.show(IssuePreview(resolution_id=resolution_id))


@press
def ask_issue_date(turn: Turn, resolution_id: int) -> None:
    """Ask for another day, from the adoption on."""
    resolution_for(turn.work.session, turn.user_id, resolution_id, Ability.ISSUE)
    vote = passed_vote(turn.work.session, resolution_id)
    earliest = local_date(vote.closed_at) if vote and vote.closed_at else None
    ask_date(turn, set_date, earliest=earliest, resolution_id=resolution_id)


@press
def set_date(turn: Turn, resolution_id: int, on: date) -> None:
    """Take the day."""
    issuing.set_date(turn.work, resolution_id, on)
    turn.show(IssuePreview(resolution_id=resolution_id))


@press
def set_signer(turn: Turn, resolution_id: int, member_id: int) -> None:
    """Take the signer."""
    issuing.set_signer(turn.work, resolution_id, member_id)
    turn.show(IssuePreview(resolution_id=resolution_id))


@press
def ask_recipients(turn: Turn, resolution_id: int) -> None:
    """Ask for other recipients."""
    resolution_for(turn.work.session, turn.user_id, resolution_id, Ability.ISSUE)
    ask_text(turn, set_recipients, resolution_id=resolution_id)


@answer
def set_recipients(turn: Turn, resolution_id: int) -> None:
    """Take the recipients."""
    issuing.set_recipients(turn.work, resolution_id, turn.text)
    turn.show(IssuePreview(resolution_id=resolution_id))


@press
def set_normative(turn: Turn, resolution_id: int, *, is_normative: bool) -> None:
    """Take whether the paper makes law."""
    issuing.set_normative(turn.work, resolution_id, is_normative=is_normative)
    turn.show(IssuePreview(resolution_id=resolution_id))


@press
def issue(turn: Turn, resolution_id: int, revision: int, number: int, on: date) -> None:
    """Issue the paper that the preview has shown."""
    issuing.issue(turn.work, resolution_id, revision=revision, number=number, on=on)
    turn.show(ResolutionPage(resolution_id=resolution_id))
