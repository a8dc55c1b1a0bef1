"""What a draft or an initiative concretises, in chats."""

from actions import concretisation
from handlers.calls import press
from handlers.turn import Turn
from rules.initiatives import InitiativePage
from rules.traces import TraceList
from rules.upper_documents import ChooseUpperDocuments


@press
def concretise(turn: Turn, resolution_id: int, document_id: int, page: int = 0) -> None:
    """Tick a document for a draft."""
    concretisation.concretise(turn.work, resolution_id, document_id)
    turn.show(ChooseUpperDocuments(resolution_id=resolution_id, page=page))


@press
def let_document_go(turn: Turn, resolution_id: int, document_id: int, page: int = 0) -> None:
    """Take the tick of a document away."""
    concretisation.let_document_go(turn.work, resolution_id, document_id)
    turn.show(ChooseUpperDocuments(resolution_id=resolution_id, page=page))


@press
def concretise_theme(turn: Turn, resolution_id: int, document_id: int, page: int = 0) -> None:
    """Tick all documents of one theme for a draft."""
    concretisation.concretise_theme(turn.work, resolution_id, document_id)
    turn.show(ChooseUpperDocuments(resolution_id=resolution_id, page=page))


@press
def link_draft(turn: Turn, resolution_id: int, document_id: int) -> None:
    """Tick a document for a draft from the document's page, and go on to the trace."""
    concretisation.concretise(turn.work, resolution_id, document_id)
    turn.show(TraceList(resolution_id=resolution_id))


@press
def propose_from(turn: Turn, document_id: int) -> None:
    """Write down an initiative that rests on a document."""
    initiative_id = concretisation.propose_from(turn.work, document_id)
    turn.show(InitiativePage(initiative_id=initiative_id))


@press
def rest_on(turn: Turn, initiative_id: int, document_id: int) -> None:
    """Let an initiative rest on a document of the register."""
    concretisation.rest_on(turn.work, initiative_id, document_id)
    turn.show(InitiativePage(initiative_id=initiative_id))
