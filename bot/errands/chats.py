"""Errands about chats."""

from typing import Any

from bot.errands.runner import Errands, carries
from rules.chats import LeaveGroup
from storage.chats import ChatRow
from storage.engine import reading


@carries(LeaveGroup)
async def leave_group(errands: Errands, errand: LeaveGroup) -> dict[str, Any]:
    """Leave a group."""
    with reading(errands.engine) as session:
        group = session.get_one(ChatRow, errand.group_id)
    await errands.transport.call("leaveChat", {"chat_id": group.telegram_id})
    return {}
