"""Words for linking: which documents from above a draft or an initiative concretises (S1.7, S1.8)."""

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from bot.texts.posts import Button, Post, clip, press
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.steps import Rank, steps_at
from bot.texts.upper_documents import short_name, upper_name
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, words_for
from handlers import concretisation as act
from rules.resolutions import FACTS_MAY_CHANGE, IS_OPEN, ResolutionPage, Stage
from rules.traces import TraceList
from rules.upper_documents import (
    ChooseLinked,
    ChooseUpperDocuments,
    UpperDocumentList,
    UpperDocumentPage,
)
from storage.concretisation import documents_concretised, draft_to_trace, prepares
from storage.initiatives import initiative_for
from storage.members import MemberRow
from storage.resolutions import ResolutionRow, resolutions_of
from storage.traces import Traced, uncovered
from storage.upper_documents import (
    UpperDocumentRow,
    newest_of,
    upper_document_for,
    upper_documents_of,
)

ON_A_PAGE = 8
DRAFTS_SHOWN = 8
OFFERED = 6


@steps_at(*FACTS_MAY_CHANGE, rank=Rank.LATER)
def _drafting_steps(reader: Reader, row: ResolutionRow, member: MemberRow) -> list[list[Button]]:
    """Ask which documents a draft concretises, and lead to the trace once that is told."""
    if not prepares(row, member):
        return []
    if not documents_concretised(reader.session, row.id or 0):
        screen = ChooseUpperDocuments(resolution_id=row.id or 0)
        has_any = upper_documents_of(reader.session, row.body_id, limit=1)
        return [[link_to(_("Which documents does it concretise?"), screen)]] if has_any else []
    return [[to_trace(row, uncovered(reader.session, row.id or 0))]]


@steps_at(*IS_OPEN - FACTS_MAY_CHANGE, Stage.ARCHIVED, rank=Rank.LATER)
def _later_steps(reader: Reader, row: ResolutionRow, _member: MemberRow) -> list[list[Button]]:
    """Let everybody in the body see what became of what was required from above."""
    if not documents_concretised(reader.session, row.id or 0):
        return []
    return [[link_to(_("Trace from above"), TraceList(resolution_id=row.id or 0))]]


def to_trace(row: ResolutionRow, left: Sequence[Traced]) -> Button:
    """Lead to the trace of a draft, and say how much of it is left."""
    label = (
        n_("Trace from above: {n} left", "Trace from above: {n} left", len(left))
        if left
        else _("Trace from above")
    )
    return link_to(label, TraceList(resolution_id=row.id or 0))


def uncovered_line(left: Sequence[Traced]) -> Markup | None:
    """Say before a draft leaves how much of what is required from above it does not hold yet (S1.9)."""
    if not left:
        return None
    return n_(
        "{n} requirement from above is not in the draft yet.",
        "{n} requirements from above are not in the draft yet.",
        len(left),
    )


@words_for(ChooseUpperDocuments)
def choose_upper_documents(reader: Reader, notice: ChooseUpperDocuments) -> Post:
    """Show the register by theme, to tick what a draft concretises."""
    row, _member = draft_to_trace(reader.session, reader.user_id, notice.resolution_id)
    first = notice.page * ON_A_PAGE
    rows = upper_documents_of(reader.session, row.body_id, first=first, limit=ON_A_PAGE + 1)
    linked = documents_concretised(reader.session, notice.resolution_id)
    turning = pages(
        notice.page, first + len(rows), ON_A_PAGE,
        lambda label, page: link_to(
            label, ChooseUpperDocuments(resolution_id=notice.resolution_id, page=page)
        ),
    )  # fmt: skip
    return Post(
        text=lines(
            _("<b>Which documents does it concretise? {title}</b>", title=title(row, 150)),
            _("Press a document to tick it; several, or a whole theme, can go into one plan."),
            *(_("☑ {name}", name=upper_name(each, 110)) for each in linked),
        ),
        buttons=[
            *_choice(rows[:ON_A_PAGE], {each.id for each in linked}, notice),
            turning,
            [_done(reader, row, linked)],
            [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))],
        ],
    )


def _choice(
    rows: list[UpperDocumentRow], linked: set[int | None], notice: ChooseUpperDocuments
) -> list[list[Button]]:
    given = {"resolution_id": notice.resolution_id, "page": notice.page}
    buttons = []
    for theme_key, group in groupby(rows, lambda each: each.theme_key):
        held = list(group)
        if theme_key and len(held) > 1 and any(each.id not in linked for each in held):
            label = _("All of: {theme}", theme=clip(held[0].theme, 35))
            buttons.append([press(label, act.concretise_theme, document_id=held[0].id, **given)])
        for each in held:
            sign, way = ("☑", act.let_document_go) if each.id in linked else ("☐", act.concretise)
            buttons.append([press(f"{sign} {upper_name(each, 45)}", way, document_id=each.id, **given)])
    return buttons


def _done(reader: Reader, row: ResolutionRow, linked: list[UpperDocumentRow]) -> Button:
    if linked:
        return to_trace(row, uncovered(reader.session, row.id or 0))
    return link_to(_("Documents from above"), UpperDocumentList())


def to_concretise(reader: Reader, initiative_id: int) -> list[list[Button]]:
    """Offer the newest documents of the register as the basis of an initiative."""
    row, _member = initiative_for(reader.session, reader.user_id, initiative_id, to_commission=True)
    return [
        [press(upper_name(each, 45), act.rest_on, initiative_id=initiative_id, document_id=each.id)]
        for each in newest_of(reader.session, row.body_id, limit=OFFERED)
    ]


@words_for(ChooseLinked)
def choose_linked(reader: Reader, notice: ChooseLinked) -> Post:
    """Offer the drafts that may concretise a document."""
    row, _member = upper_document_for(reader.session, reader.user_id, notice.document_id, to_keep=True)
    drafts = resolutions_of(reader.session, row.body_id, FACTS_MAY_CHANGE)
    known = [
        draft
        for draft in drafts
        if row.id not in {each.id for each in documents_concretised(reader.session, draft.id or 0)}
    ][:DRAFTS_SHOWN]
    return Post(
        text=lines(
            _("<b>By which draft is {name} concretised?</b>", name=short_name(row)),
            None if known else _("There is no draft that could. Please hand one in with /duthao."),
        ),
        buttons=[
            *(
                [press(title(draft, 45), act.link_draft, resolution_id=draft.id, document_id=row.id)]
                for draft in known
            ),
            [link_to(_("‹ The document"), UpperDocumentPage(document_id=row.id or 0))],
        ],
    )
