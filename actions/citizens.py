"""Citizens say what they think of a draft, and stay masters of what is kept of it (S0.6, S0.7).

In the journal a citizen is a pseudonym: it can never be deleted from, so no account stands there.
"""

import secrets
from dataclasses import replace

from rules.citizens import (
    CONSENT_TEXT,
    KEEP_IDENTITY_FOR,
    LETTERS,
    LONGEST_CITIZEN_COMMENT,
    PSEUDONYM_LETTERS,
    RECEIPT_LETTERS,
    CitizensNotAsked,
    ConsentMissing,
    ReceiptUnknown,
    check_pace,
    receipt_in,
)
from rules.comments import Channel, CommentNotText
from rules.desk import ButtonExpired, TextTooLong
from rules.packs import pack_by_id
from rules.resolutions import Audience, ResolutionCard
from storage import replies
from storage.accounts import AccountRow, ensure_account
from storage.citizens import (
    CitizenIdentityRow,
    CitizenRow,
    ConsentRefusedRow,
    citizen_of,
    comment_by_message,
    comment_with_receipt,
    comments_of_citizen,
    cut_tie,
    identities_of,
    identities_without_use,
    is_pseudonym_taken,
)
from storage.comments import CommentRow, CommentVersionRow
from storage.consultation import ConsultationRow, latest_consultation
from storage.members import memberships
from storage.replies import Round
from storage.resolutions import ResolutionRow
from storage.work import Work


def give_consent(work: Work, resolution_id: int, *, chat_id: int) -> None:
    """Make a pseudonym for somebody who has agreed. Agreeing twice changes nothing.

    Raises CitizensNotAsked.
    """
    row = asked_citizens(work, resolution_id)
    user_id = work.who.user_id
    assert user_id is not None
    if citizen_of(work.session, user_id, row.body_id) is not None:
        return
    citizen = CitizenRow(body_id=row.body_id, pseudonym=_new_pseudonym(work), created_at=work.now)
    work.session.add(citizen)
    work.session.flush()
    work.session.add(
        CitizenIdentityRow(
            citizen_id=citizen.id or 0, user_id=user_id, body_id=row.body_id,
            consented_at=work.now, consent_text=CONSENT_TEXT,
        )
    )  # fmt: skip
    ensure_account(work.session, user_id=user_id, chat_id=chat_id, now=work.now)
    _be(work, citizen)
    work.record("CitizenAgreed", body_id=row.body_id, citizen_id=citizen.id, words=CONSENT_TEXT)


def refuse_consent(work: Work, resolution_id: int) -> None:
    """Count a refusal; nothing else is kept, not even that the account was here.

    Raises CitizensNotAsked.
    """
    asked_citizens(work, resolution_id)
    counted = work.session.get(ConsentRefusedRow, resolution_id)
    counted = counted or ConsentRefusedRow(resolution_id=resolution_id)
    counted.times += 1
    work.session.add(counted)
    if not memberships(work.session, work.who.user_id) and not _identities(work):
        _forget_account(work)


def set_hamlet(work: Work, resolution_id: int, hamlet: str) -> None:
    """Note where a citizen lives, if they wish; empty takes it out. Raises ConsentMissing."""
    row = asked_citizens(work, resolution_id)
    _citizen(work, row).hamlet = hamlet


def write_comment(
    work: Work, resolution_id: int, clause_id: int | None, *, text: str, message_id: int
) -> int:
    """Take a citizen's comment under a code, and give its number.

    Raises ConsentMissing, CitizensNotAsked, CommentsClosed, CommentNotText, TextTooLong,
    TooManyComments, TooSoon, ButtonExpired.
    """
    row = asked_citizens(work, resolution_id)
    citizen = _citizen(work, row)
    found, consultation = _round(work, resolution_id)
    _check(work, found, text)
    _check_pace(work, citizen, consultation)
    if clause_id is not None and not replies.is_clause_of(work.connection, found.draft_id, clause_id):
        raise ButtonExpired
    comment_id = replies.add_comment(
        work.connection, consultation_id=found.id, clause_id=clause_id, channel=Channel.CITIZEN,
        citizen_id=citizen.id, message_id=message_id, text=text, written_at=work.now,
        receipt=_new_code(RECEIPT_LETTERS),
    )  # fmt: skip
    work.record(
        "CitizenCommentTaken", body_id=row.body_id, consultation_id=found.id, comment_id=comment_id,
        citizen_id=citizen.id, clause_id=clause_id,
    )  # fmt: skip
    work.touch(ResolutionCard(resolution_id=resolution_id))
    return comment_id


def edit_comment(work: Work, *, message_id: int, text: str) -> None:
    """Take an edited message of a citizen as a new version; the old one is kept.

    Raises CommentsClosed, CommentNotText, TextTooLong.
    """
    for identity in _identities(work):
        comment = comment_by_message(work.session, identity.citizen_id, message_id)
        if comment is None or comment.text == text:
            continue
        found = replies.round_by_id(work.connection, comment.consultation_id)
        _check(work, found, text)
        work.session.add(
            CommentVersionRow(
                comment_id=comment.id or 0, version=comment.version,
                text=comment.text, written_at=comment.changed_at,
            )
        )  # fmt: skip
        comment.text, comment.version, comment.changed_at = text, comment.version + 1, work.now
        _be(work, work.session.get_one(CitizenRow, identity.citizen_id))
        work.record("CitizenCommentChanged", body_id=found.body_id, comment_id=comment.id)


