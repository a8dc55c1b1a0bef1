"""Words about issuing: the paper as it will be printed, corrected until it is right, then sent."""

from collections.abc import Sequence

from bot.papers.issuing import docx_of, issued_paper, proof_paper
from bot.texts.inspections import inspection_lines
from bot.texts.posts import Button, File, Post, plain, press
from bot.texts.prompts import asks_for
from bot.texts.resolutions import title, type_name
from bot.texts.screens import link_to
from bot.texts.steps import Owed, Part, Rank, card_at, owes, steps_at
from bot.texts.tasks import progress_lines
from bot.texts.voice import _, day, lines
from bot.texts.vote_preview import authority_warning
from bot.texts.wording import Reader, Vanished, words_for
from documents.file_names import safe_file_name
from handlers import acknowledgements
from handlers import issuing as act
from rules.issuing import (
    NORMATIVE,
    ChooseSigner,
    IssuedPaper,
    IssuePreview,
    PaperProof,
)
from rules.members import Ability, Role, may
from rules.numbering import NUMBER_PREFIXES, official_date_line
from rules.resolutions import ResolutionPage, Stage
from rules.signing import usual_heading
from storage.acknowledgements import acknowledged, study_until
from storage.bodies import body
from storage.issuing import IssuedRow, Proposal, issued, proposal
from storage.members import MemberRow, member_of
from storage.resolutions import (
    ResolutionRow,
    check_stage,
    resolution,
    resolution_for,
    resolutions_of,
)
from storage.votes import heads


@steps_at(Stage.ADOPTED, rank=Rank.NEXT)
def _issue_step(_reader: Reader, row: ResolutionRow, member: MemberRow) -> list[list[Button]]:
    """Offer the issue to those who may."""
    if not may(member.role, Ability.ISSUE):
        return []
    return [[press(_("Issue it"), act.plan_issue, resolution_id=row.id)]]


@owes
def _papers_to_issue(reader: Reader, people: Sequence[MemberRow]) -> list[Owed]:
    """Remind the office of what was adopted and is not issued."""
    items = []
    for member in (each for each in people if each.role is Role.CLERK):
        for row in resolutions_of(reader.session, member.body_id, frozenset({Stage.ADOPTED})):
            text = _("Issue: {title}", title=title(row, 90))
            label = _("Issue: {title}", title=title(row, 40))
            button = link_to(label, ResolutionPage(resolution_id=row.id or 0))
            items.append(Owed(due_on=None, text=text, button=button))
    return items


@steps_at(Stage.ISSUED, Stage.REVIEWED, Stage.ARCHIVED)
def _paper_step(reader: Reader, row: ResolutionRow, _member: MemberRow) -> list[list[Button]]:
    """Offer the issued paper to every member."""
    paper = issued(reader.session, row.id)
    return [[link_to(_("The issued paper"), IssuedPaper(issued_id=paper.id or 0))]] if paper else []


@card_at(Stage.ISSUED)
def _issued_card(reader: Reader, row: ResolutionRow) -> Part:
    """Show the group what was issued, how many have studied it, and how it is carried out."""
    paper = issued(reader.session, row.id)
    assert paper is not None, "an issued resolution has a paper"
    done, asked = acknowledged(reader.session, paper.id)
    return Part(
        lines=(
            symbol_line(paper),
            _("Studied: {done}/{asked}", done=done, asked=asked),
            *progress_lines(reader, row),
            *inspection_lines(reader, row),
        ),
        buttons=[[press(_("I have studied it"), acknowledgements.acknowledge, issued_id=paper.id)]],
    )


def symbol_line(paper: IssuedRow) -> str:
    """Name an issued paper by number and day."""
    return _("No. {symbol} of {date}", symbol=paper.symbol, date=day(paper.issued_on))


@words_for(IssuePreview)
def issue_preview(reader: Reader, notice: IssuePreview) -> Post:
    """Show the paper's lines exactly as they will be printed."""
    row, planned = _planned(reader, notice.resolution_id)
    given = {"revision": planned.plan.revision, "number": planned.number, "on": planned.on}
    return Post(
        text=lines(
            _("<b>Issue: {title}</b>", title=title(row, 300)),
            _("It will be printed like this:"),
            _("<blockquote>{text}</blockquote>", text=lines(*_printed(reader, row, planned))),
            _("<blockquote expandable>{text}</blockquote>", text=lines(*_recipients(planned))),
            _("It goes to the group and to every member, who confirm having studied it."),
            authority_warning(reader, row),
        ),
        buttons=[
            [
                press(
                    _("Issue {symbol}", symbol=planned.symbol), act.issue, resolution_id=row.id, **given
                )
            ],
            [
                press(_("Number"), act.ask_number, resolution_id=row.id),
                press(_("Day"), act.ask_issue_date, resolution_id=row.id),
                link_to(_("Signer"), ChooseSigner(resolution_id=notice.resolution_id)),
            ],
            [
                press(_("Recipients"), act.ask_recipients, resolution_id=row.id),
                link_to(_("See the paper"), PaperProof(resolution_id=notice.resolution_id)),
            ],
            _normative(reader, row, planned),
            [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=notice.resolution_id))],
        ],
    )


