"""Words about drafts: what was read, what looks wrong, what is still to be told."""

from collections.abc import Callable, Sequence

from bot.texts.posts import Button, Post, clip, press
from bot.texts.prompts import asks_for
from bot.texts.resolutions import field_name, title, type_name
from bot.texts.screens import link_to
from bot.texts.steps import Owed, next_steps, owes, steps_at
from bot.texts.traces import lost_line
from bot.texts.upper_documents import to_registers
from bot.texts.voice import _, day, lines, n_
from bot.texts.wording import Reader, words_for
from handlers import drafts as act
from handlers import upper_documents
from rules.drafts import (
    ChooseAudience,
    ChooseType,
    DraftFields,
    DraftForm,
    DraftOutline,
    DraftProblems,
    NewOrVersion,
    ReadingDraft,
)
from rules.members import Ability, Role, may
from rules.numbering import DocumentType, is_authorised
from rules.resolutions import (
    FACTS_MAY_CHANGE,
    NEEDED_TO_CONSULT,
    TEXT_MAY_CHANGE,
    Audience,
    Field,
    ResolutionPage,
    Stage,
)
from storage.bodies import body
from storage.drafts import clauses_of, current_draft, problems_of
from storage.inspections import plan_of
from storage.members import MemberRow
from storage.missing import missing_fields
from storage.resolutions import (
    ResolutionRow,
    resolution_for,
    resolutions_of,
    visible_resolutions,
)

USUAL_TYPES = (
    DocumentType.RESOLUTION, DocumentType.DECISION, DocumentType.CONCLUSION, DocumentType.PLAN,
    DocumentType.PROGRAMME, DocumentType.SCHEME, DocumentType.REGULATION,
    DocumentType.RULES_OF_PROCEDURE, DocumentType.NOTICE, DocumentType.GUIDELINE,
)  # fmt: skip


def audience_name(audience: Audience) -> str:
    """Name who is asked."""
    names = {
        Audience.MEMBERS: _("Members of the body"),
        Audience.MEMBERS_AND_CITIZENS: _("Members and citizens"),
    }
    return names[audience]


@owes
def _drafts_owed(reader: Reader, people: Sequence[MemberRow]) -> list[Owed]:
    """Put the drafts that are not out yet on the desk of those who prepare them."""
    items = []
    for member in people:
        for row in resolutions_of(reader.session, member.body_id, frozenset({Stage.DRAFTING})):
            if not _prepares(row, member):
                continue
            is_ready = not NEEDED_TO_CONSULT & set(missing_fields(reader.session, row))
            about = title(row, 90)
            text = (
                _("Open the consultation: {title}", title=about)
                if is_ready
                else _("Complete the draft: {title}", title=about)
            )
            button = link_to(
                _("Draft: {title}", title=title(row, 40)), ResolutionPage(resolution_id=row.id or 0)
            )
            items.append(Owed(due_on=None, text=text, button=button))
    return items


def _prepares(row: ResolutionRow, member: MemberRow) -> bool:
    """Whether a draft waits for this person: the office, its lead drafter, or who handed it in."""
    return member.role is Role.CLERK or member.id in (row.drafter_id, row.created_by_id)


@asks_for(act.receive_draft)
def ask_draft(_reader: Reader) -> Post:
    """Ask for the file of a draft."""
    return Post(
        text=lines(
            _("<b>Please send the draft as a file.</b>"),
            _("Word (.docx), PDF with text, .txt or .md; at most 20 MB. No classified papers."),
        )
    )


@words_for(ReadingDraft)
def reading_draft(_reader: Reader, notice: ReadingDraft) -> Post:
    """Say that the file is being read."""
    return Post(text=_("Reading “{name}” …", name=clip(notice.file_name, 80)), is_silent=True)


@words_for(NewOrVersion)
def new_or_version(reader: Reader, notice: NewOrVersion) -> Post:
    """Ask whether the file is a new resolution or a version of one."""
    rows = visible_resolutions(reader.session, reader.user_id, TEXT_MAY_CHANGE)
    versions = [
        [
            press(
                _("New version: {title}", title=title(row, 45)), act.hand_in_version,
                resolution_id=row.id, file_id=notice.file_id, file_name=notice.file_name,
            )
        ]
        for row in rows[:6]
    ]  # fmt: skip
    new = press(
        _("A new resolution"), act.hand_in_new, file_id=notice.file_id, file_name=notice.file_name
    )
    given = {"file_id": notice.file_id, "file_name": notice.file_name}
    from_above = to_registers(reader, _("A document from above"), upper_documents.hand_in, **given)
    return Post(
        text=_("What is “{name}”?", name=clip(notice.file_name, 80)),
        buttons=[*versions, [new], *from_above],
    )


@words_for(DraftForm)
def draft_form(reader: Reader, notice: DraftForm) -> Post:
    """Show what is known of a draft and the one thing to do next."""
    row, member = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.SUBMIT_DRAFT
    )
    draft = current_draft(reader.session, notice.resolution_id)
    problems = problems_of(draft)
    missing = missing_fields(reader.session, row)
    return Post(
        text=lines(
            _("<b>{title}</b>", title=title(row, 300)),
            _("Version {n} of the draft", n=draft.version),
            n_("{n} clause", "{n} clauses", len(clauses_of(reader.session, draft.id or 0))),
            n_("{n} place to look at again", "{n} places to look at again", len(problems))
            if problems
            else None,
            lost_line(reader, row),
            "",
            *(_field_line(reader, row, field, is_missing=field in missing) for field in Field),
        ),
        buttons=[
            *next_steps(reader, row, member),
            [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))],
        ],
    )


