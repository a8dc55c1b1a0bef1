"""Drafts that everybody may read and comment on at this moment."""

from datetime import date

from sqlmodel import Session

from rules.resolutions import Stage
from storage.bodies import body
from storage.consultation import ConsultationRow, public_consultations
from storage.resolutions import ResolutionRow
from storage.rounds import asks_citizens_now


def open_to_all(session: Session, today: date) -> list[tuple[ConsultationRow, ResolutionRow]]:
    """Give the drafts on which everybody is asked today, those that end first before the others."""
    found = [
        (consultation, row)
        for consultation, row in public_consultations(session, today)
        if row.stage is Stage.CONSULTING
        and consultation.public_key is not None
        and asks_citizens_now(session, consultation)
    ]
    return sorted(found, key=lambda pair: (pair[1].comments_until_on or today, pair[1].id))


def name_of(session: Session, row: ResolutionRow) -> str:
    """Say what a draft is about and whose it is: what it is looked for by."""
    return f"{row.abstract} {body(session, row.body_id).name}"
