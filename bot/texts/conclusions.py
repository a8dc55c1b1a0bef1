"""Words for the chair's conclusion on the views that oppose."""

from bot.texts.comments import answer_line, place_of, said_text
from bot.texts.posts import Button, Post, press
from bot.texts.prompts import asks_for
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.speakers import author_name, speaker_name
from bot.texts.steps import Rank, steps_at
from bot.texts.synthesis import clip_lines, quoted
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, words_for, words_for_refusal
from handlers import conclusions as act
from rules.conclusions import (
    ConcludedViews,
    ConclusionPage,
    OpposingViewsWaiting,
    SetAsideWithoutReason,
    Treatment,
)
from rules.members import Ability, may
from rules.resolutions import ResolutionPage, Stage
from rules.synthesis import speaker_of
from rules.votes import VotePreview
from storage.comments import CommentRow, opposing_views
from storage.conclusions import View, views_of, waiting_views
from storage.members import MemberRow
from storage.resolutions import ResolutionRow, resolution_for

ON_A_PAGE = 6
LONGEST_VIEW = 1500


@steps_at(Stage.CONSULTED, rank=Rank.NEXT)
def _conclusion_first(reader: Reader, row: ResolutionRow, member: MemberRow) -> list[list[Button]]:
    """Lead to the conclusion where opposing views wait for it before the vote."""
    if not may(member.role, Ability.RUN_VOTE) or not waiting_views(reader.session, row.id or 0):
        return []
    return [[link_to(_("Conclusion on opposing views"), ConclusionPage(resolution_id=row.id or 0))]]


@steps_at(Stage.CONSULTED, rank=Rank.LATER)
def _conclusion_at_hand(reader: Reader, row: ResolutionRow, member: MemberRow) -> list[list[Button]]:
    """Let those who run the vote look at the conclusion, and change it, until the vote."""
    if not may(member.role, Ability.RUN_VOTE) or not opposing_views(reader.session, row.id or 0):
        return []
    return [[_to_all(row)]]


@words_for(ConclusionPage)
def conclusion_page(reader: Reader, notice: ConclusionPage) -> Post:
    """Ask what the conclusion does with the next opposing view."""
    row, _member = resolution_for(reader.session, reader.user_id, notice.resolution_id, Ability.RUN_VOTE)
    views = views_of(reader.session, notice.resolution_id)
    waiting = [view for view in views if view.concluded is None]
    chosen = [view for view in views if view.comment.id == notice.comment_id] or waiting[:1]
    if not chosen:
        return _all_concluded(row, views)
    return Post(
        text=lines(
            _("<b>Conclusion on opposing views: {title}</b>", title=title(row, 150)),
            n_("{n} of {all} waits for it", "{n} of {all} wait for it", len(waiting), all=len(views)),
            *_view_lines(reader, chosen[0]),
        ),
        buttons=[*_ways(row, chosen[0].comment), [_to_all(row)], _back(row)],
    )


def _view_lines(reader: Reader, view: View) -> list[str | None]:
    comment = view.comment
    return [
        _("<b>{place}</b>", place=place_of(view.clause)),
        quoted(view.clause) if view.clause else None,
        _("{author}:", author=who(reader, comment)),
        clip_lines(comment.text, LONGEST_VIEW) or said_text(comment, LONGEST_VIEW),
        n_("… and {n} more comment", "… and {n} more comments", view.comments - 1)
        if view.comments > 1
        else None,
        answer_line(comment, 500),
        treatment_line(view),
    ]


def who(reader: Reader, comment: CommentRow) -> str:
    """Name a member; of a citizen, the chair hears the view and not the pseudonym."""
    if comment.citizen_id is not None:
        return speaker_name(speaker_of(None, comment.channel))
    return author_name(reader, comment)


def treatment_line(view: View) -> str | None:
    """Say what the conclusion does with a view."""
    if view.concluded is None:
        return None
    if view.concluded.treatment is Treatment.NAMED:
        return _("<i>Named in the conclusion.</i>")
    return _("<i>Set aside:</i> {reason}", reason=view.concluded.reason)


