"""Documents from above in chats: entered as a file, completed, and what they require ticked."""

from datetime import date
from typing import Any

from actions import upper_documents
from documents.plain_data import from_plain
from handlers.calls import answer, press
from handlers.prompts import ask_date, ask_text
from handlers.routes import command, result_of
from handlers.turn import Turn
from rules.desk import NotUnderstood
from rules.members import Ability
from rules.sheets import date_of
from rules.upper_documents import (
    ChooseTheme,
    ReadUpperDocument,
    UpperClauses,
    UpperDocumentFile,
    UpperDocumentList,
    UpperDocumentPage,
    UpperField,
)

WRITTEN = "van-ban.txt"
"""What a text is called that came without a file."""


@command("vanban", "documents", ability=Ability.RUN_CONSULTATION)
def documents_command(turn: Turn) -> None:
    """Show the register."""
    turn.show(UpperDocumentList())


@press
def ask_document(turn: Turn, body_id: int | None = None) -> None:
    """Ask for the file of a document for the register of a body."""
    ask_text(turn, receive_document, body_id=body_id)


@answer
def receive_document(turn: Turn, body_id: int | None = None) -> None:
    """Take the file of a document, or its text where somebody writes it. Raises DraftRefused."""
    if turn.message.text:
        from documents.reading import read_draft  # what reads papers waits for the first one

        read_draft(turn.text.encode(), WRITTEN)  # a secret one is refused before it goes any further
        upper_documents.hand_in_text(
            turn.work, turn.text, chat_id=turn.place_id, file_name=WRITTEN, body_id=body_id
        )
        return
    document = turn.document_expected
    upper_documents.hand_in(
        turn.work, chat_id=turn.place_id, file_id=document.file_id,
        file_name=document.file_name or "", size_bytes=document.file_size or 0, body_id=body_id,
    )  # fmt: skip


@press
def send_file(turn: Turn, document_id: int) -> None:
    """Give the file as it was sent."""
    turn.say(UpperDocumentFile(document_id=document_id))


@press
def hand_in(turn: Turn, file_id: str, file_name: str, body_id: int | None = None) -> None:
    """Take a file that came unasked as a document from above."""
    upper_documents.hand_in(
        turn.work, chat_id=turn.place_id, file_id=file_id, file_name=file_name, size_bytes=0,
        body_id=body_id,
    )  # fmt: skip


@result_of(ReadUpperDocument)
def document_read(turn: Turn, errand: ReadUpperDocument, result: dict[str, Any]) -> None:
    """Store what was read."""
    upper_documents.take_document(turn.work, errand, from_plain(result["draft"]))


@press
def ask_field(turn: Turn, document_id: int, field: UpperField) -> None:
    """Ask for one thing about a document."""
    match field:
        case UpperField.SYMBOL:
            ask_text(turn, set_symbol, document_id=document_id)
        case UpperField.ISSUER:
            ask_text(turn, set_issuer, document_id=document_id)
        case UpperField.ISSUED_ON:
            ask_text(turn, set_issued_on, document_id=document_id)
        case UpperField.ABOUT:
            ask_text(turn, set_about, document_id=document_id)
        case UpperField.THEME:
            turn.show(ChooseTheme(document_id=document_id))
        case UpperField.DUE:
            ask_date(turn, set_due, document_id=document_id)


@answer
def set_symbol(turn: Turn, document_id: int) -> None:
    """Take its number and symbol."""
    upper_documents.set_symbol(turn.work, document_id, turn.text)
    turn.show(UpperDocumentPage(document_id=document_id))


@answer
def set_issuer(turn: Turn, document_id: int) -> None:
    """Take who issued it."""
    upper_documents.set_issuer(turn.work, document_id, turn.text)
    turn.show(UpperDocumentPage(document_id=document_id))


@answer
def set_issued_on(turn: Turn, document_id: int) -> None:
    """Take the day on which it was issued. Raises NotUnderstood."""
    on = date_of(turn.text)
    if on is None:
        raise NotUnderstood(said=turn.text, wanted="date")
    upper_documents.set_issued_on(turn.work, document_id, on)
    turn.show(UpperDocumentPage(document_id=document_id))


@answer
def set_about(turn: Turn, document_id: int) -> None:
    """Take what it is about."""
    upper_documents.set_about(turn.work, document_id, turn.text)
    turn.show(UpperDocumentPage(document_id=document_id))


@press
def ask_theme(turn: Turn, document_id: int) -> None:
    """Ask for a theme that the register does not have yet."""
    ask_text(turn, take_theme, document_id=document_id)


@answer
def take_theme(turn: Turn, document_id: int) -> None:
    """Take a theme that was written."""
    set_theme(turn, document_id, turn.text)


@press
def set_theme(turn: Turn, document_id: int, theme: str) -> None:
    """Take the theme."""
    upper_documents.set_theme(turn.work, document_id, theme)
    turn.show(UpperDocumentPage(document_id=document_id))


@press
def set_due(turn: Turn, document_id: int, on: date) -> None:
    """Take the day by which it is to be concretised."""
    upper_documents.set_due(turn.work, document_id, on)
    turn.show(UpperDocumentPage(document_id=document_id))


@press
def tick(turn: Turn, clause_id: int, page: int, *, is_whole: bool, is_required: bool) -> None:
    """Tick a clause, or take the tick away, and show the same page."""
    row = upper_documents.tick(turn.work, clause_id, is_required=is_required)
    turn.show(UpperClauses(document_id=row.id or 0, page=page, is_whole=is_whole))


@press
def review(turn: Turn, document_id: int) -> None:
    """Take it that what is required has been gone through."""
    upper_documents.review(turn.work, document_id)
    turn.show(UpperDocumentPage(document_id=document_id))


@press
def set_aside(turn: Turn, document_id: int) -> None:
    """Set a document aside."""
    upper_documents.set_aside(turn.work, document_id)
    turn.show(UpperDocumentPage(document_id=document_id))


@press
def take_up(turn: Turn, document_id: int) -> None:
    """Take a document up again."""
    upper_documents.take_up(turn.work, document_id)
    turn.show(UpperDocumentPage(document_id=document_id))
