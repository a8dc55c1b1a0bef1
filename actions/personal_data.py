"""What citizens agree to, and what is kept of them: shown, taken away, deleted (S0.6, S0.7).

In the journal a citizen is a pseudonym: it can never be deleted from, so no account stands there.
Law 91/2025/QH15: consent voluntary, specific and provable, for each purpose.
"""

from rules.calendar import deadline_at_latest, local_date
from rules.citizens import KEEP_IDENTITY_FOR
from rules.packs import pack_for
from rules.personal_data import REFUSED_FOR, Purpose, RequestKind, covered
from storage.accounts import AccountRow
from storage.affected import count_with_all
from storage.bodies import body
from storage.citizens import (
    CitizenIdentityRow,
    CitizenRow,
    ConsentRefusedRow,
    act_as,
    asked_citizens,
    citizen_who_acts,
    cut_tie,
    identities_of,
    identities_without_use,
)
from storage.citizenship import ensure_citizen
from storage.members import memberships
from storage.personal_data import (
    ConsentRow,
    DataRequestRow,
    chats_to_forget,
    consent_to,
    forget_chat_from,
    note_consent,
    wipe_person,
    withdraw_consents,
)
from storage.work import Work


def give_consent(work: Work, resolution_id: int, *, chat_id: int, words: str) -> None:
    """Make a pseudonym for somebody who has agreed to the words they read. Twice changes nothing.

    Raises CitizensNotAsked.
    """
    row = asked_citizens(work.session, resolution_id)
    ensure_citizen(work, row.body_id, chat_id=chat_id, words=words)


def agree_to_reply(work: Work, resolution_id: int, *, words: str) -> None:
    """Note that a citizen agrees to be told the answer in the private chat. Raises ConsentMissing."""
    row = asked_citizens(work.session, resolution_id)
    citizen = citizen_who_acts(work, row)
    consent = note_consent(work.session, citizen.id or 0, Purpose.REPLY, words=words, now=work.now)
    work.record(
        "CitizenAgreed", body_id=row.body_id, citizen_id=citizen.id, purpose=Purpose.REPLY,
        words=consent.text_hash,
    )  # fmt: skip


def withdraw(work: Work, purpose: Purpose) -> None:
    """End a consent that was given for one purpose; what stood on it goes at once.

    A table of answers that is made from now on shows no name, no hamlet and no side any more.
    """
    for identity in identities_of(work.session, work.who.user_id):
        if consent_to(work.session, identity.citizen_id, purpose):
            citizen = work.session.get_one(CitizenRow, identity.citizen_id)
            act_as(work, citizen)
            withdraw_consents(work.session, identity.citizen_id, purpose, now=work.now)
            _take_back(work, citizen, purpose)
            _request(work, identity.body_id, RequestKind.WITHDRAW)
            work.record(
                "ConsentWithdrawn", body_id=identity.body_id, citizen_id=identity.citizen_id,
                purpose=purpose,
            )  # fmt: skip


def _take_back(work: Work, citizen: CitizenRow, purpose: Purpose) -> None:
    if purpose is Purpose.PLACE:
        citizen.hamlet = ""
    elif purpose is Purpose.NAME:
        citizen.public_name, citizen.named_at = "", None
    elif purpose is Purpose.AFFECTED:
        count_with_all(work.session, citizen.id or 0)


def refuse_consent(work: Work, resolution_id: int, *, chat_id: int) -> None:
    """Count a refusal; nothing else is kept, and soon not even that the account was here.

    Raises CitizensNotAsked.
    """
    asked_citizens(work.session, resolution_id)
    counted = work.session.get(ConsentRefusedRow, resolution_id)
    counted = counted or ConsentRefusedRow(resolution_id=resolution_id)
    counted.times += 1
    work.session.add(counted)
    user_id = work.who.user_id
    if not memberships(work.session, user_id) and not identities_of(work.session, user_id):
        _forget_account(work)
        forget_chat_from(work.connection, chat_id, work.now + REFUSED_FOR)


