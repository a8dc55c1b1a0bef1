"""Words about documents from above: the register, what is known of each, and what waits for whom."""

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from bot.texts.nudges import Said, due_phrase, says_line
from bot.texts.posts import Button, KeptFile, Post, clip, press
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.steps import Owed, owes
from bot.texts.voice import _, day, lines, n_
from bot.texts.wording import Reader, words_for
from handlers import concretisation
from handlers import upper_documents as act
from rules.members import Ability, may
from rules.nudges import ItemKind, Line
from rules.requirements import due_in
from rules.upper_documents import (
    ChooseLinked,
    UpperClauses,
    UpperDocumentFields,
    UpperDocumentFile,
    UpperDocumentList,
    UpperDocumentPage,
    UpperField,
    UpperState,
    missing_of,
)
from storage.bodies import body
from storage.concretisation import links_of
from storage.initiatives import InitiativeRow
from storage.members import MemberRow, memberships
from storage.resolutions import resolution
from storage.upper_clauses import clauses_to_tick
from storage.upper_documents import (
    Register,
    UpperDocumentRow,
    keeps_register,
    upper_document_for,
    upper_documents_seen,
    waiting_in,
)

ON_A_PAGE = 8
LONGEST_BODY = 36


def upper_field_name(field: UpperField) -> str:
    """Name something that is told of a document from above."""
    names = {
        UpperField.SYMBOL: _("Number and symbol"),
        UpperField.ISSUER: _("Issued by"),
        UpperField.ISSUED_ON: _("Issued on"),
        UpperField.ABOUT: _("About"),
        UpperField.THEME: _("Theme"),
        UpperField.DUE: _("To be concretised by"),
    }
    return names[field]


def upper_name(row: UpperDocumentRow, limit: int = 160) -> str:
    """Name a document in one line: its symbol and what it is about."""
    parts = (row.symbol, row.about)
    return clip(": ".join(part for part in parts if part) or row.file_name, limit)


def short_name(row: UpperDocumentRow, limit: int = 40) -> str:
    """Name a document by its symbol alone, where it has one."""
    return clip(row.symbol or row.about or row.file_name, limit)


@words_for(UpperDocumentList)
def upper_document_list(reader: Reader, notice: UpperDocumentList) -> Post:
    """Show the register by theme, with what of it is covered."""
    first = notice.page * ON_A_PAGE
    rows, register = upper_documents_seen(reader.session, reader.user_id, first=first, limit=ON_A_PAGE)
    people = memberships(reader.session, reader.user_id)
    return Post(
        text=lines(
            _("<b>Documents from above</b>"),
            _counts(register) if rows else _("No document has been entered yet."),
            *_by_theme(reader, rows, is_one=len({person.body_id for person in people}) == 1),
        ),
        buttons=[
            *to_registers(reader, _("Enter a document"), act.ask_document),
            *([_way(row, upper_name(row, 45))] for row in rows),
            pages(
                notice.page, register.documents, ON_A_PAGE,
                lambda label, page: link_to(label, UpperDocumentList(page=page)),
            ),
        ],
    )  # fmt: skip


def _counts(register: Register) -> Markup:
    documents = n_("{n} document", "{n} documents", register.documents)
    required = n_("{n} requirement", "{n} requirements", register.required)
    return _(
        "{documents}, {required}: {covered} dealt with. Waiting to be concretised: {waiting}.",
        documents=documents, required=required, covered=register.covered, waiting=register.waiting,
    )  # fmt: skip


def to_registers(
    reader: Reader, label: str, function: Callable[..., None], **given: Any
) -> list[list[Button]]:
    """Offer to enter a document; whoever keeps the registers of several bodies says in which."""
    people = memberships(reader.session, reader.user_id)
    seats = list(dict.fromkeys(person.body_id for person in people if keeps_register(person)))
    if len(seats) == 1:
        return [[press(label, function, **given, body_id=seats[0])]]
    names = {seat: clip(body(reader.session, seat).name, LONGEST_BODY) for seat in seats}
    return [
        [press(_("{what}: {body}", what=label, body=name), function, **given, body_id=seat)]
        for seat, name in names.items()
    ]


