"""Small damage in letters is put right in a new version: only what a person took, place by place."""

from collections.abc import Sequence
from dataclasses import replace

from rules.clauses import Node, Outline
from rules.desk import ButtonExpired
from rules.drafts import DraftHead, FileKind, ReadDraft
from rules.members import Ability
from rules.repairs import Repaired, propose_repairs, repaired
from rules.resolutions import TEXT_MAY_CHANGE, ResolutionCard
from rules.succession import Followed, in_place
from storage.drafts import DraftRow, current_draft, outline_of, problems_of, store_draft
from storage.members import NotPermitted
from storage.overlaps import begin_search
from storage.resolutions import check_stage, resolution_for
from storage.traces import follow_traces
from storage.work import Work


def apply_repairs(work: Work, draft_id: int, taken: Sequence[int], *, chat_id: int) -> None:
    """Make the next version from the newest one, with the repairs that were taken and nothing else.

    `taken` counts the proposals from 0. The older version stays as it was. Raises NotAMember,
    NotPermitted, WrongStage, ButtonExpired where a newer version has come or nothing was taken.
    """
    draft = work.session.get(DraftRow, draft_id)
    if draft is None:
        raise NotPermitted
    row, member = resolution_for(
        work.session, work.who.user_id, draft.resolution_id, Ability.SUBMIT_DRAFT
    )
    check_stage(row, TEXT_MAY_CHANGE)
    outline = outline_of(work.session, draft_id)
    offered = propose_repairs(outline.nodes)
    chosen = [offered[place] for place in sorted(set(taken)) if place < len(offered)]
    if current_draft(work.session, draft.resolution_id).id != draft_id or not chosen:
        raise ButtonExpired
    assert member.id is not None
    mended = repaired(outline.nodes, chosen)
    made = store_draft(
        work.session, _read(outline, mended, draft),
        resolution_id=draft.resolution_id, member_id=member.id, file_id="",
        file_name=draft.file_name.rpartition(".")[0] + ".docx", now=work.now,
        followed=Followed(draft_id=draft_id, parts=in_place(outline.nodes, mended)),
    )  # fmt: skip
    made.lines_covered = draft.lines_covered
    follow_traces(work.session, draft.resolution_id)
    search = begin_search(work.session, row, now=work.now)
    if search is not None:
        work.run(search)
    row.changed_at = work.now
    work.record(
        "DraftRepaired", body_id=row.body_id, resolution_id=row.id, draft_id=made.id,
        version=made.version, repairs=len(chosen), text_hash=made.text_hash, member_id=member.id,
    )  # fmt: skip
    work.touch(ResolutionCard(resolution_id=draft.resolution_id))
    work.tell(Repaired(draft_id=made.id or 0, repairs=len(chosen)), chat_id=chat_id)


def _read(outline: Outline, nodes: tuple[Node, ...], draft: DraftRow) -> ReadDraft:
    left = {repair.kind.value for repair in propose_repairs(nodes)}
    mended = {repair.kind.value for repair in propose_repairs(outline.nodes)} - left
    problems = tuple(each for each in problems_of(draft) if str(each.kind) not in mended)
    return ReadDraft(
        kind=FileKind.DOCX, lines=(), head=DraftHead(),
        outline=replace(outline, nodes=nodes, problems=problems),
    )  # fmt: skip