def set_hamlet(work: Work, resolution_id: int, hamlet: str, *, words: str) -> None:
    """Note where a citizen lives, who wished to say so. Raises ConsentMissing."""
    row = asked_citizens(work.session, resolution_id)
    citizen = citizen_who_acts(work, row)
    _agree_anew(work, citizen, Purpose.PLACE, words)
    citizen.hamlet = covered(hamlet)


def set_public_name(work: Work, resolution_id: int, name: str, *, words: str) -> None:
    """Note the name under which a citizen wishes to stand in the public table. Raises ConsentMissing."""
    row = asked_citizens(work.session, resolution_id)
    citizen = citizen_who_acts(work, row)
    consent = _agree_anew(work, citizen, Purpose.NAME, words)
    citizen.public_name, citizen.named_at = covered(name), work.now
    work.record(
        "CitizenAgreed", body_id=row.body_id, citizen_id=citizen.id, purpose=Purpose.NAME,
        words=consent.text_hash,
    )  # fmt: skip


def _agree_anew(work: Work, citizen: CitizenRow, purpose: Purpose, words: str) -> ConsentRow:
    """Note a consent as of now: whoever reads a table has to know since when something stands there."""
    citizen_id = citizen.id or 0
    withdraw_consents(work.session, citizen_id, purpose, now=work.now)
    return note_consent(work.session, citizen_id, purpose, words=words, now=work.now)


def delete_my_data(work: Work, *, chat_id: int) -> None:
    """Cut the tie between an account and its pseudonyms, and wipe the account out everywhere.

    Comments that stand, and their answers, stay without anybody to whom they lead; earlier wordings and
    withdrawn comments go. The private chat itself is wiped as soon as the last word there is said.
    Law 91/2025/QH15: withdrawing consent and deletion, here at once instead of within the 15 or 20 days.
    """
    for identity in identities_of(work.session, work.who.user_id):
        body_id = identity.body_id
        _forget(work, identity)
        _request(work, body_id, RequestKind.DELETE)
    if not memberships(work.session, work.who.user_id):
        _forget_account(work)
        forget_chat_from(work.connection, chat_id, work.now)


def export_my_data(work: Work) -> None:
    """Note that somebody took away what is kept of them."""
    for identity in identities_of(work.session, work.who.user_id):
        act_as(work, work.session.get_one(CitizenRow, identity.citizen_id))
        _request(work, identity.body_id, RequestKind.EXPORT)


def forget_unused(work: Work) -> None:
    """Cut the ties that have served: two years after the last resolution has come to its end."""
    for identity in identities_without_use(work.session, work.now - KEEP_IDENTITY_FOR):
        _forget(work, identity)


def _forget(work: Work, identity: CitizenIdentityRow) -> None:
    citizen = work.session.get_one(CitizenRow, identity.citizen_id)
    act_as(work, citizen)
    withdraw_consents(work.session, identity.citizen_id, None, now=work.now)
    cut_tie(work.session, identity, citizen)
    work.record("CitizenForgotten", body_id=citizen.body_id, citizen_id=citizen.id)


def _forget_account(work: Work) -> None:
    if account := work.session.get(AccountRow, work.who.user_id):
        work.session.delete(account)


def _request(work: Work, body_id: int, kind: RequestKind) -> None:
    """Write down that somebody asked and was served, with the day the law gives; never who it was."""
    asked_on = local_date(work.now)
    spans = pack_for(body(work.session, body_id).kind, on=asked_on).data
    work.session.add(
        DataRequestRow(
            kind=kind, asked_at=work.now, done_at=work.now,
            due_at=deadline_at_latest(spans.due_on(kind, asked_on)),
        )
    )  # fmt: skip


def forget_strangers(work: Work) -> None:
    """Wipe private chats that are nobody's: of whoever refused, deleted, or only looked in."""
    for chat_id, telegram_id in chats_to_forget(work.connection, work.now):
        wipe_person(work.connection, chat_id=chat_id, telegram_id=telegram_id)
