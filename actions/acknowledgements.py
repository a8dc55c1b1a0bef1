"""Acknowledgements: each person confirms having studied an issued paper (S1.11, S1.12)."""

from rules.resolutions import ResolutionCard
from storage.acknowledgements import AcknowledgementRow, acknowledgement
from storage.issuing import IssuedRow, issued_for, issued_for_member
from storage.members import MemberRow, NotPermitted
from storage.work import Work


def acknowledge(work: Work, issued_id: int) -> int:
    """Note that a person has studied a paper; saying it twice changes nothing. Gives the member's id.

    Who joined after it was issued may confirm it too. Raises NotAMember, NotPermitted.
    """
    paper, _row, member = issued_for_member(work.session, work.who.user_id, issued_id)
    assert member.id is not None
    _note(work, paper, member.id, entered_by=None)
    return member.id


def enter_acknowledgement(work: Work, issued_id: int, member_id: int) -> None:
    """Enter what somebody has signed on paper. Raises NotAMember, NotPermitted."""
    paper, row, clerk = issued_for(work.session, work.who.user_id, issued_id)
    member = work.session.get(MemberRow, member_id)
    if member is None or member.body_id != row.body_id:
        raise NotPermitted
    _note(work, paper, member_id, entered_by=clerk.id)


def _note(work: Work, paper: IssuedRow, member_id: int, *, entered_by: int | None) -> None:
    assert paper.id is not None
    asked = acknowledgement(work.session, paper.id, member_id) or AcknowledgementRow(
        issued_id=paper.id, member_id=member_id, asked_at=work.now
    )
    if asked.acknowledged_at is not None:
        return
    asked.acknowledged_at, asked.text_hash = work.now, paper.text_hash
    asked.entered_by_id = entered_by
    work.session.add(asked)
    work.record(
        "PaperStudied", body_id=paper.body_id, issued_id=paper.id, member_id=member_id,
        text_hash=paper.text_hash, entered_by_id=entered_by,
    )  # fmt: skip
    work.touch(ResolutionCard(resolution_id=paper.resolution_id))
