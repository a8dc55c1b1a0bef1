"""A press on a button, from the finger to the answer that comes up."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from simulator.users import Bot, User

if TYPE_CHECKING:
    from simulator.messages import Message

#: For how many seconds a callback query can be answered.
ANSWERABLE_FOR = 150


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a press brought up: a line at the top, or an alert that must be closed."""

    text: str = ""
    is_alert: bool = False
    url: str = ""


@dataclass(eq=False, kw_only=True, slots=True)
class Press:
    """One press on one button. The answer comes later, if the bot gives one in time."""

    id: str
    bot: Bot
    person: User
    message: "Message"
    label: str
    data: str
    pressed_at: datetime
    answer: Answer | None = None
    _answered: asyncio.Event = field(default_factory=asyncio.Event)

    async def answered(self, within: float = 60.0) -> Answer:
        """Wait so many real seconds for the bot's answer. Raises TimeoutError without one."""
        if self.answer is None:
            await asyncio.wait_for(self._answered.wait(), within)
        assert self.answer is not None
        return self.answer

    def take(self, answer: Answer) -> None:
        """Show the answer to the person."""
        self.answer = answer
        self._answered.set()
