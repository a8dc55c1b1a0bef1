"""Words about tasks that nobody has yet: what is proposed, what is missing, what it would be."""

from collections.abc import Callable

from markupsafe import Markup

from bot.texts.draft_clauses import clause_label
from bot.texts.nudges import full_name
from bot.texts.posts import Button, Post, clip, press
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.task_lines import helpers_line, target_words, task_name
from bot.texts.voice import _, day, left, lines, n_
from bot.texts.wording import Reader, words_for
from handlers import assignments as act
from rules.assignments import (
    GUIDE,
    ChooseCooperating,
    ChooseSource,
    NothingProposed,
    TaskFields,
    TaskForm,
    Weakness,
    suggested,
    weaknesses,
)
from rules.resolutions import ResolutionPage
from rules.tasks import NEEDED_TO_ASSIGN, TaskField, TaskList, TaskSource, TaskState, WrongTaskState
from storage.drafts import ClauseRow, clauses_of, current_draft
from storage.proposals import proposal_keys, proposals_of
from storage.resolutions import resolution_for_member
from storage.task_access import people_of, task_for_head
from storage.tasks import TaskRow, cooperators_of
from storage.versions import clause_with_key

CLAUSES_ON_A_PAGE = 10


def field_name(field: TaskField) -> str:
    """Name what a task consists of."""
    names = {
        TaskField.WHAT: _("Task"),
        TaskField.OWNER: _("Owner"),
        TaskField.COOPERATING: _("Helping"),
        TaskField.INSPECTOR: _("Looked after by"),
        TaskField.PRODUCT: _("Product"),
        TaskField.TARGET: _("Target"),
        TaskField.DUE: _("Due"),
        TaskField.CLAUSE: _("Clause"),
    }
    return names[field]


def weakness_line(weakness: Weakness) -> str | Markup:
    """Advise about what makes a task hard to look after."""
    lines_of = {
        Weakness.NOT_MEASURABLE: _("⚠ Neither a number nor a product: it will be hard to judge."),
        Weakness.FAR_AWAY: _("⚠ Due in more than a year: better divided into steps."),
    }
    return lines_of[weakness]


@words_for(TaskForm)
def task_form(reader: Reader, notice: TaskForm) -> Post:
    """Show a task that nobody has yet, with the one thing to do next."""
    row, resolution, _member = task_for_head(reader.session, reader.user_id, notice.task_id)
    if row.state is not TaskState.PROPOSED:
        raise WrongTaskState(state=row.state)
    return Post(
        text=lines(
            _heading(reader, row),
            _("<b>{title}</b>", title=task_name(row, 500)),
            *(_field_line(reader, row, field) for field in GUIDE[:-1]),
            *(weakness_line(each) for each in _weaknesses(reader, row)),
            _source(reader, row),
        ),
        buttons=[
            *_next_step(reader, row, resolution.body_id),
            [
                link_to(_("Correct"), TaskFields(task_id=row.id or 0)),
                press(_("No task"), act.drop, task_id=row.id),
            ],
            _ways_on(reader, row),
        ],
    )


def _heading(reader: Reader, row: TaskRow) -> str | Markup:
    waiting = [p for p in proposals_of(reader.session, row.resolution_id) if p.source is row.source]
    if row.source is TaskSource.TYPED:
        return _("New task, not given yet")
    place = [proposal.id for proposal in waiting].index(row.id) + 1
    return _("Proposed task {n} of {all}", n=place, all=len(waiting))


def _field_line(reader: Reader, row: TaskRow, field: TaskField) -> str | Markup | None:
    said = {TaskField.OWNER: row.said_owner, TaskField.DUE: row.said_due}.get(field, "")
    value = _VALUES[field](reader, row)
    if value is None and field not in NEEDED_TO_ASSIGN:
        return None
    line = (
        _("✗ {field}: still missing", field=field_name(field))
        if value is None
        else _("{field}: {value}", field=field_name(field), value=value)
    )
    return _("{line} (the text says “{words}”)", line=line, words=clip(said, 80)) if said else line


