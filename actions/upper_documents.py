"""Documents from above are entered, and what of them is required is ticked by a person (S1.7)."""

from datetime import date

from rules.bodies import BodyKind
from rules.calendar import local_date
from rules.desk import TextTooLong
from rules.drafts import LARGEST_DRAFT_BYTES, DraftTooLarge, ReadDraft, ReadingDraft
from rules.folding import fold
from rules.members import Ability
from rules.packs import pack_for
from rules.requirements import find_required
from rules.upper_documents import (
    LONGEST_SAID,
    LONGEST_SYMBOL,
    NotADate,
    ReadUpperDocument,
    SymbolTaken,
    UpperDocumentPage,
    UpperState,
    symbol_key,
)
from storage.bodies import body
from storage.concretisation import links_of
from storage.members import MemberRow, NotAMember, NotPermitted, memberships
from storage.traces import recount_covered
from storage.upper_documents import (
    UpperDocumentRow,
    keeps_register,
    store_upper_document,
    upper_clause_for,
    upper_document_for,
    with_symbol,
)
from storage.work import Work


def who_keeps(work: Work, body_id: int | None = None) -> MemberRow:
    """Give the line of the roster by which this person keeps the register of a body, or any.

    Raises NotAMember, NotPermitted.
    """
    lines = memberships(work.session, work.who.user_id)
    if not lines:
        raise NotAMember
    for member in lines:
        if keeps_register(member) and body_id in (None, member.body_id):
            return member
    raise NotPermitted(ability=Ability.SUBMIT_DRAFT)


def hand_in(
    work: Work, *, chat_id: int, file_id: str, file_name: str, size_bytes: int,
    body_id: int | None = None,
) -> None:  # fmt: skip
    """Have a file read as a document from above, in the bounds in which drafts are read.

    Raises NotAMember, NotPermitted, DraftTooLarge.
    """
    member = who_keeps(work, body_id)
    if size_bytes > LARGEST_DRAFT_BYTES:
        raise DraftTooLarge(size_bytes=size_bytes, limit_bytes=LARGEST_DRAFT_BYTES)
    assert member.id is not None
    work.tell(ReadingDraft(file_name=file_name), chat_id=chat_id)
    work.run(
        ReadUpperDocument(
            chat_id=chat_id, body_id=member.body_id, member_id=member.id, file_id=file_id,
            file_name=file_name,
        )
    )  # fmt: skip


def hand_in_text(
    work: Work, text: str, *, chat_id: int, file_name: str, body_id: int | None = None
) -> None:
    """Have a text that was written or pasted read as a document. Raises NotAMember, NotPermitted."""
    member = who_keeps(work, body_id)
    assert member.id is not None
    work.run(
        ReadUpperDocument(
            chat_id=chat_id, body_id=member.body_id, member_id=member.id, file_id="",
            file_name=file_name, text=text,
        )
    )  # fmt: skip


def take_document(work: Work, errand: ReadUpperDocument, read: ReadDraft) -> None:
    """Store what was read, with what its words seem to require ticked. Raises SymbolTaken."""
    _check_symbol(work, errand.body_id, read.head.symbol)
    row = store_upper_document(
        work.session,
        read,
        find_required(read.outline.nodes, pack_for(_kind(work, errand), on=local_date(work.now)).duties),
        UpperDocumentRow(
            body_id=errand.body_id, file_id=errand.file_id, file_name=errand.file_name,
            added_by_id=errand.member_id, added_at=work.now,
        ),
    )  # fmt: skip
    work.record(
        "UpperDocumentEntered", body_id=row.body_id, document_id=row.id, member_id=errand.member_id,
        required=row.required,
    )  # fmt: skip
    work.tell(UpperDocumentPage(document_id=row.id or 0), chat_id=errand.chat_id)


