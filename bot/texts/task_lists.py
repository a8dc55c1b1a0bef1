"""Words about lists of tasks: what they hold, what they would give to whom, what is wrong in them."""

from collections import Counter

from markupsafe import Markup

from bot.texts.assignments import missing_of
from bot.texts.nudges import full_name
from bot.texts.posts import File, Post, clip, press
from bot.texts.prompts import asks_for
from bot.texts.resolutions import title
from bot.texts.screens import link_to
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, words_for, words_for_refusal
from documents.file_names import safe_file_name
from documents.sheets import Sheet, SheetColumn, Workbook, write_xlsx
from handlers import assignments as give
from handlers import task_lists as act
from rules.assignments import TaskForm, Weakness, weaknesses
from rules.members import Ability, may
from rules.resolutions import Stage
from rules.task_columns import TaskColumn
from rules.task_lists import (
    ChooseListed,
    TaskColumnMissing,
    TaskFault,
    TaskListEmpty,
    TaskListRead,
    TaskListTemplate,
    TaskListWrong,
    TaskProblem,
)
from rules.tasks import TaskList
from storage.members import memberships, roster
from storage.proposals import listed_proposals_of
from storage.resolutions import resolution_for, resolutions_of
from storage.tasks import TaskRow

PROBLEMS_SHOWN = 12
PEOPLE_SHOWN = 10


def column_name(column: TaskColumn) -> str:
    """Name a column of a list as it is headed."""
    names = {
        TaskColumn.WHAT: _("Task"),
        TaskColumn.OWNER: _("Owner"),
        TaskColumn.COOPERATING: _("Helping"),
        TaskColumn.INSPECTOR: _("Looked after by"),
        TaskColumn.DUE: _("Due"),
        TaskColumn.PRODUCT: _("Product"),
        TaskColumn.TARGET: _("Target"),
        TaskColumn.UNIT: _("Unit"),
        TaskColumn.BASELINE: _("Baseline"),
        TaskColumn.CLAUSE: _("Clause"),
    }
    return names[column]


@asks_for(act.list_came)
def ask_list(_reader: Reader, resolution_id: int) -> Post:
    """Ask for the file."""
    return Post(
        text=lines(
            _("<b>Send me the tasks as a file (.xlsx or .csv), one task a row.</b>"),
            _("Columns: {columns}.", columns=", ".join(column_name(c) for c in TaskColumn)),
            _("Nobody is given anything before you have seen it and confirmed it."),
        ),
        buttons=[[press(_("Give me a template"), act.send_template, resolution_id=resolution_id)]],
    )


@words_for(TaskListTemplate)
def task_list_template(reader: Reader, notice: TaskListTemplate) -> Post:
    """Give an empty list, with the names of the body's members on a second sheet."""
    row, _member = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.ASSIGN_TASKS
    )
    columns = tuple(
        SheetColumn(title=str(column_name(column)), width=40 if column is TaskColumn.WHAT else 18)
        for column in TaskColumn
    )
    people = tuple((who.full_name, who.post) for who in roster(reader.session, row.body_id))
    sheets = (
        Sheet(title=str(_("Tasks")), columns=columns, rows=()),
        Sheet(
            title=str(_("Names")),
            columns=(SheetColumn(title=str(_("Full name")), width=28),
                     SheetColumn(title=str(_("Post")), width=40)),
            rows=people,
        ),
    )  # fmt: skip
    name = safe_file_name(str(_("Task list template")), "xlsx")
    return Post(
        text=_("Fill in one row for each task and send the file back. Names are on the second sheet."),
        document=File(name, write_xlsx(Workbook(sheets=sheets, on=reader.today))),
    )


@words_for(ChooseListed)
def choose_listed(reader: Reader, notice: ChooseListed) -> Post:
    """Ask for which resolution a list is."""
    rows = [
        row
        for member in memberships(reader.session, reader.user_id)
        if may(member.role, Ability.ASSIGN_TASKS)
        for row in resolutions_of(reader.session, member.body_id, frozenset({Stage.ISSUED}))
    ]
    given = {"file_id": notice.file_id, "file_name": notice.file_name}
    return Post(
        text=_("For which resolution are the tasks in “{name}”?", name=clip(notice.file_name, 80)),
        buttons=[
            [press(title(row, 60), act.fetch_list, resolution_id=row.id, **given)] for row in rows[:8]
        ],
    )


@words_for(TaskListRead)
def task_list_read(reader: Reader, notice: TaskListRead) -> Post:
    """Say what would be given to whom, before anybody is given anything."""
    row, _member = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.ASSIGN_TASKS
    )
    tasks = listed_proposals_of(reader.session, notice.resolution_id)
    if not tasks:
        return Post(
            text=_("Nothing of the list is waiting any more."),
            buttons=[[link_to(_("Tasks"), TaskList(resolution_id=notice.resolution_id))]],
        )
    ready = [task.id for task in tasks if not missing_of(task)]
    given = {"resolution_id": row.id}
    give_all = press(
        n_("Give the task", "Give all {n} tasks", len(ready)), give.assign_list, task_ids=ready, **given
    )
    return Post(
        text=lines(
            n_("<b>The list has {n} task; nobody has it yet</b>",
               "<b>The list has {n} tasks; nobody has them yet</b>", len(tasks)),
            title(row, 200),
            *_by_person(reader, tasks),
            *_warnings(reader, tasks),
        ),
        buttons=[
            [give_all] if len(ready) == len(tasks) else [],
            [link_to(_("Look at each"), TaskForm(task_id=tasks[0].id or 0))],
            [press(_("Drop the list"), act.drop_list, **given)],
        ],
    )  # fmt: skip


