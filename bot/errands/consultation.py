"""Errands about consultations: the topics of forums."""

from typing import Any

from bot.errands.runner import Errands, carries
from bot.texts.resolutions import title
from rules.consultation import OpenTopic
from storage.chats import ChatRow
from storage.consultation import ConsultationRow
from storage.engine import reading
from storage.resolutions import ResolutionRow

LONGEST_TOPIC = 128
"""https://core.telegram.org/bots/api#createforumtopic"""


@carries(OpenTopic)
async def open_topic(errands: Errands, errand: OpenTopic) -> dict[str, Any]:
    """Open a topic named after the resolution."""
    with reading(errands.engine) as session:
        group = session.get_one(ChatRow, errand.group_id)
        consultation = session.get_one(ConsultationRow, errand.consultation_id)
        name = title(session.get_one(ResolutionRow, consultation.resolution_id), LONGEST_TOPIC)
    topic = await errands.transport.call(
        "createForumTopic", {"chat_id": group.telegram_id, "name": name}
    )
    return {"thread_id": topic["message_thread_id"]}
