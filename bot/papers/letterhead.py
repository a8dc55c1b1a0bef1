"""What every paper of a body begins and ends with: who issues it, what it cites, who signs."""

from datetime import date

from sqlmodel import Session

from bot.texts.posts import plain
from bot.texts.resolutions import type_name
from bot.texts.voice import _
from documents.paper import Paper, Signature
from rules.bodies import Standard
from rules.members import Role
from rules.numbering import DocumentType, citation_date, number_line
from rules.resolutions import in_a_sentence
from rules.signing import usual_heading
from rules.votes import HeadMissing
from storage.bodies import BodyRow, body
from storage.issuing import issued
from storage.resolutions import ResolutionRow
from storage.votes import heads


def paper_of(seat: BodyRow, document_type: DocumentType, *, on: date) -> Paper:
    """Begin a paper of a body: its head, with room for the number that the clerk writes in."""
    return Paper(
        standard=seat.standard,
        on=on,
        parent_body=seat.parent,
        body=seat.name,
        place=seat.place,
        number=number_line(seat.standard, None, document_type, seat.symbol),
        document_type=document_type,
    )


def titled(seat: BodyRow, title: str, *, on: date) -> Paper:
    """Begin a paper for the file of a body: under a title of its own, without a number."""
    return Paper(
        standard=seat.standard,
        on=on,
        parent_body=seat.parent,
        body=seat.name,
        place=seat.place,
        title=title,
    )


def signature_of_head(session: Session, seat: BodyRow) -> Signature:
    """Let the head of the body sign, or the first deputy; with neither, leave the name open."""
    assert seat.id is not None
    try:
        head = heads(session, seat.id)[0]
    except HeadMissing:
        return Signature(heading=usual_heading(seat.kind), name="")
    is_deputy = head.role is Role.DEPUTY
    return Signature(heading=usual_heading(seat.kind, is_deputy=is_deputy), name=head.full_name)


def person(seat: BodyRow, full_name: str) -> str:
    """Name somebody as papers do: "đồng chí …" in the Party, "ông (bà) …" in papers of the state."""
    if seat.standard is Standard.PARTY:
        return plain(_("our comrade {name}", name=full_name))
    return plain(_("Mr or Ms {name}", name=full_name))


def capitalised(text: str) -> str:
    """Begin a line with a capital letter."""
    return text[:1].upper() + text[1:]


def citation(session: Session, row: ResolutionRow) -> str:
    """Cite a resolution as a first citation does: kind, number, day, body, abstract."""
    seat = body(session, row.body_id)
    found = issued(session, row.id)
    about = in_a_sentence(row.abstract)
    given = {"type": type_name(row.document_type), "body": seat.name, "abstract": about}
    if found is None:
        return plain(_("{type} of {body} {abstract}", **given))
    given |= {"symbol": found.symbol, "date": citation_date(found.issued_on)}
    sentence = (
        _("{type} No. {symbol}, of {date} of {body} {abstract}", **given)
        if seat.standard is Standard.PARTY
        else _("{type} No. {symbol} of {date} of {body} {abstract}", **given)
    )
    return plain(sentence)
