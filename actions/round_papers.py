"""Papers are put to a round by those who run it; who is asked already is given them (S1.3)."""

from rules.desk import TextTooLong
from rules.drafts import ReadingDraft
from rules.resolutions import Stage
from rules.round_papers import (
    LARGEST,
    LONGEST_TITLE,
    MOST,
    PaperTooLarge,
    RoundIsOver,
    RoundPaperAdded,
    RoundPapers,
    TooManyPapers,
)
from rules.secrecy import Door
from storage.held import tell_members
from storage.members import MemberRow, NotPermitted
from storage.resolutions import ResolutionRow, check_stage
from storage.round_papers import RoundPaperRow, papers_of_rounds
from storage.rounds import RoundRow, members_of_round, round_for
from storage.secrecy import HandedInRow, hand_in
from storage.work import Work

HAS_ROUNDS_AT = frozenset({Stage.DRAFTING, Stage.CONSULTING, Stage.CONSULTED})


def hand_in_paper(
    work: Work, round_id: int, *, chat_id: int, title: str, file_id: str, file_name: str, size: int
) -> None:
    """Have a paper looked through for a mark of secrecy, for a round that is planned or runs.

    Raises NotAMember, NotPermitted, WrongStage, RoundIsOver, PaperTooLarge, TooManyPapers, TextTooLong.
    """
    each, _row, member = _round(work, round_id)
    _check_room(work, each)
    if size > LARGEST:
        raise PaperTooLarge
    if len(title) > LONGEST_TITLE:
        raise TextTooLong(length=len(title), limit=LONGEST_TITLE)
    work.tell(ReadingDraft(file_name=file_name), chat_id=chat_id)
    hand_in(
        work,
        HandedInRow(
            door=Door.ROUND, subject_id=round_id, title=title, file_id=file_id, file_name=file_name,
            member_id=member.id or 0, chat_id=chat_id, handed_in_at=work.now,
        ),
    )  # fmt: skip


def add_paper(work: Work, paper: HandedInRow) -> None:
    """Put a paper to a round that is not secret; who is asked already is given it.

    Raises WrongStage, RoundIsOver, TooManyPapers where that has come meanwhile.
    """
    each = work.session.get(RoundRow, paper.subject_id)
    if each is None:
        raise RoundIsOver
    row = work.session.get_one(ResolutionRow, each.resolution_id)
    check_stage(row, HAS_ROUNDS_AT)
    _check_room(work, each)
    added = RoundPaperRow(
        round_id=paper.subject_id, title=paper.title, file_id=paper.file_id,
        added_by_id=paper.member_id, added_at=work.now,
    )  # fmt: skip
    work.session.add(added)
    work.session.delete(paper)
    work.session.flush()
    assert added.id is not None
    work.record(
        "RoundPaperAdded", body_id=row.body_id, round_id=each.id, paper_id=added.id,
        member_id=added.added_by_id,
    )  # fmt: skip
    if each.opened_at is not None:
        everybody = members_of_round(work.session, each.id or 0)
        asked = [member_id for member_id in everybody if member_id != added.added_by_id]
        tell_members(work, RoundPaperAdded(paper_id=added.id), asked)
    work.tell(RoundPapers(round_id=each.id or 0), chat_id=paper.chat_id)


def _check_room(work: Work, each: RoundRow) -> None:
    if each.closed_at is not None:
        raise RoundIsOver
    if len(papers_of_rounds(work.session, [each.id or 0])) >= MOST:
        raise TooManyPapers(limit=MOST)


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
    each, row, member = round_for(work.session, work.who.user_id, round_id)
    check_stage(row, HAS_ROUNDS_AT)
    return each, row, member
