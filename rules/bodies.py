"""Bodies that decide by resolution, and the two families of paper they write."""

from datetime import date, timedelta
from enum import StrEnum


class Standard(StrEnum):
    """Which rules of form a body's papers follow; the two are never mixed on one paper."""

    PARTY = "party"  # 399-QĐ/TW, 2026
    STATE = "state"  # Decree 30/2020/NĐ-CP


class BodyKind(StrEnum):
    """What kind of body decides. The voting profile hangs on it."""

    PARTY_COMMITTEE = "party_committee"  # ban chấp hành đảng bộ, đảng ủy
    STANDING_COMMITTEE = "standing_committee"  # ban thường vụ
    BRANCH = "branch"  # chi bộ
    PEOPLES_COUNCIL = "peoples_council"  # Hội đồng nhân dân
    PEOPLES_COMMITTEE = "peoples_committee"  # Ủy ban nhân dân

    @property
    def standard(self) -> Standard:
        """The form of its papers."""
        state = {BodyKind.PEOPLES_COUNCIL, BodyKind.PEOPLES_COMMITTEE}
        return Standard.STATE if self in state else Standard.PARTY


def term_end(term: str, *, began_on: date) -> date | None:
    """Give the last day of a body's term, from its name ("2025-2030") and its first day."""
    years = [int(year) for year in term.split("-") if year.strip().isdigit()]
    if len(years) != 2:
        return None
    return began_on.replace(year=began_on.year + years[1] - years[0], day=1) - timedelta(days=1)
