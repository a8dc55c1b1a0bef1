"""Clauses are picked for a planned round, with all that lies in them (S1.5)."""

from collections.abc import Iterator, Sequence

from rules.desk import ButtonExpired
from rules.resolutions import Stage
from rules.round_clauses import WholeTextAsked
from rules.rounds import ROLES
from storage.drafts import ClauseRow, current_draft, parts_of
from storage.resolutions import check_stage
from storage.rounds import RoundClauseRow, planned_round_for
from storage.work import Work


def pick_clause(work: Work, round_id: int, clause_id: int, *, is_picked: bool) -> None:
    """Ask on a clause in a planned round, or no more; what lies in it goes along.

    Raises NotAMember, NotPermitted, WrongStage, WholeTextAsked, ButtonExpired.
    """
    each, row = planned_round_for(work.session, work.who.user_id, round_id)
    check_stage(row, {Stage.DRAFTING, Stage.CONSULTED})
    if each.circle not in ROLES:
        raise WholeTextAsked
    parts = parts_of(work.session, current_draft(work.session, each.resolution_id).id or 0)
    picked = next((part for part in parts if part.id == clause_id), None)
    if picked is None:
        raise ButtonExpired
    for part in _with_all_below(parts, picked):
        known = work.session.get(RoundClauseRow, (round_id, part.id))
        if is_picked and known is None:
            work.session.add(RoundClauseRow(round_id=round_id, clause_id=part.id or 0))
        elif not is_picked and known is not None:
            work.session.delete(known)
    work.record(
        "RoundClausePicked", body_id=row.body_id, round_id=round_id, clause_id=clause_id,
        is_picked=is_picked,
    )  # fmt: skip


def _with_all_below(parts: Sequence[ClauseRow], top: ClauseRow) -> Iterator[ClauseRow]:
    held = {top.position}
    for part in parts:  # in the order of the text: what lies in another comes behind it
        if part.position in held or part.parent_position in held:
            held.add(part.position)
            yield part
