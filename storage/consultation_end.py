"""How a consultation stands that somebody wishes to end early."""

from sqlmodel import Session

from rules.calendar import local_date
from rules.consultation_end import Heard
from rules.packs import pack_by_id
from rules.resolutions import Audience
from rules.rounds import Circle, Start
from storage.calendar import work_calendar
from storage.consultation import ConsultationRow, until_on
from storage.participation import tally_of
from storage.resolutions import ResolutionRow
from storage.rounds import RoundRow, rounds_within, spoken_in


def heard_so_far(session: Session, consultation: ConsultationRow, row: ResolutionRow) -> list[Heard]:
    """Say for each circle that is not done how many were asked and are silent, and until when."""
    found = [
        _heard(session, consultation, row, each)
        for each in rounds_within(session, consultation.id or 0)
        if each.closed_at is None
    ]
    if not consultation.has_circles and row.audience is Audience.MEMBERS_AND_CITIZENS:
        # Without a plan everybody is asked beside the committee.
        public = RoundRow(
            resolution_id=consultation.resolution_id, position=1, circle=Circle.CITIZENS,
            start=Start.BESIDE, opened_at=consultation.opened_at,
        )  # fmt: skip
        found.append(_heard(session, consultation, row, public))
    return found


def _heard(session: Session, consultation: ConsultationRow, row: ResolutionRow, each: RoundRow) -> Heard:
    asked, spoke = _counted(session, consultation, each)
    last = each.until_on or until_on(row)
    pack = pack_by_id(consultation.pack_id)
    least = None
    if each.circle in pack.keeps_days:
        begins = each.opens_on or local_date(each.opened_at or consultation.opened_at)
        usual = pack.rounds[each.circle].until_on(begins, work_calendar(session))
        least = min(usual, last)
    return Heard(
        circle=each.circle, field=each.field, asked=asked, silent=asked - spoke,
        has_begun=each.opened_at is not None, until_on=last, least_until_on=least,
        basis=pack.keeps_days.get(each.circle, ""),
    )  # fmt: skip


def _counted(session: Session, consultation: ConsultationRow, each: RoundRow) -> tuple[int, int]:
    """Count who was asked, and who of them has spoken, as the page of the consultation does."""
    if each.id is None:
        return 0, 0
    if consultation.has_circles:
        return spoken_in(session, each)
    tally = tally_of(session, [consultation.id or 0])
    return tally.asked, tally.spoke