def set_symbol(work: Work, document_id: int, symbol: str) -> None:
    """Say its number and symbol. Raises as `_changeable`, TextTooLong, SymbolTaken."""
    row = _changeable(work, document_id)
    symbol = _short(symbol, LONGEST_SYMBOL)
    _check_symbol(work, row.body_id, symbol, besides=document_id)
    row.symbol, row.symbol_key = symbol, symbol_key(symbol) or None


def set_issuer(work: Work, document_id: int, issuer: str) -> None:
    """Say who issued it. Raises as `_changeable`, TextTooLong."""
    _changeable(work, document_id).issuer = _short(issuer, LONGEST_SAID)


def set_issued_on(work: Work, document_id: int, on: date) -> None:
    """Say on which day it was issued. Raises as `_changeable`, NotADate for one to come."""
    if on > local_date(work.now):
        raise NotADate(on=on)
    _changeable(work, document_id).issued_on = on


def set_about(work: Work, document_id: int, about: str) -> None:
    """Say what it is about. Raises as `_changeable`, TextTooLong."""
    _changeable(work, document_id).about = _short(about, LONGEST_SAID)


def set_theme(work: Work, document_id: int, theme: str) -> None:
    """Say to which group of matters it belongs (S1.8). Raises as `_changeable`, TextTooLong."""
    row = _changeable(work, document_id)
    row.theme = _short(theme, LONGEST_SYMBOL)
    row.theme_key = fold(row.theme)


def set_due(work: Work, document_id: int, on: date) -> None:
    """Say by when it is to be concretised; its reminders move with the day. Raises as `_changeable`."""
    _changeable(work, document_id).due_on = on


def tick(work: Work, clause_id: int, *, is_required: bool) -> UpperDocumentRow:
    """Say that a clause requires something of the body, or that it does not.

    Said twice it is as said once. Raises as `_changeable`.
    """
    clause, row, member = upper_clause_for(work.session, work.who.user_id, clause_id, to_keep=True)
    if clause.is_required is is_required:
        return row
    clause.is_required = is_required
    row.required += 1 if clause.is_required else -1
    recount_covered(work.session, [row])
    work.record(
        "RequirementTicked", body_id=row.body_id, document_id=row.id, clause_id=clause_id,
        is_required=clause.is_required, member_id=member.id,
    )  # fmt: skip
    return row


def review(work: Work, document_id: int) -> None:
    """Say that what is required of the body has been gone through. Raises as `_changeable`."""
    _changeable(work, document_id).reviewed_at = work.now


def set_aside(work: Work, document_id: int) -> None:
    """Say that nothing of it has to be concretised here. Raises as `_changeable`."""
    _changeable(work, document_id).state = UpperState.SET_ASIDE


def take_up(work: Work, document_id: int) -> None:
    """Say that something of it has to be concretised after all. Raises as `_changeable`."""
    is_linked = any(each.resolution_id for each in links_of(work.session, document_id))
    _changeable(work, document_id).state = UpperState.LINKED if is_linked else UpperState.WAITING


def _changeable(work: Work, document_id: int) -> UpperDocumentRow:
    """Give a document to be changed. Raises NotAMember, NotPermitted."""
    row, member = upper_document_for(work.session, work.who.user_id, document_id, to_keep=True)
    work.record(
        "UpperDocumentChanged", body_id=row.body_id, document_id=document_id, member_id=member.id
    )
    return row


def _check_symbol(work: Work, body_id: int, symbol: str, *, besides: int | None = None) -> None:
    known = with_symbol(work.session, body_id, symbol)
    if known is not None and known.id is not None and known.id != besides:
        raise SymbolTaken(document_id=known.id, symbol=known.symbol)


def _kind(work: Work, errand: ReadUpperDocument) -> BodyKind:
    return body(work.session, errand.body_id).kind


def _short(text: str, limit: int) -> str:
    text = " ".join(text.split())
    if len(text) > limit:
        raise TextTooLong(length=len(text), limit=limit)
    return text
