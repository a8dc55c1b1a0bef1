"""Words about what stands in the way of tasks."""

from collections.abc import Sequence

from bot.texts.nudges import full_name
from bot.texts.posts import Button, Post, clip, press
from bot.texts.prompts import asks_for
from bot.texts.screens import link_to
from bot.texts.steps import Owed, owes
from bot.texts.task_lines import due_line, task_name, task_of
from bot.texts.voice import _, lines
from bot.texts.wording import Reader, words_for, words_for_refusal
from handlers import obstacles as act
from rules.members import Ability, Role, may
from rules.obstacles import ObstacleGone, ObstacleRemoved, ObstacleReported
from rules.tasks import TaskPage
from storage.members import MemberRow
from storage.obstacles import ObstacleRow, obstacle_for_member, open_obstacles
from storage.tasks import TaskRow


@words_for(ObstacleReported)
def obstacle_reported(reader: Reader, notice: ObstacleReported) -> Post:
    """Show an obstacle to those who can remove it."""
    obstacle, task, member = obstacle_for_member(reader.session, reader.user_id, notice.obstacle_id)
    may_remove = member.id == task.inspector_id or may(member.role, Ability.ASSIGN_TASKS)
    removing = press(_("Obstacle removed"), act.ask_removal, obstacle_id=obstacle.id)
    gone = _("Removed: {how}", how=obstacle.removal) if obstacle.removed_at else None
    return Post(
        text=lines(
            _("<b>Obstacle: {title}</b>", title=task_name(task, 300)),
            due_line(reader, task),
            _("Owner: {name}", name=full_name(reader, task.owner_id)),
            _("<blockquote expandable>{text}</blockquote>", text=clip(obstacle.text, 1500)),
            gone,
        ),
        buttons=[[removing] if may_remove and obstacle.removed_at is None else [], _see(task)],
    )


@words_for(ObstacleRemoved)
def obstacle_removed(reader: Reader, notice: ObstacleRemoved) -> Post:
    """Tell the owner how it was removed."""
    obstacle, task, _member = obstacle_for_member(reader.session, reader.user_id, notice.obstacle_id)
    return Post(
        text=lines(
            _("<b>{title}</b>", title=task_name(task, 300)),
            _("Obstacle: {text}", text=clip(obstacle.text, 200)),
            _("{name}: {how}", name=full_name(reader, obstacle.removed_by_id), how=obstacle.removal),
            due_line(reader, task),
        ),
        buttons=[_see(task)],
    )


def _see(task: TaskRow) -> list[Button]:
    return [link_to(_("See the task"), TaskPage(task_id=task.id or 0))]


@owes
def _obstacles_owed(reader: Reader, people: Sequence[MemberRow]) -> list[Owed]:
    """Remind inspectors and secretaries of what still stands in the way."""
    found = open_obstacles(
        reader.session,
        inspector_ids=[member.id or 0 for member in people],
        body_ids=[member.body_id for member in people if member.role is Role.SECRETARY],
    )
    return [_owed(reader, obstacle, task) for obstacle, task in found]


def _owed(reader: Reader, obstacle: ObstacleRow, task: TaskRow) -> Owed:
    name = full_name(reader, task.owner_id)
    return Owed(
        due_on=task.due_on,
        text=_("{name} meets an obstacle: {text}", name=name, text=clip(obstacle.text, 120)),
        button=press(
            _("Obstacle: {what}", what=task_name(task, 36)), act.open_obstacle, obstacle_id=obstacle.id
        ),
    )


@asks_for(act.obstacle_told)
def ask_obstacle(reader: Reader, task_id: int) -> Post:
    """Ask what stands in the way."""
    task = task_of(reader, task_id)
    return Post(
        text=lines(
            _("<b>What stands in the way, and what would help?</b>"),
            task_name(task, 300),
            _("The inspector and the secretary get it in private, by day."),
        )
    )


@asks_for(act.removal_told)
def ask_removal(reader: Reader, obstacle_id: int) -> Post:
    """Ask how it was removed."""
    obstacle, _task, _member = obstacle_for_member(reader.session, reader.user_id, obstacle_id)
    return Post(
        text=lines(
            _("<b>How was the obstacle removed?</b>"),
            clip(obstacle.text, 300),
            _("The owner gets what you write."),
        )
    )


@words_for_refusal(ObstacleGone)
def obstacle_gone(_reader: Reader, _refused: ObstacleGone) -> Post:
    """Say that it has been removed already."""
    return Post(text=_("This obstacle has been removed already."))
