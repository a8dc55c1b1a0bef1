"""Words for the trace: what is required from above, where our draft says it, and what came of it."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from bot.texts.posts import Button, Post, clip, press
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.upper_documents import short_name, upper_name
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, words_for
from handlers import traces as act
from rules.resolutions import IS_OPEN, ResolutionPage
from rules.traces import (
    UNCOVERED,
    Standing,
    TraceList,
    TraceStep,
)
from rules.upper_documents import ChooseUpperDocuments
from storage.concretisation import documents_concretised, prepares
from storage.resolutions import ResolutionRow, resolution_for_member
from storage.traces import Traced, traced

ON_A_PAGE = 6
IN_A_ROW = 3


def standing_words(each: Traced, limit: int = 120) -> Markup:
    """Say where a requirement stands in our draft."""
    match each.standing:
        case Standing.COVERED:
            return _("in {paths}", paths=_paths(each))
        case Standing.PARTLY:
            return _(
                "in {paths}; {lost} is not found in the newest version",
                paths=_paths(each), lost=lost_paths(each),
            )  # fmt: skip
        case Standing.ELSEWHERE:
            return _("in another resolution of ours")
        case Standing.NOT_APPLICABLE:
            reason = each.trace.reason if each.trace else ""
            return _("does not concern us: {reason}", reason=clip(reason, limit))
        case Standing.LOST:
            return _("our clause {lost} is not found in the newest version", lost=lost_paths(each))
        case Standing.OPEN:
            return _("nothing said yet")


def lost_paths(each: Traced) -> str:
    """Name our clauses that are lost by the places at which they stood."""
    return ", ".join(clause.path for clause in each.lost)


def _paths(each: Traced) -> str:
    return ", ".join(own.clause.path for own in each.ours)


SIGNS = {
    Standing.COVERED: "✓",
    Standing.PARTLY: "✗",
    Standing.ELSEWHERE: "✓",
    Standing.NOT_APPLICABLE: "–",
    Standing.LOST: "✗",
    Standing.OPEN: "✗",
}


def where_above(each: Traced) -> str:
    """Name a requirement by its document and its place there."""
    return f"{short_name(each.document)}, {each.upper.path}"


@words_for(TraceList)
def trace_list(reader: Reader, notice: TraceList) -> Post:
    """Show what is required from above and where each requirement stands."""
    row, member = resolution_for_member(reader.session, reader.user_id, notice.resolution_id)
    everything = traced(reader.session, notice.resolution_id)
    listed = [each for each in everything if not notice.is_open_only or each.standing in UNCOVERED]
    first = notice.page * ON_A_PAGE
    shown = listed[first : first + ON_A_PAGE]
    says = prepares(row, member) and row.stage in IS_OPEN
    return Post(
        text=lines(
            _("<b>Trace from above: {title}</b>", title=title(row, 150)),
            _documents_line(reader, row),
            counts_line(everything) if everything else None,
            *_by_document(shown),
        ),
        buttons=[
            *(_to_the_next(everything, row) if says else []),
            *(_ways(shown, row) if says else []),
            pages(
                notice.page, len(listed), ON_A_PAGE,
                lambda label, page: link_to(
                    label,
                    TraceList(resolution_id=row.id or 0, page=page, is_open_only=notice.is_open_only),
                ),
            ),
            *_views(notice, everything),
            *([[_to_documents(row)]] if says else []),
            [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))],
        ],
    )  # fmt: skip


def _documents_line(reader: Reader, row: ResolutionRow) -> Markup:
    names = [short_name(each) for each in documents_concretised(reader.session, row.id or 0)]
    if not names:
        return _("It is linked with no document from above.")
    return _("Concretises: {names}", names=", ".join(names))


def counts_line(everything: list[Traced]) -> Markup:
    """Say how many requirements there are, and where they stand."""
    found = Counter(each.standing for each in everything)
    return _(
        "Requirements: {all}. In the draft {covered}, elsewhere {elsewhere}, not ours {out}, "
        "open {open}.",
        all=len(everything), covered=found[Standing.COVERED], elsewhere=found[Standing.ELSEWHERE],
        out=found[Standing.NOT_APPLICABLE], open=sum(found[each] for each in UNCOVERED),
    )  # fmt: skip


def lost_line(reader: Reader, row: ResolutionRow) -> Markup | None:
    """Say of how many requirements a clause of ours is not found in the newest version."""
    lost = sum(bool(each.lost) for each in traced(reader.session, row.id or 0))
    if not lost:
        return None
    return n_(
        "{n} requirement from above has lost its clause with this version.",
        "{n} requirements from above have lost their clauses with this version.",
        lost,
    )


def _by_document(shown: Sequence[Traced]) -> list[Markup]:
    said = []
    for document, held in groupby(shown, lambda each: each.document):
        said.append(_("<b>{name}</b>", name=upper_name(document, 110)))
        said += map(_entry, held)
    return said


def _entry(each: Traced) -> Markup:
    given = {
        "sign": SIGNS[each.standing], "path": each.upper.path, "text": clip(each.upper.text, 90),
    }  # fmt: skip
    if each.standing is Standing.OPEN:
        return _("{sign} <b>{path}</b> {text}", **given)
    said = standing_words(each)
    if each.tasks:
        tasks = n_("{n} task", "{n} tasks", len(each.tasks))
        said = _("{standing}, {tasks}", standing=said, tasks=tasks)
    return _("{sign} <b>{path}</b> {text} → {standing}", **given, standing=said)


def _to_the_next(everything: list[Traced], row: ResolutionRow) -> list[list[Button]]:
    left = sum(each.standing in UNCOVERED for each in everything)
    if not left:
        return []
    label = n_("Go through {n} open requirement", "Go through {n} open requirements", left)
    return [[press(label, act.next_requirement, resolution_id=row.id)]]


def _ways(shown: list[Traced], row: ResolutionRow) -> list[list[Button]]:
    is_one = len({each.document.id for each in shown}) == 1
    buttons = [
        link_to(
            f"{SIGNS[each.standing]} {clip(each.upper.path if is_one else where_above(each), 24)}",
            TraceStep(resolution_id=row.id or 0, clause_id=each.upper.id or 0),
        )
        for each in shown
    ]
    return [buttons[first : first + IN_A_ROW] for first in range(0, len(buttons), IN_A_ROW)]


def _views(notice: TraceList, everything: list[Traced]) -> list[list[Button]]:
    if not everything:
        return []
    label = _("All requirements") if notice.is_open_only else _("Only open ones")
    other = TraceList(resolution_id=notice.resolution_id, is_open_only=not notice.is_open_only)
    paper = press(_("Trace as a table"), act.send_papers, resolution_id=notice.resolution_id)
    return [[link_to(label, other), paper]]


def _to_documents(row: ResolutionRow) -> Button:
    return link_to(_("Documents linked"), ChooseUpperDocuments(resolution_id=row.id or 0))