def _by_person(reader: Reader, tasks: list[TaskRow]) -> list[str | Markup]:
    counts = Counter(task.owner_id for task in tasks)
    return [
        n_("{name}: {n} task", "{name}: {n} tasks", n, name=full_name(reader, owner_id))
        for owner_id, n in counts.most_common(PEOPLE_SHOWN)
    ]


def _warnings(reader: Reader, tasks: list[TaskRow]) -> list[str | Markup]:
    vague = sum(
        Weakness.NOT_MEASURABLE
        in weaknesses(
            product=task.product, has_target=task.target is not None, due_on=task.due_on,
            today=reader.today,
        )
        for task in tasks
    )  # fmt: skip
    incomplete = sum(bool(missing_of(task)) for task in tasks)
    return [
        *([n_("⚠ {n} has neither a number nor a product", "⚠ {n} have neither a number nor a product",
              vague)] if vague else []),
        *([n_("✗ {n} has no inspector yet", "✗ {n} have no inspector yet",
              incomplete)] if incomplete else []),
    ]  # fmt: skip


def fault_sentence(problem: TaskProblem) -> str | Markup:
    """Say what is wrong with one cell, and who may be meant."""
    value = clip(problem.value, 40)
    sentences = {
        TaskFault.WHAT_MISSING: _("the task is missing"),
        TaskFault.WHAT_TOO_LONG: _("the task is too long"),
        TaskFault.WHAT_TWICE: _("“{value}” stands here twice", value=value),
        TaskFault.WHAT_KNOWN: _("“{value}” is a task already", value=value),
        TaskFault.NAME_MISSING: _("the name is missing"),
        TaskFault.NAME_UNKNOWN: _("nobody is called “{value}”", value=value),
        TaskFault.NAME_AMBIGUOUS: _("several are called “{value}”", value=value),
        TaskFault.INSPECTS_ONESELF: _("nobody inspects the own task"),
        TaskFault.DUE_UNCLEAR: _("“{value}” is no date like 30/11/2026", value=value),
        TaskFault.DUE_IN_PAST: _("{value} has passed", value=value),
        TaskFault.NUMBER_UNCLEAR: _("“{value}” is no number", value=value),
        TaskFault.PRODUCT_TOO_LONG: _("the product is too long"),
        TaskFault.CLAUSE_UNKNOWN: _("the text has no clause “{value}”", value=value),
    }
    fault = sentences[problem.fault]
    if problem.candidates:
        names = ", ".join(problem.candidates)
        fault = _("{fault}; meant may be {names}", fault=fault, names=names)
    return _("Row {row}, column {column}: {fault}", row=problem.row, column=problem.column, fault=fault)


@words_for_refusal(TaskListWrong)
def task_list_wrong(_reader: Reader, refused: TaskListWrong) -> Post:
    """Name the wrong cells."""
    rest = len(refused.problems) - PROBLEMS_SHOWN
    return Post(
        text=lines(
            _("<b>Nothing was taken over: the list has mistakes.</b>"),
            *(fault_sentence(problem) for problem in refused.problems[:PROBLEMS_SHOWN]),
            n_("… and {n} more mistake", "… and {n} more mistakes", rest) if rest > 0 else None,
            _("Please correct these cells and send the file again."),
        ),
        buttons=[[press(_("Send a list of tasks"), act.ask_list, resolution_id=refused.resolution_id)]],
    )


@words_for_refusal(TaskColumnMissing)
def task_column_missing(_reader: Reader, refused: TaskColumnMissing) -> Post:
    """Name the missing column and those that were found."""
    return Post(
        text=lines(
            _("<b>The list has no column “{column}”.</b>", column=column_name(refused.column)),
            _("Columns found: {columns}.", columns=", ".join(refused.found)),
            _("Please take the template, or head the column like this, and send the file again."),
        ),
        buttons=[
            [press(_("Give me a template"), act.send_template, resolution_id=refused.resolution_id)]
        ],
    )


@words_for_refusal(TaskListEmpty)
def task_list_empty(_reader: Reader, refused: TaskListEmpty) -> Post:
    """Say that the file holds no task, or far too many."""
    if not refused.rows:
        return Post(
            text=_("There is no task in this file: below the row of column names all rows are empty.")
        )
    return Post(
        text=_(
            "The list has {rows} rows; at most {limit} tasks fit one resolution.",
            rows=refused.rows, limit=refused.limit,
        )
    )  # fmt: skip
