"""A draft is compared with the texts in force, and a person notes what is to become of it (S1.10)."""

from collections.abc import Sequence
from dataclasses import replace

from rules.desk import ButtonExpired
from rules.overlaps import FindOverlaps, FoundOverlap, OverlapChoice, OverlapSearch
from rules.resolutions import FACTS_MAY_CHANGE
from storage.concretisation import draft_to_trace
from storage.drafts import ClauseRow, DraftRow, current_draft
from storage.members import NotPermitted
from storage.overlaps import (
    OverlapNoteRow,
    begin_search,
    is_running,
    keep_overlaps,
    note_of,
    search_of,
)
from storage.resolutions import check_stage, resolution
from storage.work import Work


def compare(work: Work, resolution_id: int, *, chat_id: int) -> None:
    """Compare the newest version anew, and hang a card that says how far it has come.

    While a comparison runs there is the card alone. Raises NotAMember, NotPermitted, WrongStage.
    """
    row, member = draft_to_trace(work.session, work.who.user_id, resolution_id)
    check_stage(row, FACTS_MAY_CHANGE)
    draft_id = current_draft(work.session, resolution_id).id or 0
    if not is_running(search_of(work.session, draft_id), now=work.now):
        errand = begin_search(work.session, row, now=work.now)
        if errand is not None:
            work.run(errand)
        work.record(
            "OverlapsLookedFor", body_id=row.body_id, resolution_id=resolution_id, draft_id=draft_id,
            member_id=member.id,
        )  # fmt: skip
    work.post_card(OverlapSearch(draft_id=draft_id), chat_id=chat_id)


def take_overlaps(
    work: Work, errand: FindOverlaps, found: Sequence[FoundOverlap], *, compared: int,
    before_id: int | None,
) -> None:  # fmt: skip
    """Keep what was found among some texts, and go on with those before `before_id`; None is the end.

    A search that was begun anew meanwhile, or whose version is not the newest any more, ends here; what
    comes a second time, after a crash, changes nothing.
    """
    search = search_of(work.session, errand.draft_id)
    if search is None or (search.number, search.compared) != (errand.number, errand.compared):
        return
    keep_overlaps(work.session, errand.draft_id, found)
    search.compared += compared
    draft = work.session.get_one(DraftRow, errand.draft_id)
    is_newest = current_draft(work.session, draft.resolution_id).id == draft.id
    if before_id is None or search.compared >= search.texts or not is_newest:
        search.ended_at = work.now
    else:
        work.run(replace(errand, before_id=before_id, compared=search.compared))
    work.touch(OverlapSearch(draft_id=errand.draft_id))


def note_overlap(work: Work, clause_id: int, other_clause_id: int, choice: OverlapChoice) -> int:
    """Write the note down, and give the resolution of the draft; no text changes by it.

    Raises NotAMember, NotPermitted, WrongStage, ButtonExpired where ours is of an older version.
    """
    ours, other = (_draft_of(work, each) for each in (clause_id, other_clause_id))
    row, member = draft_to_trace(work.session, work.who.user_id, ours.resolution_id)
    check_stage(row, FACTS_MAY_CHANGE)
    if resolution(work.session, other.resolution_id).body_id != row.body_id:
        raise NotPermitted
    if current_draft(work.session, ours.resolution_id).id != ours.id:
        raise ButtonExpired
    note = note_of(work.session, clause_id, other_clause_id) or OverlapNoteRow(
        resolution_id=ours.resolution_id, clause_id=clause_id, other_clause_id=other_clause_id,
        choice=choice, decided_by_id=member.id or 0, decided_at=work.now,
    )  # fmt: skip
    note.choice, note.decided_by_id, note.decided_at = choice, member.id or 0, work.now
    work.session.add(note)
    work.record(
        "OverlapNoted", body_id=row.body_id, resolution_id=row.id, clause_id=clause_id,
        other_clause_id=other_clause_id, choice=choice, member_id=member.id,
    )  # fmt: skip
    return ours.resolution_id


def _draft_of(work: Work, clause_id: int) -> DraftRow:
    clause = work.session.get(ClauseRow, clause_id)
    if clause is None:
        raise NotPermitted
    return work.session.get_one(DraftRow, clause.draft_id)
