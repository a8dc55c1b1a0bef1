"""Words for the trace: what is required from above, where our draft says it, and what came of it."""

from collections import Counter

from markupsafe import Markup

from bot.texts.comment_clauses import choice_hint, clause_choice, clauses_with
from bot.texts.draft_clauses import clause_label
from bot.texts.nudges import full_name
from bot.texts.posts import Button, Post, clip, press
from bot.texts.prompts import asks_for
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.task_lines import due_line, state_name
from bot.texts.upper_documents import short_name
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, Vanished, words_for
from handlers import traces as act
from rules.resolutions import IS_OPEN, ResolutionPage
from rules.traces import (
    UNCOVERED,
    ChooseTraced,
    Standing,
    TraceList,
    TraceStep,
    candidates,
)
from rules.upper_documents import ChooseUpperDocuments
from storage.concretisation import documents_concretised, draft_to_trace, prepares
from storage.drafts import ClauseRow, current_draft, parts_of
from storage.parts import nodes_of
from storage.resolutions import ResolutionRow, resolution_for_member
from storage.tasks import TaskRow
from storage.traces import Traced, traced
from storage.upper_documents import upper_clause_for

ON_A_PAGE = 6
IN_A_ROW = 3
PROPOSED = 3
LONGEST_UPPER = 1200
LONGEST_OWN = 420


def standing_words(each: Traced, limit: int = 120) -> Markup:
    """Say where a requirement stands in our draft."""
    match each.standing:
        case Standing.COVERED:
            return _("in {paths}", paths=", ".join(clause.path for clause in each.ours))
        case Standing.ELSEWHERE:
            return _("in another resolution of ours")
        case Standing.NOT_APPLICABLE:
            reason = each.trace.reason if each.trace else ""
            return _("does not concern us: {reason}", reason=clip(reason, limit))
        case Standing.LOST:
            return _("our clause is gone from the newest version")
        case Standing.OPEN:
            return _("nothing said yet")


