"""Words for picking the clauses on which a round asks."""

from bot.texts.comment_clauses import CLAUSES_ON_A_PAGE
from bot.texts.draft_clauses import clause_label
from bot.texts.posts import Button, Post, press
from bot.texts.resolutions import title
from bot.texts.rounds import circle_name
from bot.texts.screens import link_to, pages
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, words_for, words_for_refusal
from handlers import round_clauses as act
from rules.clauses import NodeKind
from rules.round_clauses import RoundClauses, WholeTextAsked
from rules.rounds import RoundPage
from storage.drafts import ClauseRow, current_draft, parts_of
from storage.rounds import clauses_of_round, planned_round_for


@words_for(RoundClauses)
def round_clauses(reader: Reader, notice: RoundClauses) -> Post:
    """Show the clauses with a mark at those that are picked."""
    each, row = planned_round_for(reader.session, reader.user_id, notice.round_id)
    draft = current_draft(reader.session, each.resolution_id)
    clauses = [p for p in parts_of(reader.session, draft.id or 0) if p.kind is NodeKind.CLAUSE]
    picked = set(clauses_of_round(reader.session, notice.round_id))
    first = notice.page * CLAUSES_ON_A_PAGE
    turning = pages(
        notice.page, len(clauses), CLAUSES_ON_A_PAGE,
        lambda label, page: link_to(label, RoundClauses(round_id=notice.round_id, page=page)),
    )  # fmt: skip
    return Post(
        text=lines(
            _("<b>Clauses for “{circle}”</b>", circle=circle_name(each.circle, each.field)),
            title(row, 150),
            picked_line(len(picked & {clause.id for clause in clauses})),
            _("Press a clause to pick it, with all that lies in it; press again to leave it out."),
        ),
        buttons=[
            *(
                [_toggle(notice, clause, is_picked=clause.id in picked)]
                for clause in clauses[first : first + CLAUSES_ON_A_PAGE]
            ),
            turning,
            [link_to(_("‹ The round"), RoundPage(round_id=notice.round_id))],
        ],
    )


def picked_line(count: int) -> str:
    """Say on how many clauses a round asks."""
    if not count:
        return _("Nothing is picked: the round asks on the whole text, or on its field.")
    return n_("Asked on {n} clause only.", "Asked on {n} clauses only.", count)


def _toggle(notice: RoundClauses, clause: ClauseRow, *, is_picked: bool) -> Button:
    label = clause_label(clause)
    return press(
        f"✓ {label}" if is_picked else label, act.pick_clause,
        round_id=notice.round_id, clause_id=clause.id, is_picked=not is_picked, page=notice.page,
    )  # fmt: skip


@words_for_refusal(WholeTextAsked)
def whole_text_asked(_reader: Reader, _refused: WholeTextAsked) -> Post:
    """Say of whom clauses can be picked."""
    return Post(text=_("The committee and the public are asked on the whole text; nothing was picked."))
