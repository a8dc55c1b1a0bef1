"""Pressing buttons: from a person's finger to the bot's queue."""

from simulator import audience, wire
from simulator.messages import Button, Message
from simulator.presses import Press
from simulator.users import Bot, User
from simulator.world import Happening, World


def press(world: World, person: User, message: Message, button: Button) -> Press:
    """Press a button that carries data; the bot that owns the message is told who did it.

    An anonymous administrator is not anonymous here: the bot gets the real account.
    """
    owner = message.via_bot or _owner(message)
    pressed = Press(
        id=str(world.random.getrandbits(62)),
        bot=owner,
        person=person,
        message=message,
        label=button.label,
        data=button.data,
        pressed_at=world.clock.now(),
    )
    world.presses[pressed.id] = pressed
    audience.meets(owner, person)
    audience.push(owner, "callback_query", _query(pressed))
    world.flood.heard([owner.id], message.chat)
    world.tell(Happening.BUTTON_PRESSED, message.chat, message=message, user=person, press=pressed)
    return pressed


def _owner(message: Message) -> Bot:
    """The bot whose message it is; of a channel post, the bot that can post there."""
    if isinstance(message.sender, Bot):
        return message.sender
    bots = message.chat.bots()
    if not bots:
        raise LookupError("nobody hears of presses under this message")
    return bots[0]


def _query(pressed: Press) -> wire.Json:
    return {
        "id": pressed.id,
        "from": wire.user(pressed.person),
        "message": wire.message(pressed.message),
        "chat_instance": pressed.message.chat.instance,
        "data": pressed.data,
    }
