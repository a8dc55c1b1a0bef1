"""Words about tasks that somebody has: the page, the list of a resolution, its place on the desk."""

from markupsafe import Markup

from bot.texts.nudges import full_name
from bot.texts.posts import Button, Post, press
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.steps import Rank, steps_at
from bot.texts.task_lines import (
    due_line,
    extension_lines,
    obstacle_lines,
    owner_line,
    result_quote,
    returned_line,
    state_name,
    task_card,
    task_name,
)
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, words_for
from handlers import assignments as give
from handlers import extensions as extend
from handlers import obstacles as hinder
from handlers import progress, task_lists
from handlers import tasks as act
from rules.members import Ability, may
from rules.progress import progress_of
from rules.resolutions import ResolutionPage, Stage
from rules.tasks import (
    TASKS_RUN,
    WITH_OWNER,
    TaskChange,
    TaskHistory,
    TaskList,
    TaskOnPaper,
    TaskPage,
    TaskState,
    Timeliness,
)
from rules.urging import UrgingPlan
from storage.extensions import waiting_extension
from storage.members import MemberRow
from storage.obstacles import obstacles_in_the_way
from storage.proposals import proposals_of
from storage.resolutions import ResolutionRow, resolution_for_member
from storage.task_access import may_change, task_for_member, task_for_owner, task_to_change
from storage.tasks import TaskRow, tasks_of

ON_A_PAGE = 8
SIGNS = {
    Timeliness.DONE: "✓",
    Timeliness.DONE_LATE: "✓",
    Timeliness.IN_TIME: "●",
    Timeliness.DUE_SOON: "▲",
    Timeliness.OVERDUE: "■",
}
"""The same signs as in the picture of progress."""


@words_for(TaskPage)
def task_page(reader: Reader, notice: TaskPage) -> Post:
    """Show one task, with what the reader can do with it."""
    row, resolution_row, member = task_for_member(reader.session, reader.user_id, notice.task_id)
    if row.state is TaskState.DROPPED or row.due_on is None:
        return Post(
            text=lines(_("<b>{title}</b>", title=task_name(row, 300)), state_name(row.state)),
            buttons=[_to_list(row)],
        )
    runs = resolution_row.stage in TASKS_RUN
    return Post(
        text=lines(
            _("<b>{title}</b>", title=task_name(row, 300)),
            due_line(reader, row),
            owner_line(reader, row),
            *task_card(reader, row),
            _("State: {state}", state=state_name(row.state)),
            *obstacle_lines(reader, row),
            *extension_lines(reader, row),
            returned_line(reader, row),
            result_quote(row),
        ),
        buttons=[*(_steps(reader, row, member) if runs else []), _looks(row, member), _to_list(row)],
    )


def _steps(reader: Reader, row: TaskRow, member: MemberRow) -> list[list[Button]]:
    """Offer what this person may do, the obvious step first."""
    found: list[list[Button]] = []
    if member.id == row.owner_id:
        found += owner_steps(row)
    if member.id == row.inspector_id and row.state is TaskState.REPORTED:
        found += judging_steps(row)
    wish = waiting_extension(reader.session, row.id or 0)
    if wish and may(member.role, Ability.APPROVE_EXTENSION) and member.id != row.owner_id:
        found.append([press(_("Decide on the extension"), extend.open_wish, extension_id=wish.id)])
    if member.id == row.inspector_id or may(member.role, Ability.ASSIGN_TASKS):
        found += [
            [press(_("Obstacle removed"), hinder.ask_removal, obstacle_id=obstacle.id)]
            for obstacle in obstacles_in_the_way(reader.session, row)
        ]
    return found


def owner_steps(row: TaskRow) -> list[list[Button]]:
    """Offer what the owner, or the clerk on paper's behalf, may do."""
    if row.state not in WITH_OWNER:
        return []
    given = {"task_id": row.id}
    accepting = [[press(_("Accept"), act.accept, **given)]] if row.state is TaskState.ASSIGNED else []
    return [
        *accepting,
        [press(_("Report progress"), act.ask_progress, **given),
         press(_("Report done"), act.ask_result, **given)],
        [press(_("Report an obstacle"), hinder.ask_obstacle, **given),
         press(_("Ask for an extension"), extend.ask_new_date, **given)],
    ]  # fmt: skip


def judging_steps(row: TaskRow) -> list[list[Button]]:
    """Offer the inspector's two words."""
    return [
        [press(_("Confirm that it is done"), act.confirm, task_id=row.id)],
        [press(_("Return it"), act.ask_return_reason, task_id=row.id)],
    ]


def _looks(row: TaskRow, member: MemberRow) -> list[Button]:
    """Offer the history; to heads what they may change, to the clerk what was told on paper."""
    found = [link_to(_("History"), TaskHistory(task_id=row.id or 0))]
    if may_change(row, member) and row.state is not TaskState.DONE:
        found.append(link_to(_("Change"), TaskChange(task_id=row.id or 0)))
    if may(member.role, Ability.KEEP_ROSTER) and row.state is not TaskState.DONE:
        found.append(link_to(_("Told on paper"), TaskOnPaper(task_id=row.id or 0)))
    return found