SIGNS = {
    Standing.COVERED: "✓",
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
            *(_entry(each) for each in shown),
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


def _entry(each: Traced) -> Markup:
    tasks = n_("{n} task", "{n} tasks", len(each.tasks)) if each.tasks else ""
    said = standing_words(each)
    if tasks:
        said = _("{standing}, {tasks}", standing=said, tasks=tasks)
    return _(
        "{sign} <b>{where}</b> {text} → {standing}",
        sign=SIGNS[each.standing], where=where_above(each), text=clip(each.upper.text, 90),
        standing=said,
    )  # fmt: skip


def _to_the_next(everything: list[Traced], row: ResolutionRow) -> list[list[Button]]:
    left = sum(each.standing in UNCOVERED for each in everything)
    if not left:
        return []
    label = n_("Go through {n} open requirement", "Go through {n} open requirements", left)
    return [[press(label, act.next_requirement, resolution_id=row.id)]]


def _ways(shown: list[Traced], row: ResolutionRow) -> list[list[Button]]:
    buttons = [
        link_to(
            f"{SIGNS[each.standing]} {clip(each.upper.path, 18)}",
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


@words_for(TraceStep)
def trace_step(reader: Reader, notice: TraceStep) -> Post:
    """Show one requirement beside what our draft seems to say of it."""
    row, member = draft_to_trace(reader.session, reader.user_id, notice.resolution_id)
    everything = traced(reader.session, notice.resolution_id)
    place = next((n for n, e in enumerate(everything) if e.upper.id == notice.clause_id), None)
    if place is None:
        raise Vanished
    each = everything[place]
    proposed = _proposed(reader, each, notice) if each.standing in UNCOVERED else []
    return Post(
        text=lines(
            _("<b>Requirement {n} of {all}: {where}</b>",
              n=place + 1, all=len(everything), where=where_above(each)),
            _("<blockquote expandable>{text}</blockquote>", text=clip(each.upper.text, LONGEST_UPPER)),
            *_said(reader, each),
            *_offered(each, proposed),
        ),
        buttons=[
            *(_choices(each, proposed, notice) if prepares(row, member) else []),
            [link_to(_("‹ All requirements"), TraceList(resolution_id=row.id or 0))],
        ],
    )  # fmt: skip


def _proposed(reader: Reader, each: Traced, notice: TraceStep) -> list[ClauseRow]:
    """Give what our newest version seems to say of a requirement, the likest first."""
    draft = current_draft(reader.session, notice.resolution_id)
    parts = parts_of(reader.session, draft.id or 0)
    (found,) = candidates([each.upper.text], nodes_of(parts))
    return [parts[candidate.clause] for candidate in found[:PROPOSED]]


def _said(reader: Reader, each: Traced) -> list[Markup]:
    """Say what was said of it, with our clause and its tasks."""
    if each.standing is Standing.OPEN:
        return []
    ours = (
        _("<b>{path}</b> {text}", path=clause.path, text=clip(clause.text, LONGEST_OWN))
        for clause in each.ours
    )
    stands = _("Stands: {standing}", standing=standing_words(each))
    return [stands, *ours, *(_task(reader, task) for task in each.tasks)]


def _task(reader: Reader, task: TaskRow) -> Markup:
    return _(
        "• Task: {what} – {name}. {due}. {state}",
        what=clip(task.what, 90), name=full_name(reader, task.owner_id), due=due_line(reader, task),
        state=state_name(task.state),
    )  # fmt: skip


def _offered(each: Traced, proposed: list[ClauseRow]) -> list[Markup]:
    if each.standing not in UNCOVERED:
        return []
    if not proposed:
        return [_("Nothing like it was found in the draft.")]
    return [
        _("It may stand in:"),
        *(
            _("<b>{path}</b> {text}", path=clause.path, text=clip(clause.text, LONGEST_OWN))
            for clause in proposed
        ),
    ]


def _choices(each: Traced, proposed: list[ClauseRow], notice: TraceStep) -> list[list[Button]]:
    given = {"resolution_id": notice.resolution_id, "clause_id": notice.clause_id}
    another = press(_("Another clause"), act.choose_clause, **given)
    if each.standing not in UNCOVERED:
        back = press(_("Open it again"), act.reopen, **given)
        return [[another, back]] if each.trace is not None else [[another]]
    covers = [
        [press(_("It stands in {clause}", clause=clause_label(clause, 36)), act.cover, **given,
               own_id=clause.id)]
        for clause in proposed
    ]  # fmt: skip
    not_ours = press(_("Does not concern us"), act.ask_reason, **given)
    return [*covers, [another, not_ours], [press(_("Later ›"), act.later, **given)]]


@words_for(ChooseTraced)
def choose_traced(reader: Reader, notice: ChooseTraced) -> Post:
    """Show the clauses of our draft, to choose the one that covers a requirement."""
    draft_to_trace(reader.session, reader.user_id, notice.resolution_id)
    upper, _document, _member = upper_clause_for(reader.session, reader.user_id, notice.clause_id)
    draft = current_draft(reader.session, notice.resolution_id)
    found = clauses_with(reader, draft.id or 0, notice.letters)
    given = {"resolution_id": notice.resolution_id, "clause_id": notice.clause_id}
    return Post(
        text=lines(
            _("<b>Where does the draft say this?</b>"),
            _("{path} {text}", path=upper.path, text=clip(upper.text, 300)),
            choice_hint(found, notice.letters),
        ),
        buttons=[
            *clause_choice(
                found, notice.page,
                lambda each: press(clause_label(each), act.cover, **given, own_id=each.id),
                lambda label, page: press(
                    label, act.choose_clause, **given, letters=notice.letters, page=page
                ),
            ),
            [link_to(_("‹ The requirement"), TraceStep(**given))],
        ],
    )  # fmt: skip


@asks_for(act.leave_out)
def ask_reason(_reader: Reader, resolution_id: int, clause_id: int) -> Post:  # noqa: ARG001
    """Ask why it does not concern the body."""
    return Post(text=_("Why does this requirement not concern us? One sentence; it is kept."))
