"""Papers are put to a round by those who run it; who is asked already is given them (S1.3)."""

from rules.desk import TextTooLong
from rules.members import Ability
from rules.resolutions import Stage
from rules.round_papers import (
    LARGEST,
    LONGEST_TITLE,
    MOST,
    PaperTooLarge,
    RoundIsOver,
    RoundPaperAdded,
    TooManyPapers,
)
from storage.held import tell_members
from storage.members import MemberRow, NotPermitted
from storage.resolutions import ResolutionRow, check_stage, resolution_for
from storage.round_papers import RoundPaperRow, papers_of_rounds
from storage.rounds import RoundRow, members_of_round
from storage.work import Work

HAS_ROUNDS_AT = frozenset({Stage.DRAFTING, Stage.CONSULTING, Stage.CONSULTED})


def add_paper(work: Work, round_id: int, *, title: str, file_id: str, size: int) -> None:
    """Put a paper to a round that is planned or runs.

    Raises NotAMember, NotPermitted, WrongStage, RoundIsOver, PaperTooLarge, TooManyPapers, TextTooLong.
    """
    each, row, member = _round(work, round_id)
    if each.closed_at is not None:
        raise RoundIsOver
    if size > LARGEST:
        raise PaperTooLarge
    if len(title) > LONGEST_TITLE:
        raise TextTooLong(length=len(title), limit=LONGEST_TITLE)
    if len(papers_of_rounds(work.session, [round_id])) >= MOST:
        raise TooManyPapers(limit=MOST)
    assert member.id is not None
    paper = RoundPaperRow(
        round_id=round_id, title=title, file_id=file_id, added_by_id=member.id, added_at=work.now
    )
    work.session.add(paper)
    work.session.flush()
    assert paper.id is not None
    work.record("RoundPaperAdded", body_id=row.body_id, round_id=round_id, paper_id=paper.id)
    if each.opened_at is not None:
        asked = [each_id for each_id in members_of_round(work.session, round_id) if each_id != member.id]
        tell_members(work, RoundPaperAdded(paper_id=paper.id), asked)


def drop_paper(work: Work, paper_id: int) -> int:
    """Take a paper from a round that has not begun; give the round. Raises as `add_paper`."""
    paper = work.session.get(RoundPaperRow, paper_id)
    if paper is None:
        raise NotPermitted
    each, row, _member = _round(work, paper.round_id)
    if each.opened_at is not None:
        raise RoundIsOver
    work.session.delete(paper)
    work.record("RoundPaperDropped", body_id=row.body_id, round_id=each.id, paper_id=paper_id)
    return paper.round_id


def _round(work: Work, round_id: int) -> tuple[RoundRow, ResolutionRow, MemberRow]:
    each = work.session.get(RoundRow, round_id)
    if each is None:
        raise NotPermitted
    row, member = resolution_for(
        work.session, work.who.user_id, each.resolution_id, Ability.RUN_CONSULTATION
    )
    check_stage(row, HAS_ROUNDS_AT)
    return each, row, member