def _due(reader: Reader, row: TaskRow) -> Markup | None:
    if row.due_on is None:
        return None
    return _("{date}, {left}", date=day(row.due_on), left=left(row.due_on, today=reader.today))


def _helpers(reader: Reader, row: TaskRow) -> str | None:
    return ", ".join(helper.name for helper in cooperators_of(reader.session, row.id or 0)) or None


_VALUES: dict[TaskField, Callable[[Reader, TaskRow], str | Markup | None]] = {
    TaskField.OWNER: lambda reader, row: full_name(reader, row.owner_id) if row.owner_id else None,
    TaskField.COOPERATING: _helpers,
    TaskField.INSPECTOR: lambda reader, row: (
        full_name(reader, row.inspector_id) if row.inspector_id else None
    ),
    TaskField.PRODUCT: lambda _reader, row: row.product or None,
    TaskField.TARGET: lambda _reader, row: target_words(row.target) if row.target else None,
    TaskField.DUE: _due,
}


def missing_of(row: TaskRow) -> list[TaskField]:
    """Say what has to be known of a task before it can be given."""
    known = {
        TaskField.OWNER: row.owner_id,
        TaskField.INSPECTOR: row.inspector_id,
        TaskField.DUE: row.due_on,
    }
    return [field for field in NEEDED_TO_ASSIGN if known[field] is None]


def _weaknesses(reader: Reader, row: TaskRow) -> tuple[Weakness, ...]:
    return weaknesses(
        product=row.product,
        has_target=row.target is not None,
        due_on=row.due_on,
        today=reader.today,
    )


def _source(reader: Reader, row: TaskRow) -> Markup | None:
    """Quote the clause from which a task comes."""
    clause = _clause_of(reader, row)
    if clause is None:
        return None
    if clause.text.rstrip(" .;,") == row.what:
        return _("{field}: {value}", field=field_name(TaskField.CLAUSE), value=clause.path)
    return _(
        "<blockquote expandable>{path}: {text}</blockquote>",
        path=clause.path, text=clip(clause.text, 1500),
    )  # fmt: skip


def _clause_of(reader: Reader, row: TaskRow) -> ClauseRow | None:
    if row.clause_key is None:
        return None
    return clause_with_key(reader.session, row.resolution_id, row.clause_key)


def _next_step(reader: Reader, row: TaskRow, body_id: int) -> list[list[Button]]:
    """Offer the one obvious thing: whom the text may mean, what is missing, or to give it."""
    missing = missing_of(row)
    if not missing:
        return [[press(_("Confirm and give"), act.assign, task_id=row.id)]]
    if missing[0] is not TaskField.OWNER:
        return [[_ask(row, _("Next: {field}", field=field_name(missing[0])), missing[0])]]
    likely = suggested(row.said_owner, people_of(reader.session, body_id))
    return [
        *(
            [press(_("{name}, {post}", name=person.full_name, post=person.post or person.areas),
                   act.set_owner, task_id=row.id, member_id=person.id)]
            for person in likely
        ),
        [_ask(row, _("Somebody else") if likely else _("Next: {field}", field=field_name(missing[0])),
              TaskField.OWNER)],
    ]  # fmt: skip


def _ask(row: TaskRow, label: str, field: TaskField) -> Button:
    return press(label, act.ask_field, task_id=row.id, field=field)


def _ways_on(reader: Reader, row: TaskRow) -> list[Button]:
    waiting = [p for p in proposals_of(reader.session, row.resolution_id) if p.source is row.source]
    later = [proposal for proposal in waiting if (proposal.id or 0) > (row.id or 0)]
    found = [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.resolution_id))]
    if later and row.source is not TaskSource.TYPED:
        found.append(link_to(_("Decide later ›"), TaskForm(task_id=later[0].id or 0)))
    return found


