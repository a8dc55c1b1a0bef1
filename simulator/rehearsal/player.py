"""A simulated person with a mind: looks at the newest message and presses the button that is wanted."""

from typing import Self

from simulator.messages import Message
from simulator.people import Person
from simulator.presses import Press
from simulator.stage import Stage
from simulator.users import Bot

MORE = "Việc khác ›"


class Player:
    """One person at the private desk."""

    def __init__(self, person: Person, account: Bot, stage: Stage) -> None:
        self.person = person
        self._account = account
        self._stage = stage

    @property
    def name(self) -> str:
        """The person's name."""
        return self.person.name

    @property
    def messages(self) -> list[Message]:
        """The private chat, the oldest first."""
        return self.person.chat(self._account).messages

    @property
    def last(self) -> Message:
        """The newest message of the private chat."""
        return self.messages[-1]

    def sees(self, label: str) -> bool:
        """Say whether the newest message of the bot has a button with this label."""
        return any(label in button for button in self.last.buttons)

    def label(self, beginning: str) -> str | None:
        """Give the first button of the newest message that begins so, of those that are shown."""
        return next((label for label in self.last.buttons if label.startswith(beginning)), None)

    async def finds(self, beginning: str) -> str | None:
        """Give the first button of the newest message that begins so, unfolded or not."""
        if self.label(beginning) is None and self.sees(MORE):
            self.taps(MORE)
            await self._stage.settle()
        return self.label(beginning)

    def taps(self, label: str, message: Message | None = None) -> Press:
        """Press a button without waiting for what comes of it."""
        return self.person.presses(label, message, chat=self._account)

    async def presses(self, label: str, message: Message | None = None) -> Message:
        """Press a button, unfolding the other steps where it is not shown; look at what comes of it."""
        if message is None and not self.sees(label):
            await self.finds(label)
        self.taps(label, message)
        await self._stage.settle()
        return self.last

    async def writes(self, text: str) -> Message:
        """Write, and look at the answer."""
        self.person.writes(self._account, text)
        await self._stage.settle()
        return self.last

    async def sends(self, name: str, content: bytes) -> Message:
        """Send a file, and look at the answer."""
        self.person.sends_file(self._account, name, content)
        await self._stage.settle()
        return self.last

    async def opens(self, title: str = "") -> Message:
        """Open the newest resolution's page, or the one whose title is given."""
        listed = await self.writes("/hoso")
        label = next(button for button in listed.buttons if title in button)
        return await self.presses(label, listed)

    async def chooses(self, who: Self) -> None:
        """Choose a person as people do in a long list: by writing a few letters."""
        await self.writes(who.name.split()[-1])
        label = next(
            (label for label in self.last.buttons if label.startswith(who.name)), self.last.buttons[0]
        )
        await self.presses(label)
