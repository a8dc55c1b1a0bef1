"""Drafts: handed in as a file, completed by those who answer for them.

Checklist S0.1-S0.5, S0.20, S2.25, S2.43.
"""

from datetime import date

from rules.desk import TextTooLong
from rules.drafts import (
    LARGEST_DRAFT_BYTES,
    AbstractEmpty,
    DraftForm,
    DraftTooLarge,
    NewOrVersion,
    ReadDraft,
    ReadDraftFile,
    ReadingDraft,
)
from rules.initiatives import LeadDrafterNamed
from rules.members import Ability, may
from rules.numbering import DocumentType
from rules.resolutions import (
    FACTS_MAY_CHANGE,
    TEXT_MAY_CHANGE,
    Audience,
    ResolutionCard,
    Step,
)
from rules.succession import Followed
from storage.channels import touch_posts
from storage.concretisation import carry_on, let_go
from storage.drafts import store_draft
from storage.held import tell_members
from storage.initiatives import note_drafted
from storage.members import MemberRow, NotAMember, NotPermitted, memberships
from storage.overlaps import begin_search
from storage.resolutions import (
    ResolutionRow,
    check_stage,
    resolution_for,
    take_step,
    visible_resolutions,
)
from storage.traces import follow_traces, recount_covered
from storage.work import Work

LONGEST_ABSTRACT = 500
LONGEST_BASES = 6000


def hand_in(work: Work, *, chat_id: int, file_id: str, file_name: str, size_bytes: int) -> None:
    """Take a file that somebody who may draft has sent (S0.3, S0.5).

    Where a text that may still change is open to this person, they are asked first whether the file is a
    version of it. Raises NotAMember, NotPermitted, DraftTooLarge.
    """
    if size_bytes > LARGEST_DRAFT_BYTES:
        raise DraftTooLarge(size_bytes=size_bytes, limit_bytes=LARGEST_DRAFT_BYTES)
    if open_for_versions(work):
        work.tell(NewOrVersion(file_id=file_id, file_name=file_name), chat_id=chat_id)
    else:
        hand_in_new(work, chat_id=chat_id, file_id=file_id, file_name=file_name)


def open_for_versions(work: Work) -> list[ResolutionRow]:
    """Give the resolutions whose text this person may replace by a newer version."""
    found = []
    for row in visible_resolutions(work.session, work.who.user_id, TEXT_MAY_CHANGE):
        try:
            resolution_for(work.session, work.who.user_id, row.id or 0, Ability.SUBMIT_DRAFT)
        except NotPermitted:
            continue
        found.append(row)
    return found


def hand_in_new(work: Work, *, chat_id: int, file_id: str, file_name: str) -> None:
    """Have a file read as the first version of a new resolution. Raises NotAMember, NotPermitted."""
    member = _who_may_draft(work)
    _read(work, member, None, chat_id=chat_id, file_id=file_id, file_name=file_name)


def hand_in_version(
    work: Work, resolution_id: int, *, chat_id: int, file_id: str, file_name: str
) -> None:
    """Have a file read as the next version. Raises NotAMember, NotPermitted, WrongStage."""
    row, member = resolution_for(work.session, work.who.user_id, resolution_id, Ability.SUBMIT_DRAFT)
    check_stage(row, TEXT_MAY_CHANGE)
    _read(work, member, resolution_id, chat_id=chat_id, file_id=file_id, file_name=file_name)


def take_draft(
    work: Work, errand: ReadDraftFile, read: ReadDraft, *, followed: Followed | None = None
) -> None:
    """Store what was read, as a new resolution or as the next version. Raises WrongStage."""
    if errand.resolution_id is None:
        row = _new_resolution(work, errand, read)
    else:
        row = work.session.get_one(ResolutionRow, errand.resolution_id)
        check_stage(row, TEXT_MAY_CHANGE)
        row.changed_at = work.now
    assert row.id is not None
    draft = store_draft(
        work.session,
        read,
        resolution_id=row.id,
        member_id=errand.member_id,
        file_id=errand.file_id,
        file_name=errand.file_name,
        now=work.now,
        followed=followed,
    )
    work.record(
        "DraftHandedIn", body_id=row.body_id, resolution_id=row.id, draft_id=draft.id,
        version=draft.version, text_hash=draft.text_hash, member_id=errand.member_id,
    )  # fmt: skip
    follow_traces(work.session, row.id)
    search = begin_search(work.session, row, now=work.now)
    if search is not None:
        work.run(search)
    work.touch(ResolutionCard(resolution_id=row.id))
    work.tell(DraftForm(resolution_id=row.id), chat_id=errand.chat_id)


def set_type(work: Work, resolution_id: int, document_type: DocumentType) -> None:
    """Say what kind of paper it is. Raises as `editable`."""
    editable(work, resolution_id).document_type = document_type


