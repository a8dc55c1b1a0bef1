"""Documents from above are brought together in a draft of ours, or in an initiative (S1.7, S1.8)."""

from rules.initiatives import IS_WAITING, Basis, InitiativeSettled
from rules.members import Ability
from rules.resolutions import IS_OPEN
from storage.concretisation import (
    documents_concretised,
    draft_to_trace,
    initiative_waiting,
    link,
    unlink,
)
from storage.initiatives import InitiativeRow, initiative_for
from storage.members import MemberRow, NotPermitted, member_who_may
from storage.resolutions import ResolutionRow, check_stage
from storage.traces import recount_covered
from storage.upper_documents import UpperDocumentRow, of_theme, upper_document_for
from storage.work import Work


def concretise(work: Work, resolution_id: int, document_id: int) -> None:
    """Say that a draft concretises a document. Raises NotAMember, NotPermitted, WrongStage."""
    row, member = _open_draft(work, resolution_id)
    document = _of_body(work, row, document_id)
    _link(work, row, member, [document])
    recount_covered(work.session, [document])


def let_document_go(work: Work, resolution_id: int, document_id: int) -> None:
    """Say that a draft does not concretise a document after all; what was traced is kept.

    Raises as `concretise`.
    """
    row, member = _open_draft(work, resolution_id)
    document = _of_body(work, row, document_id)
    if document.id in {each.id for each in documents_concretised(work.session, resolution_id)}:
        unlink(work.session, [document], resolution_id)
        _record(work, "DocumentUnlinked", row, member, [document])
        recount_covered(work.session, [document])


def concretise_theme(work: Work, resolution_id: int, document_id: int) -> None:
    """Say that a draft concretises all documents of one theme. Raises as `concretise`."""
    row, member = _open_draft(work, resolution_id)
    document = _of_body(work, row, document_id)
    documents = of_theme(work.session, row.body_id, document.theme_key)
    _link(work, row, member, documents)
    recount_covered(work.session, documents)


def propose_from(work: Work, document_id: int) -> int:
    """Write down an initiative that rests on a document, and give its number (S0.2).

    Where one waits already it is that one: a second press makes no second. Raises NotAMember,
    NotPermitted.
    """
    document, _ = upper_document_for(work.session, work.who.user_id, document_id, to_keep=True)
    member = member_who_may(
        work.session, work.who.user_id, Ability.RUN_CONSULTATION, body_id=document.body_id
    )
    waiting = initiative_waiting(work.session, document_id)
    if waiting is not None:
        return waiting
    initiative = InitiativeRow(
        body_id=document.body_id, about=document.about or document.symbol,
        proposer=document.issuer, basis=Basis.UPPER_DOCUMENT, basis_said=cited(document),
        due_on=document.due_on, created_by_id=member.id or 0, created_at=work.now,
    )  # fmt: skip
    work.session.add(initiative)
    work.session.flush()
    _rest_on(work, initiative, member, document)
    return initiative.id or 0


def rest_on(work: Work, initiative_id: int, document_id: int) -> None:
    """Say that an initiative rests on a document of the register.

    Raises NotAMember, NotPermitted, InitiativeSettled.
    """
    initiative, member = initiative_for(
        work.session, work.who.user_id, initiative_id, to_commission=True
    )
    if initiative.state not in IS_WAITING:
        raise InitiativeSettled
    document, _ = upper_document_for(work.session, work.who.user_id, document_id)
    if document.body_id != initiative.body_id:
        raise NotPermitted
    said = cited(document)
    if initiative.basis is Basis.UPPER_DOCUMENT and said not in initiative.basis_said:
        said = "; ".join(part for part in (initiative.basis_said, said) if part)
    initiative.basis, initiative.basis_said = Basis.UPPER_DOCUMENT, said
    _rest_on(work, initiative, member, document)


def cited(document: UpperDocumentRow) -> str:
    """Name a document in facts alone: symbol, day, issuer."""
    on = f"{document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    return ", ".join(part for part in (document.symbol, on, document.issuer) if part)


def _rest_on(
    work: Work, initiative: InitiativeRow, member: MemberRow, document: UpperDocumentRow
) -> None:
    link(work.session, [document], initiative_id=initiative.id, by_id=member.id or 0, now=work.now)
    work.record(
        "InitiativeRestsOn", body_id=document.body_id, initiative_id=initiative.id,
        document_id=document.id, member_id=member.id,
    )  # fmt: skip


def _open_draft(work: Work, resolution_id: int) -> tuple[ResolutionRow, MemberRow]:
    row, member = draft_to_trace(work.session, work.who.user_id, resolution_id)
    check_stage(row, IS_OPEN)
    return row, member


def _of_body(work: Work, row: ResolutionRow, document_id: int) -> UpperDocumentRow:
    document, _ = upper_document_for(work.session, work.who.user_id, document_id)
    if document.body_id != row.body_id:
        raise NotPermitted
    return document


def _link(work: Work, row: ResolutionRow, member: MemberRow, documents: list[UpperDocumentRow]) -> None:
    new = link(work.session, documents, resolution_id=row.id, by_id=member.id or 0, now=work.now)
    _record(work, "DocumentLinked", row, member, new)


def _record(
    work: Work, fact: str, row: ResolutionRow, member: MemberRow, documents: list[UpperDocumentRow]
) -> None:
    for document in documents:
        work.record(
            fact, body_id=row.body_id, resolution_id=row.id, document_id=document.id,
            member_id=member.id,
        )  # fmt: skip
