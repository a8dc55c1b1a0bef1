"""Coming and going: joins, leaves, promotions, blocks, and what bots are told of them."""

from typing import Any

from simulator import audience, posting, wire
from simulator.chats import USUAL_RIGHTS, Chat, ChatKind, Member, Status
from simulator.users import Bot, User
from simulator.world import Happening, World


def join(world: World, chat: Chat, user: User, *, by: User) -> Member:
    """Put an account into a chat; `by` is the account itself or who added it."""
    member = chat.member(user)
    if member is not None and member.is_present:
        return member
    first = 1 if chat.history_is_visible else chat.next_message_id
    old = _snapshot(chat, user)
    member = Member(user=user, joined_before_message=first)
    chat.members[user.id] = member
    if isinstance(user, Bot):
        _introduce(chat, user)
    _tell_changed(world, chat, user, by, old)
    if not chat.is_channel:
        service: dict[str, Any] = {"new_chat_members": [wire.user(user)]}
        posting.post_service(world, chat, sender=by, service=service)
    return member


def ask_to_join(world: World, chat: Chat, user: User) -> None:
    """Ask the administrators to be let in; bots that may invite are told."""
    chat.join_requests[user.id] = user
    request = {
        "chat": wire.chat(chat),
        "from": wire.user(user),
        "user_chat_id": user.id,
        "date": wire.unix(world.clock.now()),
    }
    for bot in chat.bots():
        audience.meets(bot, user)
        if chat.members[bot.id].may("can_invite_users"):
            audience.push(bot, "chat_join_request", request)
    world.tell(Happening.MEMBER_CHANGED, chat, user=user)


def leave(world: World, chat: Chat, user: User) -> None:
    """Take an account out at its own wish."""
    _remove(world, chat, user, by=user, status=Status.LEFT)


def kick(world: World, chat: Chat, user: User, *, by: User) -> None:
    """Put an account out for good."""
    _remove(world, chat, user, by=by, status=Status.KICKED)


def _remove(world: World, chat: Chat, user: User, *, by: User, status: Status) -> None:
    member = chat.member(user)
    if member is None or not member.is_present:
        return
    old = _snapshot(chat, user)
    if not chat.is_channel:
        service: dict[str, Any] = {"left_chat_member": wire.user(user)}
        posting.post_service(world, chat, sender=by, service=service)
    member.status, member.rights = status, frozenset()
    _tell_changed(world, chat, user, by, old)


def promote(
    world: World,
    chat: Chat,
    user: User,
    *,
    by: User,
    rights: frozenset[str] = USUAL_RIGHTS,
    is_anonymous: bool = False,
    title: str = "",
) -> Member:
    """Make a member an administrator, or change an administrator's rights."""
    old = _snapshot(chat, user)
    member = chat.members.setdefault(user.id, Member(user=user))
    member.status = Status.ADMINISTRATOR
    member.rights = (rights | {"can_manage_chat"}) & frozenset(chat.all_rights())
    member.is_anonymous, member.custom_title = is_anonymous, title
    if isinstance(user, Bot):
        _introduce(chat, user)
    _tell_changed(world, chat, user, by, old)
    return member


def demote(world: World, chat: Chat, user: User, *, by: User) -> None:
    """Make an administrator an ordinary member again."""
    old = _snapshot(chat, user)
    member = chat.members[user.id]
    member.status, member.rights, member.is_anonymous = Status.MEMBER, frozenset(), False
    _tell_changed(world, chat, user, by, old)


def restrict(world: World, chat: Chat, user: User, *, by: User, permissions: frozenset[str]) -> None:
    """Leave a member of a supergroup only some permissions."""
    old = _snapshot(chat, user)
    member = chat.members[user.id]
    member.status, member.permissions = Status.RESTRICTED, permissions
    _tell_changed(world, chat, user, by, old)


def set_blocked(world: World, chat: Chat, *, blocked: bool) -> None:
    """Let a person block or unblock the bot of a private chat."""
    assert chat.person is not None
    assert chat.bot is not None
    if chat.is_blocked == blocked:
        return
    chat.is_blocked = blocked
    before, after = (Status.KICKED, Status.MEMBER) if not blocked else (Status.MEMBER, Status.KICKED)
    old = wire.member(chat, Member(user=chat.bot, status=before))
    new = wire.member(chat, Member(user=chat.bot, status=after))
    audience.push(chat.bot, "my_chat_member", _change(world, chat, chat.person, old, new))
    world.tell(Happening.MEMBER_CHANGED, chat, user=chat.person)


def upgrade(world: World, group: Chat, by: User) -> Chat:
    """Turn a basic group into a supergroup with another id; the old messages stay behind.

    The old group keeps one last message with `migrate_to_chat_id`, the new one begins with
    `migrate_from_chat_id`, and every call with the old id is told the new one.
    """
    bigger = world.new_chat(ChatKind.SUPERGROUP, group.title)
    bigger.migrated_from, bigger.permissions = group, group.permissions
    for user_id, member in group.members.items():
        bigger.members[user_id] = Member(
            user=member.user,
            status=member.status,
            rights=member.rights,
            is_anonymous=member.is_anonymous,
            custom_title=member.custom_title,
        )
    posting.post_service(world, group, sender=by, service={"migrate_to_chat_id": bigger.id})
    group.migrated_to = bigger
    posting.post_service(world, bigger, sender=by, service={"migrate_from_chat_id": group.id})
    world.tell(Happening.CHAT_CHANGED, group, user=by)
    return bigger


def _introduce(chat: Chat, bot: Bot) -> None:
    """A bot in a chat knows its members by name."""
    for member in chat.present():
        audience.meets(bot, member.user)


def _snapshot(chat: Chat, user: User) -> wire.Json:
    return wire.member(chat, chat.member(user) or Member(user=user, status=Status.LEFT))


def _change(world: World, chat: Chat, by: User, old: wire.Json, new: wire.Json) -> wire.Json:
    return {
        "chat": wire.chat(chat),
        "from": wire.user(by),
        "date": wire.unix(world.clock.now()),
        "old_chat_member": old,
        "new_chat_member": new,
    }


def _tell_changed(world: World, chat: Chat, user: User, by: User, old: wire.Json) -> None:
    new = _snapshot(chat, user)
    if new == old:
        return
    change = _change(world, chat, by, old, new)
    if isinstance(user, Bot):
        audience.meets(user, by)
        audience.push(user, "my_chat_member", change)
    for bot in chat.bots():
        member = chat.member(bot)
        audience.meets(bot, user)
        if bot is not user and member is not None and (member.is_admin or chat.is_channel):
            audience.push(bot, "chat_member", change)
    world.tell(Happening.MEMBER_CHANGED, chat, user=user)
