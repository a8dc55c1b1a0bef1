"""Fresh facts → words → a request: what happens to a row of the outbox just before it is sent."""

import hashlib
from dataclasses import dataclass, replace
from typing import Any

import orjson
from sqlalchemy import Engine
from sqlmodel import Session

from bot import wire
from bot.clock import Clock
from bot.texts.commands import what_it_does
from bot.texts.posts import Post, plain
from bot.texts.prompts import refusal
from bot.texts.voice import speaking
from bot.texts.wording import Reader, Vanished, compose, sign_of
from bot.wire import Address, Keys, Request
from handlers.routes import offered
from rules.desk import ButtonExpired
from rules.notices import Notice
from rules.refused import Refusal, Refused
from storage.accounts import owner_of
from storage.bodies import BodyRow
from storage.cards import CardRow, Changed
from storage.chats import ChatKind, ChatRow
from storage.engine import reading
from storage.members import memberships
from storage.outbox import Form, Parcel


@dataclass(frozen=True, kw_only=True)
class Composed:
    """A request, and what the delivery has to know of the post behind it."""

    request: Request
    is_pinned: bool
    chat: ChatRow | None
    changes: int = 0  # of the card: which facts are being shown
    shown_hash: str | None = None  # of the card: what it showed until now

    @property
    def fingerprint(self) -> str:
        """Tell whether two showings of a card would look the same."""
        said = orjson.dumps(self.request.parameters, option=orjson.OPT_SORT_KEYS)
        return hashlib.sha256(said).hexdigest()


class Composer:
    """Words what is to be sent, in reader threads where facts are needed; touches nothing."""

    def __init__(self, engine: Engine, clock: Clock, keys: Keys, *, language: str) -> None:
        self._engine = engine
        self._clock = clock
        self._keys = keys
        self._language = language

    def parcel(self, parcel: Parcel) -> Composed:
        """Word a row of the outbox. Raises Vanished."""
        with reading(self._engine) as session:
            chat = session.get(ChatRow, parcel.chat_id) if parcel.chat_id else None
            card = session.get(CardRow, parcel.card_id) if parcel.card_id else None
            notice = Notice.read(parcel.kind, parcel.facts)
            post = self._post(session, chat, notice, is_pressed=parcel.form is Form.SCREEN)
            request = wire.request(parcel.form, post, _address(parcel), parcel.callback_id, self._keys)
            changes = card.changes if card else 0
            return Composed(request=request, is_pinned=post.is_pinned, chat=chat, changes=changes)

    def sign(self, parcel: Parcel) -> Composed:
        """Make the sign on somebody's message: it says the same to everybody, and needs no facts."""
        assert parcel.telegram_id is not None
        assert parcel.message_id is not None
        request = wire.react(
            sign_of(parcel.kind), telegram_id=parcel.telegram_id, message_id=parcel.message_id
        )
        return Composed(request=request, is_pinned=False, chat=None)

    def card(self, card: Changed) -> Composed:
        """Word a card as its facts are now. Raises Vanished."""
        with reading(self._engine) as session:
            chat = session.get_one(ChatRow, card.chat_id)
            # Before the facts, and afresh: the card may have been shown since it was found changed.
            row = session.get_one(CardRow, card.id)
            post = self._post(session, chat, Notice.read(card.kind, card.facts))
            address = Address(
                chat_id=card.chat_id, telegram_id=card.telegram_id, message_id=card.message_id
            )
            return Composed(
                request=wire.edit(post, address, self._keys), is_pinned=post.is_pinned, chat=chat,
                changes=row.changes, shown_hash=row.shown_hash,
            )  # fmt: skip

    def menu(self, chat_id: int) -> dict[str, Any]:
        """Word the menu of a private chat.

        https://core.telegram.org/bots/api#setmycommands
        """
        with reading(self._engine) as session:
            reader = self._reader(session, session.get_one(ChatRow, chat_id))
            assert reader.chat is not None
            people = memberships(session, reader.user_id)
            with speaking(reader.language):
                commands = [
                    {"command": each.name, "description": plain(what_it_does(each.name))}
                    for each in offered(people)
                ]
            scope = {"type": "chat", "chat_id": reader.chat.telegram_id}
            return {"commands": commands, "scope": scope}

    def _post(
        self, session: Session, chat: ChatRow | None, notice: Notice, *, is_pressed: bool = False
    ) -> Post:
        reader = self._reader(session, chat)
        if isinstance(notice, Refusal):
            return replace(refusal(reader, notice.opened()), is_alert=True)
        try:
            return compose(reader, notice)
        except Refused as refused:  # the right to see something may be gone when it is worded
            return refusal(reader, refused)
        except Vanished:
            if not is_pressed:
                raise
            return refusal(reader, ButtonExpired())  # whoever pressed a button waits for an answer

    def _reader(self, session: Session, chat: ChatRow | None) -> Reader:
        user_id = None
        if chat is not None and chat.kind is ChatKind.PRIVATE:
            user_id = owner_of(session, chat.telegram_id)
        return Reader(
            session=session,
            now=self._clock.now(),
            language=self._language_of(session, chat, user_id),
            bot_username=self._keys.bot_username,
            chat=chat,
            user_id=user_id,
        )

    def _language_of(self, session: Session, chat: ChatRow | None, user_id: int | None) -> str:
        """Take the person's own choice first, then the body's, then the installation's."""
        if chat is not None and chat.language:
            return chat.language
        body_id = chat.body_id if chat is not None else None
        if body_id is None and (lines := memberships(session, user_id)):
            body_id = lines[0].body_id
        return session.get_one(BodyRow, body_id).language if body_id else self._language


def _address(parcel: Parcel) -> Address | None:
    if parcel.chat_id is None or parcel.telegram_id is None:
        return None
    return Address(
        chat_id=parcel.chat_id,
        telegram_id=parcel.telegram_id,
        thread_id=parcel.thread_id,
        message_id=parcel.message_id,
    )
