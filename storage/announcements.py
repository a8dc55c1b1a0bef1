"""Telling something to all who have to hear it: the groups of a body, its clerks."""

from rules.members import Ability
from rules.notices import Notice
from rules.resolutions import ResolutionCard
from storage.cards import hangs
from storage.members import reach, with_ability
from storage.resolutions import ResolutionRow, places
from storage.work import Work


def tell_groups(work: Work, row: ResolutionRow, notice: Notice) -> None:
    """Tell every group of the body; one that has joined since gets the resolution's card first."""
    for place in places(work.session, row):
        work.session.add(place)
        card = ResolutionCard(resolution_id=place.resolution_id)
        if not hangs(work.connection, card, chat_id=place.chat_id):
            work.post_card(card, chat_id=place.chat_id, thread_id=place.thread_id)
        work.tell(notice, chat_id=place.chat_id, thread_id=place.thread_id)


def tell_clerks(work: Work, body_id: int, notice: Notice, *, key: str) -> None:
    """Tell every clerk who can be written to, once for a key."""
    for clerk in reach(work.session, with_ability(work.session, body_id, Ability.KEEP_ROSTER)):
        if clerk.chat_id is not None:
            work.tell(notice, chat_id=clerk.chat_id, key=f"{key}:{clerk.member.id}")
