"""Obstacles: reported at once by who meets them, removed by who looks after the task (S2.35, S3.8)."""

from rules.members import Ability, Role, may
from rules.obstacles import LONGEST_OBSTACLE, ObstacleGone, ObstacleRemoved, ObstacleReported
from rules.resolutions import ResolutionCard
from rules.tasks import WITH_OWNER, TaskFact, WrongTaskState, in_words
from storage.held import tell_members
from storage.members import NotPermitted, roster
from storage.obstacles import ObstacleRow, obstacle_for_member
from storage.resolutions import resolution
from storage.task_access import task_for_owner
from storage.tasks import write_history
from storage.work import Work


def report_obstacle(work: Work, task_id: int, text: str) -> None:
    """Tell inspector and secretary, in private, what stands in the way of a task.

    Raises NotAMember, NotPermitted, WrongStage, WrongTaskState, WordsWanted, TextTooLong.
    """
    task, row, member = task_for_owner(work.session, work.who.user_id, task_id)
    if task.state not in WITH_OWNER:
        raise WrongTaskState(state=task.state)
    is_on_paper = member.id != task.owner_id
    obstacle = ObstacleRow(
        task_id=task_id, text=in_words(text, limit=LONGEST_OBSTACLE), reported_by_id=task.owner_id or 0,
        reported_at=work.now, is_on_paper=is_on_paper,
    )  # fmt: skip
    work.session.add(obstacle)
    work.session.flush()
    write_history(
        work.session, task, TaskFact.OBSTACLE_MET, by=member, now=work.now, note=obstacle.text,
        is_on_paper=is_on_paper,
    )  # fmt: skip
    work.record("ObstacleReported", body_id=row.body_id, task_id=task_id, obstacle_id=obstacle.id)
    work.touch(ResolutionCard(resolution_id=task.resolution_id))
    heads = {who.id for who in roster(work.session, row.body_id) if who.role is Role.SECRETARY}
    told = (heads | {task.inspector_id}) - {member.id, task.owner_id}
    tell_members(work, ObstacleReported(obstacle_id=obstacle.id or 0), told)


def remove_obstacle(work: Work, obstacle_id: int, done: str) -> int:
    """Write down how an obstacle was removed; the owner is told. Gives the task's id.

    By the inspector or whoever may give tasks. Raises NotAMember, NotPermitted, ObstacleGone,
    WordsWanted, TextTooLong.
    """
    obstacle, task, member = obstacle_for_member(work.session, work.who.user_id, obstacle_id)
    if member.id != task.inspector_id and not may(member.role, Ability.ASSIGN_TASKS):
        raise NotPermitted
    if obstacle.removed_at is not None:
        raise ObstacleGone
    obstacle.removal = in_words(done, limit=LONGEST_OBSTACLE)
    obstacle.removed_by_id, obstacle.removed_at = member.id, work.now
    write_history(
        work.session, task, TaskFact.OBSTACLE_REMOVED, by=member, now=work.now, note=obstacle.removal
    )
    row = resolution(work.session, task.resolution_id)
    work.record("ObstacleRemoved", body_id=row.body_id, obstacle_id=obstacle_id, member_id=member.id)
    work.touch(ResolutionCard(resolution_id=task.resolution_id))
    tell_members(work, ObstacleRemoved(obstacle_id=obstacle_id), {task.owner_id} - {member.id})
    return obstacle.task_id
