"""Those whom a decision affects directly come through a link that is handed to them (S0.6)."""

from rules.members import Ability
from rules.personal_data import Purpose
from rules.resolutions import Stage
from storage import calls
from storage.affected import RoundCitizenRow, round_of_affected
from storage.calls import Call
from storage.citizenship import ensure_citizen
from storage.personal_data import note_consent
from storage.resolutions import check_stage, resolution_for
from storage.work import Work


def make_link(work: Work, round_id: int, *, public_call: Call) -> None:
    """Make the link of a round work; `public_call` is what it does.

    Raises NotAMember, NotPermitted, WrongStage, CitizensNotAsked.
    """
    each, row = round_of_affected(work.session, round_id)
    resolution_for(work.session, work.who.user_id, each.resolution_id, Ability.RUN_CONSULTATION)
    check_stage(row, {Stage.CONSULTING})
    each.link_key = public_call.key(calls.installation_secret(work.connection))
    calls.keep(work.connection, [(each.link_key, public_call)])
    work.record("AffectedLinkMade", body_id=row.body_id, round_id=round_id)


def join(work: Work, round_id: int, *, chat_id: int, words: str, affected_words: str) -> int:
    """Take the consent of somebody affected, and count them there; give the resolution's number.

    `words` are those of every citizen, `affected_words` those of being counted apart. Twice changes
    nothing. Raises CitizensNotAsked.
    """
    each, row = round_of_affected(work.session, round_id)
    citizen = ensure_citizen(work, row.body_id, chat_id=chat_id, words=words)
    assert citizen.id is not None
    if work.session.get(RoundCitizenRow, (round_id, citizen.id)) is None:
        consent = note_consent(
            work.session, citizen.id, Purpose.AFFECTED, words=affected_words, now=work.now
        )
        work.session.add(RoundCitizenRow(round_id=round_id, citizen_id=citizen.id, came_at=work.now))
        work.record(
            "CitizenAgreed", body_id=row.body_id, citizen_id=citizen.id, purpose=Purpose.AFFECTED,
            words=consent.text_hash,
        )  # fmt: skip
    return each.resolution_id