@steps_at(*FACTS_MAY_CHANGE)
def _draft_steps(reader: Reader, row: ResolutionRow, member: MemberRow) -> list[list[Button]]:
    """Offer what a drafter or clerk does with a draft: the missing thing first."""
    draft = current_draft(reader.session, row.id or 0)
    look = [link_to(_("See the clauses"), DraftOutline(draft_id=draft.id or 0))]
    look.append(link_to(_("What to look at again"), DraftProblems(draft_id=draft.id or 0)))
    if not _may_edit(row, member):
        return [look]
    asked = [field for field in missing_fields(reader.session, row) if field is not Field.INSPECTION]
    first = [[_ask(row, field)] for field in asked[:1]]
    plan_due = Field.INSPECTION in missing_fields(reader.session, row) and not first
    plan = [[_ask(row, Field.INSPECTION)]] if plan_due else []
    correct = [link_to(_("Correct the facts"), DraftFields(resolution_id=row.id or 0))]
    return [*first, *plan, look, correct]


def _may_edit(row: ResolutionRow, member: MemberRow) -> bool:
    return may(member.role, Ability.SUBMIT_DRAFT) or member.id == row.drafter_id


def _ask(row: ResolutionRow, field: Field) -> Button:
    label = _("Next: {field}", field=field_name(field))
    return press(label, act.ask_field, resolution_id=row.id, field=field)


def _field_line(reader: Reader, row: ResolutionRow, field: Field, *, is_missing: bool) -> str:
    if is_missing:
        return _("✗ {field}: still missing", field=field_name(field))
    return _("✓ {field}: {value}", field=field_name(field), value=_field_value(reader, row, field))


def _field_value(reader: Reader, row: ResolutionRow, field: Field) -> str:
    values: dict[Field, Callable[[], str]] = {
        Field.TYPE: lambda: type_name(row.document_type),
        Field.ABSTRACT: lambda: clip(row.abstract, 120),
        Field.BASES: lambda: n_("{n} basis", "{n} bases", len(row.legal_bases.splitlines())),
        Field.DRAFTER: lambda: reader.session.get_one(MemberRow, row.drafter_id).full_name,
        Field.DEADLINE: lambda: day(row.comments_until_on) if row.comments_until_on else "",
        Field.AUDIENCE: lambda: audience_name(row.audience) if row.audience else "",
        Field.INSPECTION: lambda: n_(
            "{n} inspection", "{n} inspections", len(plan_of(reader.session, row.id or 0))
        ),
    }
    return values[field]()


@words_for(DraftFields)
def draft_fields(reader: Reader, notice: DraftFields) -> Post:
    """Offer each fact for correction."""
    row, _member = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.SUBMIT_DRAFT
    )
    buttons = [
        [press(field_name(field), act.ask_field, resolution_id=row.id, field=field)] for field in Field
    ]
    return Post(
        text=_("What shall be corrected?"),
        buttons=[
            *buttons,
            [press(_("Withdraw the draft"), act.withdraw, resolution_id=row.id)],
            [link_to(_("‹ Draft"), DraftForm(resolution_id=row.id or 0))],
        ],
    )


@words_for(ChooseType)
def choose_type(reader: Reader, notice: ChooseType) -> Post:
    """Offer the kinds of papers that the body may issue."""
    row, _member = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.SUBMIT_DRAFT
    )
    kind = body(reader.session, row.body_id).kind
    types = [each for each in USUAL_TYPES if is_authorised(kind, each)]
    buttons = [
        press(type_name(each), act.set_type, resolution_id=row.id, document_type=each) for each in types
    ]
    return Post(
        text=_("What kind of paper is it?"),
        buttons=[
            *(buttons[i : i + 2] for i in range(0, len(buttons), 2)),
            [_back(notice.resolution_id)],
        ],
    )


def _back(resolution_id: int) -> Button:
    return link_to(_("‹ Draft"), DraftForm(resolution_id=resolution_id))


@asks_for(act.set_abstract)
def ask_abstract(_reader: Reader, resolution_id: int) -> Post:  # noqa: ARG001  a question's arguments
    """Ask what it is about."""
    return Post(text=_("What is it about? One sentence, as it shall stand under the title (“về …”)."))


@asks_for(act.set_bases)
def ask_bases(_reader: Reader, resolution_id: int) -> Post:  # noqa: ARG001
    """Ask for the legal bases."""
    return Post(text=_("On what is it based? One basis a line (“Căn cứ …”)."))


@asks_for(act.set_drafter)
def ask_drafter(_reader: Reader, resolution_id: int) -> Post:  # noqa: ARG001
    """Ask who leads the drafting."""
    return Post(text=_("<b>Who leads the drafting?</b>"))


@asks_for(act.set_deadline)
def ask_deadline(_reader: Reader, resolution_id: int) -> Post:  # noqa: ARG001
    """Ask until when comments are taken."""
    return Post(text=_("<b>Until the end of which day are comments taken?</b>"))


@words_for(ChooseAudience)
def choose_audience(_reader: Reader, notice: ChooseAudience) -> Post:
    """Offer who may be asked."""
    return Post(
        text=_("Who is asked for comments?"),
        buttons=[
            [
                press(
                    audience_name(each), act.set_audience,
                    resolution_id=notice.resolution_id, audience=each,
                )
            ]
            for each in Audience
        ] + [[_back(notice.resolution_id)]],
    )  # fmt: skip
