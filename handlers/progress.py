"""Progress as a picture."""

from math import ceil

from documents.charts import TASKS_PER_PAGE
from handlers.calls import press
from handlers.routes import command
from handlers.turn import Turn
from rules.progress import ChooseProgress, ProgressPicture
from rules.tasks import TASKS_RUN
from storage.resolutions import resolution_for_member, visible_resolutions
from storage.tasks import tasks_of


@command("tiendo", "progress")
def progress(turn: Turn) -> None:
    """Show the picture of the only resolution that has tasks, or ask of which one."""
    found = visible_resolutions(turn.work.session, turn.user_id, TASKS_RUN)
    if len(found) == 1:
        show_progress(turn, found[0].id or 0)
    else:
        turn.show(ChooseProgress())


@press
def show_progress(turn: Turn, resolution_id: int) -> None:
    """Show a resolution's progress, one message for each picture."""
    resolution_for_member(turn.work.session, turn.user_id, resolution_id)
    tasks = len(tasks_of(turn.work.session, resolution_id))
    for page in range(max(1, ceil(tasks / TASKS_PER_PAGE))):
        turn.say(ProgressPicture(resolution_id=resolution_id, page=page))
