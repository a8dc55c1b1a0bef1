"""A post becomes a call of the Bot API: the one place that knows Telegram's parameters for sending."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import structlog
from markupsafe import Markup, escape

from bot.keyboards import laid_out
from bot.texts.posts import (
    CAPTION_LIMIT,
    TEXT_LIMIT,
    TOAST_LIMIT,
    Button,
    KeptFile,
    Offer,
    Post,
    clip,
    plain,
)
from bot.transport import Upload
from documents.printable import undeceiving
from storage.calls import ANYWHERE, Call
from storage.outbox import Form

OFFERS_HOLD = 30
"""Seconds for which Telegram may offer the same again: a draft that has just closed is soon gone."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Request:
    """One call of the Bot API, and the buttons whose meaning has to be kept before it goes."""

    method: str
    parameters: dict[str, Any]
    uploads: dict[str, Upload] = field(default_factory=dict)
    calls: tuple[tuple[str, Call], ...] = ()

    def without_markup(self) -> "Request":
        """Give the same request with plain text: for the case that our HTML is broken."""
        bare = dict(self.parameters)
        if bare.pop("parse_mode", None):
            name = "text" if "text" in bare else "caption"
            bare[name] = plain(Markup(bare[name]))  # noqa: S704  it is taken out of HTML here
        return replace(self, parameters=bare)

    def without_thread(self) -> "Request":
        """Give the same request for the group itself instead of one of its topics."""
        bare = {name: value for name, value in self.parameters.items() if name != "message_thread_id"}
        return replace(self, parameters=bare)


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where a post goes."""

    chat_id: int  # ours
    telegram_id: int
    thread_id: int | None = None
    message_id: int | None = None  # to be changed, to be replied to, or to be reacted to


@dataclass(frozen=True, kw_only=True)
class Keys:
    """What is needed to make buttons: the installation's secret and the bot's name."""

    secret: bytes
    bot_username: str

    def key_of(self, button: Button, chat_id: int) -> tuple[str, Call]:
        """Give the key of a button and what it stands for in this chat."""
        assert button.call is not None
        call = button.call if button.opens_desk else replace(button.call, chat_id=chat_id)
        return call.key(self.secret), call

    def link(self, key: str) -> str:
        """Give a link that opens the private chat and hands the key over there."""
        return f"https://t.me/{self.bot_username}?start={key}"


def send(post: Post, to: Address, keys: Keys) -> Request:
    """Make the call that sends a post as a new message."""
    method, content, uploads = _content(post)
    parameters: dict[str, Any] = {"chat_id": to.telegram_id, **content}
    if to.thread_id:
        parameters["message_thread_id"] = to.thread_id
    if to.message_id:
        parameters["reply_parameters"] = {
            "message_id": to.message_id,
            "allow_sending_without_reply": True,
        }
    if post.is_silent:
        parameters["disable_notification"] = True
    return _with_buttons(Request(method=method, parameters=parameters, uploads=uploads), post, to, keys)


def edit(post: Post, to: Address, keys: Keys) -> Request:
    """Make the call that turns an old message into a post. A file cannot be put into an old message."""
    if post.document or post.picture or post.voice or post.poll:
        return send(post, replace(to, message_id=None), keys)
    parameters = {"chat_id": to.telegram_id, "message_id": to.message_id, **_text(post.text)}
    return _with_buttons(Request(method="editMessageText", parameters=parameters), post, to, keys)


def answer(post: Post, callback_id: str) -> Request:
    """Make the call that answers a press."""
    parameters: dict[str, Any] = {"callback_query_id": callback_id}
    if post.text:
        said = clip(undeceiving(plain(post.text)), TOAST_LIMIT)
        parameters |= {"text": said, "show_alert": post.is_alert}
    return Request(method="answerCallbackQuery", parameters=parameters)


def offer(post: Post, query_id: str, keys: Keys) -> Request:
    """Make the call that answers an inline query. The same is offered to everybody who asks the same.

    https://core.telegram.org/bots/api#answerinlinequery
    """
    calls: list[tuple[str, Call]] = []
    parameters: dict[str, Any] = {
        "inline_query_id": query_id,
        "results": [_article(each, keys, calls) for each in post.offers],
        "cache_time": OFFERS_HOLD,
        "is_personal": False,
        "next_offset": post.next_offset,
    }
    if post.buttons:
        [[button]] = post.buttons
        key, call = keys.key_of(button, ANYWHERE)
        calls.append((key, call))
        parameters["button"] = {"text": undeceiving(button.label), "start_parameter": key}
    return Request(method="answerInlineQuery", parameters=parameters, calls=tuple(calls))


def _article(offered: Offer, keys: Keys, calls: list[tuple[str, Call]]) -> dict[str, Any]:
    text = _text(offered.text)
    return {
        "type": "article",
        "id": offered.id,
        "title": undeceiving(offered.title),
        "description": undeceiving(offered.description),
        "input_message_content": {"message_text": text.pop("text"), **text},
        "reply_markup": {
            "inline_keyboard": [_row(row, ANYWHERE, keys, calls) for row in laid_out(offered.buttons)]
        },
    }


def react(emoji: str, *, telegram_id: int, message_id: int) -> Request:
    """Make the call that puts a sign on somebody's message."""
    return Request(
        method="setMessageReaction",
        parameters={
            "chat_id": telegram_id,
            "message_id": message_id,
            "reaction": [{"type": "emoji", "emoji": emoji}],
        },
    )


