"""Keeping the house clean: what has done its work and holds personal data is let go."""

from datetime import timedelta

from rules.secrecy import KEPT_UNSAID_FOR
from storage import inbox
from storage.secrecy import let_go_before
from storage.work import Work

KEEP_HANDLED_UPDATES_FOR = timedelta(days=3)
"""Longer than the 24 hours in which Telegram may repeat an update."""

KEEP_PARKED_UPDATES_FOR = timedelta(days=30)
"""Time to look at what went wrong; then these, too, are somebody's words kept for nothing."""


def forget_old_rows(work: Work) -> None:
    """Delete raw updates that were handled days ago, those parked weeks ago, and papers left lying."""
    let_go_before(work.connection, work.now - KEPT_UNSAID_FOR)
    inbox.forget_before(
        work.connection,
        work.now - KEEP_HANDLED_UPDATES_FOR,
        parked_before=work.now - KEEP_PARKED_UPDATES_FOR,
    )
