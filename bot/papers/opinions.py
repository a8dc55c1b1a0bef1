"""The reserved opinions of a vote: in its minutes, and as a report to the body above (S0.10)."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from bot.papers.letterhead import paper_of, signature_of_head
from bot.texts.posts import plain
from bot.texts.resolutions import type_name
from bot.texts.voice import _, n_, speaking
from documents.paper import (
    Block,
    KeyValue,
    Paper,
    Paragraph,
)
from rules.calendar import local_date
from rules.issuing import FILED_AT
from rules.numbering import DocumentType, official_date
from rules.resolutions import in_a_sentence
from storage.ballots import Voter, voters
from storage.bodies import body
from storage.resolutions import ResolutionRow, resolution
from storage.votes import VoteRow


def named(row: ResolutionRow) -> str:
    """Name what was voted on, as it stands within a sentence."""
    return f"{type_name(row.document_type)} {in_a_sentence(row.abstract)}"


def reserved_blocks(people: Sequence[Voter]) -> list[Block]:
    """Quote each reserved opinion with its name, line by line."""
    said = _reserved(people)
    return [
        block
        for number, (name, opinion) in enumerate(said, start=1)
        for first, *others in [opinion.splitlines()]
        for block in (
            KeyValue(key=f"{number}. {name}", value=first),
            *(Paragraph(text=line) for line in others if line.strip()),
        )
    ]


def _reserved(people: Sequence[Voter]) -> list[tuple[str, str]]:
    return [
        (voter.elector.full_name, voter.ballot.reserved_opinion)
        for voter in people
        if voter.ballot and voter.ballot.reserved_opinion
    ]


def opinions_paper(session: Session, vote: VoteRow) -> Paper:
    """Build the report by which reserved opinions go to the body above (Charter, Art. 9(5))."""
    row = resolution(session, vote.resolution_id)
    seat = body(session, row.body_id)
    people = voters(session, vote.id)
    assert vote.closed_at is not None
    with speaking(seat.language):
        opening = n_(
            "On {date} {body} voted on the {text}: {yes} of {electors} were in favour. "
            "{n} member reserved an opinion and asked that it be reported:",
            "On {date} {body} voted on the {text}: {yes} of {electors} were in favour. "
            "{n} members reserved their opinions and asked that they be reported:",
            len(_reserved(people)), date=official_date(local_date(vote.closed_at)), body=seat.name,
            text=named(row), yes=vote.yes, electors=vote.electors,
        )  # fmt: skip
        closing = _("Until the body above has considered it, what was decided is carried out in full.")
        return replace(
            paper_of(seat, DocumentType.REPORT, on=local_date(vote.closed_at)),
            abstract=plain(_("on opinions reserved in the vote on the {text}", text=named(row))),
            addressees=(seat.parent,) if seat.parent else (),
            blocks=(
                Paragraph(text=plain(opening)),
                *reserved_blocks(people),
                Paragraph(text=plain(closing)),
            ),
            signatures=(signature_of_head(session, seat),),
            recipients=(*((seat.parent,) if seat.parent else ()), FILED_AT[seat.kind]),
        )
