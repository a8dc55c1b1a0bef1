"""What a person sees of a chat."""

from collections.abc import Iterator

from simulator import transcript
from simulator.chats import Chat
from simulator.messages import Button, Message
from simulator.users import User
from simulator.world import World


class ChatView:
    """One chat through the eyes of one person: only what that person can see, as it is now."""

    def __init__(self, world: World, chat: Chat, person: User) -> None:
        self.world = world
        self.chat = chat
        self.person = person

    @property
    def messages(self) -> list[Message]:
        """The messages that stand in the chat, oldest first."""
        before = self.chat.migrated_from
        older = ChatView(self.world, before, self.person).messages if before is not None else []
        return older + [m for m in self.chat.messages.values() if self.can_see(m)]

    def can_see(self, message: Message) -> bool:
        """Whether the person can see a message of this chat."""
        if message.is_deleted:
            return False
        if self.chat.is_private:
            return True
        member = self.chat.member(self.person)
        if member is None or not member.is_present:
            return bool(self.chat.username)
        return message.id >= member.joined_before_message

    @property
    def last(self) -> Message:
        """The newest message. Raises LookupError in an empty chat."""
        if not self.messages:
            raise LookupError(f"{self.person.full_name} sees nothing in {self.chat.name}")
        return self.messages[-1]

    @property
    def pinned(self) -> list[Message]:
        """The pinned messages, oldest first."""
        return [message for message in self.chat.pinned if self.can_see(message)]

    def find(self, text: str) -> Message:
        """The newest message that contains a text. Raises LookupError."""
        for message in reversed(self.messages):
            if text in message.text:
                return message
        raise LookupError(f"nothing says {text!r} in\n{self.transcript()}")

    def button(self, label: str, message: Message | None = None) -> tuple[Message, Button]:
        """The newest button with this label, or with this in its label. Raises LookupError."""
        messages = [message] if message is not None else list(reversed(self.messages))
        for matches in (str.__eq__, str.__contains__):
            for place, button in _buttons(messages):
                if matches(button.label, label):
                    return place, button
        raise LookupError(f"no button {label!r} in\n{self.transcript()}")

    def transcript(self) -> str:
        """The chat as it reads."""
        return transcript.write(self.world, self.messages)


def _buttons(messages: list[Message]) -> Iterator[tuple[Message, Button]]:
    for message in messages:
        for button in message.keyboard:
            yield message, button
