"""A body's public channel: a clerk posts there what citizens are asked about (S0.7).

The bot says nothing in a channel by itself. What was posted is kept true: it says when the time is over,
and where the answers are.
"""

from dataclasses import dataclass

from rules.notices import Notice
from rules.refused import Refused


@dataclass(frozen=True, kw_only=True)
class ChannelOffered(Notice):
    """The bot has been made an administrator of a channel; those who may say whose it is are asked."""

    chat_id: int


@dataclass(frozen=True, kw_only=True)
class ChannelTied(Notice):
    """A channel belongs to a body from now on; what can be done there, and what is still missing."""

    chat_id: int


@dataclass(frozen=True, kw_only=True)
class ChannelDeclined(Notice):
    """A channel is nobody's here, and the bot has left it."""


@dataclass(frozen=True, kw_only=True)
class ChannelLost(Notice):
    """Those who keep a body's channel are told that the bot is in it no more."""

    chat_id: int


@dataclass(frozen=True, kw_only=True)
class ChannelPreview(Notice):
    """What would be posted, in which channel, before it is."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class ChannelPost(Notice):
    """The post itself, a card: a draft that is open to citizens, then closed, then answered."""

    consultation_id: int


@dataclass(frozen=True, kw_only=True)
class ChannelPosted(Notice):
    """The clerk is told that it is posted, and what will become of it."""

    resolution_id: int


@dataclass(eq=False, kw_only=True)
class NoChannel(Refused):
    """The body has no channel in which the bot may post."""


@dataclass(eq=False, kw_only=True)
class AlreadyInChannel(Refused):
    """The draft stands in every channel of the body."""


@dataclass(eq=False, kw_only=True)
class ChannelTaken(Refused):
    """The channel is gone, or another body has it."""
