"""Versions in chats: what changed, and where clauses with comments went."""

from actions import versions
from handlers.calls import answer, press
from handlers.prompts import ask_letters
from handlers.turn import Turn
from rules.versions import ChangesPaper, ChooseSuccessor, OpenClauses, VersionChanges
from storage.drafts import ClauseRow, DraftRow


@press
def settle_clause(turn: Turn, clause_id: int, successor_id: int | None) -> None:
    """Take where a clause went, and ask about the next one."""
    versions.settle_clause(turn.work, clause_id, successor_id)
    clause = turn.work.session.get_one(ClauseRow, clause_id)
    draft = turn.work.session.get_one(DraftRow, clause.draft_id)
    turn.show(OpenClauses(resolution_id=draft.resolution_id))


@press
def choose_successor(turn: Turn, clause_id: int, letters: str = "", page: int = 0) -> None:
    """Show the clauses of the next version, and wait for letters of one."""
    screen = ChooseSuccessor(clause_id=clause_id, letters=letters, page=page)
    ask_letters(turn, screen, letters_came, clause_id=clause_id)


@answer
def letters_came(turn: Turn, clause_id: int) -> None:
    """Show the clauses that hold the letters."""
    choose_successor(turn, clause_id, letters=turn.short_text(80))


@press
def send_paper(turn: Turn, draft_id: int) -> None:
    """Give the Word file with tracked changes."""
    turn.say(ChangesPaper(draft_id=draft_id))


@press
def post_changes(turn: Turn, draft_id: int) -> None:
    """Show the groups what is new."""
    versions.post_changes(turn.work, draft_id)
    turn.show(VersionChanges(draft_id=draft_id))
