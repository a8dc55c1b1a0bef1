"""Answers to comments in chats: read one after the other, by clause."""

from actions import responses
from handlers.calls import answer, press
from handlers.prompts import ask_text
from handlers.turn import Turn
from rules.responses import AllAnswered, CommentPage, ResponseSheet, ResponseTable, Verdict


@press
def next_comment(turn: Turn, resolution_id: int, after: int | None = None) -> None:
    """Show the next comment that nobody has answered."""
    found = responses.next_unanswered(turn.work, resolution_id, after=after)
    if found is None:
        turn.show(AllAnswered(resolution_id=resolution_id))
    else:
        turn.show(CommentPage(comment_id=found))


@press
def answer_comment(turn: Turn, comment_id: int, verdict: Verdict) -> None:
    """Take an answer that needs no reason."""
    responses.answer_comment(turn.work, comment_id, verdict)
    turn.show(CommentPage(comment_id=comment_id))


@press
def ask_reason(turn: Turn, comment_id: int, verdict: Verdict) -> None:
    """Ask for the reason."""
    ask_text(turn, take_reason, comment_id=comment_id, verdict=verdict)


@answer
def take_reason(turn: Turn, comment_id: int, verdict: Verdict) -> None:
    """Take an answer with its reason."""
    responses.answer_comment(turn.work, comment_id, verdict, turn.text)
    turn.show(CommentPage(comment_id=comment_id))


@press
def send_papers(turn: Turn, resolution_id: int) -> None:
    """Give all comments and answers as papers."""
    turn.say(ResponseTable(resolution_id=resolution_id))
    turn.say(ResponseSheet(resolution_id=resolution_id))
