"""Words for the figures of a review: counted as they are, late and open as plainly as done (S0.30)."""

from markupsafe import Markup

from bot.texts.posts import plain
from bot.texts.progress import STATES, timeliness_name
from bot.texts.task_lines import amount
from bot.texts.voice import _, day, n_, number, percent
from documents.charts import CountRow, ReviewChart, TargetRow
from rules.reviews import Proposal, ReviewFigures, ReviewKind, TaskFigures
from rules.task_targets import TaskTarget
from rules.tasks import Timeliness

WHOLE = 100


def proposal_name(proposal: Proposal) -> Markup:
    """Name what is proposed."""
    names = {
        Proposal.CONTINUE: _("go on carrying it out"),
        Proposal.AMEND: _("amend and supplement it"),
        Proposal.REPLACE: _("replace it"),
        Proposal.END: _("end it"),
    }
    return names[proposal]


def review_name(review: ReviewKind) -> Markup:
    """Name which review it is."""
    if review is ReviewKind.INTERIM:
        return _("Interim review")
    return _("Final review")


def figure_lines(figures: ReviewFigures) -> list[Markup]:
    """Say in a few lines what came of it: numbers, no names."""
    total, standings = len(figures.tasks), figures.standings
    late, overdue = standings[Timeliness.DONE_LATE], figures.overdue
    held = figures.inspections_held
    demands, met = figures.demands
    said = [
        n_(
            "Tasks done: {done} of {n}, of these late: {late}",
            "Tasks done: {done} of {n}, of these late: {late}",
            total, done=figures.tasks_done, late=late,
        ),
        _("Tasks open: {open}, of these overdue: {overdue}", open=figures.tasks_open, overdue=overdue),
    ] if total else [_("No task was given.")]  # fmt: skip
    if figures.inspections:
        planned = len(figures.inspections)
        said.append(
            n_("Inspections: {held} of {n} held", "Inspections: {held} of {n} held", planned, held=held)
        )
    if demands:
        said.append(n_("Demands met: {met} of {n}", "Demands met: {met} of {n}", demands, met=met))
    return said


def result_of(task: TaskFigures) -> str:
    """Say how far a task has come: its number against the target, or percent."""
    if task.target is None:
        return plain(percent(round(task.percent) / WHOLE))
    if task.reached is None:
        return plain(_("no number reported"))
    reached = amount(task.reached, task.target.unit)
    if task.target.unit.startswith("%"):
        return plain(reached)
    return plain(_("{reached} ({share})", reached=reached, share=percent(task.percent / WHOLE)))


def targets_of(figures: ReviewFigures) -> list[tuple[TaskFigures, TaskTarget]]:
    """Give the tasks that have a number to be reached, with that number."""
    return [(task, task.target) for task in figures.tasks if task.target is not None]


def review_chart(name: str, review: ReviewKind, figures: ReviewFigures) -> ReviewChart:
    """Gather what the picture of a review shows."""
    return ReviewChart(
        title=plain(_("{review}: {title}", review=review_name(review), title=name)),
        subtitle=plain(_("As of {date}", date=day(figures.on))),
        targets_title=plain(_("Targets and results")),
        targets=tuple(_target_row(*each) for each in targets_of(figures)),
        target_mark=plain(_("The line marks the target.")),
        counts_title=plain(_("Tasks by how they stand")),
        counts=_count_rows(figures),
    )


def _target_row(task: TaskFigures, target: TaskTarget) -> TargetRow:
    reached = number(task.reached) if task.reached is not None else "–"
    is_reached = task.percent >= WHOLE
    given = {"standing": timeliness_name(task.standing)}
    return TargetRow(
        label=task.what,
        ratio=task.percent / WHOLE,
        state=STATES[task.standing],
        value_text=plain(
            _("{reached} of {target}", reached=reached, target=amount(target.value, target.unit))
        ),
        details=plain(
            _("target reached · {standing}", **given)
            if is_reached
            else _("target not reached · {standing}", **given)
        ),
    )


def _count_rows(figures: ReviewFigures) -> tuple[CountRow, ...]:
    """Count every standing, those that nobody likes too, and leave none out because it is 0."""
    return tuple(
        CountRow(
            label=plain(timeliness_name(standing)),
            count=figures.standings[standing],
            state=STATES[standing],
        )
        for standing in Timeliness
    )
