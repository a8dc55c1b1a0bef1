"""Pictures, voice messages and papers that go with comments, in chats."""

from datetime import timedelta

from telegram import Document, Message, PhotoSize, Voice
from telegram.ext import MessageHandler, filters

from actions import attachments
from handlers import desk
from handlers.calls import answer, press
from handlers.prompts import ask_below
from handlers.routes import Order, route
from handlers.turn import Turn
from rules.attachments import Attached, AttachmentExpected, AttachmentKind, AttachmentSent
from rules.comments import CommentTaken
from rules.responses import CommentPage


def attached_in(message: Message) -> Attached | None:
    """Read the file of a message. None where it has none that can be kept."""
    if message.photo:
        return _photo(message, message.photo[-1])  # the largest size
    if message.voice:
        return _voice(message.voice)
    return _document(message, message.document) if message.document else None


def _photo(message: Message, photo: PhotoSize) -> Attached:
    return Attached(
        kind=AttachmentKind.PHOTO, file_id=photo.file_id, size=photo.file_size or 0,
        album=message.media_group_id or "",
    )  # fmt: skip


def _voice(voice: Voice) -> Attached:
    return Attached(
        kind=AttachmentKind.VOICE, file_id=voice.file_id, size=voice.file_size or 0,
        seconds=_seconds(voice.duration),
    )  # fmt: skip


def _document(message: Message, document: Document) -> Attached:
    return Attached(
        kind=AttachmentKind.DOCUMENT, file_id=document.file_id, size=document.file_size or 0,
        name=document.file_name or "", album=message.media_group_id or "",
    )  # fmt: skip


def _seconds(span: int | timedelta) -> int:
    """Read a span of python-telegram-bot, which changes from a number to a timedelta."""
    return int(span.total_seconds()) if isinstance(span, timedelta) else span


@press
def ask_file(turn: Turn, comment_id: int) -> None:
    """Ask for a picture, a voice message or a file."""
    ask_below(turn, take_file, comment_id=comment_id)


@answer
def take_file(turn: Turn, comment_id: int) -> None:
    """Take it."""
    attached = attached_in(turn.message)
    if attached is None:
        raise AttachmentExpected
    attachments.attach(turn.work, comment_id, attached)
    turn.show(CommentTaken(comment_id=comment_id))


@press
def show_files(turn: Turn, comment_id: int) -> None:
    """Send the files of a comment."""
    for each in attachments.files_of(turn.work, comment_id):
        assert each.id is not None
        turn.say(AttachmentSent(attachment_id=each.id))


@press
def ask_transcript(turn: Turn, comment_id: int) -> None:
    """Ask for what a voice message or a picture says."""
    ask_below(turn, take_transcript, comment_id=comment_id)


@answer
def take_transcript(turn: Turn, comment_id: int) -> None:
    """Take it."""
    attachments.transcribe(turn.work, comment_id, turn.text)
    turn.show(CommentPage(comment_id=comment_id))


class _OfAnAlbum(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        return message.media_group_id is not None


@route(
    lambda callback: MessageHandler(
        filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & _OfAnAlbum(), callback
    ),
    order=Order.SPECIAL,
)
def rest_of_album(turn: Turn) -> None:
    """Put the other pictures of an album where the first one went; what else comes is an answer."""
    attached = attached_in(turn.message)
    if attached is None or attachments.attach_rest_of_album(turn.work, attached) is None:
        desk.answered(turn)