def _by_theme(reader: Reader, rows: Sequence[UpperDocumentRow], *, is_one: bool) -> list[Markup]:
    said: list[Markup] = []
    seat = theme = None
    for row in rows:
        if row.body_id != seat:
            seat, theme = row.body_id, None
            if not is_one:
                said.append(_("<b>{body}</b>", body=body(reader.session, seat).name))
        if row.theme_key != theme:
            theme = row.theme_key
            said.append(_("<b>{theme}</b>", theme=row.theme or _("Without a theme")))
        said.append(_entry(reader, row))
    return said


def _entry(reader: Reader, row: UpperDocumentRow) -> Markup:
    name = short_name(row)
    match row.state:
        case UpperState.WAITING if row.due_on is not None:
            return due_phrase(reader, _("• {name}: waits", name=name), row.due_on)
        case UpperState.WAITING:
            return _("• {name}: waits, without a date", name=name)
        case UpperState.SET_ASIDE:
            return _("• {name}: set aside", name=name)
        case UpperState.LINKED:
            return _(
                "• {name}: {covered} of {required} dealt with",
                name=name, covered=row.covered, required=row.required,
            )  # fmt: skip


@words_for(UpperDocumentPage)
def upper_document_page(reader: Reader, notice: UpperDocumentPage) -> Post:
    """Show what is known of a document and the one thing to do next."""
    row, member = upper_document_for(reader.session, reader.user_id, notice.document_id)
    return Post(
        text=lines(
            _("<b>{name}</b>", name=upper_name(row, 300)),
            *(_field_line(reader, row, field) for field in UpperField if field is not UpperField.ABOUT),
            _required_line(row),
            *_carried_out_by(reader, row),
        ),
        buttons=[
            *(_steps(reader, row, member) if keeps_register(member) else []),
            _to_text(row, is_asked=keeps_register(member) and _is_to_review(row)),
            [link_to(_("‹ Documents from above"), UpperDocumentList())],
        ],
    )


def _field_line(reader: Reader, row: UpperDocumentRow, field: UpperField) -> Markup | None:
    if field in missing_of(row.told):
        return _("✗ {field}: still missing", field=upper_field_name(field))
    if field is UpperField.DUE:
        due = _("✓ {field}", field=upper_field_name(field))
        return due_phrase(reader, due, row.due_on) if row.due_on else None
    values = {
        UpperField.SYMBOL: row.symbol,
        UpperField.ISSUER: row.issuer,
        UpperField.ISSUED_ON: day(row.issued_on) if row.issued_on else "",
        UpperField.ABOUT: row.about,
        UpperField.THEME: row.theme,
    }
    return _("✓ {field}: {value}", field=upper_field_name(field), value=clip(values[field], 200))


def _required_line(row: UpperDocumentRow) -> Markup:
    if row.reviewed_at is None:
        return n_(
            "I found {n} requirement by its words; please go through them.",
            "I found {n} requirements by their words; please go through them.",
            row.required,
        )
    return n_(
        "{n} requirement, dealt with: {covered}", "{n} requirements, dealt with: {covered}",
        row.required, covered=row.covered,
    )  # fmt: skip


def _carried_out_by(reader: Reader, row: UpperDocumentRow) -> list[Markup]:
    if row.state is UpperState.SET_ASIDE:
        return [_("Set aside: nothing of it has to be concretised here.")]
    links = links_of(reader.session, row.id or 0)
    found = [
        _("Concretised by: {title}", title=title(resolution(reader.session, each.resolution_id), 150))
        for each in links
        if each.resolution_id is not None
    ]
    planned = [
        _("Initiative: {about}",
          about=clip(reader.session.get_one(InitiativeRow, each.initiative_id).about, 150))
        for each in links
        if each.initiative_id is not None and not found
    ]  # fmt: skip
    return [*found, *planned] or [_("No draft concretises it yet.")]


