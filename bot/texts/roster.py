"""Words about the roster: who stands on it, and what comes of a file that a clerk sends."""

from bot.texts.members import role_name
from bot.texts.posts import File, Post, press
from bot.texts.prompts import asks_for
from bot.texts.screens import link_to, pages
from bot.texts.voice import _, lines, moment, n_
from bot.texts.wording import Reader, words_for, words_for_refusal
from documents.file_names import safe_file_name
from documents.sheets import Sheet, SheetColumn, Workbook, write_xlsx
from handlers import members as act
from rules.members import Ability, MemberPage, Role, Roster, RosterTaken, RosterTemplate
from rules.roster import (
    CellFault,
    CellProblem,
    RosterColumn,
    RosterColumnMissing,
    RosterEmpty,
    RosterWrong,
)
from storage.bodies import body
from storage.members import MemberRow, member_who_may
from storage.members import roster as roster_of

ON_A_PAGE = 10
PROBLEMS_SHOWN = 15


def column_name(column: RosterColumn) -> str:
    """Name a column of the roster as it is headed."""
    names = {
        RosterColumn.NAME: _("Full name"),
        RosterColumn.POST: _("Post"),
        RosterColumn.ROLE: _("Role"),
        RosterColumn.VOTES: _("Votes"),
        RosterColumn.AREAS: _("In charge of"),
    }
    return names[column]


@words_for(Roster)
def roster(reader: Reader, notice: Roster) -> Post:
    """Show a page of the roster to the clerk."""
    member_who_may(reader.session, reader.user_id, Ability.KEEP_ROSTER, body_id=notice.body_id)
    people = roster_of(reader.session, notice.body_id)
    shown = people[notice.page * ON_A_PAGE : (notice.page + 1) * ON_A_PAGE]
    missing = sum(1 for person in people if person.user_id is None)
    buttons = [
        [link_to(_person_label(person), MemberPage(member_id=person.id or 0))] for person in shown
    ]
    buttons.append(
        pages(
            notice.page,
            len(people),
            ON_A_PAGE,
            lambda label, page: link_to(label, Roster(body_id=notice.body_id, page=page)),
        )
    )
    if missing:
        label = n_("Get the missing link", "Get the {n} missing links", missing)
        buttons.append([press(label, act.hand_out_missing_links, body_id=notice.body_id)])
    buttons.append([press(_("Send a roster"), act.ask_roster), press(_("Template"), act.send_template)])
    return Post(
        text=lines(
            _("<b>Roster: {body}</b>", body=body(reader.session, notice.body_id).name),
            n_("{n} person", "{n} people", len(people)),
            n_("{n} not connected yet", "{n} not connected yet", missing) if missing else None,
        ),
        buttons=buttons,
    )


def _person_label(person: MemberRow) -> str:
    here = _("connected") if person.user_id is not None else _("not connected")
    return _("{name} · {state}", name=person.full_name, state=here)


@words_for(MemberPage)
def member_page(reader: Reader, notice: MemberPage) -> Post:
    """Show one member to the clerk."""
    member = reader.session.get_one(MemberRow, notice.member_id)
    member_who_may(reader.session, reader.user_id, Ability.KEEP_ROSTER, body_id=member.body_id)
    back = link_to(_("‹ Roster"), Roster(body_id=member.body_id))
    return Post(
        text=lines(
            _("<b>{name}</b>", name=member.full_name),
            _("{role} · votes", role=role_name(member.role))
            if member.votes
            else _("{role} · no vote", role=role_name(member.role)),
            _("Post: {post}", post=member.post) if member.post else None,
            _("In charge of: {areas}", areas=member.areas) if member.areas else None,
            _("Connected since {when}", when=moment(member.bound_at))
            if member.bound_at and member.user_id
            else _("Not connected yet"),
        ),
        buttons=[
            [press(_("New personal link"), act.hand_out_link, member_id=member.id)],
            [
                press(
                    _("Has left the body"),
                    act.remove_member,
                    member_id=member.id,
                    body_id=member.body_id,
                )
            ],
            [back],
        ],
    )