def _planned(reader: Reader, resolution_id: int) -> tuple[ResolutionRow, Proposal]:
    row, _member = resolution_for(reader.session, reader.user_id, resolution_id, Ability.ISSUE)
    check_stage(row, {Stage.ADOPTED})
    planned = proposal(reader.session, row, today=reader.today)
    if planned is None:
        raise Vanished
    return row, planned


def _printed(reader: Reader, row: ResolutionRow, planned: Proposal) -> list[str]:
    """Give the lines of number, date and signature: a paper is Vietnamese in any language."""
    seat = body(reader.session, row.body_id)
    heading = usual_heading(seat.kind, is_deputy=planned.signer.role is Role.DEPUTY)
    return [
        NUMBER_PREFIXES[seat.standard] + planned.symbol,
        official_date_line(seat.place, planned.on),
        *heading,
        planned.signer.full_name,
    ]


def _recipients(planned: Proposal) -> list[str]:
    return [_("Recipients:"), *(f"- {line}" for line in planned.plan.recipients.splitlines())]


def _normative(reader: Reader, row: ResolutionRow, planned: Proposal) -> list[Button]:
    """Let a state body say whether the paper makes law."""
    if NORMATIVE.get(body(reader.session, row.body_id).kind) is not row.document_type:
        return []
    is_normative = planned.plan.is_normative
    label = _("It makes law: yes") if is_normative else _("It makes law: no")
    return [press(label, act.set_normative, resolution_id=row.id, is_normative=not is_normative)]


@asks_for(act.set_number)
def ask_number(_reader: Reader, resolution_id: int) -> Post:  # noqa: ARG001  a question's arguments
    """Ask for the number."""
    return Post(text=_("Which number does the paper get? Write the number alone, like 7."))


@asks_for(act.set_date)
def ask_issue_date(_reader: Reader, resolution_id: int) -> Post:  # noqa: ARG001
    """Ask for the day."""
    return Post(text=_("<b>On which day is it issued?</b>"))


@words_for(ChooseSigner)
def choose_signer(reader: Reader, notice: ChooseSigner) -> Post:
    """Offer who may sign."""
    row, _proposal = _planned(reader, notice.resolution_id)
    return Post(
        text=_("<b>Who signs?</b>"),
        buttons=[
            *(
                [press(head.full_name, act.set_signer, resolution_id=row.id, member_id=head.id)]
                for head in heads(reader.session, row.body_id)
            ),
            [link_to(_("‹ Issue"), IssuePreview(resolution_id=notice.resolution_id))],
        ],
    )


@asks_for(act.set_recipients)
def ask_recipients(_reader: Reader, resolution_id: int) -> Post:  # noqa: ARG001
    """Ask for the recipients."""
    return Post(text=_("Who receives the paper? One recipient a line, the files at last (“Lưu …”)."))


@words_for(PaperProof)
def paper_proof(reader: Reader, notice: PaperProof) -> Post:
    """Show the whole paper before it is issued."""
    row, planned = _planned(reader, notice.resolution_id)
    paper = proof_paper(reader.session, row, planned)
    return Post(
        text=_("The paper as it would be issued. It is not in force yet."),
        document=File(
            safe_file_name(plain(_("Proof {symbol}", symbol=planned.symbol)), "docx"), docx_of(paper)
        ),
    )


def _file_name(row: ResolutionRow, symbol: str) -> str:
    return safe_file_name(f"{type_name(row.document_type)} {symbol}", "docx")


@words_for(IssuedPaper)
def issued_paper_post(reader: Reader, notice: IssuedPaper) -> Post:
    """Hand over the paper, with the button for having studied it."""
    paper = reader.session.get_one(IssuedRow, notice.issued_id)
    row = resolution(reader.session, paper.resolution_id)
    if reader.user_id is not None:
        member_of(reader.session, reader.user_id, paper.body_id)
    return Post(
        text=lines(
            _("<b>Issued: {title}</b>", title=title(row, 400)),
            symbol_line(paper),
            _(
                "Please study it and confirm by {date}.",
                date=day(study_until(reader.session, paper)),
            ),
        ),
        document=File(_file_name(row, paper.symbol), docx_of(issued_paper(reader.session, paper))),
        buttons=[[press(_("I have studied it"), acknowledgements.acknowledge, issued_id=paper.id)]],
    )
