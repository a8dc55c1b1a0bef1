"""The paper itself: the text that was voted on, in the form in which it is issued (S0.12)."""

from dataclasses import replace
from functools import lru_cache

from sqlmodel import Session

from bot.papers.letterhead import paper_of
from documents.docx_writer import write_docx
from documents.outline_blocks import body_of
from documents.paper import Paper, Signature
from rules.calendar import local_date
from rules.members import Role
from rules.numbering import NUMBER_PREFIXES
from rules.signing import usual_heading
from storage.bodies import BodyRow, body
from storage.drafts import DraftRow, outline_of
from storage.issuing import IssuedRow, Proposal
from storage.resolutions import ResolutionRow, resolution
from storage.votes import passed_vote


@lru_cache(maxsize=8)
def docx_of(paper: Paper) -> bytes:
    """Lay out a paper. The same paper goes to many people, one after the other."""
    return write_docx(paper)


def voted_paper(session: Session, row: ResolutionRow, draft: DraftRow) -> Paper:
    """Build the paper with room for number and date: what the electors vote on."""
    paper = _text(session, row, draft.id or 0)
    return replace(paper, draft=draft.version, on=local_date(draft.handed_in_at))


def proof_paper(session: Session, row: ResolutionRow, planned: Proposal) -> Paper:
    """Build the paper as it would be issued today."""
    vote = passed_vote(session, row.id)
    assert vote is not None, "an adopted resolution has a vote that passed it"
    seat = body(session, row.body_id)
    return replace(
        _text(session, row, vote.draft_id),
        on=planned.on,
        number=NUMBER_PREFIXES[seat.standard] + planned.symbol,
        signatures=(
            _signature(seat, planned.signer.full_name, is_deputy=planned.signer.role is Role.DEPUTY),
        ),
        recipients=tuple(planned.plan.recipients.splitlines()),
    )


def issued_paper(session: Session, paper: IssuedRow) -> Paper:
    """Build a paper that was issued: the same words as on that day."""
    row = resolution(session, paper.resolution_id)
    seat = body(session, row.body_id)
    return replace(
        _text(session, row, paper.draft_id),
        on=paper.issued_on,
        number=NUMBER_PREFIXES[seat.standard] + paper.symbol,
        signatures=(_signature(seat, paper.signer_name, is_deputy=paper.signer_is_deputy),),
        recipients=tuple(paper.recipients.splitlines()),
    )


def _text(session: Session, row: ResolutionRow, draft_id: int) -> Paper:
    """Set the stored clauses; head, number and ending are the paper's own."""
    assert row.document_type is not None
    bases = tuple(row.legal_bases.splitlines())
    text = body_of(outline_of(session, draft_id), bases=bases)
    seat = body(session, row.body_id)
    return replace(
        paper_of(seat, row.document_type, on=local_date(row.changed_at)),
        abstract=row.abstract, bases=bases, blocks=text.blocks, annexes=text.annexes,
    )  # fmt: skip


def _signature(seat: BodyRow, name: str, *, is_deputy: bool) -> Signature:
    return Signature(heading=usual_heading(seat.kind, is_deputy=is_deputy), name=name)
