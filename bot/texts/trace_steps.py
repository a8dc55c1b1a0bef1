"""Words for one requirement from above: beside what our draft seems to say, to be confirmed."""

from markupsafe import Markup

from bot.texts.comment_clauses import choice_hint, clause_choice, clauses_with
from bot.texts.draft_clauses import clause_label
from bot.texts.nudges import full_name
from bot.texts.posts import Button, Post, clip, press
from bot.texts.prompts import asks_for
from bot.texts.screens import link_to
from bot.texts.task_lines import due_line, state_name
from bot.texts.traces import standing_words, where_above
from bot.texts.voice import _, lines
from bot.texts.wording import Reader, words_for
from handlers import traces as act
from rules.desk import ButtonExpired
from rules.traces import (
    UNCOVERED,
    ChooseTraced,
    Standing,
    TraceList,
    TraceStep,
    candidates,
)
from storage.concretisation import draft_to_trace, prepares
from storage.drafts import ClauseRow, current_draft, parts_of
from storage.parts import nodes_of
from storage.tasks import TaskRow
from storage.traces import Own, Traced, clauses_named, trace_of, traced
from storage.upper_documents import upper_clause_for

PROPOSED = 3
LONGEST_UPPER = 1200
LONGEST_OWN = 420


@words_for(TraceStep)
def trace_step(reader: Reader, notice: TraceStep) -> Post:
    """Show one requirement beside what our draft seems to say of it."""
    row, member = draft_to_trace(reader.session, reader.user_id, notice.resolution_id)
    everything = traced(reader.session, notice.resolution_id)
    place = next((n for n, e in enumerate(everything) if e.upper.id == notice.clause_id), None)
    if place is None:
        raise ButtonExpired  # its document was unlinked meanwhile
    each = everything[place]
    proposed = _proposed(reader, each, notice) if each.standing in UNCOVERED else []
    return Post(
        text=lines(
            _("<b>Requirement {n} of {all}: {where}</b>",
              n=place + 1, all=len(everything), where=where_above(each)),
            _("<blockquote expandable>{text}</blockquote>", text=clip(each.upper.text, LONGEST_UPPER)),
            *_said(reader, each, everything),
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
    named = {own.clause.id for own in each.ours}
    likely = (parts[candidate.clause] for candidate in found)
    return [clause for clause in likely if clause.id not in named][:PROPOSED]


def _said(reader: Reader, each: Traced, everything: list[Traced]) -> list[Markup]:
    """Say what was said of it, with our clauses, the tasks of each, and what was lost."""
    if each.standing is Standing.OPEN:
        return []
    said = [_("Stands: {standing}", standing=standing_words(each))]
    for own in each.ours:
        said.append(_own(own.clause))
        said += [_task(reader, task) for task in own.tasks]
        said += _also(each, own, everything)
    if each.lost:
        said.append(_("As it stood before:"))
    return [*said, *map(_own, each.lost)]


def _own(clause: ClauseRow) -> Markup:
    return _("<b>{path}</b> {text}", path=clause.path, text=clip(clause.text, LONGEST_OWN))


def _also(each: Traced, own: Own, everything: list[Traced]) -> list[Markup]:
    """Name what else from above the same clause covers."""
    others = [
        where_above(other)
        for other in everything
        if other is not each and own.clause.id in {known.clause.id for known in other.ours}
    ]
    return [_("It covers also: {names}", names="; ".join(others))] if others else []


def _task(reader: Reader, task: TaskRow) -> Markup:
    return _(
        "• Task: {what} – {name}, {state}. {due}",
        what=clip(task.what, 90), name=full_name(reader, task.owner_id), due=due_line(reader, task),
        state=state_name(task.state),
    )  # fmt: skip


def _offered(each: Traced, proposed: list[ClauseRow]) -> list[Markup]:
    if each.standing not in UNCOVERED:
        return []
    if not proposed:
        return [] if each.ours else [_("Nothing like it was found in the draft.")]
    return [
        _("It may stand in:"),
        *map(_own, proposed),
    ]


def _choices(each: Traced, proposed: list[ClauseRow], notice: TraceStep) -> list[list[Button]]:
    given = {"resolution_id": notice.resolution_id, "clause_id": notice.clause_id}
    choose = press(_("Choose clauses"), act.choose_clause, **given)
    if each.standing not in UNCOVERED:
        back = press(_("Open it again"), act.reopen, **given)
        return [[choose, back]] if each.trace is not None else [[choose]]
    covers = [
        press(_("It stands in {path}", path=clause.path), act.cover, **given, own_id=clause.id)
        for clause in proposed
    ]
    enough = [press(_("What is left is enough"), act.confirm, **given)] if each.ours else []
    not_ours = press(_("Does not concern us"), act.ask_reason, **given)
    return [enough, covers, [choose, not_ours], [press(_("Later ›"), act.later, **given)]]


@words_for(ChooseTraced)
def choose_traced(reader: Reader, notice: ChooseTraced) -> Post:
    """Show the clauses of our draft, to tick those that cover a requirement."""
    draft_to_trace(reader.session, reader.user_id, notice.resolution_id)
    upper, _document, _member = upper_clause_for(reader.session, reader.user_id, notice.clause_id)
    draft = current_draft(reader.session, notice.resolution_id)
    found = clauses_with(reader, draft.id or 0, notice.letters)
    trace = trace_of(reader.session, notice.clause_id, notice.resolution_id)
    ticked = clauses_named(reader.session, trace) if trace else []
    given = {"resolution_id": notice.resolution_id, "clause_id": notice.clause_id}
    return Post(
        text=lines(
            _("<b>Where does the draft say this? One clause, or several.</b>"),
            _("{path} {text}", path=upper.path, text=clip(upper.text, 300)),
            choice_hint(found, notice.letters),
            _ticked_line(reader, ticked),
        ),
        buttons=[
            *clause_choice(
                found, notice.page,
                lambda clause: _tick(clause, notice, is_ticked=clause.id in ticked),
                lambda label, page: press(
                    label, act.choose_clause, **given, letters=notice.letters, page=page
                ),
            ),
            [press(_("Done ›"), act.later, **given)] if ticked else [],
            [link_to(_("‹ The requirement"), TraceStep(**given))],
        ],
    )  # fmt: skip


def _ticked_line(reader: Reader, ticked: list[int]) -> Markup | None:
    """Name what is ticked, also where it stands on another page."""
    if not ticked:
        return None
    clauses = (reader.session.get_one(ClauseRow, clause_id) for clause_id in ticked)
    paths = [clause.path for clause in sorted(clauses, key=lambda clause: clause.position)]
    return _("Ticked: {paths}", paths=", ".join(paths))


def _tick(clause: ClauseRow, notice: ChooseTraced, *, is_ticked: bool) -> Button:
    sign = "☑" if is_ticked else "☐"
    return press(
        f"{sign} {clause_label(clause)}", act.tick, resolution_id=notice.resolution_id,
        clause_id=notice.clause_id, own_id=clause.id, is_covering=not is_ticked,
        letters=notice.letters, page=notice.page,
    )  # fmt: skip


@asks_for(act.leave_out)
def ask_reason(_reader: Reader, resolution_id: int, clause_id: int) -> Post:  # noqa: ARG001
    """Ask why it does not concern the body."""
    return Post(text=_("Why does this requirement not concern us? One sentence; it is kept."))
