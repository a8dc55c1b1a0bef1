"""Acknowledgements in chats: "Đã nghiên cứu" under the paper, on the desk, and from paper."""

from actions import acknowledgements
from handlers.calls import press
from handlers.turn import Turn
from rules.acknowledgements import StudyConfirmed, StudyList, StudyPage


@press
def acknowledge(turn: Turn, issued_id: int) -> None:
    """Note that the person has studied the paper; the receipt is a short word."""
    member_id = acknowledgements.acknowledge(turn.work, issued_id)
    turn.toast(StudyConfirmed(issued_id=issued_id, member_id=member_id))


@press
def acknowledge_here(turn: Turn, issued_id: int) -> None:
    """Note that the person has studied the paper, and show it on the page."""
    acknowledge(turn, issued_id)
    turn.show(StudyPage(issued_id=issued_id))


@press
def enter_acknowledgement(turn: Turn, issued_id: int, member_id: int, page: int) -> None:
    """Enter that somebody has signed on paper."""
    acknowledgements.enter_acknowledgement(turn.work, issued_id, member_id)
    turn.show(StudyList(issued_id=issued_id, page=page))