def _ways(row: ResolutionRow, comment: CommentRow) -> list[list[Button]]:
    given = {"resolution_id": row.id, "comment_id": comment.id}
    return [
        [press(_("Name it in the conclusion"), act.name_view, **given)],
        [press(_("Set it aside, with a reason"), act.ask_reason, **given)],
    ]


def _all_concluded(row: ResolutionRow, views: list[View]) -> Post:
    done = n_(
        "The conclusion deals with {n} opposing view.",
        "The conclusion deals with all {n} opposing views.",
        len(views),
    )
    preview = link_to(_("Open the vote"), VotePreview(resolution_id=row.id or 0))
    return Post(
        text=lines(
            _("<b>Conclusion on opposing views: {title}</b>", title=title(row, 150)),
            done if views else _("Nobody has objected."),
        ),
        buttons=[
            [preview] if row.stage is Stage.CONSULTED else [],
            [_to_all(row)] if views else [],
            _back(row),
        ],
    )


def _to_all(row: ResolutionRow) -> Button:
    return link_to(_("All opposing views"), ConcludedViews(resolution_id=row.id or 0))


def _back(row: ResolutionRow) -> list[Button]:
    return [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))]


@words_for(ConcludedViews)
def concluded_views(reader: Reader, notice: ConcludedViews) -> Post:
    """List the opposing views with what the conclusion does with each."""
    row, _member = resolution_for(reader.session, reader.user_id, notice.resolution_id, Ability.RUN_VOTE)
    views = views_of(reader.session, notice.resolution_id)
    first = notice.page * ON_A_PAGE
    shown = views[first : first + ON_A_PAGE]
    turning = pages(
        notice.page, len(views), ON_A_PAGE,
        lambda label, page: link_to(label, ConcludedViews(resolution_id=row.id or 0, page=page)),
    )  # fmt: skip
    return Post(
        text=lines(
            _("<b>Opposing views: {title}</b>", title=title(row, 200)),
            *(_numbered(reader, number, view) for number, view in enumerate(shown, first + 1)),
        ),
        buttons=[
            [link_to(f"{number}", _page(row, view)) for number, view in enumerate(shown, first + 1)],
            turning,
            _back(row),
        ],
    )


def _page(row: ResolutionRow, view: View) -> ConclusionPage:
    return ConclusionPage(resolution_id=row.id or 0, comment_id=view.comment.id)


def _numbered(reader: Reader, number: int, view: View) -> str:
    return lines(
        _(
            "{n}. <b>{place}</b>, {author}: {text}", n=number, place=place_of(view.clause),
            author=who(reader, view.comment), text=said_text(view.comment, 250),
        ),
        treatment_line(view) or _("<i>waits for the conclusion</i>"),
    )  # fmt: skip


@asks_for(act.set_aside)
def ask_reason(_reader: Reader, **_given: object) -> Post:
    """Ask why a view is set aside."""
    return Post(
        text=lines(
            _("<b>Why is this view set aside?</b>"),
            _("The reason stands in the minutes. Please write it."),
        )
    )


@words_for_refusal(OpposingViewsWaiting)
def opposing_views_waiting(_reader: Reader, refused: OpposingViewsWaiting) -> Post:
    """Say why the vote is not opened, and lead to the conclusion."""
    page = link_to(
        _("Conclusion on opposing views"), ConclusionPage(resolution_id=refused.resolution_id)
    )
    return Post(
        text=n_(
            "The vote cannot be opened yet: the conclusion has to name {n} opposing comment, or say why "
            "it is set aside.",
            "The vote cannot be opened yet: the conclusion has to name {n} opposing comments, or say "
            "why they are set aside.",
            refused.views,
        ),
        buttons=[[page]],
    )


@words_for_refusal(SetAsideWithoutReason)
def set_aside_without_reason(_reader: Reader, _refused: SetAsideWithoutReason) -> Post:
    """Ask for a reason."""
    return Post(text=_("Please write the reason in words: it stands in the minutes."))
