"""Comments in chats: replies in groups, and what members write in private."""

from telegram import Message
from telegram.ext import MessageHandler, filters

from actions import agreements, citizens, comments
from handlers.attachments import attached_in
from handlers.calls import answer, press
from handlers.prompts import ask_letters, ask_text
from handlers.routes import Audience, command, route
from handlers.turn import Turn, thread_of
from rules.comments import (
    AgreementTaken,
    ChooseClause,
    CommentClaimed,
    CommentDesk,
    CommentList,
    CommentTaken,
    MyComments,
    Written,
)


@command("gopy", "comment", audience=Audience.ANYONE)
def comments_command(turn: Turn) -> None:
    """Show on what this person can comment."""
    turn.show(CommentList())


@press
def open_desk(turn: Turn, resolution_id: int) -> None:
    """Show a draft in consultation to one of the asked."""
    turn.show(CommentDesk(resolution_id=resolution_id))


@press
def agree_in_group(turn: Turn, resolution_id: int) -> None:
    """Note agreement with the whole text; the receipt is seen by whoever pressed."""
    turn.toast(AgreementTaken(is_new=agreements.agree(turn.work, resolution_id)))


@press
def agree(turn: Turn, resolution_id: int) -> None:
    """Note agreement with the whole text."""
    agreements.agree(turn.work, resolution_id)
    turn.show(CommentDesk(resolution_id=resolution_id))


@press
def take_back_agreement(turn: Turn, resolution_id: int) -> None:
    """Note that somebody no longer agrees."""
    agreements.take_back_agreement(turn.work, resolution_id)
    turn.show(CommentDesk(resolution_id=resolution_id))


@press
def choose_clause(turn: Turn, resolution_id: int, letters: str = "", page: int = 0) -> None:
    """Show the clauses, and wait for letters of one."""
    screen = ChooseClause(resolution_id=resolution_id, letters=letters, page=page)
    ask_letters(turn, screen, letters_came, resolution_id=resolution_id)


@answer
def letters_came(turn: Turn, resolution_id: int) -> None:
    """Show the clauses that hold the letters."""
    choose_clause(turn, resolution_id, letters=turn.short_text(80))


@press
def ask_comment(turn: Turn, resolution_id: int, clause_id: int | None) -> None:
    """Ask for a comment on a clause, or on the whole text."""
    ask_text(turn, take_comment, resolution_id=resolution_id, clause_id=clause_id)


@answer
def take_comment(turn: Turn, resolution_id: int, clause_id: int | None) -> None:
    """Take a comment written in private."""
    comment_id = comments.write_comment(
        turn.work, resolution_id, clause_id, text=turn.said, attached=attached_in(turn.message),
        chat_id=turn.place_id, message_id=turn.message.message_id, at=turn.message.date,
    )  # fmt: skip
    turn.show(CommentTaken(comment_id=comment_id))


@press
def withdraw(turn: Turn, comment_id: int, resolution_id: int, is_withdrawn: bool) -> None:  # noqa: FBT001  a stored argument
    """Take an own comment back, or put it in again."""
    comments.withdraw(turn.work, comment_id, is_withdrawn=is_withdrawn)
    turn.show(MyComments(resolution_id=resolution_id))


@press
def claim(turn: Turn, message_id: int) -> None:
    """Take an anonymous message as the comment of whoever pressed; no name is printed."""
    comments.claim(turn.work, chat_id=turn.place_id, message_id=message_id)
    turn.toast(CommentClaimed())
    turn.work.turn_into(CommentClaimed(), chat_id=turn.place_id, message_id=turn.message.message_id)


@route(
    lambda callback: MessageHandler(
        filters.ChatType.GROUPS & filters.REPLY & filters.UpdateType.MESSAGE, callback
    )
)
def replied(turn: Turn) -> None:
    """Take a reply to a draft as a comment."""
    message = turn.message
    comments.take_reply(
        turn.work, written_in(message), is_anonymous=message.sender_chat is not None, at=message.date
    )


@route(
    lambda callback: MessageHandler(
        filters.ChatType.GROUPS & filters.UpdateType.EDITED_MESSAGE, callback
    )
)
def edited(turn: Turn) -> None:
    """Take an edited reply as a new version; one that was not taken before may be now."""
    message = turn.message
    at = message.edit_date or message.date
    known = comments.edit_comment(
        turn.work, group=message.chat.id, message_id=message.message_id, text=turn.said, at=at
    )
    if not known and message.reply_to_message is not None:
        comments.take_reply(
            turn.work, written_in(message), is_anonymous=message.sender_chat is not None, at=at
        )


@route(
    lambda callback: MessageHandler(
        filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE, callback
    )
)
def edited_in_private(turn: Turn) -> None:
    """Take an edited message as a new version of the comment it made, a member's or a citizen's."""
    message = turn.message
    known = comments.edit_comment(
        turn.work, group=message.chat.id, message_id=message.message_id,
        text=turn.said, at=message.edit_date or message.date,
    )  # fmt: skip
    if not known:
        citizens.edit_comment(
            turn.work, message_id=message.message_id, text=message.text or "", names=turn.own_names
        )


def written_in(message: Message) -> Written:
    """Read a reply as Telegram gave it."""
    replied_to = message.reply_to_message
    assert replied_to is not None
    quote = message.quote
    return Written(
        group=message.chat.id,
        message_id=message.message_id,
        answers_to=replied_to.message_id,
        thread_id=thread_of(message),
        text=(message.text or message.caption or "").strip(),
        quote=quote.text if quote else "",
        quote_at=quote.position if quote else None,
        shown=replied_to.text or replied_to.caption or "",
        attached=attached_in(message),
    )
