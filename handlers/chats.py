"""The bot is brought into a group or channel, or taken out of it; a group becomes a supergroup."""

from typing import Any

from telegram import ChatMember, ChatMemberAdministrator
from telegram.ext import ChatMemberHandler, MessageHandler, filters

from actions import channels, chats
from handlers.routes import Order, result_of, route
from handlers.turn import Turn
from rules.chats import LeaveGroup
from storage.chats import ChatKind

_OUT = (ChatMember.LEFT, ChatMember.BANNED)


@route(lambda callback: ChatMemberHandler(callback, ChatMemberHandler.MY_CHAT_MEMBER))
def our_place_changed(turn: Turn) -> None:
    """Note that the bot came, went, was blocked, or has other rights."""
    changed = turn.received.my_chat_member
    assert changed is not None
    ours = changed.new_chat_member
    if ours.status in _OUT:
        chats.leave_behind(turn.work, chat_id=turn.place_id, because="the bot was removed or blocked")
    elif not turn.is_private:
        admin = ours if isinstance(ours, ChatMemberAdministrator) else None
        _come_into(turn, admin, is_forum=bool(changed.chat.is_forum))


def _come_into(turn: Turn, admin: ChatMemberAdministrator | None, *, is_forum: bool) -> None:
    if turn.place.kind is ChatKind.CHANNEL:
        channels.come_into(turn.work, turn.place, may_post=bool(admin and admin.can_post_messages))
    else:
        chats.come_into(
            turn.work,
            turn.place,
            is_forum=is_forum,
            may_pin=bool(admin and admin.can_pin_messages),
            may_manage_topics=bool(admin and admin.can_manage_topics),
        )


@route(lambda callback: MessageHandler(filters.StatusUpdate.MIGRATE, callback), order=Order.SPECIAL)
def group_moved(turn: Turn) -> None:
    """Follow a group that has become a supergroup."""
    message = turn.message
    old = message.migrate_from_chat_id or message.chat.id
    new = message.migrate_to_chat_id or message.chat.id
    chats.move_chat(turn.work, old=old, new=new)


@result_of(LeaveGroup, even_failed=True)
def left_group(_turn: Turn, _errand: LeaveGroup, _result: dict[str, Any]) -> None:
    """Nothing more is to be done."""
