"""Somebody becomes a citizen to a body: known by a pseudonym from then on."""

from rules.citizens import PSEUDONYM_LETTERS
from rules.personal_data import Purpose
from storage.accounts import ensure_account
from storage.citizens import (
    CitizenIdentityRow,
    CitizenRow,
    act_as,
    citizen_of,
    is_pseudonym_taken,
    new_code,
)
from storage.personal_data import note_consent
from storage.work import Work


def ensure_citizen(work: Work, body_id: int, *, chat_id: int, words: str) -> CitizenRow:
    """Give whoever acts a pseudonym, who has agreed to the words they read; twice changes nothing."""
    user_id = work.who.user_id
    assert user_id is not None
    known = citizen_of(work.session, user_id, body_id)
    if known is not None:
        act_as(work, known)
        return known
    citizen = CitizenRow(body_id=body_id, pseudonym=_new_pseudonym(work), created_at=work.now)
    work.session.add(citizen)
    work.session.flush()
    consent = note_consent(work.session, citizen.id or 0, Purpose.CONSIDER, words=words, now=work.now)
    work.session.add(
        CitizenIdentityRow(
            citizen_id=citizen.id or 0, user_id=user_id, body_id=body_id,
            consented_at=work.now, consent_text=consent.text_hash,
        )
    )  # fmt: skip
    ensure_account(work.session, user_id=user_id, chat_id=chat_id, now=work.now)
    act_as(work, citizen)
    work.record(
        "CitizenAgreed", body_id=body_id, citizen_id=citizen.id, purpose=Purpose.CONSIDER,
        words=consent.text_hash,
    )  # fmt: skip
    return citizen


def _new_pseudonym(work: Work) -> str:
    while is_pseudonym_taken(work.session, pseudonym := new_code(PSEUDONYM_LETTERS)):
        pass
    return pseudonym