def set_abstract(work: Work, resolution_id: int, abstract: str) -> None:
    """Say what it is about, in one sentence. Raises as `editable`, AbstractEmpty, TextTooLong."""
    abstract = " ".join(abstract.split())
    if not any(letter.isalpha() for letter in abstract):
        raise AbstractEmpty
    if len(abstract) > LONGEST_ABSTRACT:
        raise TextTooLong(length=len(abstract), limit=LONGEST_ABSTRACT)
    editable(work, resolution_id).abstract = abstract


def set_bases(work: Work, resolution_id: int, bases: str) -> None:
    """Say on what it is based, one basis a line (S0.2). Raises as `editable`, TextTooLong."""
    lines = [" ".join(line.split()) for line in bases.splitlines()]
    text = "\n".join(filter(None, lines))
    if len(text) > LONGEST_BASES:
        raise TextTooLong(length=len(text), limit=LONGEST_BASES)
    editable(work, resolution_id).legal_bases = text


def set_drafter(work: Work, resolution_id: int, member_id: int) -> None:
    """Say who leads the drafting (S0.3), and tell them. Raises as `editable`, NotPermitted."""
    row = editable(work, resolution_id)
    drafter = _of_body(work, row, member_id)
    if row.drafter_id != drafter.id and drafter.user_id != work.who.user_id:
        tell_members(work, LeadDrafterNamed(resolution_id=resolution_id), [drafter.id])
    row.drafter_id = drafter.id


def set_deadline(work: Work, resolution_id: int, on: date) -> None:
    """Say until the end of which day comments are taken. Raises as `editable`."""
    editable(work, resolution_id).comments_until_on = on


def set_audience(work: Work, resolution_id: int, audience: Audience) -> None:
    """Say who is asked (S0.6). Raises as `editable`."""
    editable(work, resolution_id).audience = audience


def withdraw(work: Work, resolution_id: int) -> None:
    """Give a draft up. Raises NotAMember, NotPermitted, WrongStage."""
    row, _ = resolution_for(work.session, work.who.user_id, resolution_id, Ability.RUN_CONSULTATION)
    take_step(row, Step.WITHDRAW, now=work.now)
    recount_covered(work.session, let_go(work.session, resolution_id))
    work.record("ResolutionWithdrawn", body_id=row.body_id, resolution_id=resolution_id)
    work.touch(ResolutionCard(resolution_id=resolution_id))
    touch_posts(work, resolution_id)


def editable(work: Work, resolution_id: int) -> ResolutionRow:
    """Give a draft whose facts this person may change; the change is put into the journal.

    Raises NotAMember, NotPermitted, WrongStage.
    """
    row, member = resolution_for(work.session, work.who.user_id, resolution_id, Ability.SUBMIT_DRAFT)
    check_stage(row, FACTS_MAY_CHANGE)
    row.changed_at = work.now
    work.record("DraftChanged", body_id=row.body_id, resolution_id=resolution_id, member_id=member.id)
    work.touch(ResolutionCard(resolution_id=resolution_id))
    touch_posts(work, resolution_id)
    return row


def _who_may_draft(work: Work) -> MemberRow:
    """Give the line of the roster by which this person may hand in drafts."""
    lines = memberships(work.session, work.who.user_id)
    if not lines:
        raise NotAMember
    for member in lines:
        if may(member.role, Ability.SUBMIT_DRAFT):
            return member
    raise NotPermitted(ability=Ability.SUBMIT_DRAFT)


def _read(
    work: Work,
    member: MemberRow,
    resolution_id: int | None,
    *,
    chat_id: int,
    file_id: str,
    file_name: str,
) -> None:
    assert member.id is not None
    work.tell(ReadingDraft(file_name=file_name), chat_id=chat_id)
    work.run(
        ReadDraftFile(
            chat_id=chat_id, body_id=member.body_id, resolution_id=resolution_id,
            member_id=member.id, file_id=file_id, file_name=file_name,
        )
    )  # fmt: skip


def _new_resolution(work: Work, errand: ReadDraftFile, read: ReadDraft) -> ResolutionRow:
    row = ResolutionRow(
        body_id=errand.body_id,
        document_type=read.head.document_type,
        abstract=read.head.abstract,
        legal_bases="\n".join(read.head.legal_bases),
        created_by_id=errand.member_id,
        created_at=work.now,
        changed_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    if errand.initiative_id is not None:
        row.drafter_id = note_drafted(work.session, errand.initiative_id, row.id or 0).drafter_id
        carry_on(work.session, errand.initiative_id, row.id or 0, by_id=errand.member_id, now=work.now)
    return row


def _of_body(work: Work, row: ResolutionRow, member_id: int) -> MemberRow:
    """Give a member of the resolution's body. Raises NotPermitted for anybody else."""
    member = work.session.get(MemberRow, member_id)
    if member is None or member.body_id != row.body_id or member.left_at is not None:
        raise NotPermitted
    return member
