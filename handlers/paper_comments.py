"""What members without Telegram said, entered by the clerk: from paper, a call or a meeting."""

from actions import comments
from handlers.calls import answer, press
from handlers.prompts import ask_member, ask_text
from handlers.turn import Turn
from rules.comments import Channel, PaperChannels, PaperCommentTaken
from storage.resolutions import resolution


@press
def ask_author(turn: Turn, resolution_id: int) -> None:
    """Ask whose comment is to be entered."""
    row = resolution(turn.work.session, resolution_id)
    ask_member(turn, ask_channel, body_id=row.body_id, resolution_id=resolution_id)


@press
def ask_channel(turn: Turn, resolution_id: int, member_id: int) -> None:
    """Ask by which way it came."""
    turn.show(PaperChannels(resolution_id=resolution_id, member_id=member_id))


@press
def ask_words(turn: Turn, resolution_id: int, member_id: int, channel: Channel) -> None:
    """Ask what was said."""
    ask_text(turn, take, resolution_id=resolution_id, member_id=member_id, channel=channel)


@answer
def take(turn: Turn, resolution_id: int, member_id: int, channel: Channel) -> None:
    """Take what the clerk has typed."""
    comment_id = comments.enter_paper(
        turn.work, resolution_id, member_id, text=turn.text, channel=channel
    )
    turn.show(PaperCommentTaken(comment_id=comment_id))
