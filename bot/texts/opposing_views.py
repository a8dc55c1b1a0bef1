"""Words for the views that oppose: apart from all others, each in its own words (S2.31)."""

from bot.texts.comments import place_of, said_text
from bot.texts.posts import Button, Post
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.speakers import author_name
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, words_for
from rules.comments import OpposingViews
from rules.members import Ability
from rules.responses import CommentPage, CommentsByClause
from storage.comments import opposing_views
from storage.members import MemberRow
from storage.resolutions import ResolutionRow, resolution_for
from storage.responses import sees_citizens

ON_A_PAGE = 6


def to_opposing(reader: Reader, row: ResolutionRow, member: MemberRow) -> list[Button]:
    """Lead to the opposing views, where there are any."""
    found = opposing_views(reader.session, row.id or 0, of_citizens=sees_citizens(row, member))
    if not found:
        return []
    label = n_("{n} opposing view", "{n} opposing views", len(found))
    return [link_to(label, OpposingViews(resolution_id=row.id or 0))]


@words_for(OpposingViews)
def opposing_views_screen(reader: Reader, notice: OpposingViews) -> Post:
    """List the views that oppose, each in its own words: none of them is folded into another."""
    row, member = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.RUN_CONSULTATION
    )
    found = opposing_views(reader.session, row.id or 0, of_citizens=sees_citizens(row, member))
    first = notice.page * ON_A_PAGE
    shown = found[first : first + ON_A_PAGE]
    turning = pages(
        notice.page, len(found), ON_A_PAGE,
        lambda label, page: link_to(label, OpposingViews(resolution_id=row.id or 0, page=page)),
    )  # fmt: skip
    return Post(
        text=lines(
            _("<b>Opposing views: {title}</b>", title=title(row, 200)),
            None if found else _("Nobody has objected."),
            *(
                _(
                    "{n}. <b>{place}</b>, {author}: {text}",
                    n=number, place=place_of(clause), author=author_name(reader, comment),
                    text=said_text(comment, 450),
                )
                for number, (comment, clause) in enumerate(shown, first + 1)
            ),
            _("The chair hears each of them, and the conclusion names them.") if found else None,
        ),
        buttons=[
            [
                link_to(f"{number}", CommentPage(comment_id=comment.id or 0))
                for number, (comment, _clause) in enumerate(shown, first + 1)
            ],
            turning,
            [link_to(_("‹ All comments"), CommentsByClause(resolution_id=row.id or 0))],
        ],
    )  # fmt: skip
