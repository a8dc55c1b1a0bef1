"""Initiatives are written down, and their drafting is given to somebody (S0.1-S0.5)."""

from datetime import date

from rules.desk import TextTooLong
from rules.drafts import LARGEST_DRAFT_BYTES, DraftTooLarge, ReadDraftFile, ReadingDraft
from rules.initiatives import (
    IS_WAITING,
    LONGEST_ABOUT,
    LONGEST_SAID,
    Basis,
    DraftingCommissioned,
    InitiativePage,
    InitiativeSettled,
    InitiativeState,
    NotYetCommissioned,
    PaperKind,
    missing_of,
)
from rules.members import Ability
from rules.round_papers import LARGEST, MOST, PaperTooLarge, TooManyPapers
from rules.secrecy import Door
from storage import secrecy
from storage.held import tell_members
from storage.initiatives import InitiativePaperRow, InitiativeRow, initiative_for, papers_of
from storage.members import MemberRow, NotPermitted, member_who_may
from storage.secrecy import HandedInRow
from storage.work import Work


def propose_initiative(work: Work, about: str) -> int:
    """Write an initiative down and give its number. Raises NotAMember, NotPermitted, TextTooLong."""
    member = member_who_may(work.session, work.who.user_id, Ability.RUN_CONSULTATION)
    assert member.id is not None
    row = InitiativeRow(
        body_id=member.body_id, about=_short(about, LONGEST_ABOUT), created_by_id=member.id,
        created_at=work.now,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    _record(work, "InitiativeProposed", row, member)
    return row.id or 0


def set_proposer(work: Work, initiative_id: int, proposer: str) -> None:
    """Say who proposed it. Raises as `_changeable`, TextTooLong."""
    _changeable(work, initiative_id).proposer = _short(proposer, LONGEST_SAID)


def set_basis(work: Work, initiative_id: int, basis: Basis, said: str) -> None:
    """Say on what it rests, and which one it is. Raises as `_changeable`, TextTooLong."""
    row = _changeable(work, initiative_id)
    row.basis, row.basis_said = basis, _short(said, LONGEST_SAID)


def set_competence(work: Work, initiative_id: int, competence: str) -> None:
    """Say who may decide it. Raises as `_changeable`, TextTooLong."""
    _changeable(work, initiative_id).competence = _short(competence, LONGEST_SAID)


def set_drafter(work: Work, initiative_id: int, member_id: int) -> None:
    """Say who is to draft it; another one than before has to be commissioned anew.

    Raises as `_changeable`, NotPermitted for somebody who is not of the body.
    """
    row = _changeable(work, initiative_id)
    drafter = work.session.get(MemberRow, member_id)
    if drafter is None or drafter.body_id != row.body_id or drafter.left_at is not None:
        raise NotPermitted
    if row.drafter_id != member_id:
        row.drafter_id, row.state, row.commissioned_at = member_id, InitiativeState.OPEN, None


def set_due(work: Work, initiative_id: int, on: date) -> None:
    """Say when the draft is to be there; its reminders move with the day. Raises as `_changeable`."""
    _changeable(work, initiative_id).due_on = on


def commission(work: Work, initiative_id: int) -> None:
    """Give the drafting to the drafter, who is told, by day.

    Raises as `_changeable`, NotYetCommissioned where something is missing.
    """
    row = _changeable(work, initiative_id)
    if missing := missing_of(row.told):
        raise NotYetCommissioned(fields=missing)
    if row.state is InitiativeState.COMMISSIONED:
        return
    row.state, row.commissioned_at = InitiativeState.COMMISSIONED, work.now
    tell_members(work, DraftingCommissioned(initiative_id=initiative_id), [row.drafter_id])


def drop(work: Work, initiative_id: int) -> None:
    """Give an initiative up. Raises as `_changeable`."""
    _changeable(work, initiative_id).state = InitiativeState.DROPPED


def hand_in_paper(
    work: Work,
    initiative_id: int,
    kind: PaperKind,
    *,
    chat_id: int,
    file_id: str,
    file_name: str,
    size: int,
) -> None:
    """Have a survey or an outline looked through for a mark of secrecy.

    Raises NotAMember, NotPermitted, InitiativeSettled, PaperTooLarge, TooManyPapers.
    """
    row, member = initiative_for(work.session, work.who.user_id, initiative_id)
    _check_room(work, row)
    if size > LARGEST:
        raise PaperTooLarge
    work.tell(ReadingDraft(file_name=file_name), chat_id=chat_id)
    secrecy.hand_in(
        work,
        HandedInRow(
            door=Door.INITIATIVE, subject_id=initiative_id, kind=kind, file_id=file_id,
            file_name=file_name, member_id=member.id or 0, chat_id=chat_id, handed_in_at=work.now,
        ),
    )  # fmt: skip


def add_paper(work: Work, paper: HandedInRow) -> None:
    """Attach a survey or an outline that is not secret.

    Raises InitiativeSettled, TooManyPapers where that has come meanwhile.
    """
    row = work.session.get_one(InitiativeRow, paper.subject_id)
    _check_room(work, row)
    work.session.add(
        InitiativePaperRow(
            initiative_id=paper.subject_id, kind=PaperKind(paper.kind), file_id=paper.file_id,
            file_name=paper.file_name, added_by_id=paper.member_id, added_at=work.now,
        )
    )  # fmt: skip
    work.session.delete(paper)
    work.record(
        "InitiativePaperAttached", body_id=row.body_id, initiative_id=row.id, member_id=paper.member_id
    )
    work.tell(InitiativePage(initiative_id=paper.subject_id), chat_id=paper.chat_id)


def _check_room(work: Work, row: InitiativeRow) -> None:
    _check_waiting(row)
    if len(papers_of(work.session, row.id or 0)) >= MOST:
        raise TooManyPapers(limit=MOST)


def hand_in(
    work: Work, initiative_id: int, *, chat_id: int, file_id: str, file_name: str, size_bytes: int
) -> None:
    """Take the draft of an initiative from its drafter or the office; it becomes a resolution.

    Raises NotAMember, NotPermitted, InitiativeSettled, DraftTooLarge.
    """
    row, member = initiative_for(work.session, work.who.user_id, initiative_id)
    _check_waiting(row)
    if size_bytes > LARGEST_DRAFT_BYTES:
        raise DraftTooLarge(size_bytes=size_bytes, limit_bytes=LARGEST_DRAFT_BYTES)
    assert member.id is not None
    work.tell(ReadingDraft(file_name=file_name), chat_id=chat_id)
    work.run(
        ReadDraftFile(
            chat_id=chat_id, body_id=row.body_id, resolution_id=None, member_id=member.id,
            file_id=file_id, file_name=file_name, initiative_id=initiative_id,
        )
    )  # fmt: skip


def _changeable(work: Work, initiative_id: int) -> InitiativeRow:
    """Give an initiative to be changed. Raises NotAMember, NotPermitted, InitiativeSettled."""
    row, member = initiative_for(work.session, work.who.user_id, initiative_id, to_commission=True)
    _check_waiting(row)
    _record(work, "InitiativeChanged", row, member)
    return row


def _check_waiting(row: InitiativeRow) -> None:
    if row.state not in IS_WAITING:
        raise InitiativeSettled


def _short(text: str, limit: int) -> str:
    text = " ".join(text.split())
    if len(text) > limit:
        raise TextTooLong(length=len(text), limit=limit)
    return text


def _record(work: Work, fact: str, row: InitiativeRow, member: MemberRow) -> None:
    work.record(fact, body_id=row.body_id, initiative_id=row.id, member_id=member.id)