@words_for(TaskFields)
def task_fields(reader: Reader, notice: TaskFields) -> Post:
    """Offer each part of a task for correction."""
    row, _resolution, _member = task_for_head(reader.session, reader.user_id, notice.task_id)
    words = press(field_name(TaskField.WHAT), act.ask_other_words, task_id=row.id)
    asking = [words, *(_ask(row, field_name(field), field) for field in GUIDE)]
    return Post(
        text=lines(_("<b>{title}</b>", title=task_name(row, 300)), _("What shall be corrected?")),
        buttons=[*(asking[i : i + 2] for i in range(0, len(asking), 2)), [_to_form(row)]],
    )


def _to_form(row: TaskRow) -> Button:
    return link_to(_("‹ Task"), TaskForm(task_id=row.id or 0))


@words_for(ChooseCooperating)
def choose_cooperating(reader: Reader, notice: ChooseCooperating) -> Post:
    """Show who helps, and offer to name more."""
    row, _resolution, _member = task_for_head(reader.session, reader.user_id, notice.task_id)
    given = {"task_id": row.id, "is_guided": notice.is_guided}
    known = cooperators_of(reader.session, notice.task_id)
    return Post(
        text=lines(
            _("<b>Who helps with it?</b>"),
            task_name(row, 300),
            helpers_line(reader, row),
        ),
        buttons=[
            [press(_("Done ›") if known else _("Nobody ›"), act.skip,
                   field=TaskField.COOPERATING, **given)],
            [press(_("A member of the body"), act.ask_helper, **given),
             press(_("A unit or village"), act.ask_helping_unit, **given)],
            *([press(_("Take out: {name}", name=helper.name), act.drop_helper,
                     helper_id=helper.id, **given)] for helper in known[:5]),
        ],
    )  # fmt: skip


@words_for(ChooseSource)
def choose_source(reader: Reader, notice: ChooseSource) -> Post:
    """Offer the clauses of the text."""
    row, resolution, _member = task_for_head(reader.session, reader.user_id, notice.task_id)
    draft = current_draft(reader.session, resolution.id or 0)
    clauses = clauses_of(reader.session, draft.id or 0)
    first = notice.page * CLAUSES_ON_A_PAGE
    turning = pages(
        notice.page, len(clauses), CLAUSES_ON_A_PAGE,
        lambda label, page: link_to(
            label, ChooseSource(task_id=notice.task_id, is_guided=notice.is_guided, page=page)
        ),
    )  # fmt: skip
    skip = press(
        _("No clause ›"), act.skip,
        task_id=row.id, field=TaskField.CLAUSE, is_guided=notice.is_guided,
    )  # fmt: skip
    return Post(
        text=lines(_("<b>From which clause does it come?</b>"), task_name(row, 300)),
        buttons=[
            [skip],
            *(
                [press(clause_label(clause), act.set_source, task_id=row.id, clause_id=clause.id)]
                for clause in clauses[first : first + CLAUSES_ON_A_PAGE]
            ),
            turning,
        ],
    )


@words_for(NothingProposed)
def nothing_proposed(reader: Reader, notice: NothingProposed) -> Post:
    """Say that no proposal is left, or that the text made none."""
    row, _member = resolution_for_member(reader.session, reader.user_id, notice.resolution_id)
    made = len(proposal_keys(reader.session, notice.resolution_id))
    said = (
        n_("The proposal of the text has been decided.",
           "All {n} proposals of the text have been decided.", made)
        if made
        else _("No clause of the text reads like a task with a doer. Tasks can be told one by one.")
    )  # fmt: skip
    return Post(
        text=lines(_("<b>{title}</b>", title=title(row)), said),
        buttons=[
            [press(_("Give a task"), act.ask_what, resolution_id=row.id),
             link_to(_("Tasks"), TaskList(resolution_id=row.id or 0))],
            [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))],
        ],
    )  # fmt: skip
