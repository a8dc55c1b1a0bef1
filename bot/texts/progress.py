"""Words of the picture of progress."""

from bot.texts.desk import way_on
from bot.texts.nudges import full_name
from bot.texts.posts import File, Post, clip, plain, press
from bot.texts.resolutions import title
from bot.texts.screens import link_to
from bot.texts.task_lines import due_line, task_name
from bot.texts.tasks import progress_lines
from bot.texts.voice import _, day, lines, percent
from bot.texts.wording import Reader, words_for
from documents.charts import BarState, ProgressChart, ProgressRow, progress_pages
from handlers import progress as act
from rules.progress import ChooseProgress, ProgressPicture, progress_of
from rules.task_targets import WHOLE
from rules.tasks import TASKS_RUN, TaskList, Timeliness
from storage.resolutions import ResolutionRow, resolution_for_member, visible_resolutions
from storage.tasks import TaskRow, tasks_of

CHOICES = 8
STATES = {
    Timeliness.DONE: BarState.DONE,
    Timeliness.DONE_LATE: BarState.DONE_LATE,
    Timeliness.IN_TIME: BarState.ON_TIME,
    Timeliness.DUE_SOON: BarState.DUE_SOON,
    Timeliness.OVERDUE: BarState.OVERDUE,
}


def timeliness_name(state: Timeliness) -> str:
    """Name how a task stands against its due date."""
    names = {
        Timeliness.DONE: _("Done in time"),
        Timeliness.DONE_LATE: _("Done late"),
        Timeliness.IN_TIME: _("In time"),
        Timeliness.DUE_SOON: _("Due soon"),
        Timeliness.OVERDUE: _("Overdue"),
    }
    return names[state]


@words_for(ChooseProgress)
def choose_progress(reader: Reader, _notice: ChooseProgress) -> Post:
    """Ask of which resolution."""
    rows = visible_resolutions(reader.session, reader.user_id, TASKS_RUN)
    if not rows:
        return Post(text=_("No resolution is being carried out now."), buttons=[[way_on(reader)]])
    return Post(
        text=_("<b>The progress of which resolution?</b>"),
        buttons=[
            [press(title(row, 60), act.show_progress, resolution_id=row.id)] for row in rows[:CHOICES]
        ],
    )


@words_for(ProgressPicture)
def progress_picture(reader: Reader, notice: ProgressPicture) -> Post:
    """Show how far the tasks have come, with the counts for those who hear and do not see."""
    row, _member = resolution_for_member(reader.session, reader.user_id, notice.resolution_id)
    pictures = progress_pages(progress_chart(reader, row))
    name = plain(_("progress"))
    return Post(
        text=lines(
            _("<b>{title}</b>", title=title(row, 300)),
            *progress_lines(reader, row),
            *_needing_attention(reader, row),
        ),
        picture=File(f"{name}.png", pictures[min(notice.page, len(pictures) - 1)]),
        buttons=[[link_to(_("Tasks"), TaskList(resolution_id=notice.resolution_id))]],
    )


def progress_chart(reader: Reader, row: ResolutionRow) -> ProgressChart:
    """Gather what the picture shows."""
    tasks = tasks_of(reader.session, row.id or 0)
    counts = progress_of(task.timeliness(reader.today) for task in tasks)
    return ProgressChart(
        title=plain(title(row, 300)),
        subtitle=plain(_("As of {date}", date=day(reader.today))),
        summary=plain(_("{done} of {all} tasks done", done=counts.done, all=counts.total)),
        rows=tuple(_bar(reader, task) for task in tasks),
        legend={STATES[each]: plain(timeliness_name(each)) for each in Timeliness},
        empty=plain(_("No task has been given yet.")),
    )


def _bar(reader: Reader, task: TaskRow) -> ProgressRow:
    name = full_name(reader, task.owner_id)
    return ProgressRow(
        label=task_name(task, 200),
        percent=task.percent,
        percent_text=percent(round(task.percent) / WHOLE),
        state=STATES[task.timeliness(reader.today)],
        details=plain(_("{due} · {name}", due=due_line(reader, task), name=name)),
    )


def _needing_attention(reader: Reader, row: ResolutionRow) -> list[str]:
    """Name the three tasks that are most overdue."""
    late = [
        task
        for task in tasks_of(reader.session, row.id or 0)
        if task.timeliness(reader.today) is Timeliness.OVERDUE
    ]
    return [
        _("■ {what}: {due}", what=clip(task.what, 90), due=due_line(reader, task)) for task in late[:3]
    ]
