"""Errands about straw polls: Telegram gives a poll its number only when it is sent."""

from typing import Any

from telegram.error import TelegramError

from bot.errands.runner import Errands, carries
from bot.verdicts import Verdict, judge
from rules.polls import SendStrawPoll, StopStrawPoll
from storage.chats import ChatRow
from storage.engine import reading
from storage.polls import PollMessageRow, StrawPollRow


@carries(SendStrawPoll)
async def send_straw_poll(errands: Errands, errand: SendStrawPoll) -> dict[str, Any]:
    """Show a poll: answers are given by name, and it cannot be forwarded to strangers.

    https://core.telegram.org/bots/api#sendpoll
    """
    with reading(errands.engine) as session:
        group = session.get_one(ChatRow, errand.group_id)
        poll = session.get_one(StrawPollRow, errand.poll_id)
    parameters = {
        "chat_id": group.telegram_id,
        "question": poll.question,
        "options": [{"text": option} for option in poll.choices],
        "is_anonymous": False,
        "allows_multiple_answers": False,
        "protect_content": True,
    }
    topic = {"message_thread_id": errand.thread_id} if errand.thread_id else {}
    try:
        message = await errands.transport.call("sendPoll", parameters | topic)
    except TelegramError as error:
        if not topic or judge(error) is not Verdict.NO_TOPIC:
            raise
        message = await errands.transport.call("sendPoll", parameters)
    return {"telegram_poll_id": message["poll"]["id"], "message_id": message["message_id"]}


@carries(StopStrawPoll)
async def stop_straw_poll(errands: Errands, errand: StopStrawPoll) -> dict[str, Any]:
    """End a poll, so that nobody answers in vain; one that a group left behind can be seen no more."""
    with reading(errands.engine) as session:
        group = session.get_one(ChatRow, errand.group_id)
        shown = session.get_one(PollMessageRow, (errand.poll_id, errand.group_id))
    if shown.message_id is not None:
        parameters = {"chat_id": group.telegram_id, "message_id": shown.message_id}
        await errands.transport.call("stopPoll", parameters)
    return {}
