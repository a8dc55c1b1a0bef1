"""The link for those affected in chats: handed out by those who run it, followed by others."""

from actions import affected
from handlers.calls import call_of, press
from handlers.turn import Turn
from rules.affected import AffectedConsent, AffectedLink
from rules.citizens import CitizenDesk
from rules.comments import CommentDesk
from rules.notices import Notice
from storage.affected import RoundCitizenRow, round_of_affected
from storage.citizens import citizen_of
from storage.members import memberships


@press
def enter(turn: Turn, round_id: int) -> None:
    """Come through the link: members go the members' way, others are asked for consent once."""
    session = turn.work.session
    each, row = round_of_affected(session, round_id)
    citizen = citizen_of(session, turn.user_id, row.body_id)
    screen: Notice
    if row.body_id in {member.body_id for member in memberships(session, turn.user_id)}:
        screen = CommentDesk(resolution_id=each.resolution_id)
    elif citizen is not None and session.get(RoundCitizenRow, (round_id, citizen.id)):
        screen = CitizenDesk(resolution_id=each.resolution_id)
    else:
        screen = AffectedConsent(round_id=round_id)
    # Not `show`: it would note the account, and nothing is noted before they agree.
    turn.work.tell(screen, chat_id=turn.place_id)


@press
def agree(turn: Turn, round_id: int, words: str, affected_words: str) -> None:
    """Take the consent to the words that were read."""
    resolution_id = affected.join(
        turn.work, round_id, chat_id=turn.place_id, words=words, affected_words=affected_words
    )
    turn.show(CitizenDesk(resolution_id=resolution_id))


@press
def make_link(turn: Turn, round_id: int) -> None:
    """Give the link and its picture."""
    affected.make_link(turn.work, round_id, public_call=call_of(enter, round_id=round_id))
    turn.say(AffectedLink(round_id=round_id))