def withdraw(work: Work, comment_id: int, *, is_withdrawn: bool) -> None:
    """Take an own comment back, or put it in again. Raises ConsentMissing, CommentsClosed."""
    comment = own_comment(work, comment_id)
    found = replies.round_by_id(work.connection, comment.consultation_id)
    found.check_open(work.now)
    comment.withdrawn_at = work.now if is_withdrawn else None
    fact = "CitizenCommentWithdrawn" if is_withdrawn else "CitizenCommentRestored"
    work.record(fact, body_id=found.body_id, comment_id=comment_id)
    work.touch(ResolutionCard(resolution_id=found.resolution_id))


def own_comment(work: Work, comment_id: int) -> CommentRow:
    """Give a citizen's own comment. Raises ReceiptUnknown."""
    comment = work.session.get(CommentRow, comment_id)
    own = {identity.citizen_id for identity in _identities(work)}
    if comment is None or comment.citizen_id not in own:
        raise ReceiptUnknown
    _be(work, work.session.get_one(CitizenRow, comment.citizen_id))
    return comment


def look_up(work: Work, said: str) -> int:
    """Find the comment behind a code, for whoever holds the code. Raises ReceiptUnknown."""
    code = receipt_in(said)
    comment = comment_with_receipt(work.session, code) if code else None
    if comment is None or comment.id is None:
        raise ReceiptUnknown
    return comment.id


def delete_my_data(work: Work) -> None:
    """Cut the tie between an account and its pseudonyms; comments and their answers stay, anonymous.

    Law 91/2025/QH15: withdrawing consent and deletion, here at once instead of within the 15 or 20 days.
    """
    for identity in _identities(work):
        _forget(work, identity)
    if not memberships(work.session, work.who.user_id):
        _forget_account(work)


def forget_unused(work: Work) -> None:
    """Cut the ties that have served: two years after the last resolution has come to its end."""
    for identity in identities_without_use(work.session, work.now - KEEP_IDENTITY_FOR):
        _forget(work, identity)


def asked_citizens(work: Work, resolution_id: int) -> ResolutionRow:
    """Give a resolution on which citizens are, or were, asked. Raises CitizensNotAsked."""
    row = work.session.get(ResolutionRow, resolution_id)
    consultation = latest_consultation(work.session, resolution_id)
    if row is None or consultation is None or row.audience is not Audience.MEMBERS_AND_CITIZENS:
        raise CitizensNotAsked
    return row


def _citizen(work: Work, row: ResolutionRow) -> CitizenRow:
    citizen = citizen_of(work.session, work.who.user_id, row.body_id)
    if citizen is None:
        raise ConsentMissing(resolution_id=row.id or 0)
    _be(work, citizen)
    return citizen


def _be(work: Work, citizen: CitizenRow) -> None:
    """From here on the journal names the pseudonym, never the account."""
    work.who = replace(work.who, label=f"citizen:{citizen.id}")


def _round(work: Work, resolution_id: int) -> tuple[Round, ConsultationRow]:
    found = replies.newest_round(work.connection, resolution_id)
    if found is None:
        raise CitizensNotAsked
    return found, work.session.get_one(ConsultationRow, found.id)


def _check(work: Work, found: Round, text: str) -> None:
    found.check_open(work.now)
    if not text:
        raise CommentNotText
    if len(text) > LONGEST_CITIZEN_COMMENT:
        raise TextTooLong(length=len(text), limit=LONGEST_CITIZEN_COMMENT)


def _check_pace(work: Work, citizen: CitizenRow, consultation: ConsultationRow) -> None:
    before = comments_of_citizen(work.session, consultation.id or 0, citizen.id or 0)
    check_pace(
        sent=len(before),
        limit=pack_by_id(consultation.pack_id).citizen_comments,
        last_at=before[-1].written_at if before else None,
        now=work.now,
    )


def _identities(work: Work) -> list[CitizenIdentityRow]:
    return identities_of(work.session, work.who.user_id)


def _new_code(letters: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(letters))


def _new_pseudonym(work: Work) -> str:
    while is_pseudonym_taken(work.session, pseudonym := _new_code(PSEUDONYM_LETTERS)):
        pass
    return pseudonym


def _forget(work: Work, identity: CitizenIdentityRow) -> None:
    citizen = work.session.get_one(CitizenRow, identity.citizen_id)
    _be(work, citizen)
    cut_tie(work.session, identity, citizen)
    work.record("CitizenForgotten", body_id=citizen.body_id, citizen_id=citizen.id)


def _forget_account(work: Work) -> None:
    if account := work.session.get(AccountRow, work.who.user_id):
        work.session.delete(account)
