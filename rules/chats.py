"""What is said about the chats themselves."""

from dataclasses import dataclass

from rules.notices import Errand, Notice


@dataclass(frozen=True, kw_only=True)
class GroupTied(Notice):
    """A group now belongs to a body; what the bot still needs there is named."""

    body_id: int


@dataclass(frozen=True, kw_only=True)
class StrangerGroup(Notice):
    """The one polite sentence for a group that belongs to nobody here."""


@dataclass(frozen=True, kw_only=True)
class RightMissing(Notice):
    """A clerk is told that the bot lacks a right in a group."""

    chat_id: int


@dataclass(frozen=True, kw_only=True)
class LeaveGroup(Errand):
    """Leave a group, once the last word there is said."""

    group_id: int
