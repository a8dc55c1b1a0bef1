"""Words of a task's history."""

from markupsafe import Markup

from bot.texts.nudges import full_name
from bot.texts.posts import Post, clip
from bot.texts.task_lines import state_name, task_name, task_of
from bot.texts.tasks import to_page
from bot.texts.voice import _, day, lines, moment
from bot.texts.wording import Reader, words_for
from rules.tasks import GIVEN, TaskFact, TaskHistory
from storage.task_history import TaskEventRow, history_of
from storage.tasks import TaskRow

HISTORY_SHOWN = 30


@words_for(TaskHistory)
def task_history(reader: Reader, notice: TaskHistory) -> Post:
    """Tell everything that has happened to a task."""
    row = task_of(reader, notice.task_id)
    events = history_of(reader.session, notice.task_id)[-HISTORY_SHOWN:]
    told = lines(*(_event(reader, row, event) for event in events))
    return Post(
        text=lines(
            _("<b>{title}</b>", title=task_name(row, 300)),
            _("State: {state}", state=state_name(row.state)),
            _("<blockquote expandable>{text}</blockquote>", text=told),
        ),
        buttons=[to_page(row) if row.state in GIVEN else []],
    )


def _event(reader: Reader, row: TaskRow, event: TaskEventRow) -> Markup:
    said = _("{when}: {what}", when=moment(event.at), what=_happened(reader, event))
    if event.by_id is not None:
        name = full_name(reader, event.by_id)
        paper = _("{said} (written down by {name})", said=said, name=name)
        said = paper if event.is_on_paper else _("{said} ({name})", said=said, name=name)
    if event.fact is TaskFact.PROGRESSED and row.target is None:
        return said
    return _("{said}: {note}", said=said, note=clip(event.note, 200)) if event.note else said


def _happened(reader: Reader, event: TaskEventRow) -> str | Markup:
    due = day(event.due_on) if event.due_on else ""
    owner = full_name(reader, event.owner_id) if event.owner_id is not None else ""
    names = {
        TaskFact.ASSIGNED: _("given, due {date}", date=due),
        TaskFact.ACCEPTED: _("accepted"),
        TaskFact.PROGRESSED: _("progress reported"),
        TaskFact.OBSTACLE_MET: _("obstacle"),
        TaskFact.OBSTACLE_REMOVED: _("obstacle removed"),
        TaskFact.EXTENSION_ASKED: _("extension asked for"),
        TaskFact.EXTENDED: _("extended to {date}", date=due),
        TaskFact.EXTENSION_REFUSED: _("extension refused"),
        TaskFact.REPORTED: _("reported done"),
        TaskFact.CONFIRMED: _("confirmed"),
        TaskFact.RETURNED: _("returned"),
        TaskFact.REASSIGNED: _("given to {name}", name=owner),
        TaskFact.CHANGED: _("inspector changed"),
        TaskFact.DROPPED: _("taken back"),
    }
    return names[event.fact]