def _to_text(row: UpperDocumentRow, *, is_asked: bool) -> list[Button]:
    see = link_to(_("See what is required"), UpperClauses(document_id=row.id or 0))
    file = press(_("The file"), act.send_file, document_id=row.id)
    return [*([] if is_asked else [see]), *([file] if row.file_id else [])]


def _is_to_review(row: UpperDocumentRow) -> bool:
    return not missing_of(row.told) and row.reviewed_at is None


@words_for(UpperDocumentFile)
def upper_document_file(reader: Reader, notice: UpperDocumentFile) -> Post:
    """Give the file as it was sent."""
    row, _member = upper_document_for(reader.session, reader.user_id, notice.document_id)
    return Post(text=upper_name(row, 200), document=KeptFile(row.file_id))


def _steps(reader: Reader, row: UpperDocumentRow, member: MemberRow) -> list[list[Button]]:
    """Offer what is missing first, then to go through what is required, then to link it."""
    given = {"document_id": row.id}
    correct = link_to(_("Correct the facts"), UpperDocumentFields(document_id=row.id or 0))
    missing = missing_of(row.told)
    if missing:
        label = _("Next: {field}", field=upper_field_name(missing[0]))
        return [[press(label, act.ask_field, **given, field=missing[0])], [correct]]
    if _is_to_review(row):
        label = n_("Go through {n} requirement", "Go through {n} requirements", row.required)
        return [[link_to(label, UpperClauses(document_id=row.id or 0))], [correct]]
    if row.state is UpperState.SET_ASIDE:
        return [[press(_("Take it up again"), act.take_up, **given)], [correct]]
    ways = [link_to(_("Link it with a draft"), ChooseLinked(document_id=row.id or 0))]
    if row.state is UpperState.WAITING and may(member.role, Ability.RUN_CONSULTATION):
        ways.append(press(_("New initiative"), concretisation.propose_from, **given))
    return [ways, *_due_steps(reader, row), [correct]]


def _due_steps(reader: Reader, row: UpperDocumentRow) -> list[list[Button]]:
    """Offer the day that the document gives for a plan of ours, and any other."""
    if row.due_on is not None or row.state is not UpperState.WAITING:
        return []
    clauses = clauses_to_tick(reader.session, row.id or 0, is_whole=False)
    ticked = [(each.path, each.text) for each in clauses if each.is_required]
    said = due_in(ticked, today=reader.today)
    found = []
    if said is not None:
        label = _("Until {date} ({path})", date=day(said[1]), path=said[0])
        found.append(press(label, act.set_due, document_id=row.id, on=said[1]))
    another = press(_("Set a date"), act.ask_field, document_id=row.id, field=UpperField.DUE)
    return [[*found, another]]


@says_line(ItemKind.UPPER_DOCUMENT)
def upper_document_line(reader: Reader, line: Line) -> Said | None:
    """Remind of a document that nothing concretises yet."""
    row = reader.session.get_one(UpperDocumentRow, line.subject_id)
    if row.state is not UpperState.WAITING or row.due_on is None:
        return None
    return Said(text=_waits(reader, row), button=_button(row), due_on=row.due_on)


@owes
def _documents_waiting(reader: Reader, people: Sequence[MemberRow]) -> list[Owed]:
    """Put documents with a date that nothing concretises yet on the desks of office and heads."""
    seats = [person.body_id for person in people if may(person.role, Ability.RUN_CONSULTATION)]
    return [
        Owed(due_on=row.due_on, text=_waits(reader, row), button=_button(row))
        for row in (waiting_in(reader.session, seats) if seats else [])
    ]


def _waits(reader: Reader, row: UpperDocumentRow) -> Markup:
    assert row.due_on is not None
    return due_phrase(reader, _("To be concretised: {name}", name=upper_name(row, 110)), row.due_on)


def _button(row: UpperDocumentRow) -> Button:
    return _way(row, _("Document: {name}", name=short_name(row)))


def _way(row: UpperDocumentRow, label: str) -> Button:
    return link_to(label, UpperDocumentPage(document_id=row.id or 0))
