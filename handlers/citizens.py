"""Citizens in private chats: consent first, then the draft, a comment, a code, and their own data."""

from telegram.ext import MessageHandler, filters

from actions import citizens, personal_data
from handlers import desk
from handlers.calls import answer, press
from handlers.prompts import ask_letters, ask_text
from handlers.routes import Audience, command, route
from handlers.turn import Turn
from rules.citizens import (
    LONGEST_HAMLET,
    LONGEST_NAME,
    CitizenClauses,
    CitizenComments,
    CitizenConsent,
    CitizenDesk,
    CitizenReceipt,
    ConsentRefusedNote,
    DeletionPreview,
    MyData,
    MyDataDeleted,
    ReceiptAnswer,
)
from rules.comments import CommentDesk
from rules.notices import Notice
from rules.personal_data import MyDataFile, Purpose
from rules.responses import PublicTable
from storage import questions
from storage.citizens import asked_citizens, citizen_of
from storage.members import memberships

TYPED_CODE = r"^\s*[A-Za-z0-9]{4}[\s\-–]?[A-Za-z0-9]{4}\s*$"


@press
def enter(turn: Turn, resolution_id: int) -> None:
    """Come through the public link: members go the members' way, new citizens are asked for consent."""
    row = asked_citizens(turn.work.session, resolution_id)
    here = {member.body_id for member in memberships(turn.work.session, turn.user_id)}
    screen: Notice
    if row.body_id in here:
        screen = CommentDesk(resolution_id=resolution_id)
    elif citizen_of(turn.work.session, turn.user_id, row.body_id) is None:
        screen = CitizenConsent(resolution_id=resolution_id)
    else:
        screen = CitizenDesk(resolution_id=resolution_id)
    # Not `show`: it would note the account, and nothing is noted before they agree.
    turn.work.tell(screen, chat_id=turn.place_id)


@press
def open_table(turn: Turn, resolution_id: int) -> None:
    """Give the public table; reading needs no consent, and nothing is noted."""
    turn.work.tell(PublicTable(resolution_id=resolution_id), chat_id=turn.place_id)


@press
def agree(turn: Turn, resolution_id: int, words: str) -> None:
    """Take the consent to the words that were read."""
    personal_data.give_consent(turn.work, resolution_id, chat_id=turn.place_id, words=words)
    turn.show(CitizenDesk(resolution_id=resolution_id))


@press
def agree_to_reply(turn: Turn, resolution_id: int, words: str) -> None:
    """Take the consent to be told the answer."""
    personal_data.agree_to_reply(turn.work, resolution_id, words=words)
    turn.show(CitizenDesk(resolution_id=resolution_id))


@press
def stop_replies(turn: Turn) -> None:
    """Tell no answers any more."""
    personal_data.withdraw(turn.work, Purpose.REPLY)
    turn.show(MyData())


@press
def withdraw_consent(turn: Turn, purpose: Purpose) -> None:
    """End the consent to one purpose."""
    personal_data.withdraw(turn.work, purpose)
    turn.show(MyData())


@press
def ask_name(turn: Turn, resolution_id: int, words: str) -> None:
    """Ask under which name they wish to stand in the public table."""
    ask_text(turn, take_name, resolution_id=resolution_id, words=words)


@answer
def take_name(turn: Turn, resolution_id: int, words: str) -> None:
    """Note the name."""
    name = turn.short_text(LONGEST_NAME)
    personal_data.set_public_name(turn.work, resolution_id, name, words=words)
    turn.show(CitizenComments(resolution_id=resolution_id))


@press
def disagree(turn: Turn, resolution_id: int) -> None:
    """Take the refusal: nothing is kept."""
    personal_data.refuse_consent(turn.work, resolution_id, chat_id=turn.place_id)
    turn.show(ConsentRefusedNote(resolution_id=resolution_id))


@press
def choose_clause(turn: Turn, resolution_id: int, letters: str = "", page: int = 0) -> None:
    """Show the clauses to read and to choose from."""
    screen = CitizenClauses(resolution_id=resolution_id, letters=letters, page=page)
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
    """Take a comment, and give a code for it: words alone, for of a file nobody knows what it tells."""
    comment_id = citizens.write_comment(
        turn.work, resolution_id, clause_id,
        text=turn.text, message_id=turn.message.message_id,
        names=turn.own_names,
    )  # fmt: skip
    turn.show(CitizenReceipt(comment_id=comment_id))


@press
def withdraw(turn: Turn, comment_id: int, resolution_id: int, is_withdrawn: bool) -> None:  # noqa: FBT001  a stored argument
    """Take an own comment back, or put it in again."""
    citizens.withdraw(turn.work, comment_id, is_withdrawn=is_withdrawn)
    turn.show(CitizenComments(resolution_id=resolution_id))


@press
def ask_hamlet(turn: Turn, resolution_id: int, words: str) -> None:
    """Ask where they live."""
    ask_text(turn, take_hamlet, resolution_id=resolution_id, words=words)


@answer
def take_hamlet(turn: Turn, resolution_id: int, words: str) -> None:
    """Note where they live."""
    hamlet = turn.short_text(LONGEST_HAMLET)
    personal_data.set_hamlet(turn.work, resolution_id, hamlet, words=words)
    turn.show(CitizenDesk(resolution_id=resolution_id))


@press
def ask_receipt(turn: Turn) -> None:
    """Ask for a code."""
    ask_text(turn, take_receipt)


@answer
def take_receipt(turn: Turn) -> None:
    """Show what became of the comment behind a code."""
    turn.show(ReceiptAnswer(comment_id=citizens.look_up(turn.work, turn.text)))


@route(
    lambda callback: MessageHandler(
        filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & filters.Regex(TYPED_CODE), callback
    )
)
def code_typed(turn: Turn) -> None:
    """Take an unasked message that looks like a code for one; an asked one goes to its question."""
    if questions.open_question(turn.work.connection, turn.user_id):
        desk.answered(turn)
    else:
        take_receipt(turn)


@command("dulieu", "mydata", audience=Audience.ANYONE)
def my_data(turn: Turn) -> None:
    """Show everything that is kept about this person."""
    turn.show(MyData())


@press
def ask_deletion(turn: Turn) -> None:
    """Show what deleting means."""
    turn.show(DeletionPreview())


@press
def delete_my_data(turn: Turn) -> None:
    """Cut the tie between account and pseudonym."""
    personal_data.delete_my_data(turn.work, chat_id=turn.place_id)
    turn.show(MyDataDeleted())


@press
def export_my_data(turn: Turn) -> None:
    """Give everything that is kept about this person as a file."""
    personal_data.export_my_data(turn.work)
    turn.say(MyDataFile())