def _to_list(row: TaskRow) -> list[Button]:
    return [link_to(_("‹ All tasks"), TaskList(resolution_id=row.resolution_id))]


def to_page(row: TaskRow) -> list[Button]:
    """Lead back to a task."""
    return [link_to(_("‹ Task"), TaskPage(task_id=row.id or 0))]


@words_for(TaskChange)
def task_change(reader: Reader, notice: TaskChange) -> Post:
    """Offer a head what may be changed of a task that was given."""
    row, _row, _member = task_to_change(reader.session, reader.user_id, notice.task_id)
    given = {"task_id": row.id}
    buttons = [[press(_("Another inspector"), act.ask_new_inspector, **given)]]
    if row.state in WITH_OWNER:
        buttons = [
            [press(_("Another owner"), act.ask_new_owner, **given)],
            *buttons,
            [press(_("Take the task back"), act.ask_why_taken_back, **given)],
        ]
    return Post(
        text=lines(
            _("<b>{title}</b>", title=task_name(row, 300)),
            _("What shall be changed? Everything that happened stays in its history."),
        ),
        buttons=[*buttons, to_page(row)],
    )


@words_for(TaskOnPaper)
def task_on_paper(reader: Reader, notice: TaskOnPaper) -> Post:
    """Offer the clerk what may be written down for somebody."""
    row, _row, member = task_for_owner(reader.session, reader.user_id, notice.task_id)
    judging = judging_steps(row) if row.state is TaskState.REPORTED else []
    return Post(
        text=lines(
            _("<b>{title}</b>", title=task_name(row, 300)),
            _("Written down for who told it on paper or by word; the history says so."),
        ),
        buttons=[*owner_steps(row), *(judging if member.id != row.owner_id else []), to_page(row)],
    )


@words_for(TaskList)
def task_list(reader: Reader, notice: TaskList) -> Post:
    """List the tasks of a resolution, each with its sign and date."""
    row, _member = resolution_for_member(reader.session, reader.user_id, notice.resolution_id)
    rows = tasks_of(reader.session, notice.resolution_id)
    shown = rows[notice.page * ON_A_PAGE : (notice.page + 1) * ON_A_PAGE]
    turning = pages(
        notice.page, len(rows), ON_A_PAGE,
        lambda label, page: link_to(label, TaskList(resolution_id=notice.resolution_id, page=page)),
    )  # fmt: skip
    return Post(
        text=lines(
            _("<b>{title}</b>", title=title(row)),
            *progress_lines(reader, row),
            None if rows else _("No task has been given yet."),
            _("✓ done  ● in time  ▲ due soon  ■ overdue") if rows else None,
        ),
        buttons=[
            *([_to_task(reader, task)] for task in shown),
            turning,
            [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))],
        ],
    )


def _to_task(reader: Reader, row: TaskRow) -> Button:
    sign = SIGNS[row.timeliness(reader.today)]
    name = full_name(reader, row.owner_id).rpartition(" ")[2]
    label = _("{sign} {what} · {name}", sign=sign, what=task_name(row, 42), name=name)
    return link_to(label, TaskPage(task_id=row.id or 0))


def progress_lines(reader: Reader, row: ResolutionRow) -> list[str | Markup]:
    """Say in numbers how far the tasks of a resolution have come: for the card of a group, too."""
    tasks = tasks_of(reader.session, row.id or 0)
    if not tasks:
        return []
    counts = progress_of(task.timeliness(reader.today) for task in tasks)
    done = _("Tasks: {done} of {all} done", done=counts.done, all=counts.total)
    late = n_("{n} overdue", "{n} overdue", counts.overdue) if counts.overdue else None
    return [_("{done}, {late}", done=done, late=late) if late else done]


@steps_at(Stage.ISSUED, rank=Rank.NEXT)
def _giving_steps(reader: Reader, row: ResolutionRow, member: MemberRow) -> list[list[Button]]:
    if not may(member.role, Ability.ASSIGN_TASKS):
        return []
    waiting = len(proposals_of(reader.session, row.id or 0))
    proposed = (
        n_("{n} proposed task to decide", "{n} proposed tasks to decide", waiting)
        if waiting
        else _("Tasks proposed by the text")
    )
    given = {"resolution_id": row.id}
    return [
        [press(proposed, give.read_proposals, **given)],
        [press(_("Give a task"), give.ask_what, **given),
         press(_("Send a list of tasks"), task_lists.ask_list, **given)],
    ]  # fmt: skip


@steps_at(*TASKS_RUN, Stage.ARCHIVED)
def _task_steps(reader: Reader, row: ResolutionRow, member: MemberRow) -> list[list[Button]]:
    tasks = tasks_of(reader.session, row.id or 0)
    if not tasks:
        return []
    look = [
        link_to(_("Tasks"), TaskList(resolution_id=row.id or 0)),
        press(_("Progress"), progress.show_progress, resolution_id=row.id),
    ]
    may_urge = row.stage in TASKS_RUN and may(member.role, Ability.URGE)
    urge = [link_to(_("Urge"), UrgingPlan(resolution_id=row.id or 0))] if may_urge else []
    return [[*look, *urge]]
