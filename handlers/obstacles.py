"""Obstacles in chats."""

from actions import obstacles
from handlers.calls import answer, press
from handlers.prompts import ask_text
from handlers.turn import Turn
from rules.obstacles import ObstacleReported
from rules.tasks import TaskPage
from storage.obstacles import obstacle_for_member
from storage.task_access import task_for_owner


@press
def ask_obstacle(turn: Turn, task_id: int) -> None:
    """Ask what stands in the way."""
    task_for_owner(turn.work.session, turn.user_id, task_id)
    ask_text(turn, obstacle_told, task_id=task_id)


@answer
def obstacle_told(turn: Turn, task_id: int) -> None:
    """Pass the obstacle on."""
    obstacles.report_obstacle(turn.work, task_id, turn.text)
    turn.show(TaskPage(task_id=task_id))


@press
def open_obstacle(turn: Turn, obstacle_id: int) -> None:
    """Show an obstacle."""
    turn.show(ObstacleReported(obstacle_id=obstacle_id))


@press
def ask_removal(turn: Turn, obstacle_id: int) -> None:
    """Ask how it was removed."""
    obstacle_for_member(turn.work.session, turn.user_id, obstacle_id)
    ask_text(turn, removal_told, obstacle_id=obstacle_id)


@answer
def removal_told(turn: Turn, obstacle_id: int) -> None:
    """Write down how it was removed."""
    turn.show(TaskPage(task_id=obstacles.remove_obstacle(turn.work, obstacle_id, turn.text)))
