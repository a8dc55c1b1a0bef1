"""The methods of the Bot API that the simulator really does, one module for each family."""

from collections.abc import Callable
from typing import Any

from simulator.access import Call
from simulator.methods import (
    account,
    buttons,
    chats,
    commands,
    editing,
    forwarding,
    inline,
    intake,
    polling,
    reactions,
    sending,
    topics,
)

Done = Callable[[Call], Any]

#: Every method that is done, by its name.
DONE: dict[str, Done] = {
    **account.METHODS,
    **buttons.METHODS,
    **chats.METHODS,
    **commands.METHODS,
    **editing.METHODS,
    **forwarding.METHODS,
    **inline.METHODS,
    **intake.METHODS,
    **polling.METHODS,
    **reactions.METHODS,
    **sending.METHODS,
    **topics.METHODS,
}
