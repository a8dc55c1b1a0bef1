"""What is said in a chat: a message and what may be attached to it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from simulator.chats import Chat
from simulator.entities import Entity, as_html
from simulator.files import Document, Photo, Voice
from simulator.polls import Poll
from simulator.users import Bot, User


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """What a message said before it was edited."""

    text: str
    until: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Button:
    """One button under a message, as a person sees it."""

    label: str
    data: str = ""
    url: str = ""
    style: str = ""


@dataclass(eq=False, kw_only=True, slots=True)
class Message:
    """One message, kept as it stands now; people and the wire read the same object.

    `text` is the text of a text message and the caption of a file; `entities` are the server's
    objects with UTF-16 offsets. `service` holds the fields of a service message as they go out.
    """

    id: int
    chat: Chat
    sent_at: datetime
    sender: User | None = None
    sender_chat: Chat | None = None
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    document: Document | None = None
    photo: Photo | None = None
    voice: Voice | None = None
    poll: Poll | None = None
    service: dict[str, Any] = field(default_factory=dict)
    #: The inline keyboard, as the server gives it back.
    markup: dict[str, Any] | None = None
    #: A keyboard below the input field, or its removal: seen by people only.
    reply_keyboard: dict[str, Any] | None = None
    link_preview_options: dict[str, Any] | None = None
    reply_to: "Message | None" = None
    quote: dict[str, Any] | None = None
    external_reply: dict[str, Any] | None = None
    thread_id: int | None = None
    forward_origin: dict[str, Any] | None = None
    is_automatic_forward: bool = False
    via_bot: Bot | None = None
    #: Of a channel's post: the bot that posted it; nobody is shown.
    posted_by: Bot | None = None
    media_group_id: str = ""
    is_protected: bool = False
    is_silent: bool = False
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    versions: list[Version] = field(default_factory=list)
    #: Reactions by the id of who gave them.
    reactions: dict[int, list[str]] = field(default_factory=dict)

    @property
    def is_service(self) -> bool:
        """Whether this tells of something that happened rather than of something said."""
        return bool(self.service)

    @property
    def is_deleted(self) -> bool:
        """Whether somebody has deleted it."""
        return self.deleted_at is not None

    @property
    def has_media(self) -> bool:
        """Whether `text` is a caption."""
        return any(each is not None for each in (self.document, self.photo, self.voice))

    @property
    def html(self) -> str:
        """The text with its formatting as HTML."""
        return as_html(self.text, self.entities)

    @property
    def rows(self) -> list[list[Button]]:
        """The inline keyboard, row by row."""
        rows = (self.markup or {}).get("inline_keyboard", [])
        return [[_button(button) for button in row] for row in rows]

    @property
    def keyboard(self) -> list[Button]:
        """All buttons in reading order."""
        return [button for row in self.rows for button in row]

    @property
    def buttons(self) -> list[str]:
        """The labels of all buttons in reading order."""
        return [button.label for button in self.keyboard]

    @property
    def author(self) -> str:
        """Who is shown as the sender."""
        if self.sender_chat is not None:
            return self.sender_chat.title
        return self.sender.full_name if self.sender is not None else self.chat.title

    @property
    def reaction_counts(self) -> dict[str, int]:
        """How many gave each reaction."""
        counts: dict[str, int] = {}
        for emojis in self.reactions.values():
            for emoji in emojis:
                counts[emoji] = counts.get(emoji, 0) + 1
        return counts

    def __repr__(self) -> str:
        return f"<Message {self.chat.id}/{self.id} {self.author}: {self.text[:40]!r}>"


def _button(described: dict[str, Any]) -> Button:
    return Button(
        label=described["text"],
        data=described.get("callback_data", ""),
        url=described.get("url", ""),
        style=described.get("style", ""),
    )
