"""The chair's conclusion in chats: one opposing view after the other."""

from actions import conclusions
from handlers.calls import answer, press
from handlers.prompts import ask_text
from handlers.turn import Turn
from rules.conclusions import ConclusionPage, Treatment
from rules.members import Ability
from storage.resolutions import resolution_for


@press
def name_view(turn: Turn, resolution_id: int, comment_id: int) -> None:
    """Name a view in the conclusion, and go on to the next."""
    conclusions.conclude_view(turn.work, resolution_id, comment_id, Treatment.NAMED)
    turn.show(ConclusionPage(resolution_id=resolution_id))


@press
def ask_reason(turn: Turn, resolution_id: int, comment_id: int) -> None:
    """Ask why a view is set aside."""
    resolution_for(turn.work.session, turn.user_id, resolution_id, Ability.RUN_VOTE)
    ask_text(turn, set_aside, resolution_id=resolution_id, comment_id=comment_id)


@answer
def set_aside(turn: Turn, resolution_id: int, comment_id: int) -> None:
    """Set a view aside with a reason, and go on to the next."""
    conclusions.conclude_view(turn.work, resolution_id, comment_id, Treatment.SET_ASIDE, turn.text)
    turn.show(ConclusionPage(resolution_id=resolution_id))