def request(form: Form, post: Post, to: Address | None, callback_id: str | None, keys: Keys) -> Request:
    """Make the call for a row of the outbox."""
    if form is Form.ANSWER:
        assert callback_id is not None
        return answer(post, callback_id)
    if form is Form.OFFER:
        assert callback_id is not None
        return offer(post, callback_id, keys)
    assert to is not None
    if form is Form.SCREEN:
        return edit(post, to, keys)
    return send(post, to, keys)


def _content(post: Post) -> tuple[str, dict[str, Any], dict[str, Upload]]:
    """Say which method carries a post, with which content."""
    if post.poll:
        options = [{"text": undeceiving(option)} for option in post.poll.options]
        poll = {"question": undeceiving(post.poll.question), "options": options, "is_anonymous": False}
        return "sendPoll", poll, {}
    for method, name, file in (
        ("sendDocument", "document", post.document),
        ("sendPhoto", "photo", post.picture),
        ("sendVoice", "voice", post.voice),
    ):
        if file:
            caption = _html(post.text, CAPTION_LIMIT)
            content = {"caption": caption, "parse_mode": "HTML"} if caption else {}
            if isinstance(file, KeptFile):
                return method, {**content, name: file.file_id}, {}
            return method, content, {name: Upload(file.name, file.content)}
    return "sendMessage", _text(post.text), {}


def _text(text: str | Markup) -> dict[str, Any]:
    return {
        "text": _html(text, TEXT_LIMIT),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }


def _html(text: str | Markup, limit: int) -> str:
    """Escape what is not HTML yet. A text over the limit loses its markup rather than its end tags.

    What people typed may carry marks that turn the order of letters round: they end here.
    """
    html = Markup(undeceiving(escape(text)))  # noqa: S704 - escaped on the same line
    if len(html) > limit and len(bare := plain(html)) > limit:
        log.error("a text was too long and has been cut", length=len(bare), limit=limit)
        return str(escape(clip(bare, limit)))
    return str(html)


def _with_buttons(made: Request, post: Post, to: Address, keys: Keys) -> Request:
    if not post.buttons:
        return made
    calls: list[tuple[str, Call]] = []
    keyboard = [_row(row, to.chat_id, keys, calls) for row in laid_out(post.buttons)]
    markup = {"inline_keyboard": keyboard}
    return replace(made, parameters={**made.parameters, "reply_markup": markup}, calls=tuple(calls))


def _row(
    row: Sequence[Button], chat_id: int, keys: Keys, calls: list[tuple[str, Call]]
) -> list[dict[str, str]]:
    made = []
    for button in row:
        label = undeceiving(button.label)
        if button.url:
            made.append({"text": label, "url": button.url})
            continue
        key, call = keys.key_of(button, chat_id)
        calls.append((key, call))
        target = {"url": keys.link(key)} if button.opens_desk else {"callback_data": key}
        made.append({"text": label, **target})
    return made
