"""Initiatives in chats: written down by the office, told to the drafter, handed in as a draft."""

from datetime import date

from actions import initiatives
from handlers.calls import answer, press
from handlers.prompts import ask_date, ask_member, ask_text
from handlers.routes import command
from handlers.turn import Turn
from rules.initiatives import (
    Basis,
    ChooseBasis,
    InitiativeField,
    InitiativeList,
    InitiativePage,
    InitiativePaper,
    PaperKind,
)
from storage.initiatives import InitiativeRow


@command("sangkien", "initiatives")
def initiatives_command(turn: Turn) -> None:
    """Show the initiatives."""
    turn.show(InitiativeList())


@press
def ask_about(turn: Turn) -> None:
    """Ask what is to be decided."""
    ask_text(turn, take_about)


@answer
def take_about(turn: Turn) -> None:
    """Write an initiative down."""
    turn.show(InitiativePage(initiative_id=initiatives.propose_initiative(turn.work, turn.text)))


@press
def ask_field(turn: Turn, initiative_id: int, field: InitiativeField) -> None:
    """Ask for one thing about an initiative."""
    row = turn.work.session.get_one(InitiativeRow, initiative_id)
    match field:
        case InitiativeField.PROPOSER:
            ask_text(turn, set_proposer, initiative_id=initiative_id)
        case InitiativeField.BASIS:
            turn.show(ChooseBasis(initiative_id=initiative_id))
        case InitiativeField.COMPETENCE:
            ask_text(turn, set_competence, initiative_id=initiative_id)
        case InitiativeField.DRAFTER:
            ask_member(turn, set_drafter, body_id=row.body_id, initiative_id=initiative_id)
        case InitiativeField.DUE:
            ask_date(turn, set_due, initiative_id=initiative_id)


@answer
def set_proposer(turn: Turn, initiative_id: int) -> None:
    """Take who proposed it."""
    initiatives.set_proposer(turn.work, initiative_id, turn.text)
    turn.show(InitiativePage(initiative_id=initiative_id))


@press
def ask_basis(turn: Turn, initiative_id: int, basis: Basis) -> None:
    """Ask which text, law, problem or opinion it rests on."""
    ask_text(turn, set_basis, initiative_id=initiative_id, basis=basis)


@answer
def set_basis(turn: Turn, initiative_id: int, basis: Basis) -> None:
    """Take the basis."""
    initiatives.set_basis(turn.work, initiative_id, basis, turn.text)
    turn.show(InitiativePage(initiative_id=initiative_id))


@answer
def set_competence(turn: Turn, initiative_id: int) -> None:
    """Take who may decide it."""
    initiatives.set_competence(turn.work, initiative_id, turn.text)
    turn.show(InitiativePage(initiative_id=initiative_id))


@press
def set_drafter(turn: Turn, initiative_id: int, member_id: int) -> None:
    """Take who is to draft it."""
    initiatives.set_drafter(turn.work, initiative_id, member_id)
    turn.show(InitiativePage(initiative_id=initiative_id))


@press
def set_due(turn: Turn, initiative_id: int, on: date) -> None:
    """Take the day on which the draft is to be there."""
    initiatives.set_due(turn.work, initiative_id, on)
    turn.show(InitiativePage(initiative_id=initiative_id))


@press
def commission(turn: Turn, initiative_id: int) -> None:
    """Give the drafting to the drafter."""
    initiatives.commission(turn.work, initiative_id)
    turn.show(InitiativePage(initiative_id=initiative_id))


@press
def drop(turn: Turn, initiative_id: int) -> None:
    """Give the initiative up."""
    initiatives.drop(turn.work, initiative_id)
    turn.show(InitiativeList())


@press
def ask_paper(turn: Turn, initiative_id: int, kind: PaperKind) -> None:
    """Ask for the file of a survey or an outline."""
    ask_text(turn, take_paper, initiative_id=initiative_id, kind=kind)


@answer
def take_paper(turn: Turn, initiative_id: int, kind: PaperKind) -> None:
    """Have the file looked through, to be attached."""
    document = turn.document_expected
    initiatives.hand_in_paper(
        turn.work, initiative_id, kind, chat_id=turn.place_id, file_id=document.file_id,
        file_name=document.file_name or "", size=document.file_size or 0,
    )  # fmt: skip


@press
def show_paper(turn: Turn, paper_id: int) -> None:
    """Give a file that was attached."""
    turn.say(InitiativePaper(paper_id=paper_id))


@press
def ask_draft(turn: Turn, initiative_id: int) -> None:
    """Ask for the file of the draft."""
    ask_text(turn, take_draft, initiative_id=initiative_id)


@answer
def take_draft(turn: Turn, initiative_id: int) -> None:
    """Take the file of the draft."""
    document = turn.document_expected
    initiatives.hand_in(
        turn.work, initiative_id, chat_id=turn.place_id, file_id=document.file_id,
        file_name=document.file_name or "", size_bytes=document.file_size or 0,
    )  # fmt: skip
