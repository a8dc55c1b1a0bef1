"""Chats and their members: looking them up, leaving, inviting."""

from simulator import membership, wire
from simulator.access import Access, Call, chat_of, check_right, check_supergroup, user_of
from simulator.chats import Chat, ChatKind, Member, Status
from simulator.errors import bad_request
from simulator.messages import Message
from simulator.users import User

MOST_REACTIONS = 11


def get_chat(call: Call) -> wire.Json:
    """Answer what a chat is (https://core.telegram.org/bots/api#chatfullinfo)."""
    chat = chat_of(call, Access.READ)
    found = {
        **wire.chat(chat),
        "accent_color_id": chat.id % 7,
        "max_reaction_count": MOST_REACTIONS,
        "accepted_gift_types": _no_gifts(),
    }
    if not chat.is_private and not chat.is_channel:
        found["permissions"] = wire.permissions(chat.permissions)
    if chat.description:
        found["description"] = chat.description
    if chat.kind is ChatKind.SUPERGROUP and chat.history_is_visible:
        found["has_visible_history"] = True
    if chat.linked is not None:
        found["linked_chat_id"] = chat.linked.id
    if chat.invite_links and chat.kind is not ChatKind.PRIVATE:
        found["invite_link"] = chat.invite_links[-1]["invite_link"]
    if pinned := _newest_pin(chat):
        found["pinned_message"] = wire.message(pinned, with_reply=False)
    return found


def _no_gifts() -> wire.Json:
    return {
        "unlimited_gifts": False,
        "limited_gifts": False,
        "unique_gifts": False,
        "premium_subscription": False,
        "gifts_from_channels": False,
    }


def _newest_pin(chat: Chat) -> Message | None:
    return max(chat.pinned, key=lambda message: message.id, default=None)


def get_chat_member(call: Call) -> wire.Json:
    """Answer what somebody is in a chat."""
    is_self = call.get("user_id") == call.bot.id
    chat = chat_of(call, Access.READ if is_self else Access.READ_MEMBERS)
    user = user_of(call)
    if chat.is_private:
        if user not in {chat.person, chat.bot}:
            raise bad_request("user not found")
        return wire.member(chat, Member(user=user))
    member = chat.member(user)
    if member is None:
        if user.id not in call.bot.acquaintances:
            raise bad_request("user not found" if user.is_deleted else "PARTICIPANT_ID_INVALID")
        member = Member(user=user, status=Status.LEFT)
    return wire.member(chat, member)


def get_chat_administrators(call: Call) -> list[wire.Json]:
    """Answer the owner and the administrators, without other bots."""
    chat = chat_of(call, Access.READ_MEMBERS)
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    return [
        wire.member(chat, member)
        for member in chat.present()
        if member.is_admin and (not member.user.is_bot or member.user is call.bot)
    ]


def get_chat_member_count(call: Call) -> int:
    """Answer how many are in a chat."""
    chat = chat_of(call, Access.READ)
    return 2 if chat.is_private else len(chat.present())


def leave_chat(call: Call) -> bool:
    """Leave a group or a channel."""
    chat = chat_of(call, Access.READ)
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    membership.leave(call.world, chat, call.bot)
    return True


def create_chat_invite_link(call: Call) -> wire.Json:
    """Make a link by which people join, at once or after approval."""
    chat = _inviting(call)
    link: wire.Json = {
        "invite_link": f"https://t.me/+{call.world.random.getrandbits(96):024x}",
        "creator": wire.user(call.bot),
        "creates_join_request": call.flag("creates_join_request"),
        "is_primary": False,
        "is_revoked": False,
    }
    link |= {name: call.get(name) for name in ("name", "expire_date", "member_limit") if call.get(name)}
    chat.invite_links.append(link)
    return link


def export_chat_invite_link(call: Call) -> str:
    """Make a new primary link; the one before stops working."""
    chat = _inviting(call)
    chat.invite_links[:] = [link for link in chat.invite_links if not link["is_primary"]]
    link = create_chat_invite_link(call)
    link["is_primary"] = True
    return str(link["invite_link"])


def _inviting(call: Call) -> Chat:
    chat = chat_of(call, Access.WRITE)
    check_right(call, chat, "can_invite_users", "not enough rights to manage chat invite link")
    return chat


def _requester(call: Call) -> tuple[Chat, User]:
    chat = chat_of(call, Access.WRITE)
    check_supergroup(chat)
    check_right(call, chat, "can_invite_users", "not enough rights to manage chat join requests")
    user = chat.join_requests.pop(call.get("user_id"), None)
    if user is None:
        raise bad_request("HIDE_REQUESTER_MISSING")
    return chat, user


def approve_chat_join_request(call: Call) -> bool:
    """Let somebody in who asked to join."""
    chat, user = _requester(call)
    membership.join(call.world, chat, user, by=user)
    return True


def decline_chat_join_request(call: Call) -> bool:
    """Turn somebody away who asked to join."""
    _requester(call)
    return True


METHODS = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
    "createChatInviteLink": create_chat_invite_link,
    "exportChatInviteLink": export_chat_invite_link,
    "approveChatJoinRequest": approve_chat_join_request,
    "declineChatJoinRequest": decline_chat_join_request,
}
