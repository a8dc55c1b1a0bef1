"""Those whom a decision affects directly are asked through a link of their own (S0.6).

The link is handed to them, and published nowhere. Consent, limits and answers are those of citizens;
what they say is counted apart: đối tượng chịu tác động trực tiếp.
"""

from dataclasses import dataclass

from rules.notices import Notice


@dataclass(frozen=True, kw_only=True)
class AffectedConsent(Notice):
    """What somebody agrees to who comes through the link for those affected."""

    round_id: int


@dataclass(frozen=True, kw_only=True)
class AffectedLink(Notice):
    """The link with its picture, for those who hand it on."""

    round_id: int
