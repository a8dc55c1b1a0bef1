"""A body's public channel in chats: tied, declined, written to."""

from actions import channels
from handlers.calls import press
from handlers.turn import Turn
from rules.channels import ChannelDeclined, ChannelPosted, ChannelTied


@press
def tie(turn: Turn, channel_id: int, body_id: int) -> None:
    """Take it for a body's channel."""
    channels.tie(turn.work, channel_id, body_id)
    turn.show(ChannelTied(chat_id=channel_id))


@press
def decline(turn: Turn, channel_id: int) -> None:
    """Have the bot leave it."""
    channels.decline(turn.work, channel_id)
    turn.show(ChannelDeclined())


@press
def post(turn: Turn, resolution_id: int) -> None:
    """Post a draft for citizens in it."""
    channels.post(turn.work, resolution_id)
    turn.show(ChannelPosted(resolution_id=resolution_id))
