"""What a person can do on the page, by name (the requests of docs/chat-page.md)."""

from collections.abc import Awaitable, Callable
from typing import Any

from simulator import links, pressing, voting
from simulator.chats import Chat
from simulator.messages import Message
from simulator.page.shown import GENERAL, Json, chat_id
from simulator.people import Person
from simulator.polls import VoteRefused
from simulator.presses import ANSWERABLE_FOR
from simulator.users import Bot
from simulator.writing import NotPossible


class Actor:
    """One person at the page, with the chats that this person can reach."""

    def __init__(self, person: Person, bot: Bot) -> None:
        self.person = person
        self.bot = bot

    def chats(self) -> list[Chat]:
        """Every chat of the person; the one with the bot is always there."""
        private = self.person.world.private_chat(self.person.user, self.bot)
        return [private, *(view.chat for view in self.person.chats() if view.chat is not private)]

    def chat(self, wanted: object) -> Chat:
        """Find one of the person's chats. Raises LookupError."""
        for chat in self.chats():
            if chat_id(chat) == str(wanted):
                return chat
        raise LookupError(f"{self.person.name} is in no chat {wanted}")

    def message(self, asked: Json) -> Message:
        """Find a message that the person can see. Raises LookupError."""
        chat = self.chat(asked["chat"])
        found = chat.messages.get(int(asked["message"]))
        if found is None or not self.person.chat(chat).can_see(found):
            raise LookupError(f"no message {asked['message']} is to be seen here")
        return found


async def _write(actor: Actor, asked: Json) -> None:
    chat, text = actor.chat(asked["chat"]), str(asked["text"])
    if asked.get("reply_to"):
        answered = actor.message({**asked, "message": asked["reply_to"]})
        actor.person.replies(answered, text, quote=str(asked.get("quote") or ""))
    else:
        topic = chat.topics.get(int(asked.get("topic") or GENERAL))
        actor.person.writes(chat, text, topic=topic)


async def _edit(actor: Actor, asked: Json) -> None:
    actor.person.edits(actor.message(asked), str(asked["text"]))


async def _delete(actor: Actor, asked: Json) -> None:
    actor.person.deletes(actor.message(asked))


async def _press(actor: Actor, asked: Json) -> Json:
    """Press a button and wait for what comes up, as long as Telegram would."""
    message = actor.message(asked)
    button = message.rows[int(asked["row"])][int(asked["column"])]
    if button.url or not button.data:
        raise NotPossible(f"the button {button.label!r} is a link")
    pressed = pressing.press(actor.person.world, actor.person.user, message, button)
    try:
        answer = await pressed.answered(within=ANSWERABLE_FOR)
    except TimeoutError:
        return {"text": "", "is_alert": False, "url": ""}
    return {"text": answer.text, "is_alert": answer.is_alert, "url": answer.url}


async def _link(actor: Actor, asked: Json) -> Json:
    """Follow an address, and say which chat it leads to."""
    try:
        found = links.resolved(actor.person.world, str(asked["url"]))
    except LookupError:
        return {"chat": None}
    shown = actor.person.follows(str(asked["url"]))
    if found.bot is not None:
        return {"chat": str(found.bot.id)}
    assert found.chat is not None
    return {"chat": chat_id(found.chat), "message": shown.id if shown is not None else None}


async def _start(actor: Actor, _asked: Json) -> None:
    actor.person.starts(actor.bot)


async def _react(actor: Actor, asked: Json) -> None:
    message, emoji = actor.message(asked), str(asked["emoji"])
    has = message.reactions.get(actor.person.id, [])
    actor.person.reacts(message, *([] if emoji in has else [emoji]))


async def _vote(actor: Actor, asked: Json) -> None:
    poll = actor.message(asked).poll
    if poll is None:
        raise LookupError("the message is no poll")
    numbers = [int(number) for number in asked["options"]]
    if not all(0 <= number < len(poll.options) for number in numbers):
        raise LookupError("the poll has no such option")
    try:
        voting.vote(actor.person.world, poll, actor.person.user, numbers)
    except VoteRefused as refused:
        raise NotPossible(str(refused)) from refused


async def _block(actor: Actor, _asked: Json) -> None:
    actor.person.blocks(actor.bot)


async def _unblock(actor: Actor, _asked: Json) -> None:
    actor.person.unblocks(actor.bot)


DOINGS: dict[str, Callable[[Actor, Json], Awaitable[Any]]] = {
    "write": _write,
    "edit": _edit,
    "delete": _delete,
    "press": _press,
    "link": _link,
    "start": _start,
    "react": _react,
    "vote": _vote,
    "block": _block,
    "unblock": _unblock,
}
