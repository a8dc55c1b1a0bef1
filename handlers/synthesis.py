"""Groups of comments in chats: split, joined, marked, noted, given to somebody to answer."""

from datetime import date

from actions import synthesis
from handlers.calls import answer, press
from handlers.prompts import ask_date, ask_member, ask_text
from handlers.turn import Turn
from rules.synthesis import OpinionGroupPage, OpinionsByClause
from storage.opinion_groups import group_for


@press
def open_synthesis(turn: Turn, resolution_id: int) -> None:
    """Show the comments by clause, all of them in groups."""
    synthesis.gather_comments(turn.work, resolution_id)
    turn.show(OpinionsByClause(resolution_id=resolution_id))


@press
def split_off(turn: Turn, comment_id: int) -> None:
    """Take a comment out of its group."""
    group_id = synthesis.split_off(turn.work, comment_id)
    turn.show(OpinionGroupPage(group_id=group_id))


@press
def join(turn: Turn, group_id: int, into_id: int) -> None:
    """Put a group into another."""
    synthesis.join(turn.work, group_id, into_id=into_id)
    turn.show(OpinionGroupPage(group_id=into_id))


@press
def mark_opposing(turn: Turn, group_id: int, is_opposing: bool) -> None:  # noqa: FBT001 - a stored call
    """Say whether a group is against the draft."""
    synthesis.mark_opposing(turn.work, group_id, is_opposing=is_opposing)
    turn.show(OpinionGroupPage(group_id=group_id, is_unfolded=True))


@press
def ask_answerer(turn: Turn, group_id: int, for_clause: bool) -> None:  # noqa: FBT001 - a stored call
    """Ask who is to answer."""
    found = group_for(turn.work.session, turn.user_id, group_id)
    ask_member(
        turn, answerer_chosen, body_id=found.row.body_id, group_id=group_id, for_clause=for_clause
    )


@press
def answerer_chosen(turn: Turn, group_id: int, for_clause: bool, member_id: int) -> None:  # noqa: FBT001
    """Ask until when."""
    group_for(turn.work.session, turn.user_id, group_id)
    ask_date(turn, assign, group_id=group_id, for_clause=for_clause, member_id=member_id)


@press
def assign(turn: Turn, group_id: int, for_clause: bool, member_id: int, on: date) -> None:  # noqa: FBT001
    """Name who answers, and until when."""
    synthesis.assign(turn.work, group_id, member_id=member_id, due_on=on, for_clause=for_clause)
    turn.show(OpinionGroupPage(group_id=group_id))


@press
def ask_note(turn: Turn, group_id: int) -> None:
    """Ask for a private note."""
    group_for(turn.work.session, turn.user_id, group_id)
    ask_text(turn, take_note, group_id=group_id)


@answer
def take_note(turn: Turn, group_id: int) -> None:
    """Keep a private note."""
    synthesis.write_note(turn.work, group_id, turn.text)
    turn.show(OpinionGroupPage(group_id=group_id))
