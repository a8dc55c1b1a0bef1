"""What is asked to complete a task, and why one cannot be given."""

from bot.texts.assignments import field_name
from bot.texts.nudges import full_name
from bot.texts.posts import Button, Post, clip, press
from bot.texts.prompts import asks_for
from bot.texts.screens import link_to
from bot.texts.task_lines import task_name
from bot.texts.voice import _, day, lines
from bot.texts.wording import Reader, words_for_refusal
from handlers import assignments as act
from rules.assignments import DueInPast, TargetUnclear, TaskFieldsMissing, TaskForm
from rules.tasks import TaskField
from storage.task_access import task_for_head
from storage.tasks import TaskRow


def _task(reader: Reader, task_id: int) -> TaskRow:
    row, _resolution, _member = task_for_head(reader.session, reader.user_id, task_id)
    return row


def _asked(reader: Reader, task_id: int, question: str) -> str:
    return lines(question, task_name(_task(reader, task_id), 300))


def _keep(task_id: int, field: TaskField, label: str, *, is_guided: bool) -> list[list[Button]]:
    """Offer to leave it as it is: in the dialogue, where everything is asked for."""
    if not is_guided:
        return []
    return [[press(label, act.skip, task_id=task_id, field=field, is_guided=True)]]


@asks_for(act.what_told)
def ask_what(_reader: Reader, resolution_id: int) -> Post:  # noqa: ARG001  a question's arguments
    """Ask what is to be done."""
    return Post(
        text=lines(
            _("<b>What is to be done?</b>"),
            _("One sentence; a date in it is understood (“… before 15/12/2026”)."),
        )
    )


@asks_for(act.set_what)
def ask_other_words(reader: Reader, task_id: int) -> Post:
    """Ask for other words."""
    return Post(text=_asked(reader, task_id, _("<b>How shall the task read?</b>")))


@asks_for(act.set_owner)
def ask_owner(reader: Reader, task_id: int, *, is_guided: bool = False) -> Post:  # noqa: ARG001
    """Ask whose task it is."""
    return Post(text=_asked(reader, task_id, _("<b>Who does it? One person answers for it.</b>")))


@asks_for(act.set_inspector)
def ask_inspector(reader: Reader, task_id: int, *, is_guided: bool = False) -> Post:
    """Ask who looks after it; the one of the inspection plan may stay."""
    row = _task(reader, task_id)
    keep: list[list[Button]] = []
    if row.inspector_id is not None:
        label = _("As planned: {name}", name=full_name(reader, row.inspector_id))
        keep = _keep(task_id, TaskField.INSPECTOR, label, is_guided=is_guided)
    return Post(
        text=_asked(reader, task_id, _("<b>Who looks after it? Somebody else than the owner.</b>")),
        buttons=keep,
    )


@asks_for(act.add_helper)
def ask_helper(reader: Reader, task_id: int, *, is_guided: bool = False) -> Post:  # noqa: ARG001
    """Ask which member helps."""
    return Post(text=_asked(reader, task_id, _("<b>Which member helps?</b>")))


@asks_for(act.helping_unit_named)
def ask_helping_unit(reader: Reader, task_id: int, *, is_guided: bool = False) -> Post:  # noqa: ARG001
    """Ask which unit helps."""
    return Post(text=_asked(reader, task_id, _("<b>Which unit helps? Please write its name.</b>")))


@asks_for(act.set_product)
def ask_product(reader: Reader, task_id: int, *, is_guided: bool = False) -> Post:
    """Ask what is to be there in the end."""
    question = _("<b>What is to be there in the end?</b> A report, a list, a finished canal …")
    return Post(
        text=_asked(reader, task_id, question),
        buttons=_keep(task_id, TaskField.PRODUCT, _("No product ›"), is_guided=is_guided),
    )


@asks_for(act.set_target)
def ask_target(reader: Reader, task_id: int, *, is_guided: bool = False) -> Post:
    """Ask how much is to be reached."""
    question = _("<b>How much is to be reached?</b> Number and unit: “120 meters”, “from 47,4 to 80 %”.")
    return Post(
        text=_asked(reader, task_id, question),
        buttons=_keep(task_id, TaskField.TARGET, _("No number ›"), is_guided=is_guided),
    )


@asks_for(act.set_due)
def ask_due(reader: Reader, task_id: int, *, is_guided: bool = False) -> Post:
    """Ask until when; the usual day may stay."""
    row = _task(reader, task_id)
    keep: list[list[Button]] = []
    if row.due_on is not None:
        label = _("It stays at {date}", date=day(row.due_on))
        keep = _keep(task_id, TaskField.DUE, label, is_guided=is_guided)
    return Post(text=_asked(reader, task_id, _("<b>Until the end of which day?</b>")), buttons=keep)


@words_for_refusal(TaskFieldsMissing)
def task_fields_missing(_reader: Reader, refused: TaskFieldsMissing) -> Post:
    """Name what has to be known first."""
    return Post(
        text=_(
            "Still missing: {fields}. Please complete this first.",
            fields=", ".join(field_name(field) for field in refused.fields),
        ),
        buttons=[[link_to(_("‹ Task"), TaskForm(task_id=refused.task_id))]],
    )


@words_for_refusal(DueInPast)
def due_in_past(_reader: Reader, refused: DueInPast) -> Post:
    """Say that the day has passed."""
    return Post(
        text=_("The {date} has passed. Please choose a day that lies ahead.", date=day(refused.on))
    )


@words_for_refusal(TargetUnclear)
def target_unclear(_reader: Reader, refused: TargetUnclear) -> Post:
    """Show how a target is written."""
    return Post(
        text=_(
            "I cannot read “{said}” as a target. Please write number and unit: “120 meters”, "
            "“from 47,4 to 80 %”.",
            said=clip(refused.said, 80),
        )
    )
