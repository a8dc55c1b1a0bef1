"""Words about the clauses of a draft: the list of them, and each in full."""

from bot.texts.posts import Post, clip
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.steps import steps_on
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, words_for
from rules.clauses import NodeKind
from rules.drafts import ClausePage, DraftOutline
from rules.resolutions import ResolutionPage
from storage.drafts import ClauseRow, DraftRow, clauses_of, parts_of
from storage.resolutions import resolution_for_member

CLAUSES_ON_A_PAGE = 12
LONGEST_CLAUSE = 3400


@words_for(DraftOutline)
def draft_outline(reader: Reader, notice: DraftOutline) -> Post:
    """Show the clauses of a version."""
    draft = reader.session.get_one(DraftRow, notice.draft_id)
    row, _member = resolution_for_member(reader.session, reader.user_id, draft.resolution_id)
    clauses = clauses_of(reader.session, notice.draft_id)
    first = notice.page * CLAUSES_ON_A_PAGE
    buttons = [
        [link_to(clause_label(clause), ClausePage(clause_id=clause.id or 0))]
        for clause in clauses[first : first + CLAUSES_ON_A_PAGE]
    ]
    turning = pages(
        notice.page,
        len(clauses),
        CLAUSES_ON_A_PAGE,
        lambda label, page: link_to(label, DraftOutline(draft_id=notice.draft_id, page=page)),
    )
    back = link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))
    return Post(
        text=lines(
            _("<b>{title}</b>", title=title(row)),
            _("Version {n} of the draft", n=draft.version),
            n_("{n} clause", "{n} clauses", len(clauses)),
        ),
        buttons=[*buttons, turning, [back]],
    )


def clause_label(clause: ClauseRow, limit: int = 48) -> str:
    """Name a clause in a button: where it stands and its first words."""
    return clip(f"{clause.path} {clause.heading}", limit)


@words_for(ClausePage)
def clause_page(reader: Reader, notice: ClausePage) -> Post:
    """Show one clause with all that it holds."""
    clause = reader.session.get_one(ClauseRow, notice.clause_id)
    draft = reader.session.get_one(DraftRow, clause.draft_id)
    row, _member = resolution_for_member(reader.session, reader.user_id, draft.resolution_id)
    page = clause.position // CLAUSES_ON_A_PAGE
    return Post(
        text=lines(
            _("<b>{path}</b>", path=clause.path),
            clip_text(full_text(parts_of(reader.session, clause.draft_id), clause)),
        ),
        buttons=[
            *steps_on(reader, row, clause),
            [link_to(_("‹ All clauses"), DraftOutline(draft_id=clause.draft_id, page=page))],
        ],
    )


def full_text(parts: list[ClauseRow], clause: ClauseRow) -> str:
    """Put a clause and all that it holds together, as one reads it."""
    held = {clause.position}
    said = [clause.printed]
    for part in parts:
        if part.parent_position in held and part.kind is NodeKind.CLAUSE:
            held.add(part.position)
            said.append(part.printed)
    return "\n".join(said)


def clip_text(text: str) -> str:
    """Shorten a clause that no message could hold."""
    return text if len(text) <= LONGEST_CLAUSE else text[:LONGEST_CLAUSE].rstrip() + " …"
