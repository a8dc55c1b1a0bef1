"""A person notes what is to become of a clause that a resolution in force says already (S1.10)."""

from rules.desk import ButtonExpired
from rules.overlaps import OverlapChoice
from rules.resolutions import FACTS_MAY_CHANGE
from storage.concretisation import draft_to_trace
from storage.drafts import ClauseRow, DraftRow, current_draft
from storage.members import NotPermitted
from storage.overlaps import OverlapNoteRow, note_of
from storage.resolutions import check_stage, resolution
from storage.work import Work


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
