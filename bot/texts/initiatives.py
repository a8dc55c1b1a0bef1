"""Words about initiatives: what is known, what is missing, who drafts until when, what is attached."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts.nudges import Said, due_phrase, says_line
from bot.texts.posts import Button, KeptFile, Post, clip, press
from bot.texts.screens import link_to, pages
from bot.texts.steps import Owed, owes
from bot.texts.voice import _, day, lines
from bot.texts.wording import Reader, words_for
from handlers import initiatives as act
from rules.initiatives import (
    IS_WAITING,
    Basis,
    ChooseBasis,
    InitiativeField,
    InitiativeFields,
    InitiativeList,
    InitiativePage,
    InitiativePaper,
    InitiativeState,
    PaperKind,
    missing_of,
)
from rules.members import Ability, may
from rules.nudges import ItemKind, Line
from rules.resolutions import ResolutionPage
from rules.upper_documents import UpperDocumentList
from storage.initiatives import (
    InitiativePaperRow,
    InitiativeRow,
    initiative_for,
    initiatives_seen,
    papers_of,
    to_draft,
)
from storage.members import MemberRow, memberships

ON_A_PAGE = 8


def initiative_field_name(field: InitiativeField) -> str:
    """Name something that is told of an initiative."""
    names = {
        InitiativeField.PROPOSER: _("Proposed by"),
        InitiativeField.BASIS: _("Basis"),
        InitiativeField.COMPETENCE: _("Competent to decide"),
        InitiativeField.DRAFTER: _("Drafter"),
        InitiativeField.DUE: _("Draft due"),
    }
    return names[field]


def basis_name(basis: Basis) -> str:
    """Name a kind of basis."""
    names = {
        Basis.UPPER_DOCUMENT: _("a document from above"),
        Basis.LAW: _("a law"),
        Basis.PROBLEM: _("a problem from practice"),
        Basis.VOTERS: _("opinions of voters and unions"),
    }
    return names[basis]


def state_name(state: InitiativeState) -> str:
    """Name where an initiative stands."""
    names = {
        InitiativeState.OPEN: _("being prepared"),
        InitiativeState.COMMISSIONED: _("being drafted"),
        InitiativeState.DRAFTED: _("the draft is there"),
        InitiativeState.DROPPED: _("given up"),
    }
    return names[state]


def paper_kind_name(kind: PaperKind) -> str:
    """Name a kind of attached paper."""
    names = {PaperKind.SURVEY: _("Survey"), PaperKind.OUTLINE: _("Outline")}
    return names[kind]


def _runs(reader: Reader) -> bool:
    return any(
        may(member.role, Ability.RUN_CONSULTATION)
        for member in memberships(reader.session, reader.user_id)
    )


@words_for(InitiativeList)
def initiative_list(reader: Reader, notice: InitiativeList) -> Post:
    """Show the initiatives, those that wait first."""
    first = notice.page * ON_A_PAGE
    shown, count = initiatives_seen(reader.session, reader.user_id, first=first, limit=ON_A_PAGE)
    new = [press(_("Write down an initiative"), act.ask_about)]
    above = [link_to(_("Documents from above"), UpperDocumentList())]
    ways = [new, above] if _runs(reader) else []
    return Post(
        text=lines(
            _("<b>Initiatives</b>"),
            None if shown else _("There is none yet."),
            *(_line(row) for row in shown),
        ),
        buttons=[
            *ways,
            *([_way(row, clip(row.about, 45))] for row in shown),
            pages(
                notice.page, count, ON_A_PAGE,
                lambda label, page: link_to(label, InitiativeList(page=page)),
            ),
        ],
    )  # fmt: skip


def _line(row: InitiativeRow) -> Markup:
    return _("• {about}: {state}", about=clip(row.about, 90), state=state_name(row.state))


@words_for(InitiativePage)
def initiative_page(reader: Reader, notice: InitiativePage) -> Post:
    """Show what is known of an initiative and the one thing to do next."""
    row, member = initiative_for(reader.session, reader.user_id, notice.initiative_id)
    papers = papers_of(reader.session, notice.initiative_id)
    return Post(
        text=lines(
            _("<b>Initiative: {about}</b>", about=clip(row.about, 300)),
            _("Stands at: {state}", state=state_name(row.state)),
            *(initiative_line(reader, row, field) for field in InitiativeField),
            *(_paper_line(paper) for paper in papers),
        ),
        buttons=[
            *_steps(row, member),
            *([press(_paper_label(paper), act.show_paper, paper_id=paper.id)] for paper in papers[-3:]),
            [link_to(_("‹ All initiatives"), InitiativeList())],
        ],
    )


def initiative_line(reader: Reader, row: InitiativeRow, field: InitiativeField) -> Markup:
    """Say one thing about an initiative, or that it is missing."""
    if field in missing_of(row.told):
        return _("✗ {field}: still missing", field=initiative_field_name(field))
    value = _value(reader, row, field)
    return _("✓ {field}: {value}", field=initiative_field_name(field), value=value)


def _value(reader: Reader, row: InitiativeRow, field: InitiativeField) -> str:
    match field:
        case InitiativeField.PROPOSER:
            return clip(row.proposer, 150)
        case InitiativeField.BASIS:
            assert row.basis is not None
            return f"{basis_name(row.basis)} – {clip(row.basis_said, 300)}"
        case InitiativeField.COMPETENCE:
            return clip(row.competence, 150)
        case InitiativeField.DRAFTER:
            return reader.session.get_one(MemberRow, row.drafter_id).full_name
        case InitiativeField.DUE:
            return day(row.due_on) if row.due_on else ""


def _paper_line(paper: InitiativePaperRow) -> Markup:
    return _("📎 {kind}: {name}", kind=paper_kind_name(paper.kind), name=clip(paper.file_name, 80))


def _paper_label(paper: InitiativePaperRow) -> str:
    return _("See: {name}", name=clip(paper.file_name, 35))


def _steps(row: InitiativeRow, member: MemberRow) -> list[list[Button]]:
    if row.state is InitiativeState.DRAFTED:
        page = ResolutionPage(resolution_id=row.resolution_id or 0)
        return [[link_to(_("To the draft"), page)]]
    if row.state not in IS_WAITING:
        return []
    runs = may(member.role, Ability.RUN_CONSULTATION)
    given = {"initiative_id": row.id}
    attach = [
        press(_("Attach: {kind}", kind=paper_kind_name(kind)), act.ask_paper, **given, kind=kind)
        for kind in PaperKind
    ]
    rows = [attach]
    if row.state is InitiativeState.COMMISSIONED:
        rows.insert(0, [press(_("Hand in the draft"), act.ask_draft, **given)])
    correct = link_to(_("Correct the facts"), InitiativeFields(initiative_id=row.id or 0))
    return [*_commissioning(row), *rows, [correct]] if runs else rows


def _commissioning(row: InitiativeRow) -> list[list[Button]]:
    missing = missing_of(row.told)
    if missing:
        label = _("Next: {field}", field=initiative_field_name(missing[0]))
        return [[press(label, act.ask_field, initiative_id=row.id, field=missing[0])]]
    if row.state is InitiativeState.OPEN:
        return [[press(_("Give the drafting to them"), act.commission, initiative_id=row.id)]]
    return []


@words_for(InitiativeFields)
def initiative_fields(reader: Reader, notice: InitiativeFields) -> Post:
    """Offer each fact for correction, and to give the initiative up."""
    row, _member = initiative_for(
        reader.session, reader.user_id, notice.initiative_id, to_commission=True
    )
    buttons = [
        press(initiative_field_name(field), act.ask_field, initiative_id=row.id, field=field)
        for field in InitiativeField
    ]
    return Post(
        text=_("What shall be corrected?"),
        buttons=[
            *(buttons[first : first + 2] for first in range(0, len(buttons), 2)),
            [press(_("Give it up"), act.drop, initiative_id=row.id)],
            [_way(row, _("‹ Initiative"))],
        ],
    )


@words_for(ChooseBasis)
def choose_basis(reader: Reader, notice: ChooseBasis) -> Post:
    """Offer the kinds of bases."""
    initiative_for(reader.session, reader.user_id, notice.initiative_id, to_commission=True)
    return Post(
        text=_("On what does it rest?"),
        buttons=[
            *(
                [press(_sentence(basis_name(basis)), act.ask_basis,
                       initiative_id=notice.initiative_id, basis=basis)]
                for basis in Basis
            ),
            [link_to(_("‹ Initiative"), InitiativePage(initiative_id=notice.initiative_id))],
        ],
    )  # fmt: skip


def _sentence(said: str) -> str:
    return said[:1].upper() + said[1:]


@words_for(InitiativePaper)
def initiative_paper(reader: Reader, notice: InitiativePaper) -> Post:
    """Give a file that was attached."""
    paper = reader.session.get_one(InitiativePaperRow, notice.paper_id)
    initiative_for(reader.session, reader.user_id, paper.initiative_id)
    return Post(text=_paper_line(paper), document=KeptFile(paper.file_id))


@says_line(ItemKind.DRAFT)
def draft_line(reader: Reader, line: Line) -> Said | None:
    """Remind of a draft that somebody was given to write."""
    row = reader.session.get_one(InitiativeRow, line.subject_id)
    if row.state is not InitiativeState.COMMISSIONED or row.due_on is None:
        return None
    what = _("Draft: {about}", about=clip(row.about, 80))
    return Said(text=due_phrase(reader, what, row.due_on), button=_button(row), due_on=row.due_on)


@owes
def _drafts_given(reader: Reader, people: Sequence[MemberRow]) -> list[Owed]:
    """Put what somebody was given to draft on their desk."""
    rows = to_draft(reader.session, [member.id for member in people if member.id is not None])
    return [
        Owed(
            due_on=row.due_on,
            text=due_phrase(reader, _("Draft: {about}", about=clip(row.about, 80)), row.due_on),
            button=_button(row),
        )
        for row in rows
        if row.due_on is not None
    ]


def _button(row: InitiativeRow) -> Button:
    return _way(row, _("Initiative: {about}", about=clip(row.about, 35)))


def _way(row: InitiativeRow, label: str) -> Button:
    return link_to(label, InitiativePage(initiative_id=row.id or 0))
