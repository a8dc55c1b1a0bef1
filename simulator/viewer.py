"""What a person sees: chats, menus, and what comes next."""

import asyncio
from typing import Any

from simulator import menus, transcript
from simulator.chats import Chat
from simulator.groups import Group
from simulator.messages import Message
from simulator.users import Bot, User
from simulator.views import ChatView
from simulator.world import Event, World

#: Where something happens: the private chat with a bot, a group, or the chat of a message.
Place = Bot | Group | Chat | Message


class Viewer:
    """The seeing half of a person."""

    def __init__(self, world: World, user: User) -> None:
        self.world = world
        self.user = user

    def __repr__(self) -> str:
        return f"<Person {self.name} {self.id}>"

    @property
    def id(self) -> int:
        """The account's number, which never changes."""
        return self.user.id

    @property
    def name(self) -> str:
        """The account's name."""
        return self.user.full_name

    def chat(self, place: Place) -> ChatView:
        """What this person sees of a chat."""
        return ChatView(self.world, self._chat(place), self.user)

    def chats(self) -> list[ChatView]:
        """All chats of this person."""
        private = (c for c in self.world.private_chats.values() if c.person is self.user)
        groups = (c for c in self.world.chats.values() if c.has(self.user) and not c.migrated_to)
        return [ChatView(self.world, chat, self.user) for chat in (*private, *groups)]

    def reads(self, place: Place | None = None) -> str:
        """A chat as it reads, or all of them."""
        if place is not None:
            return self.chat(place).transcript()
        return transcript.joined(self.world, ((view.chat, view.messages) for view in self.chats()))

    def menu(self, place: Place) -> list[dict[str, Any]]:
        """The bot's commands that this person is offered in a chat, each name with its words."""
        chat = self._chat(place)
        return [command for bot in chat.bots() for command in menus.shown(bot, chat, self.user)]

    async def sees(
        self, text: str, place: Place, *, within: float = 60.0, after: Message | None = None
    ) -> Message:
        """Wait until a message with this text stands in the chat, newer than `after` if given.

        Raises TimeoutError with the chat's transcript after so many real seconds.
        """
        view, changed = self.chat(place), asyncio.Event()
        newest = after.id if after is not None else 0

        def look(event: Event) -> None:
            if event.chat is view.chat:
                changed.set()

        self.world.watchers.append(look)
        try:
            async with asyncio.timeout(within):
                while (found := view.newest_with(text, newest)) is None:
                    changed.clear()
                    await changed.wait()
                return found
        except TimeoutError:
            raise TimeoutError(
                f"{self.name} waited for {text!r} and saw only\n{view.transcript()}"
            ) from None
        finally:
            self.world.watchers.remove(look)

    def _chat(self, place: Place) -> Chat:
        match place:
            case Bot():
                return self.world.private_chat(self.user, place)
            case Group() | Message():
                return place.chat
            case Chat():
                return place
