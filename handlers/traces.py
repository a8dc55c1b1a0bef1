"""Where our draft meets what is required from above, said in the private chat."""

from actions import traces
from handlers.calls import answer, press
from handlers.prompts import ask_letters, ask_text
from handlers.turn import Turn
from rules.traces import ChooseTraced, TraceList, TracePaper, TraceSheet, TraceStep
from storage.traces import next_open


@press
def next_requirement(turn: Turn, resolution_id: int) -> None:
    """Show the next requirement of which something is still to be said; the list when there is none."""
    _go_on(turn, resolution_id, None)


@press
def later(turn: Turn, resolution_id: int, clause_id: int) -> None:
    """Leave a requirement open, and show the next one."""
    _go_on(turn, resolution_id, clause_id)


@press
def cover(turn: Turn, resolution_id: int, clause_id: int, own_id: int) -> None:
    """Take which clause of ours covers a requirement, and show the next one."""
    traces.cover(turn.work, resolution_id, clause_id, own_id)
    _go_on(turn, resolution_id, clause_id)


@press
def tick(
    turn: Turn, resolution_id: int, clause_id: int, own_id: int, *, is_covering: bool,
    letters: str = "", page: int = 0,
) -> None:  # fmt: skip
    """Tick a clause of ours, or take the tick away, and show the same page."""
    says = traces.cover if is_covering else traces.uncover
    says(turn.work, resolution_id, clause_id, own_id)
    choose_clause(turn, resolution_id, clause_id, letters=letters, page=page)


@press
def confirm(turn: Turn, resolution_id: int, clause_id: int) -> None:
    """Take it that what is left covers a requirement, and show the next one."""
    traces.confirm(turn.work, resolution_id, clause_id)
    _go_on(turn, resolution_id, clause_id)


@press
def ask_reason(turn: Turn, resolution_id: int, clause_id: int) -> None:
    """Ask why a requirement does not concern the body."""
    ask_text(turn, leave_out, resolution_id=resolution_id, clause_id=clause_id)


@answer
def leave_out(turn: Turn, resolution_id: int, clause_id: int) -> None:
    """Take the reason, and show the next requirement."""
    traces.leave_out(turn.work, resolution_id, clause_id, turn.text)
    _go_on(turn, resolution_id, clause_id)


@press
def reopen(turn: Turn, resolution_id: int, clause_id: int) -> None:
    """Take back what was said of a requirement."""
    traces.reopen(turn.work, resolution_id, clause_id)
    turn.show(TraceStep(resolution_id=resolution_id, clause_id=clause_id))


@press
def choose_clause(
    turn: Turn, resolution_id: int, clause_id: int, letters: str = "", page: int = 0
) -> None:
    """Show the clauses of our draft, and wait for letters of one."""
    which = {"resolution_id": resolution_id, "clause_id": clause_id}
    ask_letters(turn, ChooseTraced(**which, letters=letters, page=page), letters_came, **which)


@answer
def letters_came(turn: Turn, resolution_id: int, clause_id: int) -> None:
    """Show the clauses that hold the letters."""
    choose_clause(turn, resolution_id, clause_id, letters=turn.short_text(80))


@press
def send_papers(turn: Turn, resolution_id: int) -> None:
    """Give the trace as a paper and as a spreadsheet."""
    turn.say(TracePaper(resolution_id=resolution_id))
    turn.say(TraceSheet(resolution_id=resolution_id))


def _go_on(turn: Turn, resolution_id: int, after: int | None) -> None:
    """Show the requirement that follows in the order of the texts, or the list at the end."""
    clause_id = next_open(turn.work.session, resolution_id, after=after)
    if clause_id is None:
        turn.show(TraceList(resolution_id=resolution_id))
    else:
        turn.show(TraceStep(resolution_id=resolution_id, clause_id=clause_id))
