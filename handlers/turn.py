"""One update and the hands to deal with it: what python-telegram-bot calls the context."""

from collections.abc import Callable
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, Self

from telegram import CallbackQuery, Chat, Document, Message, Update
from telegram.ext import Application, CallbackContext

from rules.desk import Done, FileExpected, SentToDesk, TextExpected, TextTooLong
from rules.notices import Notice
from rules.personal_data import STRANGER_FOR
from storage.accounts import desk_of, ensure_account
from storage.chats import ChatKind, ChatRow, ensure_chat
from storage.work import Work

if TYPE_CHECKING:
    from handlers.application import House


class Turn(CallbackContext):
    """One update. A handler reads it here, calls one action, and says what is shown."""

    application: "House"
    received: Update

    @classmethod
    def from_update(cls, update: object, application: Application[Any, Any, Any, Any, Any, Any]) -> Self:
        """Make the turn of an update, or of an errand's result."""
        turn = cls(application)
        if isinstance(update, Update):
            turn.received = update
        return turn

    @property
    def work(self) -> Work:
        """The unit of work in which this update is handled."""
        work = self.application.work
        assert work is not None, "an update is handled within a unit of work"
        return work

    @cached_property
    def user_id(self) -> int:
        """The account that acts. Anonymous senders have none and get here only by pressing."""
        user = self.received.effective_user
        assert user is not None
        return user.id

    @property
    def message(self) -> Message:
        """The message that was written, or the one whose button was pressed."""
        message = self.received.effective_message
        assert message is not None
        return message

    @property
    def query(self) -> CallbackQuery:
        """The press."""
        assert self.received.callback_query is not None
        return self.received.callback_query

    @property
    def text(self) -> str:
        """What the person wrote. Raises TextExpected for a picture, a sticker and the like."""
        text = (self.message.text or "").strip()
        if not text:
            raise TextExpected
        return text

    @property
    def own_names(self) -> tuple[str, ...]:
        """What Telegram says of the account's owner: covered where they are not needed.

        A deleted account has no name.
        """
        user = self.received.effective_user
        return (user.full_name,) if user is not None and user.first_name else ()

    @property
    def said(self) -> str:
        """What the person wrote, or wrote below a picture; empty where they wrote nothing."""
        return (self.message.text or self.message.caption or "").strip()

    def short_text(self, limit: int) -> str:
        """What the person wrote, on one line. Raises TextExpected, TextTooLong."""
        text = " ".join(self.text.split())
        if len(text) > limit:
            raise TextTooLong(length=len(text), limit=limit)
        return text

    @property
    def document_expected(self) -> Document:
        """The file the person sent. Raises FileExpected where the message carries none."""
        if self.message.document is None:
            raise FileExpected
        return self.message.document

    @cached_property
    def place(self) -> ChatRow:
        """The chat in which it happened."""
        chat = self.received.effective_chat
        assert chat is not None
        return ensure_chat(
            self.work.session, telegram_id=chat.id, kind=ChatKind(chat.type), title=chat.title or "",
            forget_at=self.work.now + STRANGER_FOR,
        )  # fmt: skip

    @property
    def place_id(self) -> int:
        """Our number of the chat in which it happened."""
        assert self.place.id is not None
        return self.place.id

    @property
    def is_private(self) -> bool:
        """Whether it happened between the person and the bot alone."""
        chat = self.received.effective_chat
        return chat is not None and chat.type == Chat.PRIVATE

    @cached_property
    def desk_id(self) -> int | None:
        """The person's private chat with the bot, if there is one."""
        if self.is_private:
            ensure_account(
                self.work.session, user_id=self.user_id, chat_id=self.place_id, now=self.work.now
            )
            return self.place_id
        return desk_of(self.work.session, self.user_id)

    def show(self, notice: Notice) -> None:
        """Show the person a screen, in the private chat; the group is not disturbed.

        A press there turns the pressed message into the screen, unless it is a paper or a picture,
        which stays; from a group it goes to the desk.
        """
        if self.is_private and self._pressed_a_text:
            self.work.turn_into(notice, chat_id=self.place_id, message_id=self.message.message_id)
        elif self.desk_id is not None:
            self.work.tell(notice, chat_id=self.desk_id)
            if not self.is_private:
                self.toast(SentToDesk(has_desk=True))
        else:
            self.toast(SentToDesk(has_desk=False))

    @property
    def _pressed_a_text(self) -> bool:
        """Whether a button of a message was pressed that can become another text."""
        pressed = self.received.callback_query and self.received.callback_query.message
        return bool(pressed) and not (isinstance(pressed, Message) and pressed.text is None)

    def say(self, notice: Notice) -> None:
        """Say something in a new message in the person's private chat, or here where there is none."""
        self.work.tell(notice, chat_id=self.desk_id or self.place_id)

    def toast(self, notice: Notice) -> None:
        """Answer the press with a short word; a typed command in a group gets it as a reply."""
        if query := self.received.callback_query:
            self.work.answer(notice, callback_id=query.id, chat_id=self.place_id)
        elif not self.is_private:
            self.work.tell(
                notice,
                chat_id=self.place_id,
                reply_to=self.message.message_id,
                thread_id=thread_of(self.message),
            )


def thread_of(message: Message) -> int | None:
    """Give the topic of a message. The General topic has no number that may be sent."""
    return message.message_thread_id if message.is_topic_message else None


Handler = Callable[[Turn], None]


def in_turn(function: Handler) -> Callable[[Any, Turn], Any]:
    """Make a plain function a callback of python-telegram-bot.

    It is `async` in form only: handlers never wait for anything, the worker's thread drives them.
    """

    @wraps(function)
    async def callback(_update: object, turn: Turn) -> None:
        function(turn)
        if query := turn.received.callback_query:
            # A press that nobody answered is answered with nothing; the key lets one answer through.
            turn.work.answer(Done(), callback_id=query.id, chat_id=turn.place_id)

    return callback
