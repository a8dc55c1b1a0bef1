"""Words for choosing a clause of a draft, and for asking what somebody thinks of it."""

from collections.abc import Callable

from bot.texts.comments import is_open, scope_of, seen_by_member
from bot.texts.cosignatures import seen_by_others
from bot.texts.draft_clauses import clause_label, full_text
from bot.texts.posts import Button, Post, press
from bot.texts.prompts import asks_for
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.steps import clause_steps
from bot.texts.voice import _, lines
from bot.texts.wording import Reader, words_for
from handlers import comments as act
from rules.clauses import NodeKind
from rules.comments import ChooseClause, CommentDesk, CommentsClosed
from rules.folding import fold
from rules.rounds import Scope
from storage.consultation import latest_consultation
from storage.drafts import ClauseRow, parts_of
from storage.resolutions import ResolutionRow

CLAUSES_ON_A_PAGE = 10
LONGEST_QUOTED = 3000


@words_for(ChooseClause)
def choose_clause(reader: Reader, notice: ChooseClause) -> Post:
    """Show the clauses to choose one to comment on."""
    row, member, consultation = seen_by_member(reader, notice.resolution_id)
    if not is_open(reader, consultation, row, member):
        raise CommentsClosed(until_on=row.comments_until_on)
    resolution_id = notice.resolution_id
    scope = scope_of(reader, consultation, member)
    found = clauses_with(reader, consultation.draft_id, notice.letters, scope)
    back = link_to(_("‹ The draft"), CommentDesk(resolution_id=resolution_id))
    return Post(
        text=lines(_("<b>{title}</b>", title=title(row, 200)), choice_hint(found, notice.letters)),
        buttons=[
            *clause_choice(
                found,
                notice.page,
                lambda clause: press(
                    clause_label(clause), act.ask_comment,
                    resolution_id=resolution_id, clause_id=clause.id,
                ),
                lambda label, page: press(
                    label, act.choose_clause,
                    resolution_id=resolution_id, letters=notice.letters, page=page,
                ),
            ),
            [back],
        ],
    )  # fmt: skip


def clauses_with(
    reader: Reader, draft_id: int, letters: str, scope: Scope | None = None
) -> list[ClauseRow]:
    """Give the clauses of a draft, those whose place or words hold some letters, diacritics or not.

    Where somebody is asked on a field or on picked clauses, only these; all where there are none, and
    all that hold letters somebody has looked for.
    """
    wanted = fold(letters)
    found = [
        part
        for part in parts_of(reader.session, draft_id)
        if part.kind is NodeKind.CLAUSE and (wanted in part.folded_text or wanted in fold(part.path))
    ]
    own = [part for part in found if scope is None or scope.holds(part.id, part.folded_text)]
    return own if own and not letters else found


def choice_hint(found: list[ClauseRow], letters: str) -> str:
    """Say how a clause is found."""
    if not found:
        return _("No clause holds “{letters}”. Please write other words.", letters=letters)
    return _("Press a clause, or write a few words of it; diacritics are not needed.")


def clause_choice(
    found: list[ClauseRow],
    page: int,
    choose: Callable[[ClauseRow], Button],
    turn: Callable[[str, int], Button],
) -> list[list[Button]]:
    """Lay out clauses as buttons, a page of them."""
    first = page * CLAUSES_ON_A_PAGE
    rows = [[choose(clause)] for clause in found[first : first + CLAUSES_ON_A_PAGE]]
    return [*rows, pages(page, len(found), CLAUSES_ON_A_PAGE, turn)]


@asks_for(act.take_comment)
def ask_comment(reader: Reader, resolution_id: int, clause_id: int | None) -> Post:
    """Ask for a comment, with the clause in sight."""
    row, _member, consultation = seen_by_member(reader, resolution_id)
    return Post(
        text=lines(
            *clause_in_sight(reader, row, clause_id),
            _("Please write your view in one message."),
            seen_by_others(consultation) if clause_id is not None else None,
        )
    )


def clause_in_sight(reader: Reader, row: ResolutionRow, clause_id: int | None) -> list[str]:
    """Show what is being commented on."""
    if clause_id is None:
        return [_("<b>Comment on the whole text: {title}</b>", title=title(row, 200))]
    clause = reader.session.get_one(ClauseRow, clause_id)
    text = full_text(parts_of(reader.session, clause.draft_id), clause)
    return [
        _("<b>Comment on {path}</b>", path=clause.path),
        _("<blockquote expandable>{text}</blockquote>", text=_cut(text, LONGEST_QUOTED)),
    ]


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[:limit].rstrip() + " …"


@clause_steps
def clause_page_steps(reader: Reader, row: ResolutionRow, clause: ClauseRow) -> list[list[Button]]:
    """Let a clause of the version in consultation be commented on from its page."""
    consultation = latest_consultation(reader.session, row.id or 0)
    if consultation is None or consultation.draft_id != clause.draft_id:
        return []
    if not is_open(reader, consultation, row):
        return []
    return [[press(_("Comment"), act.ask_comment, resolution_id=row.id, clause_id=clause.id)]]
