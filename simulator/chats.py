"""Chats and who is in them: statuses, rights, topics."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from simulator.users import Bot, User

if TYPE_CHECKING:
    from simulator.messages import Message


class ChatKind(StrEnum):
    """What a chat is; the values are the server's words."""

    PRIVATE = "private"  # one person and one bot
    GROUP = "group"  # a basic group
    SUPERGROUP = "supergroup"  # also every forum
    CHANNEL = "channel"


class Status(StrEnum):
    """What somebody is in a chat; the values are the server's words."""

    OWNER = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    RESTRICTED = "restricted"  # in the chat, with less than the usual permissions
    LEFT = "left"
    KICKED = "kicked"


#: Rights that every administrator object carries (https://core.telegram.org/bots/api#chatmemberadministrator).
ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
#: Rights that exist in some kinds of chats only.
GROUP_RIGHTS = ("can_pin_messages", "can_manage_topics", "can_manage_tags")
CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages", "can_manage_direct_messages")
#: What a newly promoted administrator of a group gets when nobody says otherwise.
USUAL_RIGHTS = frozenset(
    {
        "can_manage_chat",
        "can_delete_messages",
        "can_restrict_members",
        "can_change_info",
        "can_invite_users",
        "can_pin_messages",
        "can_manage_topics",
        "can_manage_video_chats",
        "can_post_messages",
        "can_edit_messages",
    }
)
#: What ordinary members may do (https://core.telegram.org/bots/api#chatpermissions).
PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
USUAL_PERMISSIONS = frozenset(PERMISSIONS) - {
    "can_change_info",
    "can_pin_messages",
    "can_manage_topics",
}


@dataclass(eq=False, kw_only=True, slots=True)
class Member:
    """One account in one chat, also after it left."""

    user: User
    status: Status = Status.MEMBER
    rights: frozenset[str] = frozenset()
    #: Of a restricted member: what is still allowed.
    permissions: frozenset[str] = frozenset()
    is_anonymous: bool = False
    custom_title: str = ""
    #: The first message that the member could see when joining.
    joined_before_message: int = 1

    @property
    def is_present(self) -> bool:
        """Whether the account is in the chat."""
        return self.status not in {Status.LEFT, Status.KICKED}

    @property
    def is_admin(self) -> bool:
        """Whether the account is an administrator or the owner."""
        return self.status in {Status.OWNER, Status.ADMINISTRATOR}

    def may(self, right: str) -> bool:
        """Whether an administrator holds a right; the owner holds all."""
        return self.status is Status.OWNER or (self.is_admin and right in self.rights)


@dataclass(eq=False, kw_only=True, slots=True)
class Topic:
    """A topic of a forum. Its number is that of the service message that opened it."""

    thread_id: int
    name: str
    icon_color: int
    icon_custom_emoji_id: str = ""
    is_closed: bool = False
    created_by: "Message"


@dataclass(eq=False, kw_only=True, slots=True)
class Chat:
    """A chat with everything that was said in it.

    A private chat is between one person and one bot; its `id` is the person's, as the bot sees it.
    """

    id: int
    kind: ChatKind
    title: str = ""
    username: str = ""
    person: User | None = None
    bot: Bot | None = None
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, "Message"] = field(default_factory=dict)
    next_message_id: int = 1
    pinned: list["Message"] = field(default_factory=list)
    topics: dict[int, Topic] = field(default_factory=dict)
    permissions: frozenset[str] = USUAL_PERMISSIONS
    is_forum: bool = False
    #: Whether those who join see what was said before.
    history_is_visible: bool = True
    description: str = ""
    invite_links: list[dict[str, Any]] = field(default_factory=list)
    join_requests: dict[int, User] = field(default_factory=dict)
    needs_approval: bool = False
    linked: "Chat | None" = None
    migrated_to: "Chat | None" = None
    migrated_from: "Chat | None" = None
    created_at: datetime
    #: Private chats: whether the person has started the bot, and whether it is blocked since.
    is_started: bool = False
    is_blocked: bool = False
    #: A number that callback queries carry for this chat.
    instance: str = ""
    #: Groups: the bot that spoke last, for plain commands in privacy mode.
    last_bot: Bot | None = None

    @property
    def is_private(self) -> bool:
        """Whether this is a chat of one person with one bot."""
        return self.kind is ChatKind.PRIVATE

    @property
    def is_channel(self) -> bool:
        """Whether this is a channel."""
        return self.kind is ChatKind.CHANNEL

    @property
    def name(self) -> str:
        """What the chat is called in a transcript."""
        if self.person is not None and self.bot is not None:
            return f"{self.person.full_name} – {self.bot.full_name}"
        return self.title

    def member(self, user: User) -> Member | None:
        """The member's record, if the account was ever in the chat."""
        return self.members.get(user.id)

    def has(self, user: User) -> bool:
        """Whether the account is in the chat at this moment."""
        if self.is_private:
            return user is self.person or user is self.bot
        member = self.members.get(user.id)
        return member is not None and member.is_present

    def may(self, user: User, right: str) -> bool:
        """Whether the account holds an administrator's right or the permission of everybody."""
        member = self.members.get(user.id)
        if member is None or not member.is_present:
            return False
        if member.status is Status.RESTRICTED:
            return right in member.permissions and right in self.permissions
        return member.may(right) or right in self.permissions

    def bots(self) -> list[Bot]:
        """The bots in the chat."""
        if self.is_private:
            return [self.bot] if self.bot is not None else []
        return [m.user for m in self.members.values() if m.is_present and isinstance(m.user, Bot)]

    def present(self) -> list[Member]:
        """Everybody who is in the chat."""
        return [member for member in self.members.values() if member.is_present]

    def all_rights(self) -> tuple[str, ...]:
        """The administrator rights that exist in this kind of chat."""
        return ADMIN_RIGHTS + (CHANNEL_RIGHTS if self.is_channel else GROUP_RIGHTS)
