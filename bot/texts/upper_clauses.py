"""Words for going through a document from above: which of its clauses require something of the body."""

from markupsafe import Markup

from bot.texts.posts import Button, Post, clip, press
from bot.texts.screens import link_to, pages
from bot.texts.upper_documents import upper_name
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, words_for
from handlers import upper_documents as act
from rules.requirements import Duty
from rules.upper_documents import UpperClauses, UpperDocumentPage
from storage.upper_clauses import UpperClauseRow, clauses_to_tick, count_to_tick
from storage.upper_documents import (
    UpperDocumentRow,
    keeps_register,
    upper_document_for,
)

ON_A_PAGE = 6
IN_A_ROW = 3
LONGEST_CLAUSE = 420


def duty_name(duty: Duty) -> str:
    """Name how a clause says that something has to be done."""
    names = {
        Duty.ASSIGNED: _("assigns"),
        Duty.REQUIRED: _("requires"),
        Duty.PLAN: _("a plan"),
        Duty.DEADLINE: _("a deadline"),
        Duty.REPORT: _("a report"),
    }
    return names[duty]


@words_for(UpperClauses)
def upper_clauses(reader: Reader, notice: UpperClauses) -> Post:
    """Show a page of clauses, each with a button that ticks it."""
    row, member = upper_document_for(reader.session, reader.user_id, notice.document_id)
    count = count_to_tick(reader.session, notice.document_id, is_whole=notice.is_whole)
    shown = clauses_to_tick(
        reader.session, notice.document_id, is_whole=notice.is_whole,
        first=notice.page * ON_A_PAGE, limit=ON_A_PAGE,
    )  # fmt: skip
    keeps = keeps_register(member)
    return Post(
        text=lines(
            _("<b>{name}</b>", name=upper_name(row, 150)),
            n_("{n} clause is ticked as required.", "{n} clauses are ticked as required.", row.required),
            _("Press a clause to tick it or to take the tick away.") if keeps and shown else None,
            *(_clause(each) for each in shown),
        ),
        buttons=[
            *(_ticks(shown, notice) if keeps else []),
            pages(notice.page, count, ON_A_PAGE, lambda label, page: _turn(label, notice, page)),
            *([[press(_("Gone through"), act.review, document_id=row.id)]] if keeps else []),
            [_other_view(row, notice)],
            [link_to(_("‹ The document"), UpperDocumentPage(document_id=row.id or 0))],
        ],
    )


def _clause(clause: UpperClauseRow) -> Markup:
    sign = "☑" if clause.is_required else "☐"
    duty = _(" ({duty})", duty=duty_name(clause.duty)) if clause.duty else ""
    text = clip(clause.text, LONGEST_CLAUSE)
    return _(
        "{sign} <b>{path}</b>{duty}<blockquote expandable>{text}</blockquote>",
        sign=sign, path=clause.path, duty=duty, text=text,
    )  # fmt: skip


def _ticks(shown: list[UpperClauseRow], notice: UpperClauses) -> list[list[Button]]:
    buttons = [
        press(
            f"{'☑' if clause.is_required else '☐'} {clip(clause.path, 20)}", act.tick,
            clause_id=clause.id, page=notice.page, is_whole=notice.is_whole,
            is_required=not clause.is_required,
        )
        for clause in shown
    ]  # fmt: skip
    return [buttons[first : first + IN_A_ROW] for first in range(0, len(buttons), IN_A_ROW)]


def _turn(label: str, notice: UpperClauses, page: int) -> Button:
    screen = UpperClauses(document_id=notice.document_id, page=page, is_whole=notice.is_whole)
    return link_to(label, screen)


def _other_view(row: UpperDocumentRow, notice: UpperClauses) -> Button:
    label = _("Only what seems required") if notice.is_whole else _("All clauses of the text")
    return link_to(label, UpperClauses(document_id=row.id or 0, is_whole=not notice.is_whole))
