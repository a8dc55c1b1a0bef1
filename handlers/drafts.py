"""Drafts in chats: a file is handed in, and what is missing is asked for, one thing at a time."""

from datetime import date
from typing import Any

from telegram.ext import MessageHandler, filters

from actions import drafts
from documents.plain_data import followed_from, from_plain
from handlers import desk, task_lists
from handlers.calls import answer, press
from handlers.prompts import ask_date, ask_member, ask_text
from handlers.routes import command, result_of, route
from handlers.turn import Turn
from rules.drafts import (
    ChooseAudience,
    ChooseType,
    DraftForm,
    ReadDraftFile,
)
from rules.inspections import InspectionPlan
from rules.members import Ability
from rules.numbering import DocumentType
from rules.resolutions import Audience, Field, ResolutionList
from storage import questions
from storage.members import member_who_may
from storage.resolutions import resolution


@command("duthao", "draft", ability=Ability.SUBMIT_DRAFT)
def drafts_command(turn: Turn) -> None:
    """Ask for the file of a draft; whoever may not hand one in hears so before looking for it."""
    if not drafts.open_for_versions(turn.work):
        member_who_may(turn.work.session, turn.user_id, Ability.SUBMIT_DRAFT)
    ask_text(turn, receive_draft)


@press
def ask_draft(turn: Turn) -> None:
    """Ask for the file of a draft."""
    ask_text(turn, receive_draft)


@answer
def receive_draft(turn: Turn) -> None:
    """Take the file of a draft."""
    document = turn.document_expected
    assert turn.desk_id is not None
    drafts.hand_in(
        turn.work,
        chat_id=turn.desk_id,
        file_id=document.file_id,
        file_name=document.file_name or "",
        size_bytes=document.file_size or 0,
    )


@route(
    lambda callback: MessageHandler(
        filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & filters.Document.ALL, callback
    )
)
def file_came(turn: Turn) -> None:
    """Give a file to the question that waits; unasked, tables are rosters or tasks, the rest drafts."""
    if questions.open_question(turn.work.connection, turn.user_id):
        desk.answered(turn)
    elif (turn.document_expected.file_name or "").lower().endswith((".xlsx", ".csv")):
        task_lists.table_came(turn)
    else:
        receive_draft(turn)


@press
def hand_in_new(turn: Turn, file_id: str, file_name: str) -> None:
    """Take the file as a new resolution."""
    drafts.hand_in_new(turn.work, chat_id=turn.place_id, file_id=file_id, file_name=file_name)


@press
def hand_in_version(turn: Turn, resolution_id: int, file_id: str, file_name: str) -> None:
    """Take the file as the next version."""
    drafts.hand_in_version(
        turn.work, resolution_id, chat_id=turn.place_id, file_id=file_id, file_name=file_name
    )


@result_of(ReadDraftFile)
def draft_read(turn: Turn, errand: ReadDraftFile, result: dict[str, Any]) -> None:
    """Store what was read."""
    followed = followed_from(result["followed"]) if result.get("followed") else None
    drafts.take_draft(turn.work, errand, from_plain(result["draft"]), followed=followed)


@press
def ask_field(turn: Turn, resolution_id: int, field: Field) -> None:
    """Ask for one thing about a draft."""
    row = resolution(turn.work.session, resolution_id)
    match field:
        case Field.TYPE:
            turn.show(ChooseType(resolution_id=resolution_id))
        case Field.ABSTRACT:
            ask_text(turn, set_abstract, resolution_id=resolution_id)
        case Field.BASES:
            ask_text(turn, set_bases, resolution_id=resolution_id)
        case Field.DRAFTER:
            ask_member(turn, set_drafter, body_id=row.body_id, resolution_id=resolution_id)
        case Field.DEADLINE:
            ask_date(turn, set_deadline, resolution_id=resolution_id)
        case Field.AUDIENCE:
            turn.show(ChooseAudience(resolution_id=resolution_id))
        case Field.INSPECTION:
            turn.show(InspectionPlan(resolution_id=resolution_id))


@press
def set_type(turn: Turn, resolution_id: int, document_type: DocumentType) -> None:
    """Take the kind of paper."""
    drafts.set_type(turn.work, resolution_id, document_type)
    turn.show(DraftForm(resolution_id=resolution_id))


@answer
def set_abstract(turn: Turn, resolution_id: int) -> None:
    """Take the abstract."""
    drafts.set_abstract(turn.work, resolution_id, turn.text)
    turn.show(DraftForm(resolution_id=resolution_id))


@answer
def set_bases(turn: Turn, resolution_id: int) -> None:
    """Take the legal bases."""
    drafts.set_bases(turn.work, resolution_id, turn.text)
    turn.show(DraftForm(resolution_id=resolution_id))


@press
def set_drafter(turn: Turn, resolution_id: int, member_id: int) -> None:
    """Take the lead drafter."""
    drafts.set_drafter(turn.work, resolution_id, member_id)
    turn.show(DraftForm(resolution_id=resolution_id))


@press
def set_deadline(turn: Turn, resolution_id: int, on: date) -> None:
    """Take the last day for comments."""
    drafts.set_deadline(turn.work, resolution_id, on)
    turn.show(DraftForm(resolution_id=resolution_id))


@press
def set_audience(turn: Turn, resolution_id: int, audience: Audience) -> None:
    """Take who is asked."""
    drafts.set_audience(turn.work, resolution_id, audience)
    turn.show(DraftForm(resolution_id=resolution_id))


@press
def withdraw(turn: Turn, resolution_id: int) -> None:
    """Give a draft up."""
    drafts.withdraw(turn.work, resolution_id)
    turn.show(ResolutionList())
