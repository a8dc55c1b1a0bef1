"""What a message consists of, before anybody knows how Telegram wants it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from markupsafe import Markup

from handlers.calls import call_of
from storage.calls import ANYWHERE, Call

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
TOAST_LIMIT = 200


@dataclass(frozen=True)
class Button:
    """A button under a message: it calls something here, or opens a link."""

    label: str
    call: Call | None = None
    opens_desk: bool = False  # the call is made in the presser's private chat, through a link
    url: str | None = None


def press(label: str, function: Callable[..., None], /, **arguments: Any) -> Button:
    """Make a button that calls a registered function in the chat where it hangs."""
    assert "chat_id" not in arguments, "where it is pressed is known when it is pressed"
    return Button(plain(label), call=call_of(function, **arguments))


def to_desk(label: str, function: Callable[..., None], /, **arguments: Any) -> Button:
    """Make a button that opens the presser's private chat and calls the function there."""
    call = call_of(function, chat_id=ANYWHERE, **arguments)
    return Button(plain(label), call=call, opens_desk=True)


@dataclass(frozen=True)
class File:
    """A paper or picture that goes with a message."""

    name: str
    content: bytes


@dataclass(frozen=True)
class KeptFile:
    """A file that Telegram has already, by the number under which it was sent to us."""

    file_id: str


@dataclass(frozen=True)
class Poll:
    """A native poll of Telegram: shows a mood, decides nothing."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Offer:
    """Something that somebody may send in a chat where the bot is not; its buttons only open links."""

    id: str
    title: str
    description: str
    text: str | Markup
    buttons: Sequence[Sequence[Button]]


@dataclass(frozen=True, kw_only=True)
class Post:
    """One message. With a document or picture, the text is its caption."""

    text: str | Markup = ""
    buttons: Sequence[Sequence[Button]] = field(default_factory=tuple)
    document: File | KeptFile | None = None
    picture: File | KeptFile | None = None
    voice: KeptFile | None = None
    poll: Poll | None = None
    is_alert: bool = False  # an answer to a press that must be read and closed
    is_silent: bool = False
    is_pinned: bool = False  # a card that is pinned where the bot may pin
    offers: Sequence[Offer] = field(default_factory=tuple)  # to an inline query, instead of a text
    next_offset: str = ""


def plain(text: str) -> str:
    """Take a text out of HTML: for button labels, toasts, file names, polls."""
    return unescape(text.striptags()) if isinstance(text, Markup) else text


def clip(text: str, limit: int) -> str:
    """Shorten a plain text to `limit` characters, at a word where one ends near, marked with …."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    at_word, _, _ = cut.rpartition(" ")
    return (at_word if len(at_word) > limit // 2 else cut).rstrip(" ,;:-–") + "…"
