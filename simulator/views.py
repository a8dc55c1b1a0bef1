"""What a person sees of a chat."""

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
            return self.chat.person is self.person
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
        found = self.newest_with(text)
        if found is None:
            raise LookupError(f"nothing says {text!r} in\n{self.transcript()}")
        return found

    def newest_with(self, text: str, after_id: int = 0) -> Message | None:
        """The newest message that contains a text, of those with a higher number."""
        for message in reversed(self.messages):
            if text in message.text and message.id > after_id:
                return message
        return None

    def button(self, label: str, message: Message | None = None) -> tuple[Message, Button]:
        """The newest button with this label, or with this in its label. Raises LookupError."""
        if message is None:
            return newest_button([self], label)
        found = _among([message], label)
        if found is None:
            raise LookupError(f"no button {label!r} among {message.buttons}")
        return found

    @property
    def reply_buttons(self) -> list[str]:
        """The labels of the keyboard in place of the letters, if the bot shows one."""
        for message in reversed(self.messages):
            if message.reply_keyboard is not None:
                rows = message.reply_keyboard.get("keyboard", [])
                return [b if isinstance(b, str) else b["text"] for row in rows for b in row]
        return []

    def transcript(self) -> str:
        """The chat as it reads."""
        return transcript.write(self.world, self.messages)


def newest_button(views: list[ChatView], label: str) -> tuple[Message, Button]:
    """The newest button with this label, or with this in its label. Raises LookupError."""
    messages = [message for view in views for message in view.messages if message.markup]
    messages.sort(key=lambda message: (message.sent_at, message.id), reverse=True)
    found = _among(messages, label)
    if found is None:
        seen = [label for message in messages for label in message.buttons]
        raise LookupError(f"no button {label!r} among {seen}")
    return found


def _among(messages: list[Message], label: str) -> tuple[Message, Button] | None:
    for matches in (str.__eq__, str.__contains__):
        for message in messages:
            for button in message.keyboard:
                if matches(button.label, label):
                    return message, button
    return None