@asks_for(act.receive_roster)
def roster_asked(_reader: Reader) -> Post:
    """Ask for the roster's file."""
    return Post(
        text=lines(
            _("<b>Send me the roster as a file (.xlsx or .csv).</b>"),
            _("Columns: {columns}.", columns=", ".join(column_name(c) for c in RosterColumn)),
            _("People who are known already are brought up to date; nobody is removed."),
        ),
        buttons=[[press(_("Give me a template"), act.send_template)]],
    )


@words_for(RosterTemplate)
def roster_template(reader: Reader, _notice: RosterTemplate) -> Post:
    """Give an empty roster with one line for each role."""
    columns = tuple(SheetColumn(title=column_name(column), width=24) for column in RosterColumn)
    rows = [("", role_name(role), role_name(role), "", "") for role in Role]
    sheet = Sheet(title=str(_("Roster")), columns=columns, rows=tuple(rows))
    name = safe_file_name(str(_("Roster template")), "xlsx")
    return Post(
        text=_("Fill in the names and send the file back. One line for each person."),
        document=File(name, write_xlsx(Workbook(sheets=(sheet,), on=reader.today))),
    )


@words_for(RosterTaken)
def roster_taken(_reader: Reader, notice: RosterTaken) -> Post:
    """Say what has come of an import, with the links as the next step."""
    return Post(
        text=lines(
            _("<b>The roster has been taken over.</b>"),
            n_("{n} new person", "{n} new people", notice.added) if notice.added else None,
            n_("{n} person brought up to date", "{n} people brought up to date", notice.changed)
            if notice.changed
            else None,
            _("Next: hand each person their personal link. A link works once."),
        ),
        buttons=[
            [press(_("Get the personal links"), act.hand_out_missing_links, body_id=notice.body_id)],
            [link_to(_("See the roster"), Roster(body_id=notice.body_id))],
        ],
    )


def fault_sentence(problem: CellProblem) -> str:
    """Say what is wrong with one cell."""
    sentences = {
        CellFault.NAME_MISSING: _("the name is missing"),
        CellFault.NAME_TWICE: _("the name “{value}” stands here twice: add the unit to tell them apart",
                                value=problem.value),
        CellFault.ROLE_UNKNOWN: _("“{value}” is no role that I know", value=problem.value),
        CellFault.VOTES_UNCLEAR: _("“{value}” is neither yes nor no", value=problem.value),
    }  # fmt: skip
    return _(
        "Row {row}, column {column}: {fault}",
        row=problem.row, column=problem.column, fault=sentences[problem.fault],
    )  # fmt: skip


@words_for_refusal(RosterWrong)
def roster_wrong(_reader: Reader, refused: RosterWrong) -> Post:
    """Name the wrong cells."""
    shown = [fault_sentence(problem) for problem in refused.problems[:PROBLEMS_SHOWN]]
    rest = len(refused.problems) - len(shown)
    return Post(
        text=lines(
            _("<b>Nothing was taken over: the roster has mistakes.</b>"),
            *shown,
            n_("… and {n} more mistake", "… and {n} more mistakes", rest) if rest else None,
            _("Please correct these cells and send the file again."),
        ),
        buttons=[[press(_("Send a roster"), act.ask_roster)]],
    )


@words_for_refusal(RosterColumnMissing)
def roster_column_missing(_reader: Reader, refused: RosterColumnMissing) -> Post:
    """Name the missing column and those that were found."""
    return Post(
        text=lines(
            _("<b>The roster has no column “{column}”.</b>", column=column_name(refused.column)),
            _("Columns found: {columns}.", columns=", ".join(refused.found)),
            _("Please take the template, or head the column like this, and send the file again."),
        ),
        buttons=[[press(_("Give me a template"), act.send_template)]],
    )


@words_for_refusal(RosterEmpty)
def roster_empty(_reader: Reader, _refused: RosterEmpty) -> Post:
    """Say that the file holds nobody."""
    return Post(
        text=_("There is nobody in this file: below the row of column names all rows are empty."),
        buttons=[[press(_("Send a roster"), act.ask_roster)]],
    )
