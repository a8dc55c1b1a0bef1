"""Closing the file of a resolution: from then on everything is only read (S2.23)."""

from rules.archive import Filed, FileIndex
from rules.members import Ability, may
from rules.notices import Notice
from rules.resolutions import ResolutionCard, Step
from rules.traces import TracePaper
from storage.archive import filed_papers
from storage.held import tell_members
from storage.members import roster
from storage.resolutions import resolution_for, take_step
from storage.reviews import review_of
from storage.work import Work


def archive(work: Work, resolution_id: int, *, chat_id: int) -> None:
    """Close the file of a reviewed resolution and hand its list, and its trace, to the clerks.

    What is still open stays open on record; nobody is reminded of it any more.
    Raises NotAMember, NotPermitted, WrongStage.
    """
    row, member = resolution_for(work.session, work.who.user_id, resolution_id, Ability.REVIEW)
    take_step(row, Step.ARCHIVE, now=work.now)
    review = review_of(work.session, resolution_id)
    assert review is not None, "what is archived has been reviewed"
    review.archived_by_id, review.archived_at = member.id, work.now
    papers = filed_papers(work.session, resolution_id)
    work.record(
        "ResolutionArchived", body_id=row.body_id, resolution_id=resolution_id,
        papers=[paper.fingerprint for paper in papers],
    )  # fmt: skip
    work.touch(ResolutionCard(resolution_id=resolution_id))
    people = roster(work.session, row.body_id)
    clerks = {m.id for m in people if may(m.role, Ability.KEEP_ROSTER)}
    for paper in _handed_over(resolution_id, {each.filed for each in papers}):
        work.tell(paper, chat_id=chat_id)
        tell_members(work, paper, clerks - {member.id})


def _handed_over(resolution_id: int, filed: set[Filed]) -> list[Notice]:
    """Give what the office puts into the file: the list, and the trace that stays in no other place."""
    trace: list[Notice] = [TracePaper(resolution_id=resolution_id)] if Filed.TRACE in filed else []
    return [*trace, FileIndex(resolution_id=resolution_id)]
