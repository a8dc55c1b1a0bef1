"""The private walk through a draft in chats."""

from actions import comments, walks
from handlers.attachments import attached_in
from handlers.calls import answer, press
from handlers.prompts import ask_text
from handlers.turn import Turn
from rules.comments import CommentTaken, Stance
from rules.walks import Walk


@press
def set_out(turn: Turn, resolution_id: int) -> None:
    """Show the stop at which this person left off."""
    turn.show(Walk(resolution_id=resolution_id))


@press
def go_to(turn: Turn, resolution_id: int, number: int) -> None:
    """Show another stop."""
    walks.go_to(turn.work, resolution_id, number)
    turn.show(Walk(resolution_id=resolution_id, number=number))


@press
def agree(turn: Turn, resolution_id: int, clause_id: int, number: int) -> None:
    """Note agreement with a clause, and go on."""
    walks.agree(turn.work, resolution_id, clause_id, number=number)
    turn.show(Walk(resolution_id=resolution_id, number=number + 1))


@press
def take_back(turn: Turn, resolution_id: int, clause_id: int, number: int) -> None:
    """Take agreement with a clause back."""
    walks.take_back(turn.work, resolution_id, clause_id)
    turn.show(Walk(resolution_id=resolution_id, number=number))


@press
def ask_remark(turn: Turn, resolution_id: int, clause_id: int, stance: Stance) -> None:
    """Ask what is to be changed, why not, or what the question is."""
    ask_text(turn, take_remark, resolution_id=resolution_id, clause_id=clause_id, stance=stance)


@answer
def take_remark(turn: Turn, resolution_id: int, clause_id: int, stance: Stance) -> None:
    """Take what was said about a clause on the way."""
    comment_id = comments.write_comment(
        turn.work, resolution_id, clause_id, text=turn.said, stance=stance,
        attached=attached_in(turn.message), chat_id=turn.place_id,
        message_id=turn.message.message_id, at=turn.message.date,
    )  # fmt: skip
    turn.show(CommentTaken(comment_id=comment_id))
