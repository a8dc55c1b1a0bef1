"""Reactions and pins: small marks on messages that are there."""

from simulator import posting, wire
from simulator.access import Access, Call, chat_of, check_right, message_of
from simulator.chats import Chat
from simulator.errors import bad_request
from simulator.messages import Message
from simulator.world import Happening

#: The reactions that Telegram offers (https://core.telegram.org/bots/api#reactiontypeemoji).
EMOJIS = frozenset(
    "❤👍👎🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃"
    "🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡"
) | {"❤\u200d🔥", "👨\u200d💻", "🤷\u200d♂", "🤷\u200d♀"}
_NO_PIN_RIGHT = "not enough rights to manage pinned messages in the chat"


def set_message_reaction(call: Call) -> bool:
    """Put the bot's one reaction on a message, or take it back."""
    chat = chat_of(call, Access.READ)
    message = message_of(call, chat, "message to react")
    wanted = call.get("reaction", [])
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emojis = [reaction.get("emoji", "").replace("\ufe0f", "") for reaction in wanted]
    if any(emoji not in EMOJIS for emoji in emojis) or message.is_service:
        raise bad_request("REACTION_INVALID")
    if emojis:
        message.reactions[call.bot.id] = emojis
    else:
        message.reactions.pop(call.bot.id, None)
    call.world.tell(Happening.REACTIONS_CHANGED, chat, message=message, user=call.bot)
    return True


def _pinnable(call: Call, what: str) -> tuple[Chat, Message]:
    chat = chat_of(call, Access.WRITE)
    message = message_of(call, chat, what)
    _check_pinning(call, chat)
    return chat, message


def _check_pinning(call: Call, chat: Chat) -> None:
    right = "can_edit_messages" if chat.is_channel else "can_pin_messages"
    check_right(call, chat, right, _NO_PIN_RIGHT)


def pin_chat_message(call: Call) -> bool:
    """Pin a message on top of the others; the chat is told of it."""
    chat, message = _pinnable(call, "message to pin")
    if message.is_service:
        raise bad_request("message can't be pinned")
    if message in chat.pinned:
        return True
    chat.pinned.append(message)
    posting.post_service(
        call.world,
        chat,
        sender=None if chat.is_channel else call.bot,
        service={"pinned_message": wire.message(message, with_reply=False)},
        thread_id=message.thread_id,
    )
    call.world.tell(Happening.PINS_CHANGED, chat, message=message, user=call.bot)
    return True


def unpin_chat_message(call: Call) -> bool:
    """Unpin one message, the latest pinned one unless named."""
    if "message_id" in call.parameters:
        chat, message = _pinnable(call, "message to unpin")
    else:
        chat = chat_of(call, Access.WRITE)
        _check_pinning(call, chat)
        if not chat.pinned:
            raise bad_request("message to unpin not found")
        message = max(chat.pinned, key=lambda pinned: pinned.id)
    if message in chat.pinned:
        chat.pinned.remove(message)
        call.world.tell(Happening.PINS_CHANGED, chat, message=message, user=call.bot)
    return True


def unpin_all_chat_messages(call: Call) -> bool:
    """Unpin everything in a chat."""
    chat = chat_of(call, Access.WRITE)
    _check_pinning(call, chat)
    chat.pinned.clear()
    call.world.tell(Happening.PINS_CHANGED, chat, user=call.bot)
    return True


METHODS = {
    "setMessageReaction": set_message_reaction,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
}
